-- name: circumstances
-- Where each event happened, who captured it, and what it says of who acted, gave and took. Index: event_pkey.
SELECT event.id, event.biz_location, event.read_point, event.captured_by, event.body
FROM event WHERE event.id = ANY(%(ids)s::uuid[])
