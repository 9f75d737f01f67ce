"""Effect: how well a recall works: how much of it is located, how many holders answered, how much was found."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Final

from zhuisu.recall.counting import counts_of
from zhuisu.recall.held import Effect, Line
from zhuisu.recall.kinds import HoldingState, State
from zhuisu.recall.models import Affected, Answer, Holding, Recall
from zhuisu.recall.reckoning import Held, Reckoned, Said, reckoned
from zhuisu.recall.shares import is_share

_AMOUNTS: Final = tuple(each for each in Line.__struct_fields__ if each not in ("uom", "found_percent"))
_ISSUED: Final = (State.ISSUED, State.CLOSED)
_SETTLED: Final = frozenset({HoldingState.ANSWERED, HoldingState.DONE})


def effect_of(recall: Recall, now: datetime) -> Effect:
    """Of the whole recall. Reads its holders and their answers."""
    holdings = list(Holding.objects.filter(recall=recall))
    answers = answers_of(holdings)
    lines = summed(lines_of(each, answers.get(each.pk, ())) for each in holdings)
    counts = counts_of(recall)
    things, located = sum(counts["states"].values()), counts["located"]
    asked = [each for each in holdings if each.state != HoldingState.DONE or each.answered_at is not None]
    answered = sum(HoldingState(each.state) in _SETTLED for each in asked)
    return Effect(
        things=things,
        located=located,
        states=counts["states"],
        lifted=Affected.objects.filter(recall=recall, gone=None, lifted_at__isnull=False).count() + _shares(holdings),
        holders=len(holdings),
        told=sum(each.told_at is not None for each in holdings),
        seen=sum(each.seen_at is not None for each in holdings),
        answered=answered,
        done=sum(each.state == HoldingState.DONE for each in holdings),
        overdue=sum(is_overdue(each, now) for each in holdings),
        unreached=sum(is_unreached(each, recall) for each in holdings),
        lines=lines,
        located_percent=_percent(located, things),
        answered_percent=_percent(answered, len(asked)),
        found_percent=min((each.found_percent for each in lines if each.found_percent is not None), default=None),
    )


def _shares(holdings: Iterable[Holding]) -> int:
    """How many shares of lots that others have, too, are lifted."""
    return len({(each.holder, part["key"]) for each in holdings for part in each.lifted if is_share(part)})


def lines_of(holding: Held, answers: Sequence[Said]) -> tuple[Line, ...]:
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


def is_unreached(holding: Holding, recall: Recall) -> bool:
    """Whether somebody has to go and tell it: its notice had no address to go to, and it was not seen to know. Who had
    some and has nothing left should know, too."""
    is_known = any((holding.told_at, holding.seen_at, holding.answered_at))
    is_quiet = not is_known and (holding.state == HoldingState.WAITING or holding.things > 0)
    return is_quiet and not holding.tell and State(recall.state) in _ISSUED


def summed(lines: Iterable[Sequence[Line]]) -> tuple[Line, ...]:
    """Lines of many holders added up, by unit; pieces first."""
    found: dict[str, list[Line]] = {}
    for line in (each for several in lines for each in several):
        found.setdefault(line.uom, []).append(line)
    return tuple(_sum(uom, found[uom]) for uom in sorted(found))


def _sum(uom: str, lines: Sequence[Line]) -> Line:
    amounts = {field: sum((Decimal(str(getattr(each, field))) for each in lines), Decimal(0)) for field in _AMOUNTS}
    told = {field: float(amount) for field, amount in amounts.items()}
    return Line(uom=uom, found_percent=_percent(amounts["found"], amounts["due"]), **told)


def _line(each: Reckoned) -> Line:
    amounts = {field: float(getattr(each, field)) for field in _AMOUNTS}
    return Line(uom=each.uom, found_percent=_percent(each.found, each.due), **amounts)


def _percent(part: Decimal | int, whole: Decimal | int) -> int | None:
    return int(100 * part // whole) if whole else None
