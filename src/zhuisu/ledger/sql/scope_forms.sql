-- Statements by which a scope judges a large hop as a set. What happened to a thing has a form: the kinds of the events that
-- touched it and its roles in them, in the order of time. There are few forms; `core.lineage.forms` says of each what follows
-- from it, and these statements apply that to all histories of the form. What is not so simple is left in {rest_look} and
-- {rest_visit}, to be looked at page by page. {lane} says which half of the rows is a lane's own.

-- name: make
CREATE UNLOGGED TABLE {told} (
    seq      bigint NOT NULL,
    form     text COLLATE "C",
    times    bigint[],
    event    uuid,
    place    text COLLATE "C",
    party    text COLLATE "C",
    parent   text COLLATE "C",
    relation smallint,
    emptied  bigint
) WITH (autovacuum_enabled = off);
CREATE UNLOGGED TABLE {held} (
    thing    text COLLATE "C" PRIMARY KEY,
    form     text COLLATE "C",
    times    bigint[],
    event    uuid,
    place    text COLLATE "C",
    party    text COLLATE "C",
    parent   text COLLATE "C",
    relation smallint,
    emptied  bigint
) WITH (autovacuum_enabled = off);
CREATE UNLOGGED TABLE {form} (
    form     text COLLATE "C" PRIMARY KEY,
    state    smallint NOT NULL,
    reached  boolean NOT NULL,
    carrier  boolean NOT NULL,
    entered  integer,
    gone     integer[] NOT NULL
) WITH (autovacuum_enabled = off);
CREATE UNLOGGED TABLE {rest_look} (seq bigint PRIMARY KEY) WITH (autovacuum_enabled = off);
CREATE UNLOGGED TABLE {rest_visit} (seq bigint PRIMARY KEY) WITH (autovacuum_enabled = off)

-- name: history
-- What happened to a thing: its form (NULL where it is not so simple; type, action and role are letters from A), when each of its events was, the last of them; what the
-- event that put it into something names as its parent, which stands behind two empty arrays at the beginning of `facts`; when
-- anything was last taken out of it. Indexes: touch_pkey (by the thing alone, as in `reach`), event_pkey, declared_in_error_pkey.
SELECT CASE WHEN count(*) <= {longest} AND NOT bool_or(told.role = 10 OR told.is_wrong) THEN count(*) || E'\x1e' || string_agg(
        chr(64 + told.type) || chr(64 + told.action) || chr(64 + told.role) || coalesce(told.biz_step, '') || E'\x1f'
            || coalesce(told.disposition, ''), E'\x1e' ORDER BY told.time, told.event, told.role) END AS form,
    array_agg(told.time ORDER BY told.time, told.event, told.role) AS times,
    (array_agg(told.event ORDER BY told.time, told.event, told.role))[count(*)] AS event,
    (array_agg(told.place ORDER BY told.time, told.event, told.role))[count(*)] AS place,
    (array_agg(told.party ORDER BY told.time, told.event, told.role))[count(*)] AS party,
    max(CASE WHEN get_byte(told.head, 3) BETWEEN 160 AND 191 THEN
            convert_from(substring(told.head FROM 5 FOR get_byte(told.head, 3) - 160), 'UTF8')
        WHEN get_byte(told.head, 3) = 217 THEN convert_from(substring(told.head FROM 6 FOR get_byte(told.head, 4)), 'UTF8') END)
        FILTER (WHERE substring(told.head FROM 2 FOR 2) = '\x9090') AS parent,
    (max(told.type) FILTER (WHERE told.head IS NOT NULL))::smallint AS relation,
    max(told.time) FILTER (WHERE told.role = 3 AND told.type IN (2, 5) AND told.action = 3) AS emptied
FROM (
    SELECT touch.event, touch.role, event.type, event.action, event.biz_step, event.disposition,
        (extract(epoch FROM event.event_time) * 1000000)::bigint AS time,
        coalesce(event.biz_location, event.read_point) AS place, event.captured_by AS party,
        EXISTS (SELECT 1 FROM declared_in_error AS wrong WHERE wrong.event_id = event.event_id) AS is_wrong,
        CASE WHEN touch.role = 4 AND event.type IN (2, 5) THEN substring(event.facts FOR 261) END AS head
    FROM (
        SELECT touch.event, touch.role FROM touch WHERE touch.thing = {thing} AND touch.role::integer < 32 LIMIT {longest} + 1) AS touch
    JOIN event ON event.id = touch.event
    OFFSET 0) AS told

