-- name: tree
-- The tree as far as it has grown; no row before its first leaf.
SELECT size, edge FROM tree

-- name: runs_to_grow
-- The numbered runs from the tree's end on, in order. `events` only where the commitments have to be made yet.
-- Index: journal_first_number_key.
SELECT run, first_number, capture, commitments, CASE WHEN commitments IS NULL THEN events END
FROM journal WHERE first_number >= %(size)s AND first_number < %(size)s + %(limit)s ORDER BY first_number

-- name: recorded
-- What the tree covers of these events. Index: event_pkey, one partition an id.
SELECT event.id, event.record_time, event.event_id, event.captured_by, event.body, context.body
FROM event JOIN context ON context.id = event.context WHERE event.id = ANY(%(ids)s::uuid[])

-- name: keep_commitments
-- The commitments of a run that is older than the tree.
UPDATE journal SET commitments = %(commitments)s, salt = %(salt)s WHERE run = %(run)s AND commitments IS NULL

-- name: copy_tiles
COPY tile (level, index, hashes) FROM STDIN (FORMAT binary)

-- name: move_edge
INSERT INTO tree (size, edge) VALUES (%(size)s, %(edge)s)
ON CONFLICT (one) DO UPDATE SET size = excluded.size, edge = excluded.edge

-- name: tiles
-- Full tiles. Index: tile_pkey.
SELECT level, index, hashes FROM tile WHERE (level, index) IN (SELECT * FROM unnest(%(levels)s::int[], %(indexes)s::bigint[]))

-- name: commitments
-- The commitments of the events from number `start` to before `end`, a slice of each run that holds some of them.
-- Index: journal_first_number_key.
SELECT substring(commitments FROM greatest(%(start)s - first_number, 0)::int * 32 + 1
                 FOR (least(%(end)s - first_number, length(commitments) / 32) - greatest(%(start)s - first_number, 0))::int * 32)
FROM journal
WHERE first_number >= coalesce((SELECT max(first_number) FROM journal WHERE first_number <= %(start)s), 0)
    AND first_number < %(end)s
ORDER BY first_number

-- name: sign
INSERT INTO checkpoint (size, root, note, signed_at) VALUES (%(size)s, %(root)s, %(note)s, %(signed_at)s)
ON CONFLICT DO NOTHING

-- name: newest_checkpoint
-- The newest checkpoint, with the witnesses' lines under it. Index: checkpoint_pkey.
SELECT size, root, note, signed_at, coalesce((SELECT string_agg(line, '' ORDER BY cosignature.signed_at, vkey) FROM cosignature
    WHERE cosignature.size = checkpoint.size), '') FROM checkpoint ORDER BY size DESC LIMIT 1

-- name: newest_witnessed_checkpoint
-- The newest checkpoint under which a witness signed. Indexes: cosignature_pkey, checkpoint_pkey.
SELECT size, root, note, signed_at, (SELECT string_agg(line, '' ORDER BY cosignature.signed_at, vkey) FROM cosignature
    WHERE cosignature.size = checkpoint.size) FROM checkpoint
WHERE size = (SELECT max(size) FROM cosignature)

-- name: keep_cosignature
INSERT INTO cosignature (size, vkey, line, signed_at) VALUES (%(size)s, %(vkey)s, %(line)s, %(signed_at)s)
ON CONFLICT DO NOTHING

-- name: cosigned_size
-- The size of the newest checkpoint that this witness signed.
SELECT coalesce(max(size), -1) FROM cosignature WHERE vkey = %(vkey)s

-- name: log_keys
-- The log's public keys, the oldest first.
SELECT vkey, origin, from_size, until_size FROM log_key ORDER BY added_at, from_size, vkey

-- name: add_log_key
INSERT INTO log_key (vkey, origin, from_size, added_at) VALUES (%(vkey)s, %(origin)s, %(from_size)s, %(added_at)s)
ON CONFLICT DO NOTHING

-- name: retire_log_key
UPDATE log_key SET until_size = %(until_size)s WHERE vkey = %(vkey)s AND until_size IS NULL

-- name: last_witnessed
-- The last checkpoint of that log that was cosigned here.
SELECT size, root FROM witnessed WHERE origin = %(origin)s

-- name: one_log_at_a_time
-- One submission of a log at a time; the lock ends with the transaction.
SELECT pg_advisory_xact_lock(%(lock)s, hashtext(%(origin)s))

-- name: keep_witnessed
INSERT INTO witnessed (origin, size, root, note, signed_at)
VALUES (%(origin)s, %(size)s, %(root)s, %(note)s, %(signed_at)s)
ON CONFLICT (origin) DO UPDATE SET size = excluded.size, root = excluded.root, note = excluded.note,
    signed_at = excluded.signed_at

-- name: context_digest
SELECT digest FROM context WHERE id = %(context)s

-- name: begin_run
-- A new run of the journal, with what the log will show of its events; its number is known before they are written.
INSERT INTO journal (capture, events, record_time, commitments, salt)
VALUES (%(capture)s, %(events)s::uuid[], %(record_time)s, %(commitments)s, %(salt)s) RETURNING run

-- name: provable
-- What the tree covers of an event, its run's salt and capture, and its number (null while it waits).
-- Indexes: event_pkey, journal_pkey.
SELECT event.id, event.record_time, event.event_id, event.captured_by, event.body, context.body,
    journal.salt, journal.capture, journal.first_number + array_position(journal.events, event.id) - 1
FROM event JOIN context ON context.id = event.context JOIN journal ON journal.run = event.run
WHERE event.id = %(event)s

-- name: checkpoint_of_size
-- The checkpoint of exactly that size, with the witnesses' lines. Index: checkpoint_pkey.
SELECT size, root, note, signed_at, coalesce((SELECT string_agg(line, '' ORDER BY cosignature.signed_at, vkey) FROM cosignature
    WHERE cosignature.size = checkpoint.size), '') FROM checkpoint WHERE size = %(size)s
