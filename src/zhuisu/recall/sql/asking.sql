-- Statements of what an inquiry is about (asking.py).

-- name: unrecorded
-- The first of these things that no event names. Index: touch_pkey.
SELECT asked.key FROM unnest(%(keys)s::text[]) WITH ORDINALITY AS asked(key, number)
WHERE NOT EXISTS (SELECT 1 FROM touch WHERE touch.thing = asked.key)
ORDER BY asked.number LIMIT %(most)s