-- name: tell_looks
-- The histories of these crowds, each by one of its things.
INSERT INTO {told} SELECT look.seq, history.* FROM {look} AS look CROSS JOIN LATERAL ({history}) AS history
WHERE look.seq > %(after)s AND look.seq <= %(until)s AND {lane}

-- name: tell_held
-- The histories of some things, where they were not told before.
INSERT INTO {held} SELECT asked.thing, history.* FROM (
    SELECT asked.thing FROM ({asked}) AS asked
    WHERE {lane} AND NOT EXISTS (SELECT 1 FROM {held} AS held WHERE held.thing = asked.thing)) AS asked
CROSS JOIN LATERAL ({history}) AS history

-- name: parents_of_looks
-- What these crowds were put into.
SELECT DISTINCT told.parent AS thing FROM {told} AS told JOIN {form} AS form ON form.form = told.form AND form.reached
WHERE told.parent IS NOT NULL

-- name: visited
SELECT DISTINCT visit.thing FROM {visit} AS visit
WHERE visit.seq > %(after)s AND visit.seq <= %(until)s AND visit.errand IN (1, 2, 3)

-- name: parents_of_visited
-- What these carriers were put into themselves.
SELECT DISTINCT held.parent AS thing FROM ({visited}) AS visited JOIN {held} AS held ON held.thing = visited.thing
JOIN {form} AS form ON form.form = held.form AND form.carrier WHERE held.parent IS NOT NULL

-- name: new_forms
-- Forms that nobody judged yet, the most frequent first.
SELECT told.form FROM {source} AS told
WHERE told.form IS NOT NULL AND NOT EXISTS (SELECT 1 FROM {form} AS form WHERE form.form = told.form)
GROUP BY told.form HAVING count(*) >= %(least)s ORDER BY count(*) DESC, told.form LIMIT %(most)s

-- name: copy_forms
COPY {form} (form, state, reached, carrier, entered, gone) FROM STDIN

-- name: judge_looks
-- Writes down where the crowds of simple histories are and what held them since they were reached, and which crowds are left. A
-- history is simple where its form is, nothing was taken out of what it was put into after that, and no receiver is named of
-- what is in transit. Times of one carrier are joined.
WITH judged AS MATERIALIZED (
    SELECT look.seq, look.print, look.subject, look.things, look.thing, form.state, told.event, told.place, told.party,
        told.times[cardinality(told.times)] AS as_of, told.parent, told.relation, cardinality(told.times) AS events,
        greatest(told.times[form.entered], look.time) AS starts,
        CASE WHEN form.entered IS NOT NULL THEN {gone} END AS ends
    FROM {look} AS look JOIN {told} AS told ON told.seq = look.seq
    JOIN {form} AS form ON form.form = told.form AND form.reached
    LEFT JOIN {held} AS held ON held.thing = told.parent
    WHERE look.seq > %(after)s AND look.seq <= %(until)s AND {lane} AND {simple}),
stood AS (
    INSERT INTO {crowd} (print, as_of, event, state, product, place, party, inside)
    SELECT DISTINCT ON (judged.print) judged.print, judged.as_of, judged.event, judged.state,
        nullif({product}, ''), judged.place, judged.party, CASE WHEN judged.relation = 2 AND judged.ends = {open} THEN judged.parent END
    FROM judged WHERE judged.subject = 0 ORDER BY judged.print
    ON CONFLICT DO NOTHING),
held AS (
    INSERT INTO {errand} (thing, subject, errand, starts, ends, within)
    SELECT joined.parent, joined.subject, joined.errand, lower(time), upper(time), ''
    FROM (
        SELECT judged.parent, judged.subject, CASE judged.relation WHEN 2 THEN 1 ELSE 3 END AS errand,
            range_agg(int8range(judged.starts, judged.ends)) AS times
        FROM judged WHERE judged.starts < judged.ends GROUP BY 1, 2, 3) AS joined, unnest(joined.times) AS time
    RETURNING 1),
rest AS (
    INSERT INTO {rest_look} SELECT look.seq FROM {look} AS look
    WHERE look.seq > %(after)s AND look.seq <= %(until)s AND {lane}
        AND NOT EXISTS (SELECT 1 FROM judged WHERE judged.seq = look.seq)
    ORDER BY look.seq)
