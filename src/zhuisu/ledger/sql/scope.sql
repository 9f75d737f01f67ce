-- Statements of a scope. {reached}, {cause}, {look}, {visit}, {crowd}, {carrier}, {arrival}, {errand}, {hop} are its own tables;
-- so are {told}, {held}, {form}, {rest_look}, {rest_visit}, which scope_forms.sql makes for large hops. A statement that is made
-- in two lanes has a condition that says which half of the rows is the lane's.
-- Every hop is set-based. Keys are looked up by touch_pkey and ids by event_pkey; where a hop is a large part of the ledger, the
-- planner may join it whole.
--
-- Things that the same events touch in the same roles have the same print (64 bits of hashes whose seed is the scope's own): they
-- are a crowd. What they are, and what follows from them, is worked out and kept once for each.

-- name: begin
INSERT INTO scope (id, account, direction, question) VALUES (%(id)s, %(account)s, %(direction)s, %(question)s)

-- name: make_reached
-- What was reached, in the order in which it was found, with its cause and its print.
CREATE UNLOGGED TABLE {reached} (
    number   bigint NOT NULL,
    print    bigint NOT NULL,
    cause    integer NOT NULL,
    subject  integer NOT NULL,
    thing    text COLLATE "C" NOT NULL
) WITH (autovacuum_enabled = off)

-- name: make_cause
-- Why things were reached, for instance, and from (backward: up to) which time.
CREATE UNLOGGED TABLE {cause} (
    number   integer PRIMARY KEY,
    subject  integer NOT NULL,
    hop      smallint NOT NULL,
    kind     smallint NOT NULL,
    time     bigint NOT NULL,
    source   text COLLATE "C" NOT NULL,
    event    uuid
) WITH (autovacuum_enabled = off)

-- name: make_arrival
-- What this hop reached, before it is known what of it is new.
CREATE UNLOGGED TABLE {arrival} (
    thing    text COLLATE "C" NOT NULL,
    subject  integer NOT NULL,
    time     bigint NOT NULL,
    cause    integer NOT NULL
) WITH (autovacuum_enabled = off)

-- name: make_look
-- The crowds to look at: one of each stands for `things` of them; 0 where all were counted before.
CREATE UNLOGGED TABLE {look} (
    seq      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    print    bigint NOT NULL,
    time     bigint NOT NULL,
    things   bigint NOT NULL,
    subject  integer NOT NULL,
    thing    text COLLATE "C" NOT NULL
) WITH (autovacuum_enabled = off)

-- name: make_visit
-- Visits to be made, each once.
CREATE UNLOGGED TABLE {visit} (
    seq      bigint GENERATED ALWAYS AS IDENTITY,
    starts   bigint NOT NULL,
    ends     bigint NOT NULL,
    subject  integer NOT NULL,
    errand   smallint NOT NULL,
    thing    text COLLATE "C" NOT NULL,
    within   text COLLATE "C" NOT NULL,
    PRIMARY KEY (thing, subject, errand, starts, ends, within)
) WITH (autovacuum_enabled = off)

-- name: make_errand
-- Visits that this hop found, before it is known which were made.
CREATE UNLOGGED TABLE {errand} (
    thing    text COLLATE "C" NOT NULL,
    subject  integer NOT NULL,
    errand   smallint NOT NULL,
    starts   bigint NOT NULL,
    ends     bigint NOT NULL,
    within   text COLLATE "C" NOT NULL
) WITH (autovacuum_enabled = off)

-- name: make_crowd
-- Where each crowd is and what became of it. `holder` is who is to receive what is in transit.
CREATE UNLOGGED TABLE {crowd} (
    print    bigint PRIMARY KEY,
    as_of    bigint,
    event    uuid,
    state    smallint NOT NULL,
    product  text COLLATE "C",
    place    text COLLATE "C",
    party    text COLLATE "C",
    holder   text COLLATE "C",
    inside   text COLLATE "C"
) WITH (autovacuum_enabled = off)

-- name: make_carrier
-- The same of what held them, or was fitted to them. Half of each page is left for where its rows are moved to.
CREATE UNLOGGED TABLE {carrier} (
    thing    text COLLATE "C" PRIMARY KEY,
    as_of    bigint,
    event    uuid,
    state    smallint NOT NULL,
    place    text COLLATE "C",
    party    text COLLATE "C",
    holder   text COLLATE "C",
    inside   text COLLATE "C"
) WITH (autovacuum_enabled = off, fillfactor = 50)

-- name: make_stood
-- Carriers of this hop, before it is known which are there already.
CREATE UNLOGGED TABLE {stood} (LIKE {carrier}) WITH (autovacuum_enabled = off)

-- name: make_hop
-- The hops that were finished: up to which number all is looked at.
CREATE UNLOGGED TABLE {hop} (
    hop      integer PRIMARY KEY,
    until    bigint NOT NULL
) WITH (autovacuum_enabled = off)

-- name: index_coarsely
-- Made when a hop comes that adds to many things; each row of the hop that found these is spared an entry.
CREATE INDEX {numbers} ON {reached} USING brin (number) WITH (pages_per_range = 16)

-- name: index_numbers
-- Made when nothing is added any more: a list reads any page of it.
CREATE INDEX ON {reached} (number)

-- name: index_things
-- Made when the first hop comes that is small beside what was reached before.
CREATE INDEX ON {reached} (thing)

-- name: index_visit
CREATE INDEX ON {visit} (seq)

-- name: drop
DROP TABLE IF EXISTS {reached}, {cause}, {arrival}, {look}, {visit}, {errand}, {crowd}, {carrier}, {stood}, {hop},
    {told}, {held}, {form}, {rest_look}, {rest_visit}

-- name: forget
DELETE FROM scope WHERE id = %(id)s

-- name: copy_arrivals
COPY {arrival} (thing, subject, time, cause) FROM STDIN

-- name: copy_causes
COPY {cause} (number, subject, hop, kind, time, source, event) FROM STDIN

-- name: copy_errands
COPY {errand} (thing, subject, errand, starts, ends, within) FROM STDIN

-- name: copy_crowds
COPY {crowd} (print, as_of, event, state, place, party, holder, inside, product) FROM STDIN

-- name: copy_carriers
COPY {stood} (thing, as_of, event, state, place, party, holder, inside) FROM STDIN

-- name: look_again
-- What arrived and was known, at a wider time ({wider} is < forward, > backward): it is looked at once more.
WITH asked AS (
    SELECT DISTINCT ON (arrival.thing, arrival.subject) reached.ctid AS row, arrival.cause
    FROM {arrival} AS arrival
    JOIN {reached} AS reached ON reached.thing = arrival.thing AND reached.subject = arrival.subject
    JOIN {cause} AS cause ON cause.number = reached.cause
    WHERE arrival.time {wider} cause.time AND {arriving} AND reached.number <= %(known)s
    ORDER BY arrival.thing, arrival.subject, arrival.time {widest}),
widened AS (
    UPDATE {reached} AS reached SET cause = asked.cause FROM asked WHERE reached.ctid = asked.row
    RETURNING reached.print, reached.subject, reached.cause, reached.thing)
INSERT INTO {look} (print, subject, time, things, thing)
SELECT widened.print, widened.subject, cause.time, 0, min(widened.thing)
FROM widened JOIN {cause} AS cause ON cause.number = widened.cause
GROUP BY widened.print, widened.subject, cause.time ORDER BY 5

-- name: reach
-- What arrived and is new, each thing once, with its print over all that touches it. {arrived} and {apart} are what tells things
-- apart: the thing alone where there is one subject, which takes half the time to sort. Where that is in a role in
-- which a batch is one of several (backward, in any) the thing itself is part of the print. Of a lane, the keys that are its own.
-- Index: touch_pkey. The role is cast because a bound on it would be one on the index, to be met anew for each event (a skip scan),
-- which the planner takes for so dear that it reads all keys instead of looking one up.
INSERT INTO {reached} (number, print, cause, subject, thing)
SELECT %(known)s + row_number() OVER (), told.* FROM (
    SELECT coalesce(bit_xor(uuid_hash_extended(touch.event, {seed} + touch.role)), 0) # hashtextextended({product}, {seed})
            # CASE WHEN {alone} THEN hashtextextended(fresh.thing, {seed} - 1) ELSE 0 END,
        min(fresh.cause), min(fresh.subject), fresh.thing
    FROM (
        SELECT DISTINCT ON ({arrived}) arrival.thing, arrival.subject, arrival.cause
        FROM {arrival} AS arrival
        WHERE {arriving} AND NOT EXISTS (
            SELECT 1 FROM {reached} AS known WHERE known.thing = arrival.thing AND known.subject = arrival.subject)
        ORDER BY {arrived}) AS fresh
    LEFT JOIN touch ON touch.thing = fresh.thing AND touch.role::integer < 32 AND {touched}
    GROUP BY {apart}) AS told

-- name: widen_new
-- Of what arrived more than once and was new: the cause with the widest time.
UPDATE {reached} AS reached SET cause = asked.cause
FROM (
    SELECT DISTINCT ON (arrival.thing, arrival.subject) arrival.thing, arrival.subject, arrival.cause
    FROM {arrival} AS arrival WHERE {arriving}
    ORDER BY arrival.thing, arrival.subject, arrival.time {widest}) AS asked
WHERE reached.thing = asked.thing AND reached.subject = asked.subject AND reached.number > %(known)s AND reached.cause <> asked.cause

-- name: split
-- A key that about as many arrivals lie below as not, by the statistics that were just made, and how many do. Counts once.
WITH middle AS MATERIALIZED (
    SELECT bounds[1 + cardinality(bounds) / 2] AS thing
    FROM (SELECT histogram_bounds::text::text[] AS bounds FROM pg_stats
        WHERE schemaname = current_schema AND tablename = (parse_ident({counted}))[1] AND attname = 'thing') AS told)
SELECT middle.thing, (SELECT count(*) FROM {arrival} AS arrival WHERE arrival.thing < middle.thing) FROM middle

-- name: look_first
-- The crowds of what is new. Index on number; the planner's statistics, which are from before, must not guess how many they are.
-- Counted by their causes, of which each has one time, before these are joined.
INSERT INTO {look} (print, subject, time, things, thing)
SELECT told.print, told.subject, cause.time, sum(CASE WHEN told.subject = 0 THEN told.things ELSE 0 END), min(told.thing)
FROM (
    SELECT reached.print, reached.subject, reached.cause, count(*) AS things, min(reached.thing) AS thing
    FROM {reached} AS reached
    WHERE reached.number > (SELECT %(after)s::bigint) AND {lane}
    GROUP BY reached.print, reached.subject, reached.cause) AS told
JOIN {cause} AS cause ON cause.number = told.cause
GROUP BY told.print, told.subject, cause.time ORDER BY 5

-- name: visit
-- The visits that this hop found and nobody made. Of a lane, those to its own things: no other writes them.
INSERT INTO {visit} (thing, subject, errand, starts, ends, within)
SELECT DISTINCT thing, subject, errand, starts, ends, within FROM {errand} AS errand
WHERE {lane} AND NOT EXISTS (SELECT 1 FROM {visit} AS made WHERE made.thing = errand.thing AND made.subject = errand.subject
    AND made.errand = errand.errand AND made.starts = errand.starts AND made.ends = errand.ends AND made.within = errand.within)
ORDER BY thing

-- name: carry
INSERT INTO {carrier} SELECT DISTINCT ON (thing) * FROM {stood} ORDER BY thing
ON CONFLICT DO NOTHING

-- name: analyze_arrivals
ANALYZE {arrival}, {reached}

-- name: summarize
SELECT brin_summarize_new_values({index}::regclass)

-- name: ends
-- How far the queues reach by now. Indexes on seq.
SELECT (SELECT coalesce(max(seq), 0) FROM {look}), (SELECT coalesce(max(seq), 0) FROM {visit})

-- name: finish_hop
INSERT INTO {hop} (hop, until) VALUES (%(hop)s, %(until)s) ON CONFLICT (hop) DO UPDATE SET until = EXCLUDED.until

-- name: next_looks
-- The next crowds to look at, and whether nobody has said yet where they stand. Index on seq.
SELECT look.seq, look.thing, look.subject, look.time, look.things, look.print,
    look.subject = 0 AND NOT EXISTS (SELECT 1 FROM {crowd} AS crowd WHERE crowd.print = look.print)
FROM {look} AS look WHERE look.seq > %(after)s AND look.seq <= %(until)s ORDER BY look.seq LIMIT %(most)s

-- name: next_visits
-- The next visits to make, in the order of the queue. Index on seq.
SELECT seq, thing, subject, errand, starts, ends, within FROM {visit}
WHERE seq > %(after)s AND seq <= %(until)s ORDER BY seq LIMIT %(most)s

-- name: touching
-- Which events touch these things, each as `16 * its place in the list + role`, of so many touches at most. Index: touch_pkey.
SELECT touch.event::text, 16 * (asked.place - 1) + touch.role
FROM unnest(%(things)s::text[]) WITH ORDINALITY AS asked(thing, place), LATERAL (
    SELECT touch.event, touch.role FROM touch
    WHERE touch.thing = asked.thing AND touch.role = ANY(%(roles)s::smallint[]) OFFSET 0) AS touch
LIMIT %(most)s

-- name: touching_in_order
-- The same of a single thing that has more, the first after an id. Index: touch_pkey, in the order of the partitions.
SELECT touch.event::text, touch.role::bigint FROM touch
WHERE touch.thing = (%(things)s::text[])[1] AND touch.role = ANY(%(roles)s::smallint[]) AND touch.event > %(after)s::uuid
ORDER BY touch.event LIMIT %(most)s

-- name: facts
-- Some of these events, but those declared in error; the facts of those that are asked for whole, and of those that may say what
-- is in what. Indexes: event_pkey, declared_in_error_pkey.
SELECT event.id::text, event.type, event.action, event.event_time, event.biz_step, event.disposition,
    CASE WHEN %(whole)s OR event.type IN (2, 5) THEN event.facts END,
    coalesce(event.biz_location, event.read_point), event.captured_by
FROM unnest(%(ids)s::uuid[]) AS asked(id) JOIN event ON event.id = asked.id
WHERE NOT EXISTS (SELECT 1 FROM declared_in_error WHERE declared_in_error.event_id = event.event_id)

-- name: consigned
-- Which of these events name a destination. Index: event_pkey.
SELECT event.id::text FROM event
WHERE event.id = ANY(%(ids)s::uuid[]) AND position('"destinationList"'::bytea IN event.body) > 0

-- name: settle_carriers
-- What is inside another carrier stands where that one last was, if that is later. Repeated until nothing changes.
UPDATE {carrier} AS inner_one
SET as_of = outer_one.as_of, event = outer_one.event, state = outer_one.state, place = outer_one.place,
    party = outer_one.party, holder = outer_one.holder
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

-- name: count_carriers
-- How many carriers there are. Counts them.
SELECT count(*) FROM {carrier}

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
SELECT reached.thing, reached.subject, cause.time FROM {reached} AS reached JOIN {cause} AS cause ON cause.number = reached.cause

-- name: carriers
SELECT DISTINCT thing, subject FROM {visit} WHERE errand = ANY(%(errands)s)

-- name: carrier_keys
-- The carriers after a key. Index: the primary key.
SELECT thing FROM {carrier} WHERE thing > %(after)s ORDER BY thing LIMIT %(most)s

-- name: standings
-- What was reached and looked at, from a number on, with where it is; by way of what it is inside, if that was seen later. While
-- the scope grows, what its finished hops found. Indexes: on number; the primary keys.
SELECT reached.number, reached.thing, crowd.product,
    CASE WHEN carried.as_of > crowd.as_of THEN carried.state ELSE crowd.state END,
    CASE WHEN carried.as_of > crowd.as_of THEN carried.as_of ELSE crowd.as_of END,
    CASE WHEN carried.as_of > crowd.as_of THEN carried.event ELSE crowd.event END,
    CASE WHEN carried.as_of > crowd.as_of THEN carried.place ELSE crowd.place END,
    CASE WHEN carried.as_of > crowd.as_of THEN carried.party ELSE crowd.party END,
    CASE WHEN carried.as_of > crowd.as_of THEN carried.holder ELSE crowd.holder END,
    crowd.inside, cause.time, cause.hop, cause.kind, cause.source, cause.event
FROM {reached} AS reached
JOIN {crowd} AS crowd ON crowd.print = reached.print
JOIN {cause} AS cause ON cause.number = reached.cause
LEFT JOIN {carrier} AS carried ON carried.thing = crowd.inside
WHERE reached.number > %(after)s AND reached.number <= %(until)s AND reached.subject = 0
ORDER BY reached.number

-- name: shown
-- Up to which number everything may be shown. Index: the primary key of the hops.
SELECT coalesce((SELECT until FROM {hop} ORDER BY hop DESC LIMIT 1), 0)

-- name: grouped
-- How many things reached stand where, in what state, by product. Counts the prints of the scope once.
SELECT told.product, told.place, told.party, told.holder, told.state, sum(told.things)::bigint, min(told.as_of), max(told.as_of)
FROM (
    SELECT crowd.product, counted.things,
        CASE WHEN carried.as_of > crowd.as_of THEN carried.state ELSE crowd.state END AS state,
        CASE WHEN carried.as_of > crowd.as_of THEN carried.as_of ELSE crowd.as_of END AS as_of,
        CASE WHEN carried.as_of > crowd.as_of THEN carried.place ELSE crowd.place END AS place,
        CASE WHEN carried.as_of > crowd.as_of THEN carried.party ELSE crowd.party END AS party,
        CASE WHEN carried.as_of > crowd.as_of THEN carried.holder ELSE crowd.holder END AS holder
    FROM (SELECT print, count(*) AS things FROM {reached} WHERE subject = 0 AND number <= %(until)s GROUP BY print) AS counted
    JOIN {crowd} AS crowd ON crowd.print = counted.print
    LEFT JOIN {carrier} AS carried ON carried.thing = crowd.inside) AS told
GROUP BY told.product, told.place, told.party, told.holder, told.state

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
