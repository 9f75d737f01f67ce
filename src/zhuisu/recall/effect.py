"""Effect: how well a recall works: how much of it is located, how many holders answered, how much was found."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Final

from django.db.models import Count, Q

from zhuisu.core.lineage.standing import State as Standing
from zhuisu.recall.held import Effect, Line
from zhuisu.recall.kinds import HoldingState
from zhuisu.recall.models import Affected, Answer, Holding, Recall
from zhuisu.recall.reckoning import Reckoned, reckoned

_UNKNOWN: Final = Standing.UNKNOWN.word
_SETTLED: Final = frozenset({HoldingState.ANSWERED, HoldingState.DONE})
_ANSWERS_AT_ONCE: Final = 2_000


def effect_of(recall: Recall, now: datetime) -> Effect:
    """Of the whole recall. Reads its holders and their answers, and the things that nobody is known to hold."""
    holdings = list(Holding.objects.filter(recall=recall))
    answers = answers_of(holdings)
    states = _states(recall, holdings)
    things = sum(states.values())
    lines = summed(lines_of(each, answers.get(each.pk, ())) for each in holdings)
    lost = _nobody(recall)
    located = things - lost - sum(each.states.get(_UNKNOWN, 0) for each in holdings)
    answered = sum(HoldingState(each.state) in _SETTLED for each in holdings)
    return Effect(
        things=things,
        located=located,
        states=states,
        lifted=Affected.objects.filter(recall=recall, gone=None, lifted_at__isnull=False).count(),
        holders=len(holdings),
        told=sum(each.told_at is not None for each in holdings),
        seen=sum(each.seen_at is not None for each in holdings),
        answered=answered,
        done=sum(each.state == HoldingState.DONE for each in holdings),
        overdue=sum(is_overdue(each, now) for each in holdings),
        lines=lines,
        located_percent=_percent(located, things),
        answered_percent=_percent(answered, len(holdings)),
        found_percent=_found_percent(lines),
    )


def lines_of(holding: Holding, answers: Sequence[Answer]) -> tuple[Line, ...]:
    """What one holder should have and what it said became of it, by unit."""
    return tuple(_line(each) for each in reckoned(holding, answers))


def answers_of(holdings: Sequence[Holding]) -> Mapping[int, list[Answer]]:
    """The answers of these holders, in their order."""
    found: dict[int, list[Answer]] = {}
    for answer in Answer.objects.filter(holding__in=[each.pk for each in holdings]).order_by("id"):
        found.setdefault(answer.holding_id, []).append(answer)
    return found


def is_overdue(holding: Holding, now: datetime) -> bool:
    """Whether it should have answered for all by now."""
    return holding.due_at is not None and holding.due_at <= now and holding.state != HoldingState.DONE


def summed(lines: Iterable[Sequence[Line]]) -> tuple[Line, ...]:
    """Lines of many holders added up, by unit; pieces first."""
    found: dict[str, Line] = {}
    for line in (each for several in lines for each in several):
        known = found.get(line.uom)
        found[line.uom] = line if known is None else _added(known, line)
    return tuple(found[uom] for uom in sorted(found))


def _line(each: Reckoned) -> Line:
    told = each.isolated + each.returned + each.destroyed
    return Line(
        uom=each.uom,
        expected=float(each.expected),
        gone=float(each.gone),
        due=float(each.due),
        on_hand=float(each.on_hand),
        isolated=float(each.isolated),
        returned=float(each.returned),
        destroyed=float(each.destroyed),
        sold=float(each.sold),
        never_had=float(each.never_had),
        found=float(told),
        left=float(each.left),
    )


def _added(one: Line, other: Line) -> Line:
    amounts = {
        field: float(Decimal(str(getattr(one, field))) + Decimal(str(getattr(other, field))))
        for field in Line.__struct_fields__
        if field != "uom"
    }
    return Line(uom=one.uom, **amounts)


def _states(recall: Recall, holdings: Sequence[Holding]) -> dict[str, int]:
    """Counts of things by state: those of holders are kept with them, the others are counted."""
    found: dict[str, int] = {}
    alone = Affected.objects.filter(recall=recall, holder="", gone=None, lifted_at=None)
    for state, count in alone.values_list("state").annotate(Count("id")):
        found[state] = found.get(state, 0) + count
    for each in holdings:
        for state, count in each.states.items():
            found[state] = found.get(state, 0) + count
    return found


def _nobody(recall: Recall) -> int:
    return Affected.objects.filter(Q(recall=recall, holder="", gone=None, lifted_at=None)).count()


def _found_percent(lines: Sequence[Line]) -> int | None:
    """Found of what is due, each unit weighing the same; never more than 100."""
    shares = [min(1.0, line.found / line.due) for line in lines if line.due > 0]
    return int(100 * sum(shares) / len(shares)) if shares else None


def _percent(part: int, whole: int) -> int | None:
    return 100 * part // whole if whole else None
