"""The process that tells subscribers what the ledger recorded. Run as `python -m zhuisu.server.deliverer PARENT`."""

import logging
import sys
import threading

import psycopg
from django.db import InterfaceError, OperationalError

from zhuisu.server.boot import close_connections, set_up_django
from zhuisu.server.lifeline import end_with
from zhuisu.server.worker import stop_at_signals

PAUSE_SECONDS = 1.0

log = logging.getLogger("zhuisu.subscriptions")


def deliver(stop: threading.Event) -> None:
    """Deliver until told to stop. A database that went away is waited for."""
    from zhuisu.exchange.subscriptions.deliverer import Deliverer  # noqa: PLC0415 - Django must be set up first

    deliverer = Deliverer(stop)
    while not stop.is_set():
        try:
            deliverer.run()
        except (OperationalError, InterfaceError, psycopg.OperationalError, psycopg.InterfaceError) as fault:
            log.warning("database unusable, trying again", extra={"reason": str(fault).strip()})
            stop.wait(PAUSE_SECONDS)


if __name__ == "__main__":
    end_with(int(sys.argv[1]))
    asked = stop_at_signals()
    set_up_django()
    deliver(asked)
    close_connections()
