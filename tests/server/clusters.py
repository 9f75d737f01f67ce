"""Where the tests of the embedded PostgreSQL put their homes, and which PostgreSQL they try."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from zhuisu.server.postgres.place import built_in_binaries

BUILT_IN = built_in_binaries()
INSTALLED = sorted(p for p in Path("/usr/lib/postgresql").glob("*/bin") if (p / "postgres").exists())
EVERY = [BUILT_IN, *INSTALLED]


@contextmanager
def temporary_home(mode: int = 0o755) -> Iterator[Path]:
    """An empty home below a folder of that mode, removed afterwards with what belongs to it elsewhere."""
    parent = Path(tempfile.mkdtemp(prefix="zs-"))
    parent.chmod(mode)
    try:
        yield parent / "home"
    finally:
        note = parent / "home" / "postgres.where"
        if note.exists():
            shutil.rmtree(note.read_text(encoding="utf-8").split("cluster=")[1].strip(), ignore_errors=True)
        shutil.rmtree(parent, ignore_errors=True)
