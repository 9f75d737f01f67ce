"""Deliverer: looks after every subscription that is due, many at once, each by one worker at a time."""

import logging
import threading
import time
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from queue import Empty, SimpleQueue
from threading import Event as Signal
from typing import NamedTuple

from django.conf import settings
from django.db import connection
from django.db.models import Q

from zhuisu.exchange.models import Subscription
from zhuisu.exchange.subscriptions.courier import Courier
from zhuisu.exchange.subscriptions.delivering import Outcome, step
from zhuisu.ledger import journal
from zhuisu.ledger.database import UNUSABLE

LOOK_SECONDS = 0.2
TURN_SECONDS = 2.0
"""How long a subscription with a backlog is worked on before others get a thread."""
FAULT_SECONDS = 1.0
STOP_SECONDS = 5.0
STEADY = 48
UNPROVEN = 32
"""Receivers that failed, or were never reached, have threads of their own: however many they are and however long they
take, they keep nobody waiting who takes what is sent."""
OF_ONE_HOST = 8
"""So many deliveries to one host at once, for the same reason."""
LOCKS = 0x5A48_0007
"""The first key of the advisory locks; the second tells subscriptions apart."""

log = logging.getLogger("zhuisu.subscriptions")


class Lane:
    """Threads that do one job each at a time. They end with the process, also in the middle of a job."""

    def __init__(self, name: str, threads: int) -> None:
        self.free = threads
        self._threads = threads
        self._jobs: SimpleQueue[Callable[[], None] | None] = SimpleQueue()
        for number in range(threads):
            threading.Thread(target=self._work, name=f"{name}-{number}", daemon=True).start()

    def put(self, job: Callable[[], None]) -> None:
        self.free -= 1
        self._jobs.put(job)

    def close(self) -> None:
        """The threads end when they have done what they do."""
        for _ in range(self._threads):
            self._jobs.put(None)

    def _work(self) -> None:
        while (job := self._jobs.get()) is not None:
            job()


class Held(NamedTuple):
    """A subscription that is being worked on: by which threads, and to which host."""

    lane: Lane
    host: str


class Deliverer:
    """One of them a worker process; several processes share the work by advisory locks in the database.

    The locks are held by the connection of the thread that runs it, and so end with the process.
    """

    def __init__(self, stop: Signal) -> None:
        self._stop = stop
        self._courier = Courier(settings.WEBHOOK_NETWORKS)
        self._lanes = (
            (Lane("deliver", STEADY), Q(failures=0, last_notified_at__isnull=False)),
            (Lane("try", UNPROVEN), ~Q(failures=0, last_notified_at__isnull=False)),
        )
        self._held: dict[int, Held] = {}
        self._hosts: Counter[str] = Counter()
        self._done: SimpleQueue[int] = SimpleQueue()

    def run(self) -> None:
        """Until told to stop. Raises what the database raises; it may be run again then."""
        try:
            while not self._stop.is_set():
                self._look()
                self._collect(LOOK_SECONDS)
            self._finish()
        finally:
            self._let_go()

    def close(self) -> None:
        """It runs no more."""
        for lane, _ in self._lanes:
            lane.close()
        self._courier.close()

    def _finish(self) -> None:
        """Let what is on its way arrive, for a short time; what does not is sent again."""
        until = time.monotonic() + STOP_SECONDS
        while self._held and time.monotonic() < until:
            self._collect(LOOK_SECONDS)

    def _look(self) -> None:
        """Hand out what is due and held by nobody."""
        has_news = Q(schedule__isnull=False) | Q(position__lt=journal.size()) | Q(delivery__isnull=False)
        due = Subscription.objects.filter(has_news, dead_at=None, due_at__lte=datetime.now(UTC)).order_by("due_at")
        for lane, belongs in self._lanes:
            busy = [host for host, held in self._hosts.items() if held >= OF_ONE_HOST]
            if lane.free:
                found = due.filter(belongs).exclude(id__in=list(self._held)).exclude(host__in=busy)
                for subscription, host in found.values_list("id", "host")[: lane.free * OF_ONE_HOST]:
                    self._hand_out(subscription, host, lane)

    def _hand_out(self, subscription: int, host: str, lane: Lane) -> None:
        if lane.free and self._hosts[host] < OF_ONE_HOST and self._lock(subscription):
            self._held[subscription] = Held(lane, host)
            self._hosts[host] += 1
            lane.put(lambda: self._deliver(subscription))

    def _collect(self, seconds: float) -> None:
        """Wait for what was handed out, and give its locks back."""
        try:
            done = self._done.get(timeout=seconds)
            while True:
                self._take_back(done)
                done = self._done.get_nowait()
        except Empty:
            pass

    def _take_back(self, subscription: int) -> None:
        held = self._held.pop(subscription)
        held.lane.free += 1
        self._hosts[held.host] -= 1
        if not self._hosts[held.host]:
            del self._hosts[held.host]
        self._unlock(subscription)

    def _deliver(self, subscription: int) -> None:
        """On a thread of a lane: steps, as long as there is more and the turn lasts."""
        until = time.monotonic() + TURN_SECONDS
        try:
            while step(subscription, self._courier) is Outcome.MORE and time.monotonic() < until:
                if self._stop.is_set():
                    break
        except UNUSABLE as fault:
            log.warning("database unusable, trying again", extra={"reason": str(fault).strip()})
            self._stop.wait(FAULT_SECONDS)
        except Exception:
            log.exception("delivery failed", extra={"subscription": subscription})
            self._stop.wait(FAULT_SECONDS)
        finally:
            connection.close()
            self._done.put(subscription)

    def _lock(self, subscription: int) -> bool:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [LOCKS, subscription % (1 << 31)])
            return bool(cursor.fetchone() == (True,))

    def _unlock(self, subscription: int) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [LOCKS, subscription % (1 << 31)])

    def _let_go(self) -> None:
        """A connection that goes back to the pool holds no lock; one that broke has lost them."""
        try:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock_all()")
        finally:
            connection.close()
