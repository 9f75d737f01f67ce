"""Tasks: captures that procrastinate runs in the background, again where a worker ended half-way."""

import logging
import secrets
import threading
import time
from typing import Final
from uuid import UUID

import psycopg
from django.conf import settings
from django.db import InterfaceError, OperationalError, connection
from procrastinate import BaseRetryStrategy, JobContext, RetryDecision
from procrastinate.contrib.django import app
from procrastinate.exceptions import JobAborted
from procrastinate.jobs import Job

from zhuisu.capture.background import capture_waiting, give_up
from zhuisu.capture.bounds import at_most
from zhuisu.capture.intake import RepeatedlyOvertakenError
from zhuisu.capture.service import Progress
from zhuisu.ledger.incoming import say_progress

QUEUE: Final = "capture"
MOST_ATTEMPTS: Final = 20
LONGEST_PAUSE_SECONDS: Final = 60
TOLD_EVERY_SECONDS: Final = 1.0
PASSING: Final = (
    OperationalError,
    InterfaceError,
    psycopg.OperationalError,
    psycopg.InterfaceError,
    psycopg.errors.UniqueViolation,
    OSError,
    RepeatedlyOvertakenError,
)
"""Faults of the database, the disk or the moment: the capture is tried again."""

log = logging.getLogger("zhuisu.capture")


class Again(BaseRetryStrategy):
    """Always, after 1, 2, 4 … 60 seconds: what must not go on for ever is ended by the task itself."""

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision:
        seconds = 0 if isinstance(exception, JobAborted) else min(LONGEST_PAUSE_SECONDS, 1 << min(job.attempts, 6))
        return RetryDecision(retry_in={"seconds": seconds})


@app.task(name="capture", queue=QUEUE, retry=Again(), pass_context=True)
def capture_in_background(context: JobContext, capture: str, party: str | None) -> None:
    """Capture one accepted document. Does nothing where that is done already."""
    number = UUID(capture)
    if context.job.attempts >= MOST_ATTEMPTS:
        give_up(number, incident=_noted(capture, "given up"))
        return
    try:
        told = _Telling(number, context)
        capture_waiting(number, party=party, bounds=at_most(settings.CAPTURE_EVENTS), progress=told)
    except (JobAborted, *PASSING):
        raise
    except Exception:
        give_up(number, incident=_noted(capture, "failed"))


def defer_capture(capture: UUID, party: str | None) -> None:
    """Have an accepted document captured, in the transaction that is open on Django's connection."""
    capture_in_background.defer(capture=str(capture), party=party)


def _noted(capture: str, words: str) -> str:
    incident = secrets.token_hex(6)
    log.exception(f"background capture {words}", extra={"capture": capture, "incident": incident})
    return incident


class _Telling:
    """Tells how far a capture is, once a second; ends it where the worker is asked to end."""

    def __init__(self, capture: UUID, context: JobContext) -> None:
        self._capture = capture
        self._context = context
        self._due = time.monotonic() + TOLD_EVERY_SECONDS

    def __call__(self, reached: Progress) -> None:
        if self._context.should_abort():
            raise JobAborted
        if time.monotonic() < self._due:
            return
        self._due = time.monotonic() + TOLD_EVERY_SECONDS
        # A thread of its own has a connection of its own: the capture's transaction is not seen by others.
        teller = threading.Thread(target=tell, args=(self._capture, reached), name="progress")
        teller.start()
        teller.join()


def tell(capture: UUID, reached: Progress) -> None:
    """Tell it on a connection of its own; run it on a thread of its own."""
    try:
        say_progress(capture, accepted=reached.events - reached.refused, refused=reached.refused)
    except PASSING as fault:
        log.warning("progress not told", extra={"capture": str(capture), "reason": str(fault).strip()})
    finally:
        connection.close()
