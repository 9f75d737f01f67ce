-- name: captured
-- The events that parties captured, the latest first, before an id. Indexes: touch_pkey, walked backwards, a partition a
-- month.
SELECT found.event FROM unnest(%(parties)s::text[]) AS asked(thing), LATERAL (
    SELECT touch.event FROM touch
    WHERE touch.thing = asked.thing AND touch.role = %(role)s AND touch.event < %(before)s
    ORDER BY touch.event DESC LIMIT %(limit)s) AS found
ORDER BY found.event DESC LIMIT %(limit)s
