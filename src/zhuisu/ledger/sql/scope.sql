-- Statements of a scope. {reached}, {visit}, {standing}, {carrier} are its own tables, {queue} its counter of what to look at.
-- Every hop is set-based; every list of keys is looked up by touch_pkey, every list of ids by event_pkey.

-- name: begin
INSERT INTO scope (id, account, direction, question) VALUES (%(id)s, %(account)s, %(direction)s, %(question)s)

-- name: make_queue
CREATE SEQUENCE {queue} CACHE 100

-- name: make_reached
-- What was reached, at its widest time, with the cause; `seq` is its place in the queue, `again` where it was looked at before.
CREATE UNLOGGED TABLE {reached} (
    seq      bigint NOT NULL,
    time     bigint NOT NULL,
    cause    uuid,
    subject  integer NOT NULL,
    hop      smallint NOT NULL,
    kind     smallint NOT NULL,
    again    boolean NOT NULL DEFAULT false,
    thing    text COLLATE "C" NOT NULL,
    source   text COLLATE "C" NOT NULL,
    PRIMARY KEY (thing, subject)
)

-- name: make_visit
-- Visits to be made, each once.
CREATE UNLOGGED TABLE {visit} (
    seq      bigint NOT NULL,
    starts   bigint NOT NULL,
    ends     bigint NOT NULL,
    subject  integer NOT NULL,
    errand   smallint NOT NULL,
    thing    text COLLATE "C" NOT NULL,
    within   text COLLATE "C" NOT NULL,
    PRIMARY KEY (thing, subject, errand, starts, ends, within)
)

-- name: make_standing
-- Where each thing reached is and what became of it; in the order in which they were looked at.
CREATE UNLOGGED TABLE {standing} (
    number   bigint GENERATED ALWAYS AS IDENTITY,
    as_of    bigint,
    event    uuid,
    state    smallint NOT NULL,
    thing    text COLLATE "C" NOT NULL,
    product  text COLLATE "C",
    place    text COLLATE "C",
    party    text COLLATE "C",
    inside   text COLLATE "C"
)

-- name: make_carrier
-- The same of what held them, or was fitted to them.
CREATE UNLOGGED TABLE {carrier} (
    thing    text COLLATE "C" PRIMARY KEY,
    as_of    bigint,
    event    uuid,
    state    smallint NOT NULL,
    place    text COLLATE "C",
    party    text COLLATE "C",
    inside   text COLLATE "C"
)

-- name: index_reached
CREATE INDEX ON {reached} (seq)

-- name: index_visit
CREATE INDEX ON {visit} (seq)

-- name: index_standing
CREATE INDEX ON {standing} (number)

-- name: drop
DROP TABLE IF EXISTS {reached}, {visit}, {standing}, {carrier}

-- name: drop_queue
DROP SEQUENCE IF EXISTS {queue}

-- name: forget
DELETE FROM scope WHERE id = %(id)s

-- name: ends_of_queue
-- How far the two lists reach by now. Indexes on seq.
SELECT coalesce((SELECT max(seq) FROM {reached}), 0), coalesce((SELECT max(seq) FROM {visit}), 0)

-- name: next_reached
-- The next things to look at, in the order of the queue. Index on seq.
SELECT seq, thing, subject, time, again FROM {reached} WHERE seq > %(after)s AND seq <= %(until)s ORDER BY seq LIMIT %(most)s

-- name: next_visits
-- The next visits to make, in the order of the queue. Index on seq.
SELECT seq, thing, subject, errand, starts, ends, within FROM {visit}
WHERE seq > %(after)s AND seq <= %(until)s ORDER BY seq LIMIT %(most)s

-- name: touching
-- The events that touch any of these things in one of these roles, of so many touches at most, and how many touches that were.
-- Index: touch_pkey.
WITH hit AS MATERIALIZED (
    SELECT touch.event FROM touch
    WHERE touch.thing = ANY(%(things)s::text[]) AND touch.role = ANY(%(roles)s::smallint[])
        AND touch.event > %(after)s::uuid
    LIMIT %(most)s)
SELECT DISTINCT hit.event, (SELECT count(*) FROM hit) FROM hit ORDER BY hit.event

