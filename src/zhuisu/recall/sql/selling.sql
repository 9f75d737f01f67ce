-- Of captures that touch what an alert is in force for.

-- name: held_by
-- Of each of these containers, the alerts in force for what it holds, and how many things that is; of some kinds those that
-- were closed, too. Indexes:
-- recall_affected_inside, recall_recall_pkey.
SELECT affected.inside, recall.number, count(*)
FROM recall_affected AS affected
JOIN recall_recall AS recall ON recall.id = affected.recall_id
WHERE affected.inside = ANY(%(keys)s::text[]) AND affected.inside <> ''
    AND affected.gone IS NULL AND affected.lifted_at IS NULL
    AND (recall.state = 'issued' OR recall.state = 'closed' AND recall.kind = ANY(%(lasting)s::text[]))
GROUP BY affected.inside, recall.number
ORDER BY recall.number
