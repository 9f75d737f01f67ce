-- Statements that count records by the day (counting.py).

-- name: accounts
-- Who sent what these runs hold. Indexes: journal_pkey, capture_pkey.
SELECT journal.run, capture.account FROM journal JOIN capture ON capture.id = journal.capture
WHERE journal.run = ANY(%(runs)s::bigint[])

-- name: originals
-- What these identities were recorded as: how long after it happened, and by whom. Indexes: identity_pkey, event_pkey,
-- journal_pkey, capture_pkey.
SELECT event.event_id, event.record_time - event.event_time, capture.account
FROM identity JOIN event ON event.id = identity.event JOIN journal ON journal.run = event.run
    JOIN capture ON capture.id = journal.capture
WHERE identity.digest = ANY(%(digests)s::uuid[])

-- name: count
-- So many more on these days. Index: rating_day_once.
INSERT INTO rating_day AS held (kind, subject, day, events, late, corrected, refused)
SELECT *, 0 FROM unnest(%(kinds)s::text[], %(subjects)s::text[], %(days)s::date[], %(events)s::bigint[], %(late)s::bigint[],
    %(corrected)s::bigint[])
ON CONFLICT (kind, subject, day) DO UPDATE SET events = held.events + excluded.events, late = held.late + excluded.late,
    corrected = held.corrected + excluded.corrected

-- name: meet
-- Who they are, and that they are to be rated soon. Index: rating_subject_once.
INSERT INTO rating_subject AS held (kind, subject, categories, first_on, last_on, due_at)
SELECT kind, subject, string_to_array(categories, ' '), first_on, last_on, %(due_at)s
FROM unnest(%(kinds)s::text[], %(subjects)s::text[], %(categories)s::text[], %(first)s::date[], %(last)s::date[])
    AS met(kind, subject, categories, first_on, last_on)
ON CONFLICT (kind, subject) DO UPDATE SET
    categories = ARRAY(SELECT DISTINCT each FROM unnest(held.categories || excluded.categories) AS each WHERE each <> ''),
    first_on = least(held.first_on, excluded.first_on), last_on = greatest(held.last_on, excluded.last_on),
    due_at = least(held.due_at, %(later)s)

-- name: keep_batches
-- Index: rating_batch_once.
INSERT INTO rating_batch (party, thing, day)
SELECT * FROM unnest(%(parties)s::text[], %(things)s::text[], %(days)s::date[]) ON CONFLICT DO NOTHING

-- name: first_capture
-- The day (of the city) of the first capture. Index: capture_newest.
SELECT (created_at AT TIME ZONE %(zone)s)::date FROM capture ORDER BY created_at, id LIMIT 1

-- name: captures
-- How many records of each account were refused on these days (of the city), by when they came. Index: capture_newest.
SELECT account, (created_at AT TIME ZONE %(zone)s)::date AS day, sum(refused)::bigint FROM capture
WHERE created_at >= %(since)s AND created_at < %(until)s AND refused > 0 AND finished_at IS NOT NULL
GROUP BY account, 2

-- name: refuse
-- As many as there are, not more: counted anew each time. Index: rating_day_once.
INSERT INTO rating_day AS held (kind, subject, day, events, late, corrected, refused)
SELECT 'system', account, day, 0, 0, 0, refused
FROM unnest(%(accounts)s::text[], %(days)s::date[], %(refused)s::bigint[]) AS told(account, day, refused)
ON CONFLICT (kind, subject, day) DO UPDATE SET refused = excluded.refused
