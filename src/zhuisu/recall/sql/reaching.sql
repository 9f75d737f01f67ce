-- Statements of a recall's reaches (arriving.py, following.py). What a scope found arrives in a table of the connection,
-- is compared with what the recall held before, and becomes part of it.

-- name: drop_arriving
-- What a reach before left, whether it ended or not.
DROP TABLE IF EXISTS pg_temp.recall_arriving

-- name: make_arriving
CREATE TEMPORARY TABLE recall_arriving (
    number    bigint NOT NULL,
    thing     text COLLATE "C" NOT NULL,
    is_batch  boolean NOT NULL,
    product   text NOT NULL,
    holder    text NOT NULL,
    place     text NOT NULL,
    region    text NOT NULL,
    state     text NOT NULL,
    as_of     timestamptz,
    event     uuid,
    inside    text NOT NULL,
    hop       integer NOT NULL,
    kind      text NOT NULL,
    source    text COLLATE "C" NOT NULL,
    cause     uuid
)

-- name: copy_arriving
COPY recall_arriving (number, thing, is_batch, product, holder, place, region, state, as_of, event, inside, hop, kind, source, cause)
FROM STDIN

-- name: analyze_arriving
ANALYZE recall_arriving

-- name: shift_added
-- What the recall did not hold, or no longer. Index: recall_affected_once.
INSERT INTO recall_shift (recall_id, reach, thing, what, state_before, holder_before, place_before, state, holder, place, uom)
SELECT %(recall)s, %(reach)s, arriving.thing, 'added', '', '', '', arriving.state, arriving.holder, arriving.place, ''
FROM recall_arriving AS arriving
    LEFT JOIN recall_affected AS known ON known.recall_id = %(recall)s AND known.thing = arriving.thing
WHERE known.id IS NULL OR known.gone IS NOT NULL
ORDER BY arriving.number

-- name: shift_changed
-- What stands elsewhere, or as something else. Index: recall_affected_once.
INSERT INTO recall_shift (recall_id, reach, thing, what, state_before, holder_before, place_before, state, holder, place, uom)
SELECT %(recall)s, %(reach)s, known.thing, 'changed', known.state, known.holder, known.place,
    arriving.state, arriving.holder, arriving.place, ''
FROM recall_arriving AS arriving JOIN recall_affected AS known ON known.recall_id = %(recall)s AND known.thing = arriving.thing
WHERE known.gone IS NULL
    AND (known.state, known.holder, known.place) IS DISTINCT FROM (arriving.state, arriving.holder, arriving.place)
ORDER BY known.id

-- name: shift_gone
-- What is no longer derived: an event was corrected, or declared in error. Index: recall_affected_order.
INSERT INTO recall_shift (recall_id, reach, thing, what, state_before, holder_before, place_before, state, holder, place, uom)
SELECT %(recall)s, %(reach)s, known.thing, 'gone', known.state, known.holder, known.place, '', '', '', ''
FROM recall_affected AS known
WHERE known.recall_id = %(recall)s AND known.gone IS NULL
    AND NOT EXISTS (SELECT 1 FROM recall_arriving AS arriving WHERE arriving.thing = known.thing)
ORDER BY known.id

-- name: mark_gone
UPDATE recall_affected AS known SET gone = %(reach)s
WHERE known.recall_id = %(recall)s AND known.gone IS NULL
    AND NOT EXISTS (SELECT 1 FROM recall_arriving AS arriving WHERE arriving.thing = known.thing)

-- name: renew
-- What the recall holds already, as it stands now. Index: recall_affected_once.
UPDATE recall_affected AS known
SET product = arriving.product, holder = arriving.holder, place = arriving.place, region = arriving.region,
    state = arriving.state, as_of = arriving.as_of, event = arriving.event, inside = arriving.inside, gone = NULL,
    changed = CASE WHEN known.gone IS NOT NULL
        OR (known.state, known.holder, known.place) IS DISTINCT FROM (arriving.state, arriving.holder, arriving.place)
        THEN %(reach)s ELSE known.changed END
FROM recall_arriving AS arriving
WHERE known.recall_id = %(recall)s AND known.thing = arriving.thing
    AND (known.gone IS NOT NULL
        OR (known.state, known.holder, known.place, known.region, known.as_of, known.event, known.inside) IS DISTINCT FROM
            (arriving.state, arriving.holder, arriving.place, arriving.region, arriving.as_of, arriving.event, arriving.inside))

-- name: add
-- What is new, in the order in which it was found; what of it is lifted, `inheriting.py` says. Index: recall_affected_once.
INSERT INTO recall_affected (recall_id, thing, is_batch, product, holder, place, region, state, as_of, event, inside, hop,
    kind, source, cause, came, came_state, came_holder)
