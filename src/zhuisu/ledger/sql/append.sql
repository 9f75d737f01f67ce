-- name: context_id
-- The id of a context, stored at its first appearance.
WITH stored AS (
    INSERT INTO context (digest, body) VALUES (%(digest)s, %(body)s)
    ON CONFLICT (digest) DO NOTHING RETURNING id
)
SELECT id FROM stored UNION ALL SELECT id FROM context WHERE digest = %(digest)s LIMIT 1

-- name: known_identities
-- Which of these identities are there already. Index: identity_pkey.
SELECT digest, event FROM identity WHERE digest = ANY(%(digests)s::uuid[])

-- name: stored_contents
-- What is stored of these events, to tell a repeat from a conflict. Index: event_pkey, one partition an id.
SELECT event.id, event.body, context.body
FROM event JOIN context ON context.id = event.context
WHERE event.id = ANY(%(ids)s::uuid[])

-- name: copy_identities
COPY identity (digest, event) FROM STDIN (FORMAT binary)

-- name: copy_events
COPY event (id, run, context, type, action, event_time, record_time, event_id, biz_step, disposition, read_point, biz_location, facts, body, captured_by)
FROM STDIN (FORMAT binary)

-- name: copy_touches
COPY touch (thing, event, role) FROM STDIN (FORMAT binary)

-- name: declare_in_error
INSERT INTO declared_in_error (event_id, declaration) VALUES (%s, %s) ON CONFLICT DO NOTHING

-- name: state_master_data
-- A new statement about a key, unless it repeats the last one. Index: master_data_pkey.
INSERT INTO master_data (key, kind, capture, recorded_at, attributes, children)
SELECT %(key)s, %(kind)s, %(capture)s, %(recorded_at)s, %(attributes)s::jsonb, %(children)s::text[]
WHERE NOT EXISTS (
    SELECT 1 FROM (SELECT attributes, children FROM master_data WHERE key = %(key)s AND kind = %(kind)s
                   ORDER BY id DESC LIMIT 1) AS last
    WHERE last.attributes = %(attributes)s::jsonb AND last.children = %(children)s::text[] COLLATE "C")

-- name: keep_document_piece
INSERT INTO document (capture, piece, deflated) VALUES (%s, %s, %s)

-- name: record_capture
INSERT INTO capture (id, account, behaviour, created_at, finished_at, success, accepted, repeated, refused, errors, size_bytes,
    media_type)
VALUES (%(id)s, %(account)s, %(behaviour)s, %(created_at)s, %(finished_at)s, %(success)s, %(accepted)s, %(repeated)s,
    %(refused)s, %(errors)s, %(size_bytes)s, %(media_type)s)
