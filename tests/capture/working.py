"""Working: the jobs that wait, carried out by a real worker in this process."""

import asyncio
import json
from typing import Any
from uuid import UUID

from django.db import connection

from zhuisu.capture.background import accept_document
from zhuisu.capture.report import ErrorBehaviour
from zhuisu.capture.tasks import defer_capture


def work_off() -> None:
    """Run every job that waits, and those that they leave, to the end."""
    from procrastinate.contrib.django import app  # noqa: PLC0415 - Django must be set up first
    from procrastinate.contrib.django.django_connector import DjangoConnector  # noqa: PLC0415

    async def run() -> None:
        with app.replace_connector(DjangoConnector().get_worker_connector()):
            async with app.open_async():
                options: dict[str, Any] = {"wait": False, "install_signal_handlers": False, "listen_notify": False}
                await app.run_worker_async(queues=["capture"], delete_jobs="always", **options)

    asyncio.run(run())


def jobs() -> list[dict[str, Any]]:
    """The arguments of every job there is."""
    return [json.loads(row[0]) for row in rows("SELECT args FROM procrastinate_jobs ORDER BY id")]


def rows(statement: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return list(cursor.fetchall())


def accepted(stream: Any, actor: Any, behaviour: ErrorBehaviour = ErrorBehaviour.ROLLBACK) -> UUID:
    """Accept a document whose beginning is good."""
    found = accept_document(stream, actor=actor, behaviour=behaviour, defer=defer_capture)
    assert isinstance(found, UUID)
    return found
