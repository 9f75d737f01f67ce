-- Statements of whom an event concerns (concerning.py). Each answers for many keys at once.

-- name: varieties
-- The variety and category of the products and assets that have one of these keys. Index: registry_alias_once.
SELECT alias.key, product.variety, product.category
FROM registry_alias AS alias JOIN registry_product AS product ON product.id = alias.record
WHERE alias.kind = 'product' AND alias.key = ANY(%(keys)s::text[])
UNION ALL
SELECT alias.key, asset.variety, asset.category
FROM registry_alias AS alias JOIN registry_asset AS asset ON asset.id = alias.record
WHERE alias.kind = 'asset' AND alias.key = ANY(%(keys)s::text[])

