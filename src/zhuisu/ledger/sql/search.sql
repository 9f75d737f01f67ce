-- Statements of the search over the ledger. {direction} is ASC or DESC, {column} one of the indexed columns of `event`.
-- Every source of candidates answers at most so many rows and reads about as many: what it costs does not grow with the
-- ledger. Bounds of ids are inclusive.

-- name: by_id
-- Candidates: events in order of time. Index: event_pkey, in the order of the partitions.
SELECT event.id FROM event WHERE event.id >= %(low)s AND event.id <= %(high)s ORDER BY event.id {direction} LIMIT %(most)s

-- name: by_column
-- Candidates: events with one of these values, in order of time. Index: event_by_{column}.
SELECT found.id
FROM unnest(%(values)s::text[]) AS asked(value), LATERAL (
    SELECT event.id FROM event
    WHERE event.{column} = asked.value AND event.id >= %(low)s AND event.id <= %(high)s
    ORDER BY event.id {direction} LIMIT %(most)s) AS found
ORDER BY found.id {direction} LIMIT %(most)s

-- name: by_thing
-- Candidates: events that touch one of these things in one of these roles (null: any), in order of time. Index: touch_pkey.
SELECT DISTINCT found.event
FROM unnest(%(things)s::text[]) AS asked(thing), LATERAL (
    SELECT DISTINCT touch.event FROM touch
    WHERE touch.thing = asked.thing AND touch.event >= %(low)s AND touch.event <= %(high)s
        AND (%(roles)s::smallint[] IS NULL OR touch.role = ANY(%(roles)s))
    ORDER BY touch.event {direction} LIMIT %(most)s) AS found
ORDER BY found.event {direction} LIMIT %(most)s

-- name: by_concern
-- Candidates: events that have one of these scope keys or touch one of these things, in order of time. Indexes:
-- concern_pkey, touch_pkey.
SELECT DISTINCT found.event
FROM (
    SELECT seen.event
    FROM unnest(%(scopes)s::text[]) AS asked(scope), LATERAL (
        SELECT concern.event FROM concern
        WHERE concern.scope = asked.scope AND concern.event >= %(low)s AND concern.event <= %(high)s
        ORDER BY concern.event {direction} LIMIT %(most)s) AS seen
    UNION ALL
    SELECT seen.event
    FROM unnest(%(things)s::text[]) AS asked(thing), LATERAL (
        SELECT DISTINCT touch.event FROM touch
        WHERE touch.thing = asked.thing AND touch.event >= %(low)s AND touch.event <= %(high)s
        ORDER BY touch.event {direction} LIMIT %(most)s) AS seen) AS found
ORDER BY found.event {direction} LIMIT %(most)s

-- name: by_declaration
-- Candidates: error declarations, in order of time. `declared_in_error` is small.
SELECT DISTINCT declaration FROM declared_in_error WHERE declaration >= %(low)s AND declaration <= %(high)s
ORDER BY declaration {direction} LIMIT %(most)s

-- name: by_range
-- Candidates in no order: events that touch a thing of one of these ranges of keys, half open. Index: touch_pkey.
SELECT found.event
FROM unnest(%(lows)s::text[], %(highs)s::text[]) AS asked(low, high), LATERAL (
    SELECT touch.event FROM touch
    WHERE touch.thing >= asked.low AND touch.thing < asked.high AND touch.event >= %(low)s AND touch.event <= %(high)s
        AND touch.role = ANY(%(roles)s::smallint[])
    LIMIT %(most)s) AS found
LIMIT %(most)s

-- name: by_record
-- Candidates: runs of the journal in order of record time, beyond a run ({comparing}), until so many events are there.
-- Index: journal_by_record_time.
SELECT record_time, run, events
FROM (
    SELECT record_time, run, events,
        sum(cardinality(events)) OVER (ORDER BY record_time {direction}, run {direction}) - cardinality(events) AS before
    FROM (
        SELECT record_time, run, events FROM journal
        WHERE record_time >= %(since)s AND record_time < %(until)s
            AND (record_time, run) {comparing} (%(record_time)s, %(run)s)
        ORDER BY record_time {direction}, run {direction} LIMIT %(runs)s) AS runs) AS counted
WHERE before < %(most)s
ORDER BY record_time {direction}, run {direction}

-- name: count_things
-- How many times, up to a limit, one of these things is touched. Index: touch_pkey.
SELECT count(*) FROM (
    SELECT 1 FROM touch
    WHERE touch.thing = ANY(%(things)s) AND touch.event >= %(low)s AND touch.event <= %(high)s
        AND (%(roles)s::smallint[] IS NULL OR touch.role = ANY(%(roles)s))
    LIMIT %(most)s) AS found

