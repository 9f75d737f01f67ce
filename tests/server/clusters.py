"""Where the tests of the embedded PostgreSQL put their homes, and which PostgreSQL they try."""

import fcntl
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from zhuisu.server.postgres.place import built_in_binaries, locate

BUILT_IN = built_in_binaries()
INSTALLED = sorted(p for p in Path("/usr/lib/postgresql").glob("*/bin") if (p / "postgres").exists())
EVERY = [BUILT_IN, *INSTALLED]

PATTERNS = "ZHUISU_TEST_PATTERNS"
"""Names the folder where all workers of a run keep what they copy homes from."""


@contextmanager
def temporary_home(mode: int = 0o755) -> Iterator[Path]:
    """An empty home below a folder of that mode, removed afterwards with what belongs to it elsewhere."""
    parent = Path(tempfile.mkdtemp(prefix="zs-"))
    parent.chmod(mode)
    try:
        yield parent / "home"
    finally:
        remove_homes(parent)


def remove_homes(parent: Path) -> None:
    """The folder with all homes below it, and what belongs to them elsewhere."""
    for note in parent.glob("*/postgres.where"):
        shutil.rmtree(note.read_text(encoding="utf-8").split("cluster=")[1].strip(), ignore_errors=True)
    shutil.rmtree(parent, ignore_errors=True)


@contextmanager
def migrated_home() -> Iterator[Path]:
    """A home whose database has the schema, and nothing in it."""
    with temporary_home() as home:
        home.mkdir()
        give_schema(home, "")
        yield home


def give_schema(home: Path, binaries: str) -> None:
    """Put a database with the schema into a home that has none: a copy of one that is made once for all, since that
    takes seconds. `binaries` is the setting ZHUISU_POSTGRES_BIN, empty for the built-in ones."""
    pattern = _pattern(binaries)
    base = locate(home).base
    command = ["cp", "-a", "--reflink=auto", str(locate(pattern).base), str(base)]
    subprocess.run(command, check=True)  # keeps the owner, which is not root where we are
    shutil.rmtree(base / "run", ignore_errors=True)


def _pattern(binaries: str) -> Path:
    """The home that others are copied from, whose server has ended."""
    folder = Path(os.environ[PATTERNS])
    home = folder / (binaries.strip("/").replace("/", "-") or "built-in")
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (home / "made").exists():
            settings = {name: value for name, value in os.environ.items() if not name.startswith("ZHUISU_")}
            settings |= {"ZHUISU_HOME": str(home)} | ({"ZHUISU_POSTGRES_BIN": binaries} if binaries else {})
            subprocess.run(
                [sys.executable, "-m", "zhuisu.server", "migrate"], env=settings, check=True, stdout=subprocess.DEVNULL
            )
            (home / "made").touch()
    return home
