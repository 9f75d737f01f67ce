"""Naming: what an entry is called in the reader's language, as far as it has a name in it."""

from typing import Any

from zhuisu.console.both import told
from zhuisu.core.findings import Text


def called(row: Any) -> str:
    """The name of a row of the registry."""
    return told(Text(str(row.name), str(getattr(row, "name_en", "") or row.name)))
