"""The process that tells subscribers what the ledger recorded. Run as `python -m zhuisu.server.deliverer PARENT`."""

import importlib
import logging
import sys
import threading
from typing import Any

from zhuisu.ledger.database import UNUSABLE
from zhuisu.server.boot import close_connections, set_up_django
from zhuisu.server.lifeline import end_with
from zhuisu.server.worker import stop_at_signals

PAUSE_SECONDS = 1.0

log = logging.getLogger("zhuisu.subscriptions")


def deliver(stop: threading.Event) -> None:
    """Deliver until told to stop. A database that went away is waited for."""
    module: Any = importlib.import_module("zhuisu.exchange.subscriptions.deliverer")  # its tables need Django
    deliverer = module.Deliverer(stop)
    while not stop.is_set():
        try:
            deliverer.run()
        except UNUSABLE as fault:
            log.warning("database unusable, trying again", extra={"reason": str(fault).strip()})
            stop.wait(PAUSE_SECONDS)
    deliverer.close()


if __name__ == "__main__":
    end_with(int(sys.argv[1]))
    asked = stop_at_signals()
    set_up_django()
    deliver(asked)
    close_connections()
