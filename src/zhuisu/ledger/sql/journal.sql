-- name: try_to_be_sequencer
-- One sequencer at a time; the lock ends with the transaction.
SELECT pg_try_advisory_xact_lock(%(lock)s)

-- name: number_runs
-- Give the runs that have none yet their first numbers, in the order of their run ids. It reads what is not yet numbered
-- (index: journal_unnumbered), never what is beyond a position, so a transaction that commits late is not passed over.
WITH last AS (
    SELECT coalesce((SELECT first_number + cardinality(events) FROM journal WHERE first_number IS NOT NULL
                     ORDER BY first_number DESC LIMIT 1), 0) AS next
), waiting AS (
    SELECT run, sum(cardinality(events)) OVER (ORDER BY run) - cardinality(events) AS before
    FROM journal WHERE first_number IS NULL ORDER BY run LIMIT %(limit)s
)
UPDATE journal SET first_number = last.next + waiting.before
FROM last, waiting WHERE journal.run = waiting.run
RETURNING cardinality(journal.events)

-- name: waiting
-- How many events wait for a number.
SELECT coalesce(sum(cardinality(events)), 0)::bigint FROM journal WHERE first_number IS NULL

-- name: size
-- How many events are numbered.
SELECT coalesce((SELECT first_number + cardinality(events) FROM journal WHERE first_number IS NOT NULL
                 ORDER BY first_number DESC LIMIT 1), 0)::bigint

-- name: entries_from
-- The events from number `position` on, in order. Index: journal_first_number_key; runs are read until there are enough.
SELECT run.first_number + run.skipped + part.k - 1, part.event
FROM (
    SELECT first_number, greatest(%(position)s::bigint - first_number, 0) AS skipped, events FROM journal
    WHERE first_number >= coalesce((SELECT max(first_number) FROM journal WHERE first_number <= %(position)s), 0)
    ORDER BY first_number LIMIT %(limit)s
) AS run CROSS JOIN LATERAL unnest(run.events[run.skipped + 1:]) WITH ORDINALITY AS part(event, k)
ORDER BY run.first_number, part.k LIMIT %(limit)s

-- name: first_since
-- The least number among the runs recorded at or after `time`. Index: journal_by_record_time (the addition keeps the
-- planner from walking the numbers instead).
SELECT min(first_number + 0) FROM journal WHERE record_time >= %(time)s AND first_number IS NOT NULL

-- name: number_of
-- The journal number of an event, null while it waits. Index: journal_pkey.
SELECT first_number + array_position(events, %(event)s) - 1 FROM journal WHERE run = %(run)s

-- name: position_of
-- A follower's position, 0 at its first appearance. The row is locked until the transaction ends: one worker a follower.
INSERT INTO follower (name) VALUES (%(name)s) ON CONFLICT (name) DO UPDATE SET name = excluded.name RETURNING position

-- name: how_far
-- A follower's position, without waiting for it.
SELECT position FROM follower WHERE name = %(name)s

-- name: move_to
UPDATE follower SET position = %(position)s, moved_at = now() WHERE name = %(name)s
