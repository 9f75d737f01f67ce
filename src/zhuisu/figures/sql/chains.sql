-- Statements about how complete chains are (chains.py).

-- name: many
-- How many chains are looked at of each of these days, regions and varieties. Index: figures_chain_day.
SELECT day, region, variety, count(*) FROM figures_chain
WHERE day = ANY(%(days)s::date[]) GROUP BY day, region, variety

-- name: look_at
INSERT INTO figures_chain (thing, day, region, category, variety)
SELECT * FROM unnest(%(things)s::text[], %(days)s::date[], %(regions)s::text[], %(categories)s::text[],
    %(varieties)s::text[])
ON CONFLICT (thing) DO NOTHING

-- name: next
-- The chains that were never assessed, the latest first. Index: figures_chain_waiting, walked backwards.
SELECT thing FROM figures_chain WHERE assessed_at IS NULL ORDER BY day DESC LIMIT %(limit)s FOR UPDATE

-- name: stale
-- Chains of late that were assessed a day ago: what was missing may have come. Index: figures_chain_day.
SELECT thing FROM figures_chain
WHERE day >= %(since)s AND assessed_at < %(before)s AND is_complete IS NOT TRUE
ORDER BY assessed_at LIMIT %(limit)s FOR UPDATE

-- name: assess
-- Index: figures_chain_pkey.
UPDATE figures_chain SET score = %(score)s, is_complete = %(is_complete)s, assessed_at = %(now)s WHERE thing = %(thing)s
