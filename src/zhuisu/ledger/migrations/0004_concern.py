"""Whose business an event is. Events that are there already are marked by the follower, which begins with the first."""

from pathlib import Path
from typing import ClassVar

from django.db import migrations
from django.db.migrations.operations.base import Operation

SCHEMA = (Path(__file__).parent.parent / "sql" / "004_concern.sql").read_text(encoding="utf-8")
UNDO = "DROP TABLE concern, concern_again; DELETE FROM follower WHERE name IN ('concern', 'concern.registry');"


class Migration(migrations.Migration):
    dependencies: ClassVar[list[tuple[str, str]]] = [("ledger", "0003_tree")]
    operations: ClassVar[list[Operation]] = [migrations.RunSQL(SCHEMA, UNDO)]
