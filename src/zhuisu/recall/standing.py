"""Standing: what alerts are in force for things: for a code page, a till, whoever holds one of them in their hand."""

from collections.abc import Collection, Iterable
from datetime import datetime
from pathlib import Path
from typing import Final

import msgspec

from zhuisu.core.codes import Level, level_of_key
from zhuisu.core.lineage.facts import Facts, Role
from zhuisu.ledger.database import ask, ledger_cursor
from zhuisu.ledger.queries import load
from zhuisu.recall.english import english_of
from zhuisu.recall.kinds import LASTING, State
from zhuisu.recall.models import Affected, Recall

MOST_BY_BATCH: Final = 50
"""Of so many keys at most their batches are looked up. Who asks for more names the batches as well."""

_IN_FORCE: Final = (State.ISSUED, State.CLOSED)
_LOOKED_AT: Final = 20
_NAMING: Final = (Role.ITEM, Role.OUTPUT, Role.CHILD)
_SQL: Final = load("standing", Path(__file__).parent / "sql")
_facts: Final = msgspec.msgpack.Decoder(Facts).decode


class Standing(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """An alert that is in force for a thing (`state` issued), or was closed. `through` is the batch by which it counts
    for an item that is not in the scope itself yet, else empty. `isLasting`: it was closed, and the thing must still
    not be sold or used: a batch or an item, of which what was sealed may be there yet."""

    number: str
    kind: str
    grade: str
    category: str
    title: str
    product: str
    party: str
    reason: str
    hazard: str
    demand: str
    advice: str
    state: str
    issued_at: datetime
    ended_at: datetime | None
    is_public: bool
    through: str
    is_lasting: bool = False
    title_en: str = ""
    reason_en: str = ""
    hazard_en: str = ""
    advice_en: str = ""

    @property
    def warns(self) -> bool:
        """Whether who sells or holds the thing is warned."""
        return self.state == State.ISSUED or self.is_lasting


def in_force(keys: Collection[str]) -> dict[str, tuple[Standing, ...]]:
    """Of each of these things for which there are any: the alerts that are in force for it, or were closed without
    being undone; the latest first. Two look-ups by index, and of few keys one more for their batches."""
    if not keys or not Recall.objects.filter(state__in=_IN_FORCE).exists():
        return {}
    asked = list(dict.fromkeys(keys))
    found = dict.fromkeys(_named(asked), "")
    if len(asked) <= MOST_BY_BATCH:
        found = {**_by_batch(asked), **found}
    rows = Recall.objects.filter(pk__in={recall for _, recall in found}, state__in=_IN_FORCE).exclude(issued_at=None)
    known = {row.pk: row for row in rows}
    told: dict[str, list[tuple[Recall, str]]] = {}
    for (key, recall), through in found.items():
        if recall in known:
            told.setdefault(key, []).append((known[recall], through))
    return {key: tuple(_standing(key, *each) for each in sorted(several, key=_age)) for key, several in told.items()}


def batches_of(items: Collection[str]) -> dict[str, set[str]]:
    """The batches that events state for these items, by item."""
    found: dict[str, set[str]] = {}
    with ledger_cursor() as cursor:
        asked = {"keys": list(items), "roles": [int(role) for role in _NAMING], "most": _LOOKED_AT}
        rows = ask(cursor, _SQL["told"], asked).fetchall()
    for item, facts in rows:
        found.setdefault(item, set()).update(batch for each, batch in _facts(facts).memberships if each == item)
    return found


def _named(keys: list[str]) -> Iterable[tuple[str, int]]:
    with ledger_cursor() as cursor:
        affected = ask(cursor, _SQL["in_force"], {"keys": keys}).fetchall()
        return [*affected, *ask(cursor, _SQL["meant"], {"keys": keys}).fetchall()]


def _by_batch(keys: list[str]) -> dict[tuple[str, int], str]:
    """What counts for items because it counts for their batch; not where the scope knows the item itself."""
    batches = batches_of(keys)
    every = sorted({batch for several in batches.values() for batch in several})
    alerts: dict[str, list[int]] = {}
    for batch, recall in _named(every) if every else ():
        alerts.setdefault(batch, []).append(recall)
    found = {
        (item, recall): batch
        for item, several in batches.items()
        for batch in several
        for recall in alerts.get(batch, ())
    }
    own = Affected.objects.filter(recall__in={recall for _, recall in found}, thing__in={item for item, _ in found})
    decided = set(own.values_list("thing", "recall"))
    return {pair: batch for pair, batch in found.items() if pair not in decided}


def _standing(key: str, row: Recall, through: str) -> Standing:
    assert row.issued_at is not None, "asked for above"
    return Standing(
        number=row.number,
        kind=row.kind,
        grade=row.grade,
        category=row.category,
        title=row.title,
        product=row.product,
        party=row.party,
        reason=row.reason,
        hazard=row.hazard,
        demand=row.demand,
        advice=row.advice,
        state=row.state,
        issued_at=row.issued_at,
        ended_at=row.ended_at,
        is_public=row.is_public,
        through=through,
        is_lasting=is_lasting(row) and level_of_key(key) is not Level.CLASS,
        **english_of(row),
    )


def is_lasting(row: Recall) -> bool:
    """Whether it was closed, and is of a kind of which the goods stay what they are."""
    return row.state == State.CLOSED and row.kind in LASTING


def _age(told: tuple[Recall, str]) -> tuple[bool, int]:
    return told[0].state != State.ISSUED, -told[0].pk
