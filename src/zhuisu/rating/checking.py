"""Checking: whether a certificate holds: known, signed by the log, not revoked, not over."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Final

import msgspec

from zhuisu.core.findings import Finding
from zhuisu.core.rules.record import LOCAL
from zhuisu.core.tlog.keys import read_vkey
from zhuisu.core.tlog.notes import read_note, signed_by
from zhuisu.ledger.checkpoints import log_keys
from zhuisu.rating.models import Certificate
from zhuisu.rating.signing import statement_of
from zhuisu.rating.statement import Statement

_LONGEST: Final = 40


class Standing(StrEnum):
    """What is so of a certificate now."""

    VALID = "valid"
    WAITING = "waiting"
    EXPIRED = "expired"
    REVOKED = "revoked"
    FALSE = "false"


class Checked(msgspec.Struct, frozen=True, kw_only=True):
    """A certificate and how it stands. `signers`: whose signatures hold; `vkeys`: the log's keys; `note`: as signed."""

    statement: Statement
    region: str
    standing: Standing
    signers: tuple[str, ...]
    vkeys: tuple[str, ...]
    note: str
    revoked_at: datetime | None
    revoked_why: str


def checked(number: str, now: datetime | None = None) -> Checked | None:
    """The certificate of that number; none where there is none."""
    row = Certificate.objects.filter(number=number[:_LONGEST]).first()
    if row is None:
        return None
    vkeys = tuple(key.vkey for key in log_keys())
    signers = signers_of(row.note, statement_of(row), vkeys)
    return Checked(
        statement=statement_of(row),
        region=row.region,
        standing=_standing(row, bool(signers), now or datetime.now(UTC)),
        signers=signers,
        vkeys=vkeys,
        note=row.note,
        revoked_at=row.revoked_at,
        revoked_why=row.revoked_why,
    )


def signers_of(note: str, statement: Statement, vkeys: tuple[str, ...]) -> tuple[str, ...]:
    """By which of these public keys a note holds that says exactly this."""
    read = read_note(note.encode())
    if isinstance(read, Finding) or read.text != statement.text:
        return ()
    verifiers = [verifier for verifier in map(read_vkey, vkeys) if verifier is not None]
    signed = signed_by(read, verifiers)
    return () if isinstance(signed, Finding) else tuple(each.by.name for each in signed)


def _standing(row: Certificate, is_signed: bool, now: datetime) -> Standing:
    if row.revoked_at is not None:
        return Standing.REVOKED
    if row.signed_at is None:
        return Standing.WAITING
    if not is_signed:
        return Standing.FALSE
    return Standing.VALID if now.astimezone(LOCAL).date() <= row.valid_until else Standing.EXPIRED
