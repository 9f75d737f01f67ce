-- name: records
-- Events with what rules read of them. `wrong`: declared in error, or a declaration. Indexes: event_pkey, one partition an
-- id, declared_in_error_pkey.
SELECT event.id, event.event_id, event.facts, event.body, event.context, event.captured_by, event.record_time, event.run,
    EXISTS (SELECT 1 FROM declared_in_error WHERE declared_in_error.event_id = event.event_id) AS wrong
FROM event WHERE event.id = ANY(%(ids)s::uuid[])

-- name: contexts
SELECT id, body FROM context WHERE id = ANY(%(ids)s)

-- name: declared
-- The events that carry these eventIDs, without their declarations. Index: identity_pkey.
SELECT event FROM identity WHERE digest = ANY(%(digests)s::uuid[])

-- name: last_run
-- The highest run among those that begin before this number. Index: journal_first_number_key.
SELECT coalesce(max(run), 0) FROM journal WHERE first_number < %(position)s

-- name: share
-- An event has this value at a path that rules share by. Index: supervision_shared_pkey.
INSERT INTO supervision_shared (path, value, event)
SELECT * FROM unnest(%(paths)s::text[], %(values)s::text[], %(events)s::uuid[])
ON CONFLICT DO NOTHING

-- name: shared
-- The events with this value at the path, the latest ones where there are more than so many. Index: supervision_shared_pkey.
SELECT event FROM supervision_shared WHERE path = %(path)s AND value = %(value)s ORDER BY event DESC LIMIT %(most)s

-- name: shared_values
-- What these events share with others (not: by what the registry was asked). Index: supervision_shared_event.
SELECT DISTINCT value FROM supervision_shared WHERE event = ANY(%(ids)s::uuid[]) AND path <> 'register'

-- name: standing
-- What stands of these subjects, by subject alone: open findings and wakes. Indexes: supervision_finding_standing,
-- supervision_wake_subject.
SELECT profile, rule, subject FROM supervision_finding WHERE closed_at IS NULL AND subject = ANY(%(subjects)s)
UNION SELECT profile, rule, subject FROM supervision_wake WHERE subject = ANY(%(subjects)s)

-- name: open
-- The open findings of these subjects. Index: supervision_finding_subject.
SELECT finding.id, finding.digest, finding.version, finding.severity, finding.facts, finding.events
FROM supervision_finding AS finding
JOIN unnest(%(profiles)s::text[], %(rules)s::text[], %(subjects)s::text[]) AS asked(profile, rule, subject)
    ON finding.profile = asked.profile AND finding.rule = asked.rule AND finding.subject = asked.subject
WHERE finding.closed_at IS NULL

-- name: close
UPDATE supervision_finding SET closed_at = %(now)s, closed_by = %(by)s WHERE id = ANY(%(ids)s) AND closed_at IS NULL

-- name: retell
-- An open finding in the words of now: how late something is, which events it rests on.
UPDATE supervision_finding SET version = %(version)s, severity = %(severity)s, facts = %(facts)s, events = %(events)s
WHERE id = %(id)s

-- name: forget_wakes
-- Index: supervision_wake_once.
DELETE FROM supervision_wake AS wake
USING unnest(%(profiles)s::text[], %(rules)s::text[], %(subjects)s::text[]) AS asked(profile, rule, subject)
WHERE wake.profile = asked.profile AND wake.rule = asked.rule AND wake.subject = asked.subject

-- name: wake
INSERT INTO supervision_wake (profile, rule, subject, at)
SELECT * FROM unnest(%(profiles)s::text[], %(rules)s::text[], %(subjects)s::text[], %(at)s::timestamptz[])
ON CONFLICT (profile, rule, subject) DO UPDATE SET at = excluded.at

-- name: due
-- The wakes that are due, locked; those that another follower has taken are left to it. Index: the one on `at`.
SELECT profile, rule, subject FROM supervision_wake WHERE at <= %(now)s ORDER BY at, id LIMIT %(limit)s FOR UPDATE SKIP LOCKED