-- name: touching_in_order
-- The same of a single thing that has more, the first after an id. Index: touch_pkey, in the order of the partitions.
WITH hit AS MATERIALIZED (
    SELECT touch.event FROM touch
    WHERE touch.thing = (%(things)s::text[])[1] AND touch.role = ANY(%(roles)s::smallint[])
        AND touch.event > %(after)s::uuid
    ORDER BY touch.event LIMIT %(most)s)
SELECT DISTINCT hit.event, (SELECT count(*) FROM hit) FROM hit ORDER BY hit.event

-- name: facts
-- Some of these events, but those declared in error and the declarations. Indexes: event_pkey, declared_in_error_pkey.
SELECT event.id, event.type, event.action, event.event_time, event.biz_step, event.disposition, event.facts,
    coalesce(event.biz_location, event.read_point), event.captured_by
FROM event
WHERE event.id = ANY(%(ids)s::uuid[])
    AND NOT EXISTS (SELECT 1 FROM declared_in_error WHERE declared_in_error.event_id = event.event_id)
ORDER BY event.id

-- name: reach
-- Adds things reached; of one that is there already, a wider time ({wider} is < forward, > backward) queues it again. `numbers`
-- says which cause is each thing's. A scope has one writer, so what is new is told by one look-up each: it costs half of what
-- ON CONFLICT does. Index: the primary key.
WITH asked AS MATERIALIZED (
    SELECT asked.thing, cause.subject, cause.time, cause.kind, cause.source, cause.event, known.ctid AS row, known.time AS known
    FROM unnest(%(things)s::text[], %(numbers)s::int[]) AS asked(thing, number)
    JOIN unnest(%(subjects)s::int[], %(times)s::bigint[], %(kinds)s::smallint[], %(sources)s::text[], %(events)s::uuid[])
        WITH ORDINALITY AS cause(subject, time, kind, source, event, number) ON cause.number = asked.number
    LEFT JOIN LATERAL (
        SELECT reached.ctid, reached.time FROM {reached} AS reached
        WHERE reached.thing = asked.thing COLLATE "C" AND reached.subject = cause.subject OFFSET 0) AS known ON true),
widened AS (
    UPDATE {reached} AS reached
    SET again = reached.again OR reached.seq <= %(looked_at)s, seq = nextval(%(queue)s::regclass), time = asked.time,
        hop = %(hop)s, kind = asked.kind, source = asked.source, cause = asked.event
    FROM (SELECT * FROM asked WHERE asked.time {wider} asked.known) AS asked
    WHERE reached.ctid = asked.row)
INSERT INTO {reached} (seq, thing, subject, time, hop, kind, source, cause)
SELECT nextval(%(queue)s::regclass), asked.thing, asked.subject, asked.time, %(hop)s, asked.kind, asked.source, asked.event
FROM asked WHERE asked.row IS NULL

-- name: visit
-- Adds visits that were not asked for before.
INSERT INTO {visit} (seq, thing, subject, errand, starts, ends, within)
SELECT nextval(%(queue)s::regclass), asked.* FROM unnest(%(things)s::text[], %(subjects)s::int[], %(errands)s::smallint[],
    %(starts)s::bigint[], %(ends)s::bigint[], %(withins)s::text[]) AS asked
ON CONFLICT DO NOTHING

-- name: copy_standings
COPY {standing} (thing, product, as_of, event, state, place, party, inside) FROM STDIN (FORMAT binary)

-- name: add_carriers
INSERT INTO {carrier} (thing, as_of, event, state, place, party, inside)
SELECT * FROM unnest(%(things)s::text[], %(as_of)s::bigint[], %(events)s::uuid[], %(states)s::smallint[], %(places)s::text[],
    %(parties)s::text[], %(insides)s::text[])
ON CONFLICT DO NOTHING

-- name: settle_carriers
-- What is inside another carrier stands where that one last was, if that is later. Repeated until nothing changes.
UPDATE {carrier} AS inner_one
SET as_of = outer_one.as_of, event = outer_one.event, state = outer_one.state, place = outer_one.place, party = outer_one.party
FROM {carrier} AS outer_one
WHERE inner_one.inside = outer_one.thing AND outer_one.as_of > inner_one.as_of

