-- Statements that lift a part of a recall, and undo it (lifting.py). A part is what all that is named of it has in common;
-- what is empty is not named. Indexes: recall_affected_once, recall_affected_holder.

-- name: lift
UPDATE recall_affected AS affected SET lifted_at = %(at)s
WHERE affected.recall_id = %(recall)s AND affected.lifted_at IS NULL AND affected.gone IS NULL
    AND (%(keys)s::text[] = '{}' OR affected.thing = ANY(%(keys)s::text[]))
    AND (%(holder)s = '' OR affected.holder = %(holder)s)
    AND (%(product)s = '' OR affected.product = %(product)s)
    AND (%(batch)s = '' OR affected.thing = %(batch)s OR affected.source = %(batch)s AND affected.kind = 'instance_of')

-- name: reinstate
UPDATE recall_affected AS affected SET lifted_at = NULL
WHERE affected.recall_id = %(recall)s AND affected.lifted_at IS NOT NULL AND affected.gone IS NULL
    AND (%(keys)s::text[] = '{}' OR affected.thing = ANY(%(keys)s::text[]))
    AND (%(holder)s = '' OR affected.holder = %(holder)s)
    AND (%(product)s = '' OR affected.product = %(product)s)
    AND (%(batch)s = '' OR affected.thing = %(batch)s OR affected.source = %(batch)s AND affected.kind = 'instance_of')

-- name: left
-- Whether anything is left in force. Index: recall_affected_order.
SELECT EXISTS (SELECT 1 FROM recall_affected AS affected
    WHERE affected.recall_id = %(recall)s AND affected.lifted_at IS NULL AND affected.gone IS NULL)
