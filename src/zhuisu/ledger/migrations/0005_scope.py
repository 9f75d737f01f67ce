"""Scopes that were asked for."""

from pathlib import Path
from typing import ClassVar

from django.db import migrations
from django.db.migrations.operations.base import Operation

SCHEMA = (Path(__file__).parent.parent / "sql" / "005_scope.sql").read_text(encoding="utf-8")
UNDO = "DROP TABLE scope"


class Migration(migrations.Migration):
    dependencies: ClassVar[list[tuple[str, str]]] = [("ledger", "0004_concern")]
    operations: ClassVar[list[Operation]] = [migrations.RunSQL(SCHEMA, UNDO)]
