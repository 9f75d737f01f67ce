-- name: keys_acted_for
-- Every key of a party, and of all that it may act for at a time (on a day in the city), as `validity.counting` has it.
-- Indexes: registry_alias_once, registry_relation's on party_id, registry_lapse_record, registry_alias_record.
WITH acting AS (
    SELECT record FROM registry_alias WHERE kind = 'party' AND key = %(party)s
), spoken_for AS (
    SELECT record FROM acting
    UNION
    SELECT relation.other_id
    FROM registry_relation AS relation JOIN acting ON relation.party_id = acting.record
    WHERE relation.state IN ('approved', 'suspended', 'closed')
        AND (relation.valid_from IS NULL OR relation.valid_from <= %(day)s)
        AND (relation.valid_to IS NULL OR relation.valid_to >= %(day)s)
        AND NOT EXISTS (
            SELECT FROM registry_lapse AS lapse
            WHERE lapse.kind = 'relation' AND lapse.record = relation.id
                AND lapse.since <= %(at)s AND (lapse.until IS NULL OR lapse.until > %(at)s)
        )
)
SELECT key FROM registry_alias WHERE kind = 'party' AND record IN (SELECT record FROM spoken_for)

-- name: run_by_others
-- Of these places, those that were approved as another's, with the keys of who runs them: neither they nor what they lie
-- in is run by one of our own parties, and none of these has a place in them. Indexes: registry_alias_once, those of
-- registry_place on parent_id.
SELECT alias.key, ARRAY(SELECT other.key FROM registry_alias AS other WHERE other.kind = 'party' AND other.record = runner.id)
FROM registry_alias AS alias
    JOIN registry_place AS place ON place.id = alias.record
    JOIN registry_party AS runner ON runner.id = place.party_id
    LEFT JOIN registry_place AS outer_place ON outer_place.id = place.parent_id
    LEFT JOIN registry_party AS outer_runner ON outer_runner.id = outer_place.party_id
WHERE alias.kind = 'place' AND alias.key = ANY(%(places)s::text[]) AND place.state IN ('approved', 'suspended', 'closed')
    AND runner.key <> ALL(%(own)s::text[]) AND coalesce(outer_runner.key, '') <> ALL(%(own)s::text[])
    AND NOT EXISTS (
        SELECT FROM registry_place AS inner_place JOIN registry_party AS tenant ON tenant.id = inner_place.party_id
        WHERE inner_place.parent_id = place.id AND tenant.key = ANY(%(own)s::text[])
    )
