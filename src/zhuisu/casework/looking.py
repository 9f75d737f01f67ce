"""Looking: what others did about cases since an account last looked: nothing is lost between shifts."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Final

import msgspec
from django.db import transaction
from django.db.models import Max, QuerySet

from zhuisu.access import Actor
from zhuisu.access.models import Audit
from zhuisu.casework.models import Case, Look, Step
from zhuisu.casework.sight import visible
from zhuisu.casework.steps import CaseStep, told
from zhuisu.core.findings import Text

MOST: Final = 500
"""So many steps are told at once, the latest."""


class Changed(msgspec.Struct, frozen=True):
    """A case with what was done about it since."""

    number: str
    title: Text
    steps: tuple[CaseStep, ...]


def changed(actor: Actor) -> list[Changed]:
    """The cases about which others did something since the actor last looked, the latest first."""
    found: dict[int, list[Step]] = {}
    for step in _since(actor).select_related("case").order_by("-id")[:MOST]:
        found.setdefault(step.case_id, []).append(step)
    return [_changed(steps) for steps in found.values()]


def changed_count(actor: Actor) -> int:
    """How many cases that is."""
    return _since(actor).values("case").distinct().count()


def last_look(actor: Actor) -> datetime | None:
    """When the actor last looked; None: never."""
    return Look.objects.filter(account=actor.name).values_list("at", flat=True).first()


def look(actor: Actor, *, step: int) -> None:
    """The actor has looked at everything up to this step. One never goes back, nor beyond what there is."""
    with transaction.atomic():
        last = Step.objects.aggregate(last=Max("pk"))["last"] or 0
        row, _ = Look.objects.select_for_update().get_or_create(account=actor.name, defaults={"at": datetime.now(UTC)})
        row.step, row.at = max(row.step, min(step, last)), datetime.now(UTC)
        row.save()
        Audit.objects.create(actor=actor.name, verb="case looked", facts={"step": row.step})


def _since(actor: Actor) -> QuerySet[Step]:
    position = Look.objects.filter(account=actor.name).values_list("step", flat=True).first() or 0
    cases: QuerySet[Case] = visible(actor)
    return Step.objects.filter(pk__gt=position, case__in=cases).exclude(actor=actor.name)


def _changed(steps: Sequence[Step]) -> Changed:
    case = steps[0].case
    return Changed(case.number, Text(case.title_zh, case.title_en), tuple(told(steps)))
