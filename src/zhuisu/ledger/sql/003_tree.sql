-- The journal as a Merkle tree (RFC 9162), in tiles of 256 hashes (C2SP tlog-tiles), and its signed checkpoints.

-- What stands in the public log for each event of a run: 32 bytes each, in the order of `events` (core.tlog.leaf). `salt`,
-- 32 random bytes a run, keeps events from being guessed from them. Null in runs older than the tree, until it reaches them.
ALTER TABLE journal ADD COLUMN commitments bytea, ADD COLUMN salt bytea;
ALTER TABLE journal ALTER COLUMN commitments SET STORAGE EXTERNAL;  -- random bytes; read in slices
ALTER TABLE journal ADD CONSTRAINT commitments_fit CHECK (length(commitments) = 32 * cardinality(events));

-- A run is numbered once, and gets its commitments once.
CREATE OR REPLACE FUNCTION number_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.run <> OLD.run OR NEW.capture <> OLD.capture OR NEW.events <> OLD.events
        OR NEW.record_time IS DISTINCT FROM OLD.record_time
        OR (OLD.first_number IS NOT NULL AND NEW.first_number IS DISTINCT FROM OLD.first_number)
        OR (OLD.commitments IS NOT NULL AND NEW.commitments IS DISTINCT FROM OLD.commitments)
        OR (OLD.salt IS NOT NULL AND NEW.salt IS DISTINCT FROM OLD.salt) THEN
        RAISE EXCEPTION 'the journal is append-only: a run is numbered once and never changed';
    END IF;
    RETURN NEW;
END $$;

-- Full tiles. At level 0 the hashes are those of leaves, above those of full tiles of the level below.
CREATE TABLE tile (
    level   smallint NOT NULL,
    index   bigint NOT NULL,
    hashes  bytea NOT NULL CHECK (length(hashes) = 8192),
    PRIMARY KEY (level, index)
);
ALTER TABLE tile ALTER COLUMN hashes SET STORAGE EXTERNAL;

-- The tree as far as it has grown: one row. `edge` holds, by level, the hashes that no full tile holds yet.
CREATE TABLE tree (
    one   boolean PRIMARY KEY DEFAULT true CHECK (one),
    size  bigint NOT NULL,
    edge  bytea[] NOT NULL
);

-- Signed checkpoints (C2SP tlog-checkpoint), each a signed note as it was published.
CREATE TABLE checkpoint (
    size       bigint PRIMARY KEY,
    root       bytea NOT NULL,
    note       text NOT NULL,
    signed_at  timestamptz NOT NULL
);

-- Signature lines of witnesses (C2SP tlog-cosignature) under our checkpoints.
CREATE TABLE cosignature (
    size       bigint NOT NULL,
    vkey       text COLLATE "C" NOT NULL,
    line       text NOT NULL,
    signed_at  timestamptz NOT NULL,
    PRIMARY KEY (size, vkey)
);

-- The public keys of this log, all that ever signed: from which tree size on, and up to which. They state its origin.
CREATE TABLE log_key (
    vkey        text COLLATE "C" PRIMARY KEY,
    origin      text NOT NULL,
    from_size   bigint NOT NULL,
    until_size  bigint,
    added_at    timestamptz NOT NULL
);

-- The last checkpoint of each other log that was cosigned here, as its witness. It never goes back.
CREATE TABLE witnessed (
    origin      text COLLATE "C" PRIMARY KEY,
    size        bigint NOT NULL,
    root        bytea NOT NULL,
    note        text NOT NULL,
    signed_at   timestamptz NOT NULL
);

CREATE FUNCTION only_forward() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.size < OLD.size THEN
        RAISE EXCEPTION 'the ledger is append-only: % never shrinks', TG_TABLE_NAME;
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER tile_is_final BEFORE UPDATE OR DELETE ON tile FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER checkpoint_is_final BEFORE UPDATE OR DELETE ON checkpoint FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER cosignature_is_final BEFORE UPDATE OR DELETE ON cosignature FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER context_is_final BEFORE UPDATE OR DELETE ON context FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER tree_only_grows BEFORE UPDATE ON tree FOR EACH ROW EXECUTE FUNCTION only_forward();
CREATE TRIGGER tree_is_final BEFORE DELETE ON tree FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER witnessed_only_grows BEFORE UPDATE ON witnessed FOR EACH ROW EXECUTE FUNCTION only_forward();
