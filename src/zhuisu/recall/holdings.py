"""Holdings: who has how much of what is recalled, counted anew from its things; who is new, and who has more."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime
from enum import Enum
from typing import Any, Final, NamedTuple

import msgspec

from zhuisu.core.lineage.standing import State as ThingState
from zhuisu.ledger.database import ledger_cursor
from zhuisu.recall.arriving import SQL
from zhuisu.recall.counting import count_things, states_of
from zhuisu.recall.goods import count_goods
from zhuisu.recall.kinds import HoldingState, Purpose, State
from zhuisu.recall.models import Answer, Holding, Recall, Shift
from zhuisu.recall.moves import moves_of
from zhuisu.recall.portions import Amounts, Portion, in_force, kept, portion, portions
from zhuisu.recall.reckoning import is_done
from zhuisu.registry.concerned import regions_of
from zhuisu.registry.facts import RegistryFacts
from zhuisu.tracing.balances import Balance, balances
from zhuisu.tracing.names import Directory

MOST_BATCHES: Final = 500
"""Of so many batches without items the balances are asked for; of further ones it is only known who had them last."""

_BALANCED_AT_ONCE: Final = 50
_WRITTEN_AT_ONCE: Final = 1_000
_COUNTED: Final = (
    *("things", "states", "amounts", "gone", "since"),
    *("lifted", "region", "tell"),
)
_TURNED: Final = ("state", "done_at", "level", "escalated_at")
_NOTHING: Final = (0, 0.0)
_OUT: Final = {ThingState.SOLD.word: "sold", ThingState.USED.word: "sold", ThingState.DESTROYED.word: "destroyed"}
"""States in which a thing is with nobody any more, and as what each then counts (`zhuisu.recall.reckoning`)."""


class When(Enum):
    """Whether a thing came to stand as it does before the recall was issued, or since."""

    BEFORE = "before"
    SINCE = "since"


class _Count:
    """What one holder has, while it is counted."""

    def __init__(self) -> None:
        self._states: dict[str, int] = {}
        self._found: list[Portion] = []
        self.portions: list[Portion] = []
        self.gone = 0
        self.since: dict[str, int] = {}
        self.region = ""

    def add_items(self, state: str, count: int, region: str, when: When) -> None:
        self._states[state] = self._states.get(state, 0) + count
        self.region = self.region or region
        if state in _OUT and when is When.BEFORE:
            self.gone += count
        elif state in _OUT:
            self.since[_OUT[state]] = self.since.get(_OUT[state], 0) + count

    def add_portion(self, found: Portion, region: str) -> None:
        self._found.append(found)
        self.region = self.region or region

    def leave(self, lifted: Amounts) -> list[dict[str, Any]]:
        """Leave out what is lifted for this holder. Answers how much that still is."""
        self.portions, still = in_force(self._found, lifted)
        return still

    @property
    def states(self) -> dict[str, int]:
        found = dict(self._states)
        for state in states_of(kept(self.portions)):
            found[state] = found.get(state, 0) + 1
        return found

    @property
    def things(self) -> int:
        return sum(self.states.values())


class Recounted(NamedTuple):
    """How many holders there are, how many of them are new, and of which known lot which holder has more or less."""

    holders: int
    new: int
    moves: Sequence[Shift]


def recount(recall: Recall, reach: int) -> Recounted:
    """Count what each holder has. While the recall is in force, who is new is to be told, and who has more, too; who
    has nothing left to account for is done, and who has again is not."""
    counts = _counts(recall)
    known = {row.holder: row for row in Holding.objects.select_for_update(no_key=True).filter(recall=recall)}
    before = {row.holder: portions(row.amounts) for row in known.values()}
    changed = [row for holder, row in known.items() if _renew(recall, row, counts.get(holder) or _Count())]
    fresh = [_new(recall, reach, holder, count) for holder, count in counts.items() if holder not in known]
    _name(fresh)
    Holding.objects.bulk_create(fresh, batch_size=_WRITTEN_AT_ONCE)
    Holding.objects.bulk_update(changed, _COUNTED, batch_size=_WRITTEN_AT_ONCE)
    rest(recall, datetime.now(UTC))
    recall.counts = {**count_things(recall), "goods": msgspec.to_builtins(count_goods(recall))}
    recall.save(update_fields=["counts"])
    return Recounted(len(known) + len(fresh), len(fresh), moves_of(recall, reach, before, [*known.values(), *fresh]))


def rest(recall: Recall, now: datetime) -> None:
    """While the recall is in force: who has nothing left to account for is done, where the records know how much it
    has; who was done and has something left is not."""
    if recall.state != State.ISSUED:
        return
    answers: dict[int, list[Answer]] = {}
    for answer in Answer.objects.filter(holding__recall=recall).order_by("id"):
        answers.setdefault(answer.holding_id, []).append(answer)
    rows = Holding.objects.select_for_update(no_key=True).filter(recall=recall)
    changed = [row for row in rows if _turn(row, is_done(row, answers.get(row.pk, ())), now)]
    Holding.objects.bulk_update(changed, _TURNED, batch_size=_WRITTEN_AT_ONCE)


def _counts(recall: Recall) -> dict[str, _Count]:
    found: dict[str, _Count] = defaultdict(_Count)
    with ledger_cursor() as cursor:
        rows = cursor.execute(SQL["counted"], {"recall": recall.pk, "issued": recall.issued_at}).fetchall()
        batches = cursor.execute(SQL["batches"], {"recall": recall.pk, "most": MOST_BATCHES * 20}).fetchall()
    for holder, state, is_since, count, region in rows:
        found[holder].add_items(state, count, region, When.SINCE if is_since else When.BEFORE)
    balanced = _balanced([lot for lot, *_ in batches[:MOST_BATCHES]], recall.issued_at)
    for lot, last_holder, state, region in batches:
        parts = [(each.holder, portion(each)) for each in balanced.get(lot, ())]
        for holder, part in parts or ((last_holder, Portion(key=lot, quantity=None, uom="", state=state)),):
            if holder:
                found[holder].add_portion(part, region if holder == last_holder else "")
    return found


def _balanced(lots: Sequence[str], issued: datetime | None) -> Mapping[str, Sequence[Balance]]:
    """Who has how much of each of these lots, and what went of it, by its balance."""
    found: dict[str, Sequence[Balance]] = {}
    for start in range(0, len(lots), _BALANCED_AT_ONCE):
        found.update(balances(lots[start : start + _BALANCED_AT_ONCE], issued))
    return found


def _new(recall: Recall, reach: int, holder: str, count: _Count) -> Holding:
    is_issued = recall.state == State.ISSUED
    row = Holding(recall=recall, holder=holder, came=reach, due_at=recall.notify_by)
    row.tell = Purpose.FIRST if is_issued else ""
    _fill(row, count)
    return row


def _fill(row: Holding, count: _Count) -> None:
    """What is lifted for this holder is left out."""
    row.lifted = count.leave(row.lifted)
    row.region = row.region or count.region
    row.things, row.states, row.amounts = count.things, count.states, kept(count.portions)
    row.gone, row.since = count.gone, count.since


def _name(rows: Collection[Holding]) -> None:
    """Names and regions by the registry, or else by master data and by where the things are."""
    keys = [row.holder for row in rows]
    facts, directory, regions = RegistryFacts(), Directory(keys), regions_of(keys)
    facts.load(keys)
    for row in rows:
        name = directory.name(row.holder)
        row.name = str((facts.attributes(row.holder) or {}).get("name") or name.zh or name.en)
        row.region = regions.get(row.holder) or row.region


def _renew(recall: Recall, row: Holding, count: _Count) -> bool:
    """Whether anything is different. Who has more than it was told is to be told again."""
    before = [getattr(row, name) for name in _COUNTED]
    had = _due(row)
    _fill(row, count)
    if recall.state == State.ISSUED and row.told_at is not None and not row.tell:
        has_more = any(due > had.get(lot, _NOTHING) for lot, due in _due(row).items())
        row.tell = Purpose.WIDENED if has_more else ""
    return before != [getattr(row, name) for name in _COUNTED]


def _due(row: Holding) -> Mapping[tuple[str, str], tuple[int, float]]:
    """What it is to account for of each lot, and how many single things."""
    parts = portions(row.amounts)
    due = {(each.key, each.uom): (1, each.due) for each in parts}
    return {**due, ("", ""): (row.things - len({each.key for each in parts}) - row.gone, 0.0)}


def _turn(row: Holding, is_done: bool, now: datetime) -> bool:
    """Whether it stands elsewhere now. Whoever has something left again may be escalated again."""
    if is_done == (row.state == HoldingState.DONE):
        return False
    row.state, row.done_at = (HoldingState.DONE, now) if is_done else (_before_done(row), None)
    if not is_done:
        row.level, row.escalated_at = 0, None
    return True


def _before_done(row: Holding) -> HoldingState:
    if row.answered_at is not None:
        return HoldingState.ANSWERED
    if row.seen_at is not None:
        return HoldingState.SEEN
    return HoldingState.WAITING if row.told_at is None else HoldingState.TOLD
