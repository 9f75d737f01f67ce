"""Identity: from an event to its ledger id, the same on every machine and at every repeat."""

from datetime import UTC, datetime
from hashlib import sha256
from uuid import UUID

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_VERSION_8 = 8 << 76
_VARIANT = 2 << 62
_LOW_62 = (1 << 62) - 1
_LAST_MILLISECOND = (1 << 48) - 1


def identity_digest(event_id: str, declaration_time: datetime | None) -> bytes:
    """SHA-256 over what makes an event this event: its eventID, and the declarationTime of an error declaration."""
    if declaration_time is None:
        return sha256(event_id.encode()).digest()
    moment = declaration_time.astimezone(UTC).isoformat(timespec="microseconds")
    return sha256(f"{event_id}\n{moment}".encode()).digest()


def microseconds(moment: datetime) -> int:
    """Whole microseconds since 1970-01-01T00:00:00Z."""
    past = moment - _EPOCH
    return (past.days * 86_400 + past.seconds) * 1_000_000 + past.microseconds


def ledger_id(time_us: int, digest: bytes) -> bytes:
    """The 16 bytes of the UUIDv8 (RFC 9562 §5.8): 48 bits of milliseconds, then the first 74 bits of the digest."""
    hashed = int.from_bytes(digest[:10], "big") >> 6
    return ((time_us // 1000) << 80 | _VERSION_8 | (hashed >> 62) << 64 | _VARIANT | (hashed & _LOW_62)).to_bytes(
        16, "big"
    )


def lowest_id(time_us: int) -> UUID:
    """No id of an event at this moment or later sorts below it, and none of an earlier millisecond above."""
    return UUID(int=min(max(time_us // 1000, 0), _LAST_MILLISECOND) << 80)