SELECT %(recall)s, arriving.thing, arriving.is_batch, arriving.product, arriving.holder, arriving.place, arriving.region,
    arriving.state, arriving.as_of, arriving.event, arriving.inside, arriving.hop, arriving.kind, arriving.source,
    arriving.cause, %(reach)s, arriving.state, arriving.holder
FROM recall_arriving AS arriving
WHERE NOT EXISTS (SELECT 1 FROM recall_affected AS known WHERE known.recall_id = %(recall)s AND known.thing = arriving.thing)
ORDER BY arriving.number

-- name: watch
-- What held the affected things, or was fitted to them: its events move them.
INSERT INTO recall_watched (recall_id, thing) SELECT %(recall)s, carrier.thing FROM {carrier} AS carrier ON CONFLICT DO NOTHING

-- name: watch_keys
INSERT INTO recall_watched (recall_id, thing) SELECT %(recall)s, key FROM unnest(%(keys)s::text[]) AS key ON CONFLICT DO NOTHING

-- name: counted
-- How many single things of a recall each holder has, in which state, and whether that is so only since its issue. Index:
-- recall_affected_holder.
SELECT affected.holder, affected.state, coalesce(affected.as_of > %(issued)s, false), count(*), min(affected.region)
FROM recall_affected AS affected
WHERE affected.recall_id = %(recall)s AND affected.gone IS NULL AND affected.lifted_at IS NULL AND affected.holder <> ''
    AND NOT affected.is_batch
GROUP BY affected.holder, affected.state, 3

-- name: standing
-- How many single things of a recall there are in each region and state, and of how many the holder is known. Index:
-- recall_affected_order.
SELECT affected.region, affected.state, count(*), count(*) FILTER (WHERE affected.holder <> '')
FROM recall_affected AS affected
WHERE affected.recall_id = %(recall)s AND affected.gone IS NULL AND affected.lifted_at IS NULL AND NOT affected.is_batch
GROUP BY affected.region, affected.state

-- name: unheld
-- The same of batches of which no items are known, without those of which it is known who has how much. Indexes:
-- recall_affected_order, recall_affected_once.
SELECT affected.region, affected.state, count(*), count(*) FILTER (WHERE affected.holder <> '')
FROM recall_affected AS affected
WHERE affected.recall_id = %(recall)s AND affected.gone IS NULL AND affected.lifted_at IS NULL AND affected.is_batch
    AND affected.thing <> ALL(%(keys)s::text[])
    AND affected.thing NOT IN (
        SELECT item.source FROM recall_affected AS item
        WHERE item.recall_id = %(recall)s AND item.kind = 'instance_of' AND item.gone IS NULL)
GROUP BY affected.region, affected.state

-- name: batches
-- The batches of a recall of which no items are known, with who had them last. Index: recall_affected_order.
WITH itemised AS MATERIALIZED (
    SELECT DISTINCT affected.source FROM recall_affected AS affected
    WHERE affected.recall_id = %(recall)s AND affected.kind = 'instance_of' AND affected.gone IS NULL)
SELECT affected.thing, affected.holder, affected.state, affected.region
FROM recall_affected AS affected
WHERE affected.recall_id = %(recall)s AND affected.is_batch AND affected.gone IS NULL AND affected.lifted_at IS NULL
    AND affected.thing NOT IN (SELECT source FROM itemised)
ORDER BY affected.id LIMIT %(most)s

-- name: regions
SELECT DISTINCT affected.region FROM recall_affected AS affected
WHERE affected.recall_id = %(recall)s AND affected.gone IS NULL AND affected.region <> ''

-- name: told
-- What events name, and where, and who captured them. Index: event_pkey.
SELECT asked.number, event.id, event.facts, event.biz_location, event.read_point, event.captured_by
FROM unnest(%(ids)s::uuid[], %(numbers)s::bigint[]) AS asked(id, number), LATERAL (
    SELECT event.id, event.facts, event.biz_location, event.read_point, event.captured_by
    FROM event WHERE event.id = asked.id OFFSET 0) AS event

-- name: referring
-- Which of these events refer to one of these parties. Index: touch_pkey.
SELECT touch.event, touch.thing FROM touch
WHERE touch.thing = ANY(%(parties)s::text[]) AND touch.event = ANY(%(ids)s::uuid[]) AND touch.role >= %(first)s

-- name: met
-- The open recalls that one of these keys touches. Indexes: recall_affected_thing, recall_watched_once.
SELECT affected.recall_id, affected.thing FROM recall_affected AS affected
WHERE affected.thing = ANY(%(keys)s::text[]) AND affected.gone IS NULL AND affected.lifted_at IS NULL
UNION
SELECT watched.recall_id, watched.thing FROM recall_watched AS watched WHERE watched.thing = ANY(%(keys)s::text[])
