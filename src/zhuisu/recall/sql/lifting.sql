-- Statements that lift a part of a recall, and undo it (part.py, lifting.py). A part is what all that is named of it has in
-- common; what is empty is not named. Of what a holder has, these are the single things: a batch may be with several, and of
-- it each has a share (shares.py). Indexes: recall_affected_once, recall_affected_holder.

-- name: lift
WITH marked AS (
UPDATE recall_affected AS affected SET lifted_at = %(at)s
WHERE affected.recall_id = %(recall)s AND affected.lifted_at IS NULL AND affected.gone IS NULL
    AND (NOT %(is_named)s OR affected.thing = ANY(%(keys)s::text[]))
    AND (%(holder)s = '' OR affected.holder = %(holder)s AND NOT affected.is_batch)
    AND (%(product)s = '' OR affected.product = %(product)s)
RETURNING affected.product, affected.holder, affected.is_batch)
SELECT marked.product, marked.holder, count(*), count(*) FILTER (WHERE marked.is_batch) FROM marked GROUP BY 1, 2

-- name: reinstate
WITH marked AS (
UPDATE recall_affected AS affected SET lifted_at = NULL
WHERE affected.recall_id = %(recall)s AND affected.lifted_at IS NOT NULL AND affected.gone IS NULL
    AND (NOT %(is_named)s OR affected.thing = ANY(%(keys)s::text[]))
    AND (%(holder)s = '' OR affected.holder = %(holder)s AND NOT affected.is_batch)
    AND (%(product)s = '' OR affected.product = %(product)s)
RETURNING affected.product, affected.holder, affected.is_batch)
SELECT marked.product, marked.holder, count(*), count(*) FILTER (WHERE marked.is_batch) FROM marked GROUP BY 1, 2

-- name: left
-- Whether anything is left in force that somebody may have: neither used up or destroyed, nor a batch that is counted by its
-- items, or of which the shares of all who have some are lifted or used up. Indexes: recall_affected_order, recall_affected_once,
-- recall_holding_once.
WITH part AS MATERIALIZED (
    SELECT part.* FROM recall_holding AS holding,
        jsonb_to_recordset(holding.amounts) AS part(key text, quantity float, gone float, sold float, destroyed float, state text)
    WHERE holding.recall_id = %(recall)s),
share AS MATERIALIZED (
    SELECT part.key AS thing FROM part WHERE part.state IN ('used', 'destroyed')
    UNION
    SELECT lifted.key FROM recall_holding AS holding,
        jsonb_to_recordset(holding.lifted) AS lifted(key text, quantity float)
    WHERE holding.recall_id = %(recall)s AND coalesce(lifted.quantity, 1) > 0
    EXCEPT
    SELECT part.key FROM part
    WHERE part.quantity IS NULL OR part.quantity + coalesce(part.sold, 0) + coalesce(part.destroyed, 0) > 0
        OR (part.gone > 0 AND part.state NOT IN ('used', 'destroyed')))
SELECT EXISTS (SELECT 1 FROM recall_affected AS affected
    WHERE affected.recall_id = %(recall)s AND affected.lifted_at IS NULL AND affected.gone IS NULL
        AND affected.state NOT IN ('used', 'destroyed')
        AND NOT (affected.is_batch AND affected.thing IN (
            SELECT item.source FROM recall_affected AS item
            WHERE item.recall_id = %(recall)s AND item.kind = 'instance_of' AND item.gone IS NULL))
        AND NOT (affected.is_batch AND affected.thing IN (SELECT share.thing FROM share)))

-- name: below
-- A batch, and what came by it as the scope was followed, it first. Index: recall_affected_order.
WITH RECURSIVE below(thing, depth) AS (
    SELECT affected.thing, 0 FROM recall_affected AS affected
    WHERE affected.recall_id = %(recall)s AND affected.thing = %(batch)s AND affected.gone IS NULL
    UNION ALL
    SELECT affected.thing, below.depth + 1
    FROM below JOIN recall_affected AS affected ON affected.source = below.thing AND affected.thing <> below.thing
    WHERE affected.recall_id = %(recall)s AND affected.gone IS NULL)
SELECT below.thing FROM below ORDER BY below.depth, below.thing LIMIT %(most)s

-- name: heirs
-- What a reach brought, by way of something lifted, over as many steps as it came; and when that was lifted. Indexes:
-- recall_shift_reach, recall_affected_once.
WITH RECURSIVE fresh AS MATERIALIZED (
    SELECT affected.thing, affected.source
    FROM recall_shift AS shift JOIN recall_affected AS affected
        ON affected.recall_id = shift.recall_id AND affected.thing = shift.thing
    WHERE shift.recall_id = %(recall)s AND shift.reach = %(reach)s AND shift.what = 'added' AND affected.came = %(reach)s),
heir(thing, lifted_at) AS (
    SELECT fresh.thing, origin.lifted_at
    FROM fresh JOIN recall_affected AS origin ON origin.recall_id = %(recall)s AND origin.thing = fresh.source
    WHERE origin.lifted_at IS NOT NULL
    UNION
    SELECT fresh.thing, heir.lifted_at FROM heir JOIN fresh ON fresh.source = heir.thing)
SELECT heir.thing, min(heir.lifted_at) FROM heir GROUP BY heir.thing

-- name: lift_heirs
-- Index: recall_affected_once.
UPDATE recall_affected AS affected SET lifted_at = heir.lifted_at
FROM unnest(%(keys)s::text[], %(moments)s::timestamptz[]) AS heir(thing, lifted_at)
WHERE affected.recall_id = %(recall)s AND affected.thing = heir.thing

-- name: recorded
-- When events were recorded. Index: event_pkey.
SELECT asked.id, event.record_time
FROM unnest(%(ids)s::uuid[]) AS asked(id), LATERAL (
    SELECT event.record_time FROM event WHERE event.id = asked.id OFFSET 0) AS event
