-- Everything that the ledger holds, read in one snapshot, to be compared with the tree.

-- name: numbered_runs
-- Every numbered run in order. Index: journal_first_number_key.
SELECT run, first_number, cardinality(events), commitments, salt, (SELECT count(DISTINCT id) FROM unnest(events) AS id)
FROM journal WHERE first_number IS NOT NULL ORDER BY first_number

-- name: waiting_runs
-- How many events have no number yet.
SELECT coalesce(sum(cardinality(events)), 0)::bigint FROM journal WHERE first_number IS NULL

-- name: run
-- One run. Index: journal_pkey.
SELECT first_number, capture, events, commitments, salt FROM journal WHERE run = %(run)s

-- name: tiles_of_level
-- The tiles of a level, in order. Index: tile_pkey.
SELECT index, hashes FROM tile WHERE level = %(level)s ORDER BY index

-- name: levels
SELECT DISTINCT level FROM tile ORDER BY level

-- name: event_count
-- About how many events there are, for a bar.
SELECT coalesce(sum(cardinality(events)), 0)::bigint FROM journal

-- name: events
-- Every event with its context, its touches and its identities; rows of these that belong to no event come with a null
-- event. Sorts or hashes the tables once, on disk where they are large.
SELECT event.id, event.record_time, event.event_id, event.captured_by, event.body, event.context, event.run,
    event.type, event.action, event.event_time, event.biz_step, event.disposition, event.read_point, event.biz_location,
    event.facts, touches.event, touches.things, touches.roles, identities.event, identities.digests
FROM event
FULL JOIN (SELECT event, array_agg(thing) AS things, array_agg(role) AS roles FROM touch GROUP BY event) AS touches
    ON touches.event = event.id
FULL JOIN (SELECT event, array_agg(digest) AS digests FROM identity GROUP BY event) AS identities
    ON identities.event = coalesce(event.id, touches.event)

-- name: contexts
SELECT id, digest, body FROM context ORDER BY id

-- name: context
SELECT body FROM context WHERE id = %(context)s

-- name: lost_events
-- What the journal numbers and the ledger does not hold (or holds under another run).
SELECT listed.id, journal.run, journal.capture, journal.first_number + listed.place - 1
FROM journal CROSS JOIN LATERAL unnest(journal.events) WITH ORDINALITY AS listed(id, place)
LEFT JOIN event ON event.id = listed.id AND event.run = journal.run
WHERE event.id IS NULL ORDER BY journal.run, listed.place

-- name: declarations
-- Every row that says that an event was declared in error.
SELECT declared_in_error.event_id, declared_in_error.declaration, event.event_id, event.body, event.context
FROM declared_in_error LEFT JOIN event ON event.id = declared_in_error.declaration

-- name: is_declared
SELECT EXISTS (SELECT 1 FROM declared_in_error WHERE event_id = %(event_id)s AND declaration = %(event)s)

-- name: numbers_to_events
-- The event of a journal number. Indexes: journal_first_number_key, event_pkey.
SELECT listed.id, event.event_id FROM (
    SELECT events[%(number)s - first_number + 1] AS id, run FROM journal WHERE first_number <= %(number)s
    ORDER BY first_number DESC LIMIT 1) AS listed LEFT JOIN event ON event.id = listed.id

-- name: checkpoints
SELECT size, root, note FROM checkpoint ORDER BY size

-- name: tree
SELECT size, edge FROM tree

-- name: log_keys
SELECT vkey, origin, from_size, until_size FROM log_key ORDER BY added_at, from_size, vkey

-- name: captures
-- The captures that wrote events, and how many.
SELECT capture, sum(cardinality(events))::bigint FROM journal GROUP BY capture ORDER BY min(run)

-- name: document_pieces
SELECT deflated FROM document WHERE capture = %(capture)s ORDER BY piece

-- name: captured
-- What is stored of these events, and by which capture. Indexes: event_pkey, journal_pkey.
SELECT event.id, event.body, journal.capture FROM event JOIN journal ON journal.run = event.run
WHERE event.id = ANY(%(ids)s::uuid[])
