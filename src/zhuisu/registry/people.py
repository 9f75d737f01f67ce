"""People: what only they need: showing an identity number, finding by one, erasing somebody, new keys for the vault."""

from collections.abc import Sequence
from datetime import UTC, datetime

import msgspec
from django.db import transaction

from zhuisu.core.findings import Finding, Severity
from zhuisu.registry.held import Held, Refusal, Why, Written
from zhuisu.registry.kinds import KINDS
from zhuisu.registry.lookup import find, find_for_change, not_found
from zhuisu.registry.models import Person
from zhuisu.registry.noting import note
from zhuisu.registry.rows import held
from zhuisu.registry.states import State
from zhuisu.registry.vault import SealedOtherwiseError, mark, marks, seal, unseal

PERSON = KINDS["person"]


class Revealed(msgspec.Struct, frozen=True, rename="camel"):
    """Somebody, unmasked."""

    key: str
    name: str
    phone: str
    identity_kind: str
    identity: str


def reveal(key: str, *, actor: str, reason: str) -> Revealed | Refusal:
    """A person's name and identity number in plain. That somebody asked, and why, is written down first."""
    if not reason.strip():
        return Refusal(Why.INVALID, (Finding("registry.no_reason", Severity.ERROR, "$.reason"),))
    with transaction.atomic():
        row = find(PERSON, key)
        if not isinstance(row, Person):
            return not_found(PERSON, key)
        note(PERSON, row, "reveal", actor=actor, at=datetime.now(UTC), reason=reason.strip())
    if row.identity is None:
        return Refusal(Why.CONFLICT, (Finding("registry.nothing_kept", Severity.ERROR, "$.key", {"key": row.key}),))
    try:
        number = unseal(bytes(row.identity))
    except SealedOtherwiseError:
        finding = Finding("registry.sealed_otherwise", Severity.ERROR, "$.key", {"key": row.key})
        return Refusal(Why.CONFLICT, (finding,))
    return Revealed(row.key, row.name, row.phone, row.identity_kind, number)


def people_with(kind: str, number: str) -> Sequence[Held]:
    """Everybody with this identity number."""
    rows = Person.objects.filter(mark__in=marks(kind, number), identity_kind=kind).order_by("id")
    return held(PERSON, list(rows))


def erase(key: str, *, actor: str, reason: str) -> Written:
    """A person of whom nothing is kept but the key. Events that name it, and their proofs, stay as they are."""
    if not reason.strip():
        return Refusal(Why.INVALID, (Finding("registry.no_reason", Severity.ERROR, "$.reason"),))
    with transaction.atomic():
        row = find_for_change(PERSON, key)
        if row is None:
            return not_found(PERSON, key)
        row.name, row.phone, row.note, row.masked, row.identity_kind = "—", "", "", "", ""
        row.identity = row.mark = row.party_id = None
        row.attributes = {}
        row.state, row.reason, row.changed_at = State.CLOSED.value, reason.strip(), datetime.now(UTC)
        row.save()
        note(PERSON, row, "erase", actor=actor, at=row.changed_at, reason=row.reason)
    return held(PERSON, [row])[0]


def reseal() -> tuple[int, int]:
    """Encrypt every identity number under the newest key. Answers how many were, and how many no key opens.

    It may be ended and begun again; a row is written whole.
    """
    done = failed = 0
    for number in Person.objects.exclude(identity=None).order_by("id").values_list("pk", flat=True).iterator():
        with transaction.atomic():
            row = Person.objects.select_for_update(of=("self",)).get(pk=number)
            if row.identity is None:
                continue
            try:
                plain = unseal(bytes(row.identity))
            except SealedOtherwiseError:
                failed += 1
                continue
            row.identity, row.mark = seal(plain), mark(row.identity_kind, plain)
            row.save(update_fields=["identity", "mark"])
            done += 1
    return done, failed
