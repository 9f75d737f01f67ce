-- name: named
-- The entries that these keys name: each key with the kind that it is looked for in. Index: registry_alias_once.
SELECT alias.kind, alias.key, alias.record
FROM unnest(%(kinds)s::text[], %(keys)s::text[]) AS wanted (kind, key)
JOIN registry_alias AS alias USING (kind, key)

-- name: numbered
-- The licences that have these numbers, the oldest of each. Index: registry_licence's on number.
SELECT number, min(id) FROM registry_licence WHERE number = ANY(%(numbers)s::text[]) GROUP BY number
