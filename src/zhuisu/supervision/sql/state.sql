-- name: standing
-- The follower's position, since when the first event that it has not judged is in the ledger, how many events are to be
-- judged again, and how many subjects are due. Indexes: journal_first_number_key, journal_unnumbered, capture_pkey,
-- supervision_again_pkey, the one on supervision_wake(at).
WITH here AS (SELECT coalesce((SELECT position FROM follower WHERE name = %(name)s), 0) AS position)
SELECT here.position,
    coalesce(
        (SELECT coalesce(capture.finished_at, journal.record_time) FROM journal
         LEFT JOIN capture ON capture.id = journal.capture
         WHERE first_number >= coalesce((SELECT max(first_number) FROM journal WHERE first_number <= here.position), 0)
             AND first_number + cardinality(events) > here.position
         ORDER BY first_number LIMIT 1),
        (SELECT coalesce(capture.finished_at, journal.record_time) FROM journal
         LEFT JOIN capture ON capture.id = journal.capture
         WHERE first_number IS NULL ORDER BY run LIMIT 1)),
    (SELECT count(*) FROM supervision_again),
    (SELECT count(*) FROM supervision_wake WHERE at <= %(now)s)
FROM here
