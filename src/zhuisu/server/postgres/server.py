"""Server: initialise, start and stop the PostgreSQL of a place."""

import os
import pwd
import re
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import msgspec
import psycopg

from zhuisu.server.postgres.conf import INCLUDE, conf
from zhuisu.server.postgres.place import DATABASE, PORT, USER, Place
from zhuisu.server.postgres.prepare import check_space, prepare
from zhuisu.server.trouble import TroubleError

START_SECONDS = 600  # after a crash, replaying gigabytes of log takes its time
STOP_SECONDS = 120
ORPHAN_SECONDS = 20
LOG_BYTES = 16 << 20
CLIENTS = """
SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()
"""
CANNOT_CONNECT_NOW = "57P03"

# What PostgreSQL says, and what the operator has to hear. The first that fits is answered.
EXPLANATIONS: tuple[tuple[str, str], ...] = (
    (
        r"No space left on device|disk full|Disk quota exceeded",
        "The disk of {base} is full. Make room and start again.",
    ),
    (
        r"database files are incompatible|was initialized by PostgreSQL version",
        "The database in {data} was made by another major version of PostgreSQL than {binaries}. "
        "Set ZHUISU_POSTGRES_BIN to that version.",
    ),
    (
        r"could not create lock file|could not bind|another postmaster|Address already in use",
        "The socket in {sockets} is taken by another PostgreSQL, or cannot be made there. "
        "Stop the other one, or set ZHUISU_HOME to another folder.",
    ),
    (
        r"pre-existing shared memory block|lock file .* already exists",
        "Processes of an earlier PostgreSQL still use {data}. End them and start again.",
    ),
    (
        r"could not (create|map|resize).*shared memory|Cannot allocate memory",
        "There is not enough memory for PostgreSQL to start. Free some, or raise the limit of this container.",
    ),
    (
        r"[Pp]ermission denied|has invalid permissions|has wrong ownership",
        "PostgreSQL may not read or write {base}. "
        "Give the folder back to its user with mode 0700, or set ZHUISU_HOME to another one.",
    ),
    (
        r"could not locate a valid checkpoint record|invalid primary checkpoint|PANIC",
        "The database in {data} is damaged. Restore it from a backup; its log is {log}.",
    ),
)


class Ready(msgspec.Struct, frozen=True):
    """A place made ready: its user (None: ourselves) and binaries that the user can run."""

    place: Place
    user: pwd.struct_passwd | None


def start(where: Place) -> None:
    """Make the cluster if there is none, start it if it does not run, and make its database. Raises TroubleError.

    The caller holds the start lock (`use`).
    """
    place, user = prepare(where)
    ready = Ready(place, user)
    if not place.is_initialised:
        check_space(place)
        _initialise(ready)
    _check_version(place)
    if not _is_answering(place):
        check_space(place)
        _launch(ready)
    _make_database(place)


def stop(where: Place) -> None:
    """Stop the server cleanly: connections end, a checkpoint is written."""
    place, user = prepare(where)
    _run(Ready(place, user), "pg_ctl", "stop", "-D", str(place.data), "-m", "fast", "-w", "-t", str(STOP_SECONDS))


def is_running(place: Place) -> bool:
    """True while the postmaster lives."""
    return _postmaster(place) is not None


def connections(place: Place) -> int:
    """How many clients are connected now; 0 where the server does not answer."""
    try:
        with psycopg.connect(place.dsn("postgres"), connect_timeout=5, autocommit=True) as connection:
            row = connection.execute(CLIENTS).fetchone()
            return int(row[0]) if row else 0
    except psycopg.OperationalError:
        return 0


def _initialise(ready: Ready) -> None:
    """Into a draft that is renamed when whole, so that a kill half-way leaves nothing that looks like a cluster."""
    draft = ready.place.base / "data.new"
    if draft.exists():
        _as_user(ready.user, ["rm", "-rf", str(draft)])
    made = _run(
        ready, "initdb", "-D", str(draft), "--username", USER, "--locale=C", "--encoding=UTF8",
        "--auth-local=trust", "--auth-host=reject", "--data-checksums",
    )  # fmt: skip
    if made.returncode:
        raise _trouble(ready.place, made.stdout + made.stderr)
    with (draft / "postgresql.conf").open("a", encoding="utf-8") as file:
        file.write(INCLUDE)
    draft.rename(ready.place.data)


def _check_version(place: Place) -> None:
    made = (place.data / "PG_VERSION").read_text(encoding="ascii").strip()
    shown = subprocess.run([place.binaries / "postgres", "--version"], capture_output=True, text=True, check=False)  # noqa: S603 - the operator's own binaries
    found = re.search(r"(\d+)(\.\d+|beta|rc|devel)", shown.stdout)
    if found is None:
        raise TroubleError(f"{place.binaries / 'postgres'} does not run here: {(shown.stderr or shown.stdout).strip()}")
    if found[1] != made:
        raise TroubleError(
            f"The database in {place.data} was made by PostgreSQL {made}, and {place.binaries} holds {found[1]}. "
            f"Set ZHUISU_POSTGRES_BIN to a PostgreSQL {made}, or dump and restore the database."
        )


