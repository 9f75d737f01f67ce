-- Statements of the events that labels, certificates and tickets are made from (events.py).

-- name: naming
-- The first events that touch a thing and name one of these parties. Indexes: touch_pkey, touch_event.
SELECT DISTINCT touch.event FROM touch
WHERE touch.thing = %(key)s::text AND touch.role < %(lineage)s::smallint
    AND EXISTS (SELECT 1 FROM touch AS own WHERE own.event = touch.event AND own.thing = ANY(%(own)s::text[]))
ORDER BY touch.event LIMIT %(most)s::int

-- name: recent
-- The newest events that name one of these parties, of each party as many. Index: touch_pkey.
SELECT DISTINCT found.event
FROM unnest(%(own)s::text[]) AS party, LATERAL (
    SELECT touch.event FROM touch WHERE touch.thing = party ORDER BY touch.event DESC LIMIT %(most)s::int) AS found
ORDER BY found.event DESC LIMIT %(most)s::int

-- name: mentioned
-- Whether any event names this thing, in whatever role: as goods or as a paper. Index: touch_pkey.
SELECT EXISTS (SELECT 1 FROM touch WHERE touch.thing = %(key)s::text)
