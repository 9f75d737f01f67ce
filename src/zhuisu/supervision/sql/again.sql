-- What the registry says otherwise (learning.py), and the events that are judged again because of it.

-- name: is_changed
-- Whether there are changes that were not looked at. Index: registry_change_pkey.
SELECT EXISTS (SELECT FROM registry_change WHERE id >= coalesce((SELECT position FROM follower WHERE name = %(name)s), 0))

-- name: state
-- The last change, and how far changes were looked at. Index: registry_change_pkey.
SELECT (SELECT position FROM follower WHERE name = %(name)s), last.id, last.at
FROM (SELECT 1) AS one LEFT JOIN (SELECT id, at FROM registry_change ORDER BY id DESC LIMIT 1) AS last ON true

-- name: lock_changes
-- Wait for the writes that are under way, so that no number below the last one is still to come.
LOCK TABLE registry_change IN SHARE MODE

-- name: changes
-- The changes from a number on. Index: registry_change_pkey.
SELECT id, kind, record, fields FROM registry_change WHERE id >= %(position)s ORDER BY id LIMIT %(limit)s

-- name: keys_of
-- The keys of these entries of a kind. Index: registry_alias_record.
SELECT key FROM registry_alias WHERE kind = %(kind)s AND record = ANY(%(records)s::bigint[])

-- name: papers
-- What these licences are referred to by, and who holds them. Index: registry_licence_pkey.
SELECT licence.number, party.id, person.id FROM registry_licence AS licence
    LEFT JOIN registry_party AS party ON party.id = licence.party_id
    LEFT JOIN registry_person AS person ON person.id = licence.person_id
WHERE licence.id = ANY(%(records)s::bigint[])

-- name: places_of
-- The places that these parties run. Index: that of registry_place on party_id.
SELECT id FROM registry_place WHERE party_id = ANY(%(parties)s::bigint[])

-- name: again_by_keys
-- Judge again what touches one of these keys, happened there, or was judged by what the registry says of it. Indexes:
-- touch_pkey, event_by_read_point, event_by_biz_location, supervision_shared_value.
INSERT INTO supervision_again (event)
SELECT touch.event FROM touch WHERE touch.thing = ANY(%(keys)s::text[])
UNION SELECT event.id FROM event WHERE event.read_point = ANY(%(keys)s::text[])
UNION SELECT event.id FROM event WHERE event.biz_location = ANY(%(keys)s::text[])
UNION SELECT shared.event FROM supervision_shared AS shared WHERE shared.value = ANY(%(keys)s::text[])
ON CONFLICT DO NOTHING

-- name: again_by_products
-- Judge again what touches items and batches of products: their keys begin with the product's. Index: touch_pkey.
INSERT INTO supervision_again (event)
SELECT DISTINCT found.event
FROM unnest(%(lows)s::text[], %(highs)s::text[]) AS asked(low, high), LATERAL (
    SELECT touch.event FROM touch WHERE touch.thing >= asked.low AND touch.thing < asked.high OFFSET 0) AS found
ON CONFLICT DO NOTHING

-- name: take_again
-- The first events that are to be judged again.
DELETE FROM supervision_again WHERE event IN (SELECT event FROM supervision_again ORDER BY event LIMIT %(limit)s)
RETURNING event

-- name: waiting_again
SELECT count(*) FROM supervision_again
