-- Statements that count findings (tallying.py).

-- name: take
-- The first changes of findings that were not looked at. Index: figures_retold_pkey.
DELETE FROM figures_retold WHERE id IN (SELECT id FROM figures_retold ORDER BY id LIMIT %(limit)s) RETURNING finding

-- name: findings
-- These findings as they are. Index: supervision_finding_pkey.
SELECT id, opened_at, closed_at, category, profile, rule, severity, place, party, scopes
FROM supervision_finding WHERE id = ANY(%(ids)s::bigint[])

-- name: told
-- As what these were counted. Index: figures_told_pkey.
SELECT opened_on, closed_on, region, category, variety, rule, severity FROM figures_told WHERE finding = ANY(%(ids)s::bigint[])

-- name: tell
-- Index: figures_told_pkey.
INSERT INTO figures_told (finding, opened_on, closed_on, region, category, variety, rule, severity)
SELECT * FROM unnest(%(finding)s::bigint[], %(opened_on)s::date[], %(closed_on)s::date[], %(region)s::text[],
    %(category)s::text[], %(variety)s::text[], %(rule)s::text[], %(severity)s::text[])
ON CONFLICT (finding) DO UPDATE SET opened_on = excluded.opened_on, closed_on = excluded.closed_on,
    region = excluded.region, category = excluded.category, variety = excluded.variety, rule = excluded.rule,
    severity = excluded.severity

-- name: add
-- Index: figures_finding_pkey.
INSERT INTO figures_finding AS held (day, region, category, variety, rule, severity, opened, mended, closed)
SELECT * FROM unnest(%(day)s::date[], %(region)s::text[], %(category)s::text[], %(variety)s::text[], %(rule)s::text[],
    %(severity)s::text[], %(opened)s::bigint[], %(mended)s::bigint[], %(closed)s::bigint[])
ON CONFLICT (day, region, category, variety, rule, severity) DO UPDATE SET opened = held.opened + excluded.opened,
    mended = held.mended + excluded.mended, closed = held.closed + excluded.closed
