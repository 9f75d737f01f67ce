-- Statements of whom an event concerns (varieties.py, concerning.py). Each answers for many keys at once.

-- name: varieties
-- The variety and category of the products and assets that have one of these keys. Index: registry_alias_once.
SELECT alias.key, product.variety, product.category
FROM registry_alias AS alias JOIN registry_product AS product ON product.id = alias.record
WHERE alias.kind = 'product' AND alias.key = ANY(%(keys)s::text[])
UNION ALL
SELECT alias.key, asset.variety, asset.category
FROM registry_alias AS alias JOIN registry_asset AS asset ON asset.id = alias.record
WHERE alias.kind = 'asset' AND alias.key = ANY(%(keys)s::text[])

-- name: regions
-- The region of the places (their own, of what they lie in, of who runs them) and parties that have one of these keys.
-- Index: registry_alias_once.
SELECT alias.key, coalesce(nullif(place.region, ''), nullif(outer_place.region, ''), party.region, '')
FROM registry_alias AS alias
    JOIN registry_place AS place ON place.id = alias.record
    LEFT JOIN registry_place AS outer_place ON outer_place.id = place.parent_id
    LEFT JOIN registry_party AS party ON party.id = place.party_id
WHERE alias.kind = 'place' AND alias.key = ANY(%(keys)s::text[])
UNION ALL
SELECT alias.key, party.region
FROM registry_alias AS alias JOIN registry_party AS party ON party.id = alias.record
WHERE alias.kind = 'party' AND alias.key = ANY(%(keys)s::text[])

-- name: told
-- What events tell of whom they concern. The bodies of large ones are asked for one by one. Index: event_pkey.
SELECT event.id, event.facts, event.read_point, event.biz_location, event.captured_by,
    CASE WHEN octet_length(event.body) <= %(large)s THEN event.body END
FROM unnest(%(ids)s::uuid[]) AS asked(id), LATERAL (
    SELECT event.id, event.facts, event.read_point, event.biz_location, event.captured_by, event.body
    FROM event WHERE event.id = asked.id OFFSET 0) AS event

-- name: body
SELECT event.body FROM event WHERE event.id = %(id)s

-- name: held
-- What events name that pack these units, or make something under these transformations. Indexes: touch_pkey, event_pkey.
SELECT asked.thing, event.facts
FROM unnest(%(things)s::text[]) AS asked(thing), LATERAL (
    SELECT DISTINCT touch.event FROM touch
    WHERE touch.thing = asked.thing AND touch.role = ANY(%(roles)s::smallint[])
    ORDER BY touch.event DESC LIMIT %(most)s) AS found, LATERAL (
    SELECT event.facts FROM event WHERE event.id = found.event OFFSET 0) AS event

-- name: again_by_units
-- Mark again what touches these units or transformations, but for these events. Index: touch_pkey.
INSERT INTO concern_again (event)
SELECT DISTINCT touch.event FROM touch
WHERE touch.thing = ANY(%(things)s::text[]) AND touch.event <> ALL(%(but)s::uuid[])
ON CONFLICT DO NOTHING

-- name: again_by_keys
-- Mark again what touches one of these keys or happened there. Indexes: touch_pkey, event_by_read_point,
-- event_by_biz_location.
INSERT INTO concern_again (event)
SELECT touch.event FROM touch WHERE touch.thing = ANY(%(keys)s::text[])
UNION SELECT event.id FROM event WHERE event.read_point = ANY(%(keys)s::text[])
UNION SELECT event.id FROM event WHERE event.biz_location = ANY(%(keys)s::text[])
ON CONFLICT DO NOTHING

-- name: again_by_products
-- Mark again what touches items and batches of products, whose keys lie between these. Index: touch_pkey.
INSERT INTO concern_again (event)
SELECT DISTINCT found.event
FROM unnest(%(lows)s::text[], %(highs)s::text[]) AS asked(low, high), LATERAL (
    SELECT touch.event FROM touch WHERE touch.thing >= asked.low AND touch.thing < asked.high OFFSET 0) AS found
ON CONFLICT DO NOTHING

-- name: take_again
-- The first events that are to be marked again.
DELETE FROM concern_again WHERE event IN (SELECT event FROM concern_again ORDER BY event LIMIT %(limit)s) RETURNING event

-- name: waiting_again
SELECT count(*) FROM concern_again

-- name: position_of
-- How far the changes of the registry were looked at. The row is locked until the transaction ends: one worker.
INSERT INTO follower (name) VALUES (%(name)s) ON CONFLICT (name) DO UPDATE SET name = excluded.name RETURNING position

-- name: move_to
UPDATE follower SET position = %(position)s, moved_at = now() WHERE name = %(name)s

-- name: is_changed
-- Whether there are changes that were not looked at. Index: registry_change_pkey.
SELECT EXISTS (SELECT FROM registry_change WHERE id > coalesce((SELECT position FROM follower WHERE name = %(name)s), 0))

-- name: lock_changes
-- Wait for the writes that are under way, so that no number below the last one is still to come.
LOCK TABLE registry_change IN SHARE MODE

-- name: changes
-- The changes beyond a position. Index: registry_change_pkey.
SELECT id, kind, record, verb, fields FROM registry_change WHERE id > %(position)s ORDER BY id LIMIT %(limit)s

-- name: keys_of
-- The keys of these entries of a kind. Index: registry_alias_record.
SELECT key FROM registry_alias WHERE kind = %(kind)s AND record = ANY(%(records)s::bigint[])

-- name: places_of
-- The places whose region may rest on these parties or places. Indexes: those of registry_place on party_id, parent_id.
SELECT id FROM registry_place WHERE party_id = ANY(%(parties)s::bigint[]) OR parent_id = ANY(%(places)s::bigint[])
