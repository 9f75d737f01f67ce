-- name: fresh
-- The next findings after a number, with what a case is made of; those that are notes, or mended already, are left out by
-- who asks, since they are passed by, too. Index: supervision_finding_pkey.
SELECT id, profile, category, rule, code, severity, party, place, scopes, closed_at IS NOT NULL AS mended,
    coalesce(facts ->> 'rule_zh', rule) AS rule_zh, coalesce(facts ->> 'rule_en', rule) AS rule_en
FROM supervision_finding WHERE id > %(after)s ORDER BY id LIMIT %(limit)s

-- name: mended
-- Findings of cases that were closed since, of the next so many that are looked at. Answers the last one looked at, too.
-- Indexes: casework_joined_unmended, supervision_finding_pkey.
WITH looked AS MATERIALIZED (
    SELECT id, case_id, finding_id FROM casework_joined WHERE mended_at IS NULL AND id > %(after)s ORDER BY id LIMIT %(limit)s
)
SELECT looked.id, looked.case_id, finding.closed_at
FROM looked JOIN supervision_finding AS finding ON finding.id = looked.finding_id
ORDER BY looked.id
