-- name: document_pieces
SELECT deflated FROM document WHERE capture = %s ORDER BY piece

-- name: capture_by_id
SELECT id, account, behaviour, created_at, finished_at, success, accepted, repeated, refused, errors, size_bytes
FROM capture WHERE id = %(id)s

-- name: captures
-- Newest first, keyset by (created_at, id). Index: capture_newest.
SELECT id, account, behaviour, created_at, finished_at, success, accepted, repeated, refused, errors, size_bytes
FROM capture
WHERE (%(before_time)s::timestamptz IS NULL OR (created_at, id) < (%(before_time)s, %(before_id)s))
    AND (%(account)s::text IS NULL OR account = %(account)s)
ORDER BY created_at DESC, id DESC LIMIT %(limit)s

-- name: events_by_identity
-- The event of an identity. Indexes: identity_pkey, event_pkey.
SELECT event.id, event.event_id, event.type, event.event_time, event.record_time, event.run, event.body, context.body
FROM identity JOIN event ON event.id = identity.event JOIN context ON context.id = event.context
WHERE identity.digest = %(digest)s

-- name: declarations_of
-- The error declarations that were captured for an eventID. Indexes: declared_in_error_pkey, event_pkey.
SELECT event.id, event.event_id, event.type, event.event_time, event.record_time, event.run, event.body, context.body
FROM declared_in_error JOIN event ON event.id = declared_in_error.declaration JOIN context ON context.id = event.context
WHERE declared_in_error.event_id = %(event_id)s
ORDER BY event.id

-- name: events_by_id
-- Index: event_pkey, one partition an id.
SELECT event.id, event.event_id, event.type, event.event_time, event.record_time, event.run, event.body, context.body
FROM event JOIN context ON context.id = event.context
WHERE event.id = ANY(%(ids)s::uuid[])

-- name: touching
-- One hop: the events that touch any of these things (%(member)s is the role of a batch that an item is stated to belong
-- to), at most so many a thing, the earliest first; of runs up to %(run)s where there is one; without those declared in
-- error and without the declarations.
-- Indexes: touch_pkey (thing, event) in the order of the partitions, event_pkey, declared_in_error_pkey.
SELECT event.id, event.event_id, event.type, event.action, event.event_time, event.biz_step, event.disposition, event.facts
FROM event
WHERE event.id = ANY (ARRAY(
        SELECT found.event
        FROM unnest(%(things)s::text[]) AS asked(thing), LATERAL (
            SELECT DISTINCT touch.event FROM touch
            WHERE touch.thing = asked.thing AND touch.role <> %(member)s AND touch.role < 32
                AND touch.event >= %(from_id)s AND touch.event < %(to_id)s
            ORDER BY touch.event LIMIT %(most)s) AS found
        UNION
        SELECT found.event
        FROM unnest(%(members_of)s::text[]) AS asked(thing), LATERAL (
            SELECT DISTINCT touch.event FROM touch
            WHERE touch.thing = asked.thing AND touch.role = %(member)s
                AND touch.event >= %(from_id)s AND touch.event < %(to_id)s
            ORDER BY touch.event LIMIT %(most)s) AS found))
    AND (%(run)s::bigint IS NULL OR event.run <= %(run)s)
    AND NOT EXISTS (SELECT 1 FROM declared_in_error WHERE declared_in_error.event_id = event.event_id)

-- name: touched
-- Which of these things the ledger knows: in a role of lineage (below 32). Index: touch_pkey.
SELECT asked.thing FROM unnest(%(things)s::text[]) AS asked(thing)
WHERE EXISTS (SELECT 1 FROM touch WHERE touch.thing = asked.thing AND touch.role < 32)

-- name: master_data
-- What was last stated about each key and kind. Index: master_data_pkey.
SELECT DISTINCT ON (key, kind) key, kind, attributes FROM master_data WHERE key = ANY(%(keys)s)
ORDER BY key, kind, id DESC
