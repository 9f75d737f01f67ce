-- name: begin_capture
-- A document that was accepted: the record of a capture that has not finished.
INSERT INTO capture (id, account, behaviour, created_at, size_bytes, media_type)
VALUES (%(id)s, %(account)s, %(behaviour)s, %(created_at)s, %(size_bytes)s, %(media_type)s)

-- name: keep_incoming_piece
INSERT INTO incoming (capture, piece, deflated) VALUES (%s, %s, %s)

-- name: incoming_piece
SELECT deflated FROM incoming WHERE capture = %(capture)s AND piece = %(piece)s

-- name: take_up
-- The unfinished capture, for one transaction at a time: the lock ends with it, also when its process is killed.
SELECT pg_advisory_xact_lock(hashtextextended(%(id)s::uuid::text, 0))

-- name: unfinished
SELECT account, behaviour, created_at, size_bytes, media_type FROM capture WHERE id = %(id)s AND finished_at IS NULL

-- name: say_progress
-- How far an unfinished capture is. On another connection than the capture's own, whose transaction nobody sees.
UPDATE capture SET accepted = %(accepted)s, refused = %(refused)s WHERE id = %(id)s AND finished_at IS NULL

-- name: move_to_documents
-- The original of a capture that stored something stays with it.
WITH moved AS (DELETE FROM incoming WHERE capture = %(id)s RETURNING capture, piece, deflated)
INSERT INTO document (capture, piece, deflated) SELECT capture, piece, deflated FROM moved

-- name: forget_incoming
DELETE FROM incoming WHERE capture = %(id)s

-- name: finish_capture
-- The end of a capture, written once.
UPDATE capture SET finished_at = %(finished_at)s, success = %(success)s, accepted = %(accepted)s, repeated = %(repeated)s,
    refused = %(refused)s, errors = %(errors)s, media_type = %(media_type)s
WHERE id = %(id)s AND finished_at IS NULL
