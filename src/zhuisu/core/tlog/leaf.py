"""Leaf: what the tree covers of an event, byte by byte, and the entry that the public log shows of it.

    record     = "zhuisu/event/v1\\n" || salt 16 || ledger id 16 || capture 16 || record time in µs since 1970, 8
                 || SHA-256(body) 32 || SHA-256(context) 32 || size 4 || eventID || size 4 || captured_by
    commitment = SHA-256(record)
    entry      = "zhuisu/entry/v1\\n" || commitment 32
    leaf hash  = SHA-256(0x00 || entry)

Numbers are big-endian, texts UTF-8. Entries are public, events are not: the salt, which no guess finds, keeps an event
from being recognised by its hash.
"""

from collections.abc import Iterable
from hashlib import sha256
from struct import Struct
from typing import Final

import msgspec

RECORD_MAGIC: Final = b"zhuisu/event/v1\n"
ENTRY_MAGIC: Final = b"zhuisu/entry/v1\n"
SALT_BYTES: Final = 16
RUN_SALT_BYTES: Final = 32
ENTRY_BYTES: Final = 48

_time = Struct(">q").pack
_size = Struct(">I").pack
_LEAF_PREFIX: Final = b"\0" + ENTRY_MAGIC


def _sized(text: bytes) -> bytes:
    return _size(len(text)) + text


class Record(msgspec.Struct, frozen=True, gc=False):
    """What the tree covers of an event. `salt`, `event` and `capture` are 16 bytes, the digests 32."""

    salt: bytes
    event: bytes
    capture: bytes
    recorded_us: int
    body_digest: bytes
    context_digest: bytes
    event_id: str
    captured_by: str


def salt_of(run_salt: bytes, event: bytes) -> bytes:
    """The salt of one event of a run. One event's tells nothing of another's."""
    return sha256(run_salt + event).digest()[:SALT_BYTES]


def packed(record: Record) -> bytes:
    """The bytes of a record."""
    return b"".join(
        (
            RECORD_MAGIC, record.salt, record.event, record.capture, _time(record.recorded_us), record.body_digest,
            record.context_digest, _sized(record.event_id.encode()), _sized(record.captured_by.encode()),
        )
    )  # fmt: skip


def commitment_of(record: Record) -> bytes:
    """The 32 bytes that stand in the log for a record."""
    return sha256(packed(record)).digest()


def commitments_of(
    events: Iterable[tuple[bytes, str, bytes, str]],
    *,
    run_salt: bytes,
    capture: bytes,
    recorded_us: int,
    context_digest: bytes,
) -> bytes:
    """Those of a run, all in one: each event is ledger id, eventID, body, captured_by. The hot path of capture."""
    middle, join = capture + _time(recorded_us), b"".join
    captors: dict[str, bytes] = {}
    made = []
    for event, event_id, body, captured_by in events:
        captor = captors.get(captured_by)
        if captor is None:
            captor = captors[captured_by] = _sized(captured_by.encode())
        name = event_id.encode()
        salt, body_digest = sha256(run_salt + event).digest()[:SALT_BYTES], sha256(body).digest()
        record = (RECORD_MAGIC, salt, event, middle, body_digest, context_digest, _size(len(name)), name, captor)
        made.append(sha256(join(record)).digest())
    return join(made)


def entry_of(commitment: bytes) -> bytes:
    """The log's entry."""
    return ENTRY_MAGIC + commitment


def leaf_of(commitment: bytes) -> bytes:
    """The leaf hash of the entry of a commitment."""
    return sha256(_LEAF_PREFIX + commitment).digest()


def leaves_of(commitments: bytes) -> bytes:
    """The leaf hashes of many commitments, all in one."""
    return b"".join(
        [sha256(_LEAF_PREFIX + commitments[at : at + 32]).digest() for at in range(0, len(commitments), 32)]
    )
