-- Statements of the scope keys of events.

-- name: mark
-- Index: concern_pkey. Ids arrive in order, so that a key's part of the index grows at its end.
INSERT INTO concern (scope, event) SELECT %(scope)s::text, event FROM unnest(%(events)s::uuid[]) AS asked(event)
ON CONFLICT DO NOTHING

-- name: marked
-- The scope keys of these events, which lie between two ids. Index: concern_pkey, by each key and event.
SELECT scope, event FROM concern
WHERE scope = ANY(%(scopes)s::text[]) AND event = ANY(%(events)s::uuid[]) AND event >= %(low)s AND event <= %(high)s

-- name: unmark
-- Index: concern_pkey.
DELETE FROM concern WHERE scope = %(scope)s AND event = ANY(%(events)s::uuid[])

-- name: scopes_of
-- Index: concern_pkey, one partition.
SELECT scope FROM concern WHERE scope = ANY(%(scopes)s::text[]) AND event = %(event)s

-- name: next_scope
-- The next scope key: one step of a loose index scan. Index: concern_pkey.
SELECT scope FROM concern WHERE scope > %(last)s ORDER BY scope LIMIT 1
