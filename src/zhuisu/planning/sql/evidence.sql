-- name: evidence
-- What is registered of these roles and varieties, and which accounts reported lately.
-- Indexes: registry_partyrole's on role, registry_product's on variety, capture_newest.
WITH party AS MATERIALIZED (
    SELECT DISTINCT p.id, p.key
    FROM registry_partyrole AS r JOIN registry_party AS p ON p.id = r.party_id
    WHERE r.role = ANY(%(roles)s::text[]) AND p.state = 'approved'
), paper AS (
    SELECT count(*) FILTER (WHERE l.valid_to IS NULL OR l.valid_to >= %(today)s::date) AS valid,
           count(*) FILTER (WHERE l.valid_to < %(today)s::date) AS lapsed
    FROM registry_licence AS l JOIN party ON party.id = l.party_id
    WHERE l.state = 'approved'
)
SELECT (SELECT count(*) FROM party),
       paper.valid,
       paper.lapsed,
       (SELECT count(*) FROM registry_product WHERE variety = ANY(%(varieties)s::text[]) AND state = 'approved'),
       (SELECT count(DISTINCT a.id)
        FROM access_account AS a JOIN party ON party.key = a.party
        WHERE EXISTS (SELECT FROM capture AS c
                      WHERE c.account = a.name AND c.created_at > %(now)s::timestamptz - make_interval(days => %(days)s)))
FROM paper
