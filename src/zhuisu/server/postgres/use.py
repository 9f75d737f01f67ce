"""Use: hold the embedded PostgreSQL for as long as it is needed; the last one out stops it."""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from zhuisu.server.postgres.place import Place
from zhuisu.server.postgres.server import connections, is_running, start, stop
from zhuisu.server.trouble import TroubleError

START_LOCK = ".postgres.start"
USERS_LOCK = ".postgres.users"
LEAVING_SECONDS = 1.0
LEAVING_LOOKS = 20


@contextmanager
def using(place: Place) -> Iterator[Place]:
    """The server runs inside this block. Several processes may be inside at once; one that is killed leaves by itself.

    A shared lock on one file counts the users (the kernel gives it back when a process dies, however it dies); an
    exclusive lock on another lets one process at a time start or stop the server.
    """
    users = _open(place.home, USERS_LOCK)
    try:
        with _alone(place.home):
            fcntl.flock(users, fcntl.LOCK_SH)
            start(place)
        try:
            yield place
        finally:
            with _alone(place.home):
                if _is_last(users) and not _has_clients(place):
                    stop(place)
    finally:
        os.close(users)


def keep_running(place: Place) -> None:
    """Start the server again if it was killed. For those inside `using`, now and then. Raises TroubleError."""
    if not is_running(place):
        with _alone(place.home):
            start(place)


def _is_last(users: int) -> bool:
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _has_clients(place: Place) -> bool:
    """True where somebody stays connected. A connection that was just closed is seen for a moment more."""
    for _ in range(LEAVING_LOOKS):
        if not connections(place):
            return False
        time.sleep(LEAVING_SECONDS / LEAVING_LOOKS)
    return True


@contextmanager
def _alone(home: Path) -> Iterator[None]:
    lock = _open(home, START_LOCK)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
    finally:
        os.close(lock)


def _open(home: Path, name: str) -> int:
    try:
        home.mkdir(parents=True, exist_ok=True)
        return os.open(home / name, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as fault:
        raise TroubleError(
            f"{home} cannot be used ({fault.strerror}). Give it to the user who runs this command, "
            "or set ZHUISU_HOME to another folder."
        ) from fault
