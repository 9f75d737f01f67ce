-- Statements of how often codes were scanned (scans.py).

-- name: note
-- One more scan of a key, unless the same visitor scanned it on the same day, or so many of the same subscriber, network
-- or in all did. `places` has the place of each visit that weighs, of one place a few at most. One statement and no wait
-- for the disk: a scan that is lost when the machine dies is no harm, and a page must not wait. Index:
-- labelling_scanned_pkey.
WITH quickly AS MATERIALIZED (
    SELECT set_config('synchronous_commit', 'off', true), set_config('lock_timeout', '200', true))
INSERT INTO labelling_scanned AS kept (key, first_at, first_place, last_at, scans, places, day, visitors)
SELECT %(key)s::text, %(at)s::timestamptz, %(place)s::text, %(at)s::timestamptz, 1, ARRAY[%(place)s::text], %(day)s::date,
    ARRAY[%(visitor)s::text]
FROM quickly
ON CONFLICT (key) DO UPDATE SET
    last_at = greatest(kept.last_at, excluded.last_at),
    scans = kept.scans + 1,
    places = CASE WHEN cardinality(kept.places) >= %(most)s::int
        OR cardinality(array_positions(kept.places, excluded.places[1])) >= %(of_place_ever)s::int THEN kept.places
        ELSE kept.places || excluded.places END,
    visitors = CASE WHEN kept.day < excluded.day THEN excluded.visitors ELSE kept.visitors || excluded.visitors END,
    day = greatest(kept.day, excluded.day)
WHERE kept.day < excluded.day OR (
    NOT kept.visitors @> excluded.visitors AND cardinality(kept.visitors) < %(most)s::int
    AND (SELECT count(*) FILTER (WHERE starts_with(mark, left(excluded.visitors[1], %(household_letters)s::int)))
                < %(of_household)s::int
            AND count(*) FILTER (WHERE starts_with(mark, left(excluded.visitors[1], %(place_letters)s::int)))
                < %(of_place)s::int
        FROM unnest(kept.visitors) AS mark))

-- name: seen
-- What is kept of these keys. Index: labelling_scanned_pkey.
SELECT key, first_at, last_at, first_place, scans, places FROM labelling_scanned WHERE key = ANY(%(keys)s::text[])
