"""The jobs process: captures documents that wait, with procrastinate. Run as `python -m zhuisu.server.jobs PARENT`.

Any number may run, on any machine. A process of its own: a long capture must not hold up those who follow the ledger.
"""

import asyncio
import contextlib
import importlib
import logging
import sys
from typing import Final

import psycopg
from procrastinate import App
from procrastinate.exceptions import ConnectorException

from zhuisu.server.boot import close_connections, set_up_django
from zhuisu.server.config import config
from zhuisu.server.lifeline import end_with

QUEUES: Final = ["capture"]
HEARTBEAT_SECONDS: Final = 2.0
STALLED_SECONDS: Final = 10.0
"""A worker that was silent for so long is taken for dead. Should it live, a capture still lands once."""

POLL_SECONDS: Final = 5.0
GRACE_SECONDS: Final = 5.0

log = logging.getLogger("zhuisu.jobs")


async def work(at_once: int) -> None:
    """Run jobs until asked to end (SIGTERM, SIGINT), and take over those of workers that died."""
    app: App = importlib.import_module("procrastinate.contrib.django").app
    connector = importlib.import_module("procrastinate.contrib.django.django_connector").DjangoConnector()
    with app.replace_connector(connector.get_worker_connector()):
        async with app.open_async():
            taking_over = asyncio.create_task(_take_over(app))
            try:
                await app.run_worker_async(
                    queues=QUEUES,
                    name="jobs",
                    concurrency=at_once,
                    fetch_job_polling_interval=POLL_SECONDS,
                    update_heartbeat_interval=HEARTBEAT_SECONDS,
                    stalled_worker_timeout=STALLED_SECONDS,
                    shutdown_graceful_timeout=GRACE_SECONDS,
                    delete_jobs="always",
                )
            finally:
                taking_over.cancel()
                with contextlib.suppress(asyncio.CancelledError):
                    await taking_over


async def _take_over(app: App) -> None:
    while True:
        for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_SECONDS):
            log.warning("job of a worker that died begins again", extra={"job": job.id, "facts": job.task_kwargs})
            with contextlib.suppress(ConnectorException):  # another process was quicker
                await app.job_manager.retry_job(job)
        await asyncio.sleep(HEARTBEAT_SECONDS)


def run() -> int:
    """The exit status: 1 where the database went away; whoever started this process starts it again."""
    try:
        asyncio.run(work(config().jobs))
    except (ConnectorException, psycopg.Error, OSError) as fault:
        log.warning("database unusable", extra={"reason": " ".join(str(fault.__cause__ or fault).split())})
        return 1
    return 0


if __name__ == "__main__":
    end_with(int(sys.argv[1]))
    set_up_django()
    status = run()
    close_connections()
    sys.exit(status)
