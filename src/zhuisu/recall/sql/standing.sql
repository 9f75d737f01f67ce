-- Statements of what is in force for things (standing.py).

-- name: in_force
-- The alerts that are in force, or were closed, for each of these keys: as a thing in the scope that is neither gone nor lifted.
-- Indexes: recall_affected_thing, recall_recall_pkey.
SELECT affected.thing, affected.recall_id FROM recall_affected AS affected
WHERE affected.thing = ANY(%(keys)s::text[]) AND affected.gone IS NULL AND affected.lifted_at IS NULL

-- name: meant
-- The alerts that began with one of these keys, of which no event told yet. Indexes: recall_recall_keys, recall_affected_once.
SELECT key, recall.id FROM recall_recall AS recall, unnest(recall.keys) AS key
WHERE recall.keys && %(keys)s::text[] AND key = ANY(%(keys)s::text[])
    AND NOT EXISTS (SELECT 1 FROM recall_affected AS affected WHERE affected.recall_id = recall.id AND affected.thing = key)

-- name: told
-- What the first events say that name these things. Indexes: touch_pkey, event_pkey.
SELECT asked.thing, event.facts
FROM unnest(%(keys)s::text[]) AS asked(thing), LATERAL (
    SELECT DISTINCT touch.event FROM touch
    WHERE touch.thing = asked.thing AND touch.role = ANY(%(roles)s::smallint[])
    ORDER BY touch.event LIMIT %(most)s) AS found, LATERAL (
    SELECT event.facts FROM event WHERE event.id = found.event OFFSET 0) AS event
