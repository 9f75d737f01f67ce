-- Of captures that touch what an alert is in force for.

-- name: any_in_force
-- Whether any alert is in force at all. Index: recall_recall_state_id.
SELECT EXISTS (SELECT 1 FROM recall_recall WHERE state = 'issued')

-- name: in_force
-- Each key that an alert in force counts for, by itself or by what it holds, with the alert and how many things it
-- holds of it. Indexes: recall_affected_thing, recall_affected_inside, the primary key of recall_recall.
SELECT found.key, recall.id, recall.number, recall.kind, recall.title, recall.issued_at, found.things
FROM (
    SELECT affected.thing AS key, affected.recall_id, 1 AS things
    FROM recall_affected AS affected
    WHERE affected.thing = ANY(%(keys)s) AND affected.gone IS NULL AND affected.lifted_at IS NULL
    UNION ALL
    SELECT affected.inside, affected.recall_id, count(*)
    FROM recall_affected AS affected
    WHERE affected.inside = ANY(%(keys)s) AND affected.inside <> ''
        AND affected.gone IS NULL AND affected.lifted_at IS NULL
    GROUP BY affected.inside, affected.recall_id
) AS found
JOIN recall_recall AS recall ON recall.id = found.recall_id
WHERE recall.state = 'issued'
ORDER BY recall.id, found.key
