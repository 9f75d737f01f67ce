"""Spool: files of our own beside the data, that nobody else can open and that go when they are closed."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile
from typing import BinaryIO

from django.conf import settings


def spool_file() -> BinaryIO:
    """An empty one. Beside the data: a folder for temporary files may lie in memory."""
    folder = Path(settings.INCOMING)
    folder.mkdir(parents=True, exist_ok=True)
    return TemporaryFile(dir=folder)


@contextmanager
def spooled(pieces: Iterable[bytes]) -> Iterator[BinaryIO]:
    """These pieces as a file that can be read again from its beginning."""
    with spool_file() as file:
        for piece in pieces:
            file.write(piece)
        file.seek(0)
        yield file