SELECT coalesce(sum(judged.things), 0)::bigint, coalesce(sum(judged.events), 0)::bigint, (SELECT count(*) FROM held) FROM judged

-- name: judge_visits
-- The same of what held things, for the times in which it did.
WITH judged AS MATERIALIZED (
    SELECT visit.seq, visit.thing, visit.subject, visit.errand, form.state, told.event, told.place, told.party,
        told.times[cardinality(told.times)] AS as_of, told.parent, told.relation, cardinality(told.times) AS events,
        greatest(told.times[form.entered], visit.starts) AS starts, least({gone}, visit.ends) AS until,
        CASE WHEN form.entered IS NOT NULL THEN {gone} END AS ends
    FROM {visit} AS visit JOIN {held} AS told ON told.thing = visit.thing
    JOIN {form} AS form ON form.form = told.form AND form.carrier
    LEFT JOIN {held} AS held ON held.thing = told.parent
    WHERE visit.seq > %(after)s AND visit.seq <= %(until)s AND visit.errand IN (1, 2, 3) AND {lane} AND {simple}),
stood AS (
    INSERT INTO {carrier} (thing, as_of, event, state, place, party, inside)
    SELECT DISTINCT ON (judged.thing) judged.thing, judged.as_of, judged.event, judged.state, judged.place, judged.party,
        CASE WHEN judged.relation = 2 AND judged.ends = {open} THEN judged.parent END
    FROM judged
    WHERE NOT EXISTS (SELECT 1 FROM {carrier} AS known WHERE known.thing = judged.thing) ORDER BY judged.thing
    RETURNING 1),
held AS (
    INSERT INTO {errand} (thing, subject, errand, starts, ends, within)
    SELECT joined.parent, joined.subject, joined.errand, lower(time), upper(time), ''
    FROM (
        SELECT judged.parent, judged.subject, CASE WHEN judged.relation = 5 THEN 3 WHEN judged.errand = 1 THEN 1 ELSE 2 END AS errand,
            range_agg(int8range(judged.starts, judged.until)) AS times
        FROM judged WHERE judged.starts < judged.until AND judged.ends IS NOT NULL
        GROUP BY 1, 2, 3) AS joined, unnest(joined.times) AS time
    RETURNING 1),
rest AS (
    INSERT INTO {rest_visit} SELECT visit.seq FROM {visit} AS visit
    WHERE visit.seq > %(after)s AND visit.seq <= %(until)s AND {lane}
        AND NOT EXISTS (SELECT 1 FROM judged WHERE judged.seq = visit.seq)
    ORDER BY visit.seq)
SELECT (SELECT count(*) FROM stood), coalesce(sum(judged.events), 0)::bigint, (SELECT count(*) FROM held) FROM judged

-- name: gone
-- When a thing left the world after it was put in.
coalesce((SELECT min(told.times[place]) FROM unnest(form.gone) AS place WHERE told.times[place] > told.times[form.entered]), {open})

-- name: simple
-- Whether there is no more to a history than its form says.
(form.entered IS NULL OR held.form IS NOT NULL AND coalesce(held.emptied <= told.times[form.entered], true))
AND NOT (form.state = {in_transit} AND coalesce((
    SELECT position('"destinationList"'::bytea IN event.body) > 0 FROM event WHERE event.id = told.event), false))

-- name: rest_looks
-- The next crowds that are left. Index: the primary key.
SELECT look.seq, look.thing, look.subject, look.time, look.things, look.print,
    look.subject = 0 AND NOT EXISTS (SELECT 1 FROM {crowd} AS crowd WHERE crowd.print = look.print)
FROM {rest_look} AS rest JOIN {look} AS look ON look.seq = rest.seq
WHERE rest.seq > %(after)s AND rest.seq <= %(until)s ORDER BY rest.seq LIMIT %(most)s

-- name: rest_visits
SELECT visit.seq, visit.thing, visit.subject, visit.errand, visit.starts, visit.ends, visit.within
FROM {rest_visit} AS rest JOIN {visit} AS visit ON visit.seq = rest.seq
WHERE rest.seq > %(after)s AND rest.seq <= %(until)s ORDER BY rest.seq LIMIT %(most)s