-- name: move
-- How far it has come. Answers whether it shall stop.
UPDATE scope SET moved_at = now(), hop = %(hop)s, things = %(things)s, carriers = %(carriers)s, events = %(events)s
WHERE id = %(id)s RETURNING stopping

-- name: end
UPDATE scope SET moved_at = now(), ended_at = now(), outcome = %(outcome)s, findings = %(findings)s,
    things = %(things)s, carriers = %(carriers)s
WHERE id = %(id)s

-- name: count
SELECT (SELECT count(*) FROM {reached}), (SELECT count(*) FROM {carrier})

-- name: stop
-- Asks a scope to stop; it does at its next step. No row where there is none that grows.
UPDATE scope SET stopping = true WHERE id = %(id)s AND ended_at IS NULL RETURNING id

-- name: scope
SELECT id, account, direction, question, begun_at, ended_at, outcome, hop, things, carriers, events, findings
FROM scope WHERE id = %(id)s

-- name: stale
-- Scopes that nothing has moved since then: ended long ago, or their process died. Index: scope_by_moved_at.
SELECT id FROM scope WHERE moved_at < %(before)s ORDER BY moved_at LIMIT 100

-- name: reached
SELECT thing, subject, time FROM {reached}

-- name: carriers
SELECT DISTINCT thing, subject FROM {visit} WHERE errand = ANY(%(errands)s)

-- name: standings
-- What was reached with where it is, after so many; by way of what it is inside, if that was seen later. Index on number.
SELECT standing.number, standing.thing, standing.product,
    CASE WHEN carried.as_of > standing.as_of THEN carried.state ELSE standing.state END,
    CASE WHEN carried.as_of > standing.as_of THEN carried.as_of ELSE standing.as_of END,
    CASE WHEN carried.as_of > standing.as_of THEN carried.event ELSE standing.event END,
    CASE WHEN carried.as_of > standing.as_of THEN carried.place ELSE standing.place END,
    CASE WHEN carried.as_of > standing.as_of THEN carried.party ELSE standing.party END,
    standing.inside, reached.time, reached.hop, reached.kind, reached.source, reached.cause
FROM (SELECT * FROM {standing} WHERE number > %(after)s ORDER BY number LIMIT %(most)s) AS standing
JOIN {reached} AS reached ON reached.thing = standing.thing AND reached.subject = 0
LEFT JOIN {carrier} AS carried ON carried.thing = standing.inside
ORDER BY standing.number

-- name: grouped
-- How many things reached stand where, in what state, by product. Reads the scope once.
SELECT told.product, told.place, told.party, told.state, count(*), min(told.as_of), max(told.as_of)
FROM (
    SELECT standing.product,
        CASE WHEN carried.as_of > standing.as_of THEN carried.state ELSE standing.state END AS state,
        CASE WHEN carried.as_of > standing.as_of THEN carried.as_of ELSE standing.as_of END AS as_of,
        CASE WHEN carried.as_of > standing.as_of THEN carried.place ELSE standing.place END AS place,
        CASE WHEN carried.as_of > standing.as_of THEN carried.party ELSE standing.party END AS party
    FROM {standing} AS standing LEFT JOIN {carrier} AS carried ON carried.thing = standing.inside) AS told
GROUP BY told.product, told.place, told.party, told.state

-- name: shared
-- Things that the histories of several subjects hold, with how many of the first so many (the cases) and how many of the others.
SELECT told.thing, count(*) FILTER (WHERE told.subject < %(cases)s), count(*) FILTER (WHERE told.subject >= %(cases)s)
FROM (SELECT thing, subject FROM {reached} UNION SELECT thing, subject FROM {visit} WHERE errand = ANY(%(carriers)s)) AS told
GROUP BY told.thing
HAVING count(*) FILTER (WHERE told.subject < %(cases)s) >= %(least)s
ORDER BY 2 DESC, 3, 1

-- name: alike
-- Things of a product that the ledger knows, after a key and before the product's end. Index: touch_pkey.
SELECT touch.thing FROM touch
WHERE touch.thing > %(after)s AND touch.thing < %(before)s AND touch.role < 32 ORDER BY touch.thing LIMIT 1
