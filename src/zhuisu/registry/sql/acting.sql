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
