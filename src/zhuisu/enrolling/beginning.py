"""Beginning: an application, from a 统一社会信用代码 or without one. Who is registered may ask for an account."""

import secrets
from datetime import datetime, timedelta
from typing import Any, Final

import msgspec
from django.db import transaction
from django.utils import timezone

from zhuisu.access.actor import Actor
from zhuisu.access.models import Audit
from zhuisu.access.secrets import digest
from zhuisu.core.findings import Finding
from zhuisu.enrolling.credit import Credit, read_credit
from zhuisu.enrolling.models import Application
from zhuisu.enrolling.refusing import Refusal, invalid, wrong
from zhuisu.enrolling.requirements import categories_of
from zhuisu.enrolling.states import Aim, State
from zhuisu.enrolling.tries import BEGUN, tried
from zhuisu.registry.held import Held
from zhuisu.registry.kinds import KINDS
from zhuisu.registry.states import State as Standing
from zhuisu.registry.writing import get

KEPT: Final = timedelta(days=30)
"""How long an application that nobody files is kept, from when it was last touched."""

_LETTERS: Final = "abcdefghjkmnpqrstuvwxyz23456789"
_CODE_LETTERS: Final = 12


class Begun(msgspec.Struct, frozen=True):
    """`code` opens the application, and is shown to whoever began it and nobody else."""

    number: str
    code: str
    aim: Aim


def begin(text: str, *, address: str, actor: Actor, compared: str = "") -> Begun | Refusal:
    """An application of whom a code names. Refused where it names nobody, and after too many from an address."""
    credit = read_credit(text, compared)
    return invalid(credit) if isinstance(credit, Finding) else _begin(credit.key, credit, address, actor)


def begin_without_code(*, address: str, actor: Actor) -> Begun | Refusal:
    """An application of a household or a stall that has no such code."""
    return _begin("", None, address, actor)


def registered(key: str) -> Held | None:
    """The party of this key, if it is registered and not closed."""
    found = get(KINDS["party"], key) if key else None
    return None if found is None or found.state in (Standing.CLOSED, Standing.MERGED) else found


def standing_of(key: str) -> dict[str, Any]:
    """What an application of this key asks for; of whom is registered, where and in which categories they are."""
    found = registered(key)
    if found is None:
        return {"aim": Aim.ENROL.value}
    party: Any = found.entry
    stated = {role.category.value for role in party.roles if role.category is not None}
    stated |= set(categories_of([role.variety for role in party.roles if role.variety]))
    return {"aim": Aim.JOIN.value, "region": party.region, "categories": sorted(stated)}


def _begin(key: str, credit: Credit | None, address: str, actor: Actor) -> Begun | Refusal:
    now = timezone.now()
    seconds = tried("begin", address, BEGUN, now)
    if seconds:
        return invalid(wrong("enrol.too_many", minutes=-(-seconds // 60)))
    code = "".join(secrets.choice(_LETTERS) for _ in range(_CODE_LETTERS))
    columns = {"region": credit.region if credit else "", **standing_of(key)}
    with transaction.atomic():
        Application.objects.filter(state=State.DRAFT.value, changed_at__lt=now - KEPT).delete()
        row = Application.objects.create(
            number=secrets.token_hex(8), secret=digest(code), key=key, created_at=now, changed_at=now, **columns
        )
        row.number = _number(row.pk, now)
        row.save(update_fields=["number"])
        Audit.objects.create(actor=actor.name, verb="enrolment begun", facts={"enrolment": row.number, "key": key})
    return Begun(row.number, code, Aim(row.aim))


def _number(id: int, now: datetime) -> str:
    return f"E{timezone.localtime(now).year}-{id:05d}"
