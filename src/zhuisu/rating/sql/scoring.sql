-- Statements that bring together what a score is made of (scoring.py).

-- name: due
-- Who is to be rated, the longest due first. Index: rating_subject_due_at.
SELECT subject, categories, first_on, last_on FROM rating_subject
WHERE kind = %(kind)s AND due_at <= %(now)s ORDER BY due_at, id LIMIT %(limit)s FOR UPDATE SKIP LOCKED

-- name: days
-- What was counted of them since a day. Index: rating_day_once.
SELECT subject, day, events, late, corrected, refused FROM rating_day
WHERE kind = %(kind)s AND subject = ANY(%(subjects)s::text[]) AND day >= %(since)s
ORDER BY subject, day

-- name: party_findings
-- On which days how many of their records have something missing or wrong, as far as it was not mended. A finding names its
-- party by any of its keys. Indexes: registry_party_key_key, registry_alias_record, supervision_finding_party.
SELECT subject, (time AT TIME ZONE %(zone)s)::date AS day, count(DISTINCT event) FILTER (WHERE code = ANY(%(missing)s::text[])),
    count(DISTINCT event) FILTER (WHERE code <> ALL(%(missing)s::text[]))
FROM (
    SELECT party.key AS subject, finding.time, finding.code, coalesce(finding.events[1]::text, finding.subject) AS event
    FROM registry_party AS party
        JOIN registry_alias AS alias ON alias.kind = 'party' AND alias.record = party.id
        JOIN supervision_finding AS finding ON finding.party = alias.key
    WHERE party.key = ANY(%(subjects)s::text[]) AND finding.closed_at IS NULL AND finding.severity = 'error'
        AND finding.time >= %(from)s) AS told
GROUP BY subject, 2

-- name: system_findings
-- The same of what these accounts sent. Indexes: supervision_finding_time, event_pkey, journal_pkey, capture_pkey.
SELECT capture.account, (finding.time AT TIME ZONE %(zone)s)::date AS day,
    count(DISTINCT event.id) FILTER (WHERE finding.code = ANY(%(missing)s::text[])),
    count(DISTINCT event.id) FILTER (WHERE finding.code <> ALL(%(missing)s::text[]))
FROM supervision_finding AS finding
    JOIN event ON event.id = finding.events[1]
    JOIN journal ON journal.run = event.run
    JOIN capture ON capture.id = journal.capture
WHERE finding.time >= %(from)s AND finding.closed_at IS NULL AND finding.severity = 'error'
    AND capture.account = ANY(%(subjects)s::text[])
GROUP BY capture.account, 2

-- name: is_left
-- Whether anything from this number of the journal on was recorded before. Indexes: journal_first_number_key, event_pkey.
SELECT EXISTS (
    SELECT FROM journal JOIN event ON event.id = ANY(journal.events)
    WHERE journal.first_number >= (SELECT coalesce(max(first_number), 0) FROM journal WHERE first_number <= %(position)s)
        AND journal.first_number + array_position(journal.events, event.id) > %(position)s
        AND event.record_time < %(before)s)

-- name: settled
-- The months of theirs that are settled. Index: rating_score_once.
SELECT subject, period FROM rating_score
WHERE kind = %(kind)s AND subject = ANY(%(subjects)s::text[]) AND settled_at IS NOT NULL

-- name: keep
-- A score, unless one of that period is settled. Index: rating_score_once.
INSERT INTO rating_score AS held (kind, subject, period, since, until, formula, numbers, score, name, party, region, scopes,
    reckoned_at, settled_at)
VALUES (%(kind)s, %(subject)s, %(period)s, %(since)s, %(until)s, %(formula)s, %(numbers)s, %(score)s, %(name)s, %(party)s,
    %(region)s, %(scopes)s, %(reckoned_at)s, %(settled_at)s)
ON CONFLICT (kind, subject, period) DO UPDATE SET since = excluded.since, until = excluded.until,
    formula = excluded.formula, numbers = excluded.numbers, score = excluded.score, name = excluded.name,
    party = excluded.party, region = excluded.region, scopes = excluded.scopes, reckoned_at = excluded.reckoned_at,
    settled_at = excluded.settled_at
WHERE held.settled_at IS NULL

-- name: forget
-- Who is not rated any more has no score that may still change. Index: rating_score_once.
DELETE FROM rating_score WHERE kind = %(kind)s AND subject = ANY(%(subjects)s::text[]) AND settled_at IS NULL

-- name: rated
-- Rate them again at that time. Index: rating_subject_once.
UPDATE rating_subject SET due_at = %(due_at)s WHERE kind = %(kind)s AND subject = ANY(%(subjects)s::text[])
