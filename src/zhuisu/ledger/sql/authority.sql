-- name: captors
-- Who captured the events with these identities. Indexes: identity_pkey, event_pkey.
SELECT event.event_id, event.captured_by FROM identity JOIN event ON event.id = identity.event
WHERE identity.digest = ANY(%(digests)s::uuid[])
