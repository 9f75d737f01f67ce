-- name: hold
-- Add to what came to a party and left it. Index: recording_holding_once.
INSERT INTO recording_holding AS held (party, thing, uom, under, is_item, variety, came, "left", expires_on, changed_at)
SELECT * FROM unnest(%(parties)s::text[], %(things)s::text[], %(uoms)s::text[], %(unders)s::text[], %(items)s::boolean[],
    %(varieties)s::text[], %(came)s::float8[], %(left)s::float8[], %(expiries)s::date[], %(at)s::timestamptz[])
ON CONFLICT (party, thing, uom) DO UPDATE SET
    came = held.came + excluded.came, "left" = held."left" + excluded."left",
    expires_on = coalesce(excluded.expires_on, held.expires_on),
    variety = CASE WHEN excluded.variety = '' THEN held.variety ELSE excluded.variety END,
    changed_at = greatest(held.changed_at, excluded.changed_at)

-- name: expiries
-- When these things or batches expire, as anybody said. Index: recording_holding_expiry.
SELECT thing, max(expires_on) FROM recording_holding
WHERE thing = ANY(%(things)s) AND expires_on IS NOT NULL GROUP BY thing

-- name: on_hand
-- What parties have, items of one batch or product together, what changed last first. Index: recording_holding_under.
SELECT under, uom, max(variety), sum(came), sum("left"), bool_and(is_item), min(expires_on), max(changed_at),
    (array_agg(thing ORDER BY changed_at DESC, thing) FILTER (WHERE is_item AND came > "left"))[1:%(shown)s]
FROM recording_holding
WHERE party = ANY(%(parties)s) AND (%(variety)s = '' OR variety = %(variety)s)
GROUP BY under, uom
HAVING sum(came) - sum("left") > 1e-9
    AND (%(expires_by)s::date IS NULL OR min(expires_on) BETWEEN %(expires_from)s::date AND %(expires_by)s::date)
ORDER BY CASE WHEN %(expires_by)s::date IS NULL THEN NULL ELSE min(expires_on) END, max(changed_at) DESC, under
LIMIT %(limit)s

-- name: held
-- What parties have of these things. Index: recording_holding_once.
SELECT thing, uom, sum(came), sum("left") FROM recording_holding
WHERE party = ANY(%(parties)s) AND thing = ANY(%(things)s) GROUP BY thing, uom

-- name: movements
-- What came and went of a thing, or of the items shown under it, the newest first. Indexes: recording_holding_under,
-- recording_movement_thing.
SELECT movement.event_id, movement.at, movement.way, sum(movement.amount), movement.uom, movement.step, movement.stage,
    movement.other
FROM recording_movement AS movement
WHERE movement.party = ANY(%(parties)s) AND movement.thing IN (
    SELECT %(key)s UNION SELECT thing FROM recording_holding WHERE party = ANY(%(parties)s) AND under = %(key)s)
GROUP BY movement.event_id, movement.at, movement.way, movement.uom, movement.step, movement.stage, movement.other
ORDER BY movement.at DESC, movement.event_id LIMIT %(limit)s
