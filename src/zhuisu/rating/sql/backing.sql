-- Statements that find what stands behind the figures of a score (backing.py).

-- name: sent
-- What an account sent that happened in this time, neither declared in error nor a declaration. Indexes: event_pkey (its
-- partitions of that time), journal_pkey, capture_pkey, declared_in_error_pkey.
SELECT event.id, event.event_id, event.event_time, event.record_time
FROM event JOIN journal ON journal.run = event.run JOIN capture ON capture.id = journal.capture
WHERE event.id >= %(first)s AND event.id < %(end)s AND capture.account = %(account)s
    AND (NOT %(is_late)s OR event.record_time - event.event_time > %(timely)s)
    AND NOT EXISTS (SELECT FROM declared_in_error AS declared WHERE declared.event_id = event.event_id)
ORDER BY event.id DESC LIMIT %(limit)s

-- name: taken_back
-- What an account declared to be wrong of this time. Indexes: declared_in_error_pkey (the whole of it: it is small), event_pkey,
-- journal_pkey, capture_pkey.
SELECT event.id, event.event_id, event.event_time, event.record_time
FROM declared_in_error AS declared JOIN event ON event.id = declared.declaration
    JOIN journal ON journal.run = event.run JOIN capture ON capture.id = journal.capture
WHERE event.id >= %(first)s AND event.id < %(end)s AND capture.account = %(account)s
ORDER BY event.id DESC LIMIT %(limit)s

-- name: refused
-- The documents of an account of which records were refused in this time. Index: capture_newest.
SELECT id, created_at, refused, errors FROM capture
WHERE created_at >= %(since)s AND created_at < %(until)s AND account = %(account)s AND refused > 0
    AND finished_at IS NOT NULL
ORDER BY created_at DESC, id DESC LIMIT %(limit)s

-- name: party_faults
-- What was open of a party, by any of its keys, when it was rated. Indexes: registry_party_key_key, registry_alias_record,
-- supervision_finding_party.
SELECT finding.id
FROM registry_party AS party
    JOIN registry_alias AS alias ON alias.kind = 'party' AND alias.record = party.id
    JOIN supervision_finding AS finding ON finding.party = alias.key
WHERE party.key = %(subject)s AND finding.severity = 'error' AND finding.opened_at <= %(at)s
    AND (finding.closed_at IS NULL OR finding.closed_at > %(at)s)
    AND (finding.time AT TIME ZONE %(zone)s)::date >= %(since)s AND (finding.time AT TIME ZONE %(zone)s)::date < %(until)s
    AND (finding.code = ANY(%(missing)s::text[])) = %(is_missing)s
ORDER BY finding.time DESC, finding.id DESC LIMIT %(limit)s

-- name: system_faults
-- The same of what an account sent. Indexes: supervision_finding_time, event_pkey, journal_pkey, capture_pkey.
SELECT finding.id
FROM supervision_finding AS finding
    JOIN event ON event.id = finding.events[1]
    JOIN journal ON journal.run = event.run
    JOIN capture ON capture.id = journal.capture
WHERE capture.account = %(subject)s AND finding.severity = 'error' AND finding.opened_at <= %(at)s
    AND (finding.closed_at IS NULL OR finding.closed_at > %(at)s)
    AND (finding.time AT TIME ZONE %(zone)s)::date >= %(since)s AND (finding.time AT TIME ZONE %(zone)s)::date < %(until)s
    AND (finding.code = ANY(%(missing)s::text[])) = %(is_missing)s
ORDER BY finding.time DESC, finding.id DESC LIMIT %(limit)s
