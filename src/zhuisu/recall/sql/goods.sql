-- Of what everybody is told of alerts (goods.py).

-- name: goods
-- The lots that an alert counts for, the single things that are of none of them (of a product with many, how many), and what
-- it names of which no event told; those that may be about first, what was made last before what it was made of. The last
-- column is how many there are in all. Indexes: recall_affected_order, recall_affected_once.
WITH standing AS MATERIALIZED (
    SELECT affected.id, affected.thing, affected.is_batch, affected.product, affected.state, affected.hop,
        CASE WHEN affected.kind = 'instance_of' THEN affected.source ELSE '' END AS lot
    FROM recall_affected AS affected
    WHERE affected.recall_id = %(recall)s AND affected.gone IS NULL AND affected.lifted_at IS NULL),
lots AS MATERIALIZED (
    SELECT standing.thing FROM standing WHERE standing.is_batch),
single AS (
    SELECT standing.*, count(*) OVER (PARTITION BY standing.product) AS alike FROM standing
    WHERE NOT standing.is_batch AND standing.state NOT IN ('used', 'destroyed')
        AND standing.lot NOT IN (SELECT lots.thing FROM lots)),
goods AS (
    SELECT standing.thing AS key, standing.product, 0 AS pieces, standing.state IN ('used', 'destroyed') AS is_over,
        standing.hop, standing.id
    FROM standing WHERE standing.is_batch
    UNION ALL
    SELECT single.thing, single.product, 0, false, single.hop, single.id
    FROM single WHERE single.product = '' OR single.alike <= %(pieces)s
    UNION ALL
    SELECT single.product, single.product, count(*), false, max(single.hop), min(single.id)
    FROM single WHERE single.product <> '' AND single.alike > %(pieces)s GROUP BY single.product
    UNION ALL
    SELECT key, '', 0, false, 0, 0 FROM unnest(%(keys)s::text[]) AS key
    WHERE NOT EXISTS (SELECT 1 FROM recall_affected AS known WHERE known.recall_id = %(recall)s AND known.thing = key))
SELECT goods.key, goods.product, goods.pieces, count(*) OVER ()
FROM goods ORDER BY goods.is_over, goods.hop DESC, goods.id, goods.key LIMIT %(most)s