-- name: count_concerned
-- How many times, up to a limit, events have one of these scope keys or touch one of these things. Indexes:
-- concern_pkey, touch_pkey.
SELECT count(*) FROM (
    (SELECT 1 FROM concern
     WHERE concern.scope = ANY(%(scopes)s) AND concern.event >= %(low)s AND concern.event <= %(high)s LIMIT %(most)s)
    UNION ALL
    (SELECT 1 FROM touch
     WHERE touch.thing = ANY(%(things)s) AND touch.event >= %(low)s AND touch.event <= %(high)s LIMIT %(most)s)
    LIMIT %(most)s) AS found

-- name: count_column
-- How many events, up to a limit, have one of these values. Index: event_by_{column}.
SELECT count(*) FROM (
    SELECT 1 FROM event
    WHERE event.{column} = ANY(%(values)s) AND event.id >= %(low)s AND event.id <= %(high)s LIMIT %(most)s) AS found

-- name: few_of_things
-- Candidates in no order: events that touch one of these things in one of these roles (null: any). Index: touch_pkey.
SELECT touch.event FROM touch
WHERE touch.thing = ANY(%(things)s) AND touch.event >= %(low)s AND touch.event <= %(high)s
    AND (%(roles)s::smallint[] IS NULL OR touch.role = ANY(%(roles)s))
LIMIT %(most)s

-- name: few_concerned
-- Candidates in no order: events that have one of these scope keys or touch one of these things. Indexes: concern_pkey,
-- touch_pkey.
(SELECT concern.event FROM concern
 WHERE concern.scope = ANY(%(scopes)s) AND concern.event >= %(low)s AND concern.event <= %(high)s LIMIT %(most)s)
UNION ALL
(SELECT touch.event FROM touch
 WHERE touch.thing = ANY(%(things)s) AND touch.event >= %(low)s AND touch.event <= %(high)s LIMIT %(most)s)
LIMIT %(most)s

-- name: few_of_column
-- Candidates in no order: events that have one of these values. Index: event_by_{column}.
SELECT event.id FROM event
WHERE event.{column} = ANY(%(values)s) AND event.id >= %(low)s AND event.id <= %(high)s LIMIT %(most)s

-- name: count_declarations
SELECT count(*) FROM (
    SELECT 1 FROM declared_in_error WHERE declaration >= %(low)s AND declaration <= %(high)s LIMIT %(most)s) AS found

-- name: recorded
-- The events of the runs recorded between two times, up to so many runs. Index: journal_by_record_time.
SELECT events FROM journal WHERE record_time >= %(since)s AND record_time < %(until)s ORDER BY record_time LIMIT %(most)s

-- name: touching_of
-- Which of these events touch one of these things in one of these roles (null: any). Index: touch_pkey.
SELECT asked.id FROM unnest(%(events)s::uuid[]) AS asked(id)
WHERE EXISTS (
    SELECT 1 FROM touch
    WHERE touch.event = asked.id AND touch.thing = ANY(%(things)s)
        AND (%(roles)s::smallint[] IS NULL OR touch.role = ANY(%(roles)s))
    OFFSET 0)

-- name: concerned_of
-- Which of these events have one of these scope keys or touch one of these things. Indexes: concern_pkey, touch_pkey.
SELECT asked.id FROM unnest(%(events)s::uuid[]) AS asked(id)
WHERE EXISTS (SELECT 1 FROM concern WHERE concern.event = asked.id AND concern.scope = ANY(%(scopes)s) OFFSET 0)
    OR EXISTS (SELECT 1 FROM touch WHERE touch.event = asked.id AND touch.thing = ANY(%(things)s) OFFSET 0)

-- name: passing
-- Which of these events satisfy the conditions. Index: event_pkey, one partition an id.
SELECT asked.id FROM unnest(%(ids)s::uuid[]) AS asked(id)
WHERE EXISTS (SELECT 1 FROM event WHERE event.id = asked.id AND {conditions} OFFSET 0)

-- name: is_declaration
-- A condition: the event is an error declaration. Index: declared_in_error_pkey.
EXISTS (SELECT 1 FROM declared_in_error AS declared
        WHERE declared.event_id = event.event_id AND declared.declaration = event.id)

-- name: order_of
-- When these events were recorded. Index: event_pkey.
SELECT event.record_time, event.run, event.id
FROM unnest(%(ids)s::uuid[]) AS asked(id), LATERAL (
    SELECT event.record_time, event.run, event.id FROM event WHERE event.id = asked.id OFFSET 0) AS event

-- name: rows
-- Index: event_pkey, one partition an id.
SELECT event.id, event.event_id, event.type, event.event_time, event.record_time, event.run, event.body,
    (SELECT context.body FROM context WHERE context.id = event.context)
