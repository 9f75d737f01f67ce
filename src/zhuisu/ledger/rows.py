"""Rows: binary COPY rows of the ledger's tables (PostgreSQL documentation, COPY, "Binary Format").

Written by hand because it is the hot path of capture: joining prepared bytes costs a tenth of a generic row writer.
"""

from datetime import UTC, datetime
from struct import Struct
from typing import Final

HEADER: Final = b"PGCOPY\n\xff\r\n\0" + b"\0" * 8
TRAILER: Final = b"\xff\xff"

_POSTGRES_EPOCH_US = int(datetime(2000, 1, 1, tzinfo=UTC).timestamp()) * 1_000_000
_length = Struct(">i").pack
_LENGTHS: Final = tuple(_length(n) for n in range(4096))
_NULL: Final = _length(-1)
_identity = Struct(">hi16si16s").pack
_event_head = Struct(">hi16siqiiihihiqiq").pack
_ROLES: Final = tuple(Struct(">ih").pack(2, role) for role in range(64))
_UUID_SIZE: Final = _length(16)


def sized(value: bytes) -> bytes:
    """A field: its length, then its bytes."""
    size = len(value)
    return (_LENGTHS[size] if size < 4096 else _length(size)) + value


def optional(value: str | None) -> bytes:
    """A text field that may be null."""
    return _NULL if value is None else sized(value.encode())


def identity_row(digest: bytes, event: bytes) -> bytes:
    """A row of `identity`; both are 16 bytes."""
    return _identity(2, 16, digest, 16, event)


def event_head(
    event: bytes, run: int, context: int, kind: int, action: int, event_time_us: int, record_time_us: int
) -> bytes:
    """The fixed-width first seven fields (of fifteen) of a row of `event`; times in microseconds since 1970."""
    return _event_head(
        15, 16, event, 8, run, 4, context, 2, kind, 2, action,
        8, event_time_us - _POSTGRES_EPOCH_US, 8, record_time_us - _POSTGRES_EPOCH_US,
    )  # fmt: skip


def touch_rows(event: bytes, touches: list[tuple[str, int]]) -> bytes:
    """The rows of `touch` of one event, from (thing, role) pairs that are distinct."""
    tail = _UUID_SIZE + event
    ends: dict[int, bytes] = {}
    parts = []
    for thing, role in touches:
        end = ends.get(role)
        if end is None:
            end = ends[role] = tail + _ROLES[role]
        encoded = thing.encode()
        size = len(encoded)
        parts.append(b"\0\x03" + (_LENGTHS[size] if size < 4096 else _length(size)) + encoded + end)
    return b"".join(parts)
