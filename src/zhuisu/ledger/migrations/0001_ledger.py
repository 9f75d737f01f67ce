"""The ledger's first schema."""

from pathlib import Path
from typing import ClassVar

from django.db import migrations
from django.db.migrations.operations.base import Operation

SCHEMA = (Path(__file__).parent.parent / "sql" / "schema.sql").read_text(encoding="utf-8")

TABLES = "follower, journal, master_data, declared_in_error, identity, touch, event, document, capture, context"


class Migration(migrations.Migration):
    initial = True
    dependencies: ClassVar[list[tuple[str, str]]] = []
    operations: ClassVar[list[Operation]] = [
        migrations.RunSQL(
            SCHEMA,
            f"DROP TABLE {TABLES} CASCADE; DROP FUNCTION refuse_change; DROP FUNCTION number_once;",
        )
    ]
