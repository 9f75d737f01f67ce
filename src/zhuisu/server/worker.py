"""The worker process: what follows the ledger, the sequencer first. Run as `python -m zhuisu.server.worker PARENT`."""

import logging
import signal
import sys
import threading
from collections.abc import Callable

from django.db import close_old_connections

from zhuisu.ledger import sequencer
from zhuisu.ledger.database import UNUSABLE
from zhuisu.server.boot import close_connections, set_up_django
from zhuisu.server.config import config
from zhuisu.server.cosigning import cosign_forever
from zhuisu.server.lifeline import end_with
from zhuisu.server.publishing import Publisher

PAUSE_SECONDS = 1.0

log = logging.getLogger("zhuisu.worker")


def work(stop: threading.Event, publish: Callable[[], None] = sequencer.nothing_to_publish) -> None:
    """Number events, grow their tree and publish it until told to stop. A database that went away is waited for."""
    while not stop.is_set():
        try:
            sequencer.run_forever(stop, publish)
        except UNUSABLE as fault:
            log.warning("database unusable, trying again", extra={"reason": str(fault).strip()})
            close_old_connections()
            stop.wait(PAUSE_SECONDS)


def stop_at_signals() -> threading.Event:
    """An event that is set when this process is asked to end."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, lambda *_: stop.set())
    return stop


if __name__ == "__main__":
    end_with(int(sys.argv[1]))
    asked = stop_at_signals()
    set_up_django()
    chosen = config()
    if chosen.witnesses:
        threading.Thread(target=cosign_forever, args=(chosen.witnesses, asked), daemon=True).start()
    work(asked, Publisher(chosen))
    close_connections()