def _is_answering(place: Place) -> bool:
    """True once it answers. One that is starting or stopping is waited for."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        try:
            psycopg.connect(place.dsn("postgres"), connect_timeout=10).close()
        except psycopg.OperationalError as fault:
            busy = getattr(fault, "sqlstate", None) == CANNOT_CONNECT_NOW or "the database system is" in str(fault)
            if not busy or _postmaster(place) is None:
                return False
            time.sleep(0.1)
        else:
            return True
    raise TroubleError(
        f"PostgreSQL in {place.data} has been starting or stopping for {START_SECONDS} seconds. Its log is {place.log}."
    )


def _launch(ready: Ready) -> None:
    place = ready.place
    _write_conf(ready)
    deadline = time.monotonic() + ORPHAN_SECONDS
    while True:
        _clear_stale_locks(place)
        _turn_log(place)
        began = place.log.stat().st_size if place.log.exists() else 0
        done = _run(
            ready, "pg_ctl", "start", "-D", str(place.data), "-l", str(place.log), "-w", "-t", str(START_SECONDS)
        )
        if not done.returncode:
            return
        said = _tail(place.log, began) + done.stderr
        # Backends of a postmaster that was killed end by themselves, a moment later.
        if "shared memory block" not in said or time.monotonic() > deadline:
            raise _trouble(place, said)
        _end_orphans(place)
        time.sleep(0.2)


def _write_conf(ready: Ready) -> None:
    path = ready.place.data / "zhuisu.conf"
    draft = path.with_suffix(".new")
    draft.write_text(conf(ready.place.sockets, PORT), encoding="utf-8")
    if ready.user:
        os.chown(draft, ready.user.pw_uid, ready.user.pw_gid)
    draft.rename(path)


def _make_database(place: Place) -> None:
    with psycopg.connect(place.dsn("postgres"), autocommit=True) as connection:
        if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone() is None:
            connection.execute(f"CREATE DATABASE {DATABASE} TEMPLATE template0")


def _postmaster(place: Place) -> int | None:
    """The process id of the running postmaster, or None. By /proc, a process that works elsewhere is another."""
    try:
        pid = int((place.data / "postmaster.pid").read_text(encoding="utf-8").split("\n", 1)[0])
        os.kill(pid, 0)
    except (OSError, ValueError):
        return None
    return pid if _works_in(pid, place.data, unknown=True) else None


def _clear_stale_locks(place: Place) -> None:
    """Remove the locks of a server that was killed, where its process id belongs to a zombie or to another program now.

    PostgreSQL itself tells a living process from a dead one, but not whose it is. Against backends that live on it has
    a second guard, the shared memory block, which it finds by the inode of the data folder.
    """
    if _postmaster(place) is None:
        for lock in (place.data / "postmaster.pid", place.sockets / f".s.PGSQL.{PORT}.lock"):
            lock.unlink(missing_ok=True)


def _end_orphans(place: Place) -> None:
    """Ask backends whose postmaster was killed to end."""
    if _postmaster(place) is not None or not Path("/proc").exists():
        return
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit() and _works_in(int(folder.name), place.data, unknown=False) and _is_postgres(folder):
            os.kill(int(folder.name), signal.SIGQUIT)


def _works_in(pid: int, folder: Path, *, unknown: bool) -> bool:
    try:
        return Path(f"/proc/{pid}/cwd").readlink() == folder.resolve()
    except OSError:
        return unknown and not Path("/proc/self/cwd").exists()


def _is_postgres(folder: Path) -> bool:
    try:
        return (folder / "comm").read_text(encoding="utf-8").startswith("postgres")
    except OSError:
        return False


def _turn_log(place: Place) -> None:
    if place.log.exists() and place.log.stat().st_size > LOG_BYTES:
        place.log.rename(place.log.with_suffix(".log.1"))


def _tail(path: Path, offset: int) -> str:
    if not path.exists():
        return ""
    with path.open("rb") as file:
        file.seek(max(offset, path.stat().st_size - 65536))
        return file.read().decode(errors="replace")


def _trouble(place: Place, said: str) -> TroubleError:
    names = {
        "base": place.base,
        "data": place.data,
        "sockets": place.sockets,
        "binaries": place.binaries,
        "log": place.log,
    }
    for pattern, words in EXPLANATIONS:
        if re.search(pattern, said):
            return TroubleError(words.format(**names))
    last = [line for line in said.splitlines() if line.strip()][-3:]
    return TroubleError(f"PostgreSQL in {place.data} does not start: {' '.join(last)} Its log is {place.log}.")


def _run(ready: Ready, program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return _as_user(ready.user, [str(ready.place.binaries / program), *arguments])


def _as_user(user: pwd.struct_passwd | None, command: list[str]) -> subprocess.CompletedProcess[str]:
    """Run with an environment of our own: no PG* variable, no locale, nowhere that the user could not stand."""
    environment = {"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "LC_ALL": "C", "TZ": "UTC"}
    files = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    return _command(user)(command, cwd="/", env=environment, text=True, check=False, **files)


def _command(user: pwd.struct_passwd | None) -> Callable[..., subprocess.CompletedProcess[str]]:
    if user is None:
        return subprocess.run

    def run(command: list[str], **options: object) -> subprocess.CompletedProcess[str]:
        return subprocess.run(command, user=user.pw_uid, group=user.pw_gid, extra_groups=[], umask=0o077, **options)  # type: ignore[call-overload,no-any-return]  # noqa: S603

    return run
