"""Signing: certificates that were granted, with the log's key, by the process that keeps ratings and no other."""

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Final

import msgspec
from django.conf import settings
from django.db import transaction

from zhuisu.core.rules.record import LOCAL
from zhuisu.core.tlog.keys import Signer, read_skey
from zhuisu.core.tlog.notes import sign
from zhuisu.ledger.checkpoints import log_keys
from zhuisu.rating.models import Certificate
from zhuisu.rating.statement import Figures, Statement

AT_ONCE: Final = 20


def sign_next(now: datetime | None = None, limit: int = AT_ONCE) -> int:
    """Sign those that wait. Answers how many; 0: none waits, or the log has no key here yet."""
    if not Certificate.objects.filter(signed_at=None).exists():
        return 0
    signers = current_signers()
    if not signers:
        return 0
    at = now or datetime.now(UTC)
    with transaction.atomic():
        rows = list(Certificate.objects.select_for_update(skip_locked=True).filter(signed_at=None)[:limit])
        for row in rows:
            row.note, row.signed_at = str(sign(statement_of(row).text, signers)), at
            row.save(update_fields=["note", "signed_at"])
    return len(rows)


def statement_of(row: Certificate) -> Statement:
    """What a certificate says."""
    return Statement(
        number=row.number,
        party=row.party,
        name=row.name,
        issued=row.asked_at.astimezone(LOCAL).date(),
        valid_until=row.valid_until,
        figures=msgspec.convert(row.figures, Figures),
        address=row.address,
    )


def current_signers() -> Sequence[Signer]:
    """The private keys at hand that the log signs with now."""
    path = Path(settings.LOG_KEY_FILE)
    current = {key.vkey for key in log_keys() if key.until_size is None}
    return [each for each in _read(path, _written_at(path)) if each.verifier.vkey in current]


@lru_cache(maxsize=1)
def _read(path: Path, _: float) -> Sequence[Signer]:
    lines = path.read_text(encoding="utf-8").split() if path.exists() else []
    return [signer for signer in map(read_skey, lines) if signer is not None]


def _written_at(path: Path) -> float:
    return path.stat().st_mtime if path.exists() else -1.0
