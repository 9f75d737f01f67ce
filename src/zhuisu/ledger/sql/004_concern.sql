-- Whose business an event is: its scope keys (see concern.py). A read model that a follower of the journal writes and may
-- write anew. Partitioned as `touch` is; the months that are there already get their part of it here.
CREATE TABLE concern (
    scope  text COLLATE "C" NOT NULL,
    event  uuid NOT NULL,
    PRIMARY KEY (scope, event)
) PARTITION BY RANGE (event);

DO $$
DECLARE
    part record;
BEGIN
    FOR part IN
        SELECT substr(child.relname, 6) AS suffix, pg_get_expr(child.relpartbound, child.oid) AS bounds
        FROM pg_inherits JOIN pg_class AS child ON child.oid = pg_inherits.inhrelid
        WHERE pg_inherits.inhparent = 'touch'::regclass
    LOOP
        EXECUTE format('CREATE TABLE %I PARTITION OF concern %s', 'concern' || part.suffix, part.bounds);
    END LOOP;
END $$;

-- Events that are to be marked again, because the registry says something else of what they name, or because it became
-- known what a unit held.
CREATE TABLE concern_again (
    event  uuid PRIMARY KEY
);
