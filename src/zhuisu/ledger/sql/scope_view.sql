-- Statements that show a scope. {told} stands for the first one; {reached}, {crowd}, {cause}, {carrier} are the scope's own tables.
-- A crowd is all things of one product, place, party, holder, state and hop; what is narrowed is said by a list of crowds.
-- OFFSET 0 keeps the planner from joining that list before the scope is put together: it does not know that a row has one crowd.

-- name: told
-- What was reached with where it is; by way of what it is inside, if that was seen later.
SELECT reached.number, reached.thing, coalesce(crowd.product, '') AS product,
    CASE WHEN carried.as_of > crowd.as_of THEN carried.state ELSE crowd.state END AS state,
    CASE WHEN carried.as_of > crowd.as_of THEN carried.as_of ELSE crowd.as_of END AS as_of,
    CASE WHEN carried.as_of > crowd.as_of THEN carried.event ELSE crowd.event END AS event,
    coalesce(CASE WHEN carried.as_of > crowd.as_of THEN carried.place ELSE crowd.place END, '') AS place,
    coalesce(CASE WHEN carried.as_of > crowd.as_of THEN carried.party ELSE crowd.party END, '') AS party,
    coalesce(CASE WHEN carried.as_of > crowd.as_of THEN carried.holder ELSE crowd.holder END, '') AS holder,
    coalesce(crowd.inside, '') AS inside, cause.time, cause.hop, cause.kind, cause.source, cause.event AS cause
FROM {reached} AS reached
JOIN {crowd} AS crowd ON crowd.print = reached.print
JOIN {cause} AS cause ON cause.number = reached.cause
LEFT JOIN {carrier} AS carried ON carried.thing = crowd.inside
WHERE reached.subject = 0

-- name: crowds
-- How many things stand where, in what state, at which hop, by product. Reads the scope once.
SELECT told.product, told.place, told.party, told.holder, told.state, told.hop, count(*), min(told.as_of), max(told.as_of)
FROM ({told}) AS told GROUP BY told.product, told.place, told.party, told.holder, told.state, told.hop

-- name: links
-- How many things came to one crowd from another, or by something that is not part of the scope (number 0). `crowds` are
-- numbered from 1; states are not told apart. Reads the scope once, and looks the sources up by joining it to itself.
WITH crowd AS MATERIALIZED (
    SELECT * FROM unnest(%(products)s::text[], %(places)s::text[], %(parties)s::text[], %(holders)s::text[], %(states)s::int[],
        %(hops)s::int[], %(numbers)s::int[]) AS crowd(product, place, party, holder, state, hop, number)),
placed AS MATERIALIZED (
    SELECT told.thing, told.source, told.kind, crowd.number
    FROM ({told} OFFSET 0) AS told JOIN crowd USING (product, place, party, holder, state, hop))
SELECT coalesce(origin.number, 0), placed.number, placed.kind, count(*)
FROM placed LEFT JOIN placed AS origin ON origin.thing = placed.source
WHERE placed.source <> '' GROUP BY 1, 2, 3

-- name: found
-- A page of all, in the order in which they were found. Index on number.
SELECT {columns} FROM ({told}) AS told ORDER BY told.number LIMIT %(most)s::bigint OFFSET %(skip)s::bigint

-- name: narrowed
-- A page of these crowds. `rank` is the place of a crowd in the order that is asked for. Reads the scope once.
SELECT {columns} FROM ({told} OFFSET 0) AS told
JOIN unnest(%(products)s::text[], %(places)s::text[], %(parties)s::text[], %(holders)s::text[], %(states)s::int[],
        %(hops)s::int[], %(numbers)s::int[])
    AS crowd(product, place, party, holder, state, hop, rank) USING (product, place, party, holder, state, hop)
WHERE %(part)s::text = '' OR strpos(told.thing, %(part)s::text) > 0
ORDER BY {order} LIMIT %(most)s::bigint OFFSET %(skip)s::bigint

-- name: matching
-- How many things of these crowds have this in their keys.
SELECT count(*) FROM ({told} OFFSET 0) AS told
JOIN unnest(%(products)s::text[], %(places)s::text[], %(parties)s::text[], %(holders)s::text[], %(states)s::int[],
        %(hops)s::int[], %(numbers)s::int[])
    AS crowd(product, place, party, holder, state, hop, rank) USING (product, place, party, holder, state, hop)
WHERE strpos(told.thing, %(part)s::text) > 0
