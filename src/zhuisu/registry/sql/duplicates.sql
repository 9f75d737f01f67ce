-- name: gram_counts
-- How many parties have each of these pairs of characters. Index: registry_party_grams.
SELECT gram, count(*) FROM registry_party CROSS JOIN unnest(grams) AS gram
WHERE grams && %(grams)s AND gram = ANY (%(grams)s)
GROUP BY gram
