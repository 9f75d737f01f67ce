"""Holdings: who has how much of what is recalled, counted anew from its things; who is new, and who has more."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from enum import Enum
from typing import Any, Final, NamedTuple

from zhuisu.core.lineage.facts import Amount
from zhuisu.core.lineage.standing import State as ThingState
from zhuisu.ledger.database import ledger_cursor
from zhuisu.recall.arriving import SQL
from zhuisu.recall.kinds import HoldingState, Purpose, State
from zhuisu.recall.models import Holding, Recall
from zhuisu.registry.concerned import regions_of
from zhuisu.registry.facts import RegistryFacts
from zhuisu.tracing.flows import left_by_holder
from zhuisu.tracing.names import Directory

MOST_BATCHES: Final = 500
"""Of so many batches without items the balances are asked for; of further ones it is only known who had them last."""

_BALANCED_AT_ONCE: Final = 50
_WRITTEN_AT_ONCE: Final = 1_000
_COUNTED: Final = ("things", "states", "amounts", "gone", "since", "region", "name", "tell", "state", "done_at")
_OUT: Final = {ThingState.SOLD.word: "sold", ThingState.USED.word: "sold", ThingState.DESTROYED.word: "destroyed"}
"""States in which a thing is with nobody any more, and as what each then counts (`zhuisu.recall.reckoning`)."""


class When(Enum):
    """Whether a thing came to stand as it does before the recall was issued, or since."""

    BEFORE = "before"
    SINCE = "since"


class _Count:
    """What one holder has, while it is counted."""

    def __init__(self) -> None:
        self.states: dict[str, int] = {}
        self.amounts: list[dict[str, Any]] = []
        self.gone = 0
        self.since: dict[str, int] = {}
        self.region = ""

    def add(self, state: str, count: int, region: str) -> None:
        self.states[state] = self.states.get(state, 0) + count
        self.region = self.region or region

    def add_items(self, state: str, count: int, region: str, when: When) -> None:
        self.add(state, count, region)
        if state in _OUT and when is When.BEFORE:
            self.gone += count
        elif state in _OUT:
            self.since[_OUT[state]] = self.since.get(_OUT[state], 0) + count

    def add_batch(self, amount: Amount, state: str, region: str) -> None:
        self.amounts.append({"key": amount.key, "quantity": amount.quantity, "uom": amount.uom or ""})
        self.add(state, 1, region)

    @property
    def things(self) -> int:
        return sum(self.states.values())


class Recounted(NamedTuple):
    """How many holders there are, and how many of them are new."""

    holders: int
    new: int


def recount(recall: Recall, reach: int) -> Recounted:
    """Count what each holder has. While the recall is in force, who is new is to be told, and who has more, too."""
    counts = _counts(recall)
    known = {row.holder: row for row in Holding.objects.select_for_update(no_key=True).filter(recall=recall)}
    fresh = [_new(recall, reach, holder, count) for holder, count in counts.items() if holder not in known]
    _name(fresh)
    Holding.objects.bulk_create(fresh, batch_size=_WRITTEN_AT_ONCE)
    changed = [row for holder, row in known.items() if _renew(recall, row, counts.get(holder) or _Count())]
    Holding.objects.bulk_update(changed, _COUNTED, batch_size=_WRITTEN_AT_ONCE)
    recall.counts = count_things(recall)
    recall.save(update_fields=["counts"])
    return Recounted(len(known) + len(fresh), len(fresh))


def counts_of(recall: Recall) -> Mapping[str, Any]:
    """Its things in force, each once: by state, in each region by state, and how many of them are located."""
    return recall.counts or count_things(recall)


def count_things(recall: Recall) -> dict[str, Any]:
    with ledger_cursor() as cursor:
        rows = cursor.execute(SQL["standing"], {"recall": recall.pk}).fetchall()
    states: Counter[str] = Counter()
    regions: dict[str, dict[str, int]] = {}
    for region, state, things, _ in rows:
        states[state] += things
        regions.setdefault(region, {})[state] = things
    located = sum(held for _, state, _, held in rows if state != ThingState.UNKNOWN.word)
    return {"states": dict(states), "regions": regions, "located": located}


def _counts(recall: Recall) -> dict[str, _Count]:
    found: dict[str, _Count] = {}
    with ledger_cursor() as cursor:
        rows = cursor.execute(SQL["counted"], {"recall": recall.pk, "issued": recall.issued_at}).fetchall()
        batches = cursor.execute(SQL["batches"], {"recall": recall.pk, "most": MOST_BATCHES * 20}).fetchall()
    for holder, state, is_since, count, region in rows:
        when = When.SINCE if is_since else When.BEFORE
        found.setdefault(holder, _Count()).add_items(state, count, region, when)
    left = _left([thing for thing, *_ in batches[:MOST_BATCHES]])
    for thing, last_holder, state, region in batches:
        for holder, amount in left.get(thing) or ((last_holder, Amount(thing)),):
            if holder:
                found.setdefault(holder, _Count()).add_batch(amount, state, region if holder == last_holder else "")
    return found


def _left(batches: Sequence[str]) -> Mapping[str, list[tuple[str, Amount]]]:
    """Who has how much of each of these batches left, by its balance."""
    found: dict[str, list[tuple[str, Amount]]] = {}
    for start in range(0, len(batches), _BALANCED_AT_ONCE):
        for holder, amounts in left_by_holder(batches[start : start + _BALANCED_AT_ONCE]).items():
            for amount in amounts:
                found.setdefault(amount.key, []).append((holder, amount))
    return found


def _new(recall: Recall, reach: int, holder: str, count: _Count) -> Holding:
    return Holding(
        recall=recall,
        holder=holder,
        region=count.region,
        things=count.things,
        states=count.states,
        amounts=count.amounts,
        gone=count.gone,
        since=count.since,
        came=reach,
        due_at=recall.notify_by,
        tell=Purpose.FIRST if recall.state == State.ISSUED else "",
    )


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
    """Whether anything is different."""
    if (row.states, row.amounts, row.gone, row.since) == (count.states, count.amounts, count.gone, count.since):
        return False
    has_more = count.things > row.things
    row.things, row.states, row.amounts = count.things, count.states, count.amounts
    row.gone, row.since = count.gone, count.since
    if has_more and recall.state == State.ISSUED:
        if row.told_at is not None and not row.tell:
            row.tell = Purpose.WIDENED
        if row.state == HoldingState.DONE:
            row.state, row.done_at = HoldingState.ANSWERED, None
    return True
