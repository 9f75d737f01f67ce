"""What queries and waiting captures need; events that are there already get it too."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation

from zhuisu.core.codes import key_of_uri
from zhuisu.core.epcis import Context, Refusal, read_event
from zhuisu.core.lineage.extract import references_of

SCHEMA = (Path(__file__).parent.parent / "sql" / "002_queries.sql").read_text(encoding="utf-8")
UNDO = """
DROP TABLE incoming;
ALTER TABLE master_data DROP COLUMN children;
ALTER TABLE journal DROP COLUMN record_time;
DROP INDEX event_by_biz_step, event_by_disposition, event_by_read_point, event_by_biz_location;
ALTER TABLE event DROP COLUMN captured_by;
"""
_AT_ONCE = 1_000


def fill(_: Any, editor: BaseDatabaseSchemaEditor) -> None:
    """Keys of places, who captured, record times of runs, and the rows of `touch` that queries rest on."""
    with editor.connection.cursor() as cursor:
        cursor.execute("ALTER TABLE event DISABLE TRIGGER USER; ALTER TABLE journal DISABLE TRIGGER USER")
        for column in ("read_point", "biz_location"):
            cursor.execute(f"SELECT DISTINCT {column} FROM event WHERE {column} IS NOT NULL")  # noqa: S608
            pairs = [(key_of_uri(uri), uri) for (uri,) in cursor.fetchall()]
            cursor.executemany(f"UPDATE event SET {column} = %s WHERE {column} = %s", pairs)  # noqa: S608
        cursor.execute(
            "UPDATE journal SET record_time = capture.created_at FROM capture WHERE capture.id = journal.capture"
        )
        cursor.execute(
            "UPDATE event SET captured_by = 'account:' || capture.account FROM journal, capture"
            " WHERE journal.run = event.run AND capture.id = journal.capture"
        )
        for rows in _references(cursor):
            cursor.executemany(
                "INSERT INTO touch (thing, event, role) VALUES (%s, %s, %s) ON CONFLICT DO NOTHING", rows
            )
        cursor.execute("ALTER TABLE event ENABLE TRIGGER USER; ALTER TABLE journal ENABLE TRIGGER USER")


def _references(cursor: Any) -> Iterator[list[tuple[str, Any, int]]]:
    last = "00000000-0000-0000-0000-000000000000"
    while True:
        cursor.execute(
            "SELECT event.id, event.body, context.body FROM event JOIN context ON context.id = event.context"
            " WHERE event.id > %s ORDER BY event.id LIMIT %s",
            [last, _AT_ONCE],
        )
        found = cursor.fetchall()
        if not found:
            return
        rows = []
        for id_, body, raw_context in found:
            context = Context.parse(bytes(raw_context))
            event = None if isinstance(context, Refusal) else read_event(bytes(body), context)
            if event is not None and not isinstance(event, Refusal):
                rows += [(key, id_, role) for key, role in references_of(event)]
        yield rows
        last = str(found[-1][0])


class Migration(migrations.Migration):
    dependencies: ClassVar[list[tuple[str, str]]] = [("ledger", "0001_ledger")]
    operations: ClassVar[list[Operation]] = [
        migrations.RunSQL(SCHEMA, UNDO),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