FROM unnest(%(ids)s::uuid[]) AS asked(id), LATERAL (
    SELECT event.id, event.event_id, event.type, event.event_time, event.record_time, event.run, event.body, event.context
    FROM event WHERE event.id = asked.id OFFSET 0) AS event

-- name: ids_of_events
-- The events of these eventIDs, and the declarations that call them wrong. Indexes: identity_pkey, declared_in_error_pkey.
SELECT identity.event FROM identity WHERE identity.digest = ANY(%(digests)s::uuid[])
UNION
SELECT declaration FROM declared_in_error WHERE declared_in_error.event_id = ANY(%(event_ids)s)

-- name: places_inside
-- What lies directly inside these places, by the last statement about each. Index: master_data_pkey.
SELECT DISTINCT child
FROM (SELECT DISTINCT ON (key, kind) children FROM master_data
      WHERE key = ANY(%(keys)s) AND {known} ORDER BY key, kind, id DESC) AS last,
    unnest(last.children) AS child

-- name: described
-- What master data last stated an attribute of one of these names about. Reads the master data, not the ledger.
SELECT key, attributes
FROM (SELECT DISTINCT ON (key, kind) key, attributes FROM master_data WHERE {known} ORDER BY key, kind, id DESC) AS last
WHERE attributes ?| %(names)s
LIMIT %(most)s

-- name: stated_to
-- A condition: master data came in a document whose events are in sight. All events of a run were captured for the same
-- party, so the first tells. Indexes: journal_by_capture, event_pkey, concern_pkey.
EXISTS (
    SELECT 1 FROM journal JOIN event ON event.id = journal.events[1]
    WHERE journal.capture = master_data.capture
        AND (event.captured_by = ANY(%(things)s::text[])
             OR EXISTS (SELECT 1 FROM concern WHERE concern.event = event.id AND concern.scope = ANY(%(scopes)s::text[]))))

-- name: next_value
-- The next value of an indexed column: one step of a loose index scan. Index: event_by_{column}.
SELECT event.{column} FROM event WHERE event.{column} > %(last)s ORDER BY event.{column} LIMIT 1

-- name: next_thing
-- The next thing that is touched at all: one step of a loose index scan. Index: touch_pkey.
SELECT touch.thing FROM touch WHERE touch.thing > %(last)s ORDER BY touch.thing LIMIT 1

-- name: is_touched
-- Whether a thing is touched in one of these roles. Index: touch_pkey.
SELECT EXISTS (SELECT 1 FROM touch WHERE touch.thing = %(thing)s AND touch.role = ANY(%(roles)s::smallint[]))

-- name: settings
-- Settings of the running transaction, and what they were before.
SELECT name, current_setting(name), set_config(name, value, true)
FROM unnest(%(names)s::text[], %(values)s::text[]) AS setting(name, value)

-- name: facts_in_sight
-- The keys that events name which touch one of these things or have one of these scope keys, in order of time. Indexes:
-- touch_pkey, concern_pkey, event_pkey.
SELECT event.id, event.facts FROM event
WHERE event.id = ANY (ARRAY(
    SELECT DISTINCT found.event
    FROM (
        SELECT seen.event
        FROM unnest(%(sight)s::text[]) AS asked(thing), LATERAL (
            SELECT DISTINCT touch.event FROM touch
            WHERE touch.thing = asked.thing AND touch.event >= %(low)s
            ORDER BY touch.event LIMIT %(most)s) AS seen
        UNION ALL
        SELECT seen.event
        FROM unnest(%(scopes)s::text[]) AS asked(scope), LATERAL (
            SELECT concern.event FROM concern
            WHERE concern.scope = asked.scope AND concern.event >= %(low)s
            ORDER BY concern.event LIMIT %(most)s) AS seen) AS found
    ORDER BY found.event LIMIT %(most)s))
ORDER BY event.id

-- name: new_in_sight
-- Which of these things no event in sight before this one names. Indexes: touch_pkey, concern_pkey.
SELECT asked.thing FROM unnest(%(things)s::text[]) AS asked(thing)
WHERE NOT EXISTS (
    SELECT 1 FROM touch AS named
    WHERE named.thing = asked.thing AND named.event < %(event)s AND named.role = ANY(%(roles)s::smallint[])
        AND (EXISTS (SELECT 1 FROM touch AS seen WHERE seen.event = named.event AND seen.thing = ANY(%(sight)s))
             OR EXISTS (SELECT 1 FROM concern WHERE concern.event = named.event AND concern.scope = ANY(%(scopes)s))))

-- name: ends
-- The first and the last event. Index: event_pkey.
SELECT (SELECT event.id FROM event ORDER BY event.id LIMIT 1), (SELECT event.id FROM event ORDER BY event.id DESC LIMIT 1)
