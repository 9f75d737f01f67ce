-- name: of_party
-- The latest events of a time that a party captured, gave or took (%(names)s), or that happened where it is (%(places)s);
-- not all of them are its doing. Indexes: touch_pkey, event_by_read_point, event_by_biz_location, each walked backwards.
SELECT event FROM (
    SELECT found.event FROM unnest(%(names)s::text[]) AS asked(thing), LATERAL (
        SELECT touch.event FROM touch
        WHERE touch.thing = asked.thing AND touch.role = ANY(%(roles)s::smallint[])
            AND touch.event >= %(from_id)s AND touch.event < %(to_id)s
        ORDER BY touch.event DESC LIMIT %(most)s) AS found
    UNION
    SELECT found.id FROM unnest(%(places)s::text[]) AS asked(place), LATERAL (
        SELECT event.id FROM event
        WHERE event.read_point = asked.place AND event.id >= %(from_id)s AND event.id < %(to_id)s
        ORDER BY event.id DESC LIMIT %(most)s) AS found
    UNION
    SELECT found.id FROM unnest(%(places)s::text[]) AS asked(place), LATERAL (
        SELECT event.id FROM event
        WHERE event.biz_location = asked.place AND event.id >= %(from_id)s AND event.id < %(to_id)s
        ORDER BY event.id DESC LIMIT %(most)s) AS found) AS theirs
ORDER BY event DESC LIMIT %(most)s

-- name: latest
-- The events of a time, the latest first, before an id. Index: event_pkey, walked backwards, a partition a month.
SELECT id FROM event WHERE id >= %(from_id)s AND id < %(to_id)s ORDER BY id DESC LIMIT %(most)s
