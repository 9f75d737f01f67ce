"""GET /healthz and /readyz: whether this process lives, and whether it can do its work."""

from typing import Any

import msgspec
from django.db import DatabaseError, InterfaceError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse

from zhuisu.ledger.journal import waiting
from zhuisu.supervision.state import not_judged

MOST_WAITING = 100_000


def healthz(_: HttpRequest) -> HttpResponse:
    """200 as long as this process answers. It asks nothing else: a database that fails restarts no web process."""
    return _answer(200, {"status": "ok"})


def readyz(_: HttpRequest) -> HttpResponse:
    """200 where the database answers, its schema is current and the sequencer keeps up; else 503 and why not."""
    try:
        with connection.wrap_database_errors:
            migrations, unnumbered = _pending_migrations(), waiting()
            unjudged = 0 if migrations else not_judged()
    except (DatabaseError, InterfaceError) as fault:
        return _answer(503, {"status": "unready", "database": type(fault).__name__})
    ready = not migrations and unnumbered <= MOST_WAITING
    facts = {"database": "ok", "pendingMigrations": migrations, "eventsWithoutNumber": unnumbered}
    facts["eventsNotJudged"] = unjudged
    return _answer(200 if ready else 503, {"status": "ready" if ready else "unready", **facts})


def _pending_migrations() -> int:
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _answer(status: int, facts: dict[str, Any]) -> HttpResponse:
    return HttpResponse(
        msgspec.json.encode(facts),
        status=status,
        content_type="application/json",
        headers={"Cache-Control": "no-store"},
    )
