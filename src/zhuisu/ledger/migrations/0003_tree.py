"""The Merkle tree over the journal. Runs that are there already get their commitments from the sequencer."""

from pathlib import Path
from typing import ClassVar

from django.db import migrations
from django.db.migrations.operations.base import Operation

SCHEMA = (Path(__file__).parent.parent / "sql" / "003_tree.sql").read_text(encoding="utf-8")
UNDO = """
DROP TRIGGER context_is_final ON context;
DROP TABLE witnessed, log_key, cosignature, checkpoint, tree, tile;
DROP FUNCTION only_forward;
ALTER TABLE journal DROP CONSTRAINT commitments_fit, DROP COLUMN salt, DROP COLUMN commitments;
CREATE OR REPLACE FUNCTION number_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.first_number IS NOT NULL OR NEW.run <> OLD.run OR NEW.capture <> OLD.capture OR NEW.events <> OLD.events THEN
        RAISE EXCEPTION 'the journal is append-only: a run is numbered once and never changed';
    END IF;
    RETURN NEW;
END $$;
"""


class Migration(migrations.Migration):
    dependencies: ClassVar[list[tuple[str, str]]] = [("ledger", "0002_queries")]
    operations: ClassVar[list[Operation]] = [migrations.RunSQL(SCHEMA, UNDO)]
