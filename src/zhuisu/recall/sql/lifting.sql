-- Statements that lift a part of a recall, and undo it (part.py, lifting.py). A part is what all that is named of it has in
-- common; what is empty is not named. Indexes: recall_affected_once, recall_affected_holder.

-- name: lift
WITH marked AS (
UPDATE recall_affected AS affected SET lifted_at = %(at)s
WHERE affected.recall_id = %(recall)s AND affected.lifted_at IS NULL AND affected.gone IS NULL
    AND (NOT %(is_named)s OR affected.thing = ANY(%(keys)s::text[]))
    AND (%(holder)s = '' OR affected.holder = %(holder)s)
    AND (%(product)s = '' OR affected.product = %(product)s)
RETURNING affected.product, affected.holder, affected.is_batch)
SELECT marked.product, marked.holder, count(*), count(*) FILTER (WHERE marked.is_batch) FROM marked GROUP BY 1, 2

-- name: reinstate
WITH marked AS (
UPDATE recall_affected AS affected SET lifted_at = NULL
WHERE affected.recall_id = %(recall)s AND affected.lifted_at IS NOT NULL AND affected.gone IS NULL
    AND (NOT %(is_named)s OR affected.thing = ANY(%(keys)s::text[]))
    AND (%(holder)s = '' OR affected.holder = %(holder)s)
    AND (%(product)s = '' OR affected.product = %(product)s)
RETURNING affected.product, affected.holder, affected.is_batch)
SELECT marked.product, marked.holder, count(*), count(*) FILTER (WHERE marked.is_batch) FROM marked GROUP BY 1, 2

-- name: left
-- Whether anything is left in force that somebody may have: neither used up or destroyed, nor a batch that is counted by its
-- items. Indexes: recall_affected_order, recall_affected_once.
SELECT EXISTS (SELECT 1 FROM recall_affected AS affected
    WHERE affected.recall_id = %(recall)s AND affected.lifted_at IS NULL AND affected.gone IS NULL
        AND affected.state NOT IN ('used', 'destroyed')
        AND NOT (affected.is_batch AND affected.thing IN (
            SELECT item.source FROM recall_affected AS item
            WHERE item.recall_id = %(recall)s AND item.kind = 'instance_of' AND item.gone IS NULL)))

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

-- name: beside
-- What stays recalled and begins beside a batch: what came by one of those by which the batch came, and the other things
-- with which the recall began. All that stays recalled is one of them, comes of one of them, or leads to the batch. Index:
-- recall_affected_once.
WITH RECURSIVE above(thing, source) AS (
    SELECT affected.thing, affected.source FROM recall_affected AS affected
    WHERE affected.recall_id = %(recall)s AND affected.thing = %(batch)s
    UNION
    SELECT affected.thing, affected.source
    FROM above JOIN recall_affected AS affected ON affected.thing = above.source
    WHERE affected.recall_id = %(recall)s)
SELECT affected.thing FROM recall_affected AS affected
WHERE affected.recall_id = %(recall)s AND affected.gone IS NULL AND affected.lifted_at IS NULL
    AND (affected.source IN (SELECT above.thing FROM above WHERE above.thing <> %(batch)s) OR affected.hop = 0)
    AND affected.thing NOT IN (SELECT above.thing FROM above)
ORDER BY affected.id LIMIT %(most)s
