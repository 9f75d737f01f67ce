-- Statements about the keys of entries (own_keys.py).

-- name: parties
-- The keys under which the registry has these parties. Indexes: registry_alias_once, registry_party_pkey.
SELECT alias.key, party.key FROM registry_alias AS alias JOIN registry_party AS party ON party.id = alias.record
WHERE alias.kind = 'party' AND alias.key = ANY(%(keys)s::text[])
