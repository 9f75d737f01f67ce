-- Statements that find what an inquiry is about: what a party made or sent, what was at a place, what is of a product. Each reads
-- a stretch of one index and no more events than it is told; a stretch of time is one of ids, which are in the order of time.

-- name: of_party
-- Events that name one of these keys in one of these roles (who captured, gave or took), the first ones. Index: touch_pkey.
SELECT DISTINCT found.event
FROM unnest(%(keys)s::text[]) AS asked(thing), LATERAL (
    SELECT touch.event FROM touch
    WHERE touch.thing = asked.thing AND touch.role = ANY(%(roles)s::smallint[])
        AND touch.event >= %(low)s AND touch.event < %(high)s
    ORDER BY touch.event LIMIT %(most)s) AS found
ORDER BY found.event LIMIT %(most)s

-- name: at_places
-- Events at one of these places, the latest first. Indexes: event_by_biz_location, event_by_read_point.
SELECT DISTINCT found.id
FROM unnest(%(keys)s::text[]) AS asked(place), LATERAL (
    (SELECT event.id FROM event
        WHERE event.biz_location = asked.place AND event.id >= %(low)s AND event.id < %(high)s
        ORDER BY event.id DESC LIMIT %(most)s)
    UNION ALL
    (SELECT event.id FROM event
        WHERE event.read_point = asked.place AND event.id >= %(low)s AND event.id < %(high)s
        ORDER BY event.id DESC LIMIT %(most)s)) AS found
ORDER BY found.id DESC LIMIT %(most)s

-- name: told
-- What these events say, but those declared in error and the declarations. Indexes: event_pkey, declared_in_error_pkey.
SELECT event.type, event.action, event.biz_step, event.disposition, event.facts
FROM event
WHERE event.id = ANY(%(ids)s::uuid[])
    AND NOT EXISTS (SELECT 1 FROM declared_in_error WHERE declared_in_error.event_id = event.event_id)

-- name: last_before
-- Where each of these things was last heard of before a moment, and as what. Roles 10 and 12 do not move a thing.
-- Indexes: touch_pkey backwards, event_pkey.
SELECT asked.thing, event.biz_location, event.read_point, event.biz_step, event.disposition, newest.role
FROM unnest(%(things)s::text[]) AS asked(thing), LATERAL (
    SELECT touch.event, touch.role FROM touch
    WHERE touch.thing = asked.thing AND touch.role < 12 AND touch.role <> 10 AND touch.event < %(before)s
    ORDER BY touch.event DESC LIMIT 1) AS newest, LATERAL (
    SELECT biz_location, read_point, biz_step, disposition FROM event WHERE event.id = newest.event) AS event

-- name: of_product
-- Things whose keys lie between these and that events named then. Index: touch_pkey, in the months of the stretch.
SELECT DISTINCT touch.thing FROM touch
WHERE touch.thing >= %(from_key)s AND touch.thing < %(to_key)s AND touch.role < 12
    AND touch.event >= %(low)s AND touch.event < %(high)s
LIMIT %(most)s

-- name: naming
-- Some events that touch these things in a role of lineage. Index: touch_pkey.
SELECT DISTINCT near.event FROM (
    SELECT touch.event FROM touch WHERE touch.thing = ANY(%(things)s::text[]) AND touch.role < 32 LIMIT %(most)s) AS near

-- name: at_step
-- The latest events of a business step. Index: event_by_biz_step.
SELECT event.id FROM event WHERE event.biz_step = %(step)s AND event.id < %(before)s ORDER BY event.id DESC LIMIT %(most)s
