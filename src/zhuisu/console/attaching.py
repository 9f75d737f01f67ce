"""Attaching: the name under which a browser keeps a file: plain for old ones, in the reader's words for all others."""

from typing import Any
from urllib.parse import quote


def attached(plain: str, named: Any) -> str:
    """A Content-Disposition (RFC 6266); `plain` is ASCII, `named` has the same ending."""
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(str(named), safe='')}"
