"""Lifting: a recall counts no more for a part of its things; reinstating undoes that. Both can be seen beforehand."""

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from enum import StrEnum
from typing import Final

import msgspec
from django.db import transaction

from zhuisu.access import Actor
from zhuisu.ledger.database import ledger_cursor
from zhuisu.recall.closing import end
from zhuisu.recall.held import HeldRecall, Told
from zhuisu.recall.holdings import recount
from zhuisu.recall.issuing import tell_some
from zhuisu.recall.keeping import take_whole
from zhuisu.recall.kinds import Purpose, State
from zhuisu.recall.models import Holding, Recall
from zhuisu.recall.part import SQL, Meant, Part, meant_to_lift, meant_to_reinstate
from zhuisu.recall.plain import unplain
from zhuisu.recall.reading import held
from zhuisu.recall.refusing import Refusal, conflicting, invalid, wrong
from zhuisu.recall.shares import Shares, lift_shares, lifted_shares, reinstate_shares, remember
from zhuisu.recall.steps import note

__all__ = ["Part", "Preview", "Tally", "Then", "lift", "preview_lift", "preview_reinstate", "reinstate"]

MOST_TALLIES: Final = 50
"""So many products and holders are named; all are counted."""

_SHOWN: Final = 20
_STATES: Final = (State.ISSUED, State.FROZEN)


class Then(StrEnum):
    """What becomes of a recall of which nothing is left: it is refused that nothing is, or it is closed at once."""

    KEEP = "keep"
    CLOSE = "close"


class Tally(Told, frozen=True, kw_only=True, rename="camel"):
    """So many things of one product, or with one holder; without a key where nobody knows of which, or with whom."""

    key: str
    things: int


class Preview(Told, frozen=True, kw_only=True, rename="camel"):
    """What would be lifted or reinstated: how many `things`, of them `batches`; of which products, with which holders.
    `shared` things come of the batch that was named, but of others that stay recalled, too, and stay recalled with
    them. `isAll`: nothing would be left."""

    things: int
    batches: int
    products: tuple[Tally, ...]
    holders: tuple[Tally, ...]
    shared: int
    is_all: bool


class _Marked(msgspec.Struct, frozen=True):
    things: int
    batches: int
    products: tuple[Tally, ...]
    holders: tuple[Tally, ...]


_Counted = tuple[str, str, int, int]
"""A product, a holder, how many things, and how many of them are batches."""


class _Verb(msgspec.Struct, frozen=True):
    """What it is called when it is done, how the part is understood, and what is done to it: answers what it was."""

    past: str
    read: Callable[[Recall, Part], Meant | Refusal]
    do: Callable[[Recall, Meant], list[_Counted]]


def _lift(row: Recall, meant: Meant) -> list[_Counted]:
    counted = _do_things("lift", row, meant)
    counted += _of_shares(lift_shares(row, meant), meant)
    remember(row)
    return counted


def _reinstate(row: Recall, meant: Meant) -> list[_Counted]:
    shares = lifted_shares(row, meant)
    counted = _do_things("reinstate", row, meant)
    reinstate_shares(row, meant)
    return counted + _of_shares(shares, meant)


def _do_things(statement: str, row: Recall, meant: Meant) -> list[_Counted]:
    with ledger_cursor() as cursor:
        return cursor.execute(SQL[statement], {**meant.asked(row), "at": datetime.now(UTC)}).fetchall()


def _of_shares(shares: Shares, meant: Meant) -> list[_Counted]:
    return [(product, meant.holder, 1, 1) for product in shares.values()]


_LIFT: Final = _Verb("lifted", meant_to_lift, _lift)
_REINSTATE: Final = _Verb("reinstated", meant_to_reinstate, _reinstate)


class _UndoError(Exception):
    """What was begun is undone, and refused."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__()
        self.refusal = refusal


def lift(number: str, part: Part, *, actor: Actor, reason: str, then: Then = Then.KEEP) -> HeldRecall | Refusal:
    """The recall counts for these things no more, from now on; their holders are told. What comes of them alone later
    is lifted with them. Of a lot that several have, one holder's share is lifted by itself. Where nothing would be
    left, it is refused, or (`then`) the recall is closed with it."""
    return _change(number, part, actor, reason, _LIFT, then)


def reinstate(number: str, part: Part, *, actor: Actor, reason: str) -> HeldRecall | Refusal:
    """It counts for these things again, that were lifted; their holders are told."""
    return _change(number, part, actor, reason, _REINSTATE, Then.KEEP)


def preview_lift(number: str, part: Part, *, actor: Actor) -> Preview | Refusal:
    """What `lift` would lift. Nothing is done."""
    return _preview(number, part, actor, _LIFT)


def preview_reinstate(number: str, part: Part, *, actor: Actor) -> Preview | Refusal:
    """What `reinstate` would reinstate. Nothing is done."""
    return _preview(number, part, actor, _REINSTATE)


def _preview(number: str, part: Part, actor: Actor, verb: _Verb) -> Preview | Refusal:
    """It is done, seen, and undone."""
    meant = _read(number, part, actor, verb)
    if isinstance(meant, Refusal):
        return meant
    try:
        with transaction.atomic():
            row = take_whole(number, actor, _STATES)
            if isinstance(row, Refusal):
                return row
            marked = _mark(row, verb, meant)
            is_all = verb is _LIFT and not _is_left(row)
            transaction.set_rollback(True)
    except _UndoError as undone:
        return undone.refusal
    return Preview(**msgspec.structs.asdict(marked), shared=meant.shared, is_all=is_all)


def _change(number: str, part: Part, actor: Actor, reason: str, verb: _Verb, then: Then) -> HeldRecall | Refusal:
    if not reason.strip():
        return invalid(wrong("recall.no_reason", "$.reason"))
    if (odd := unplain("$.reason", reason)) is not None:
        return invalid(odd)
    meant = _read(number, part, actor, verb)
    if isinstance(meant, Refusal):
        return meant
    try:
        with transaction.atomic():
            row = take_whole(number, actor, _STATES)
            if isinstance(row, Refusal):
                return row
            _do(row, verb, meant, part, actor, reason.strip(), then)
    except _UndoError as undone:
        return undone.refusal
    tell_some(row)
    return held(row, actor)


def _do(row: Recall, verb: _Verb, meant: Meant, part: Part, actor: Actor, reason: str, then: Then) -> None:
    now, marked = datetime.now(UTC), _mark(row, verb, meant)
    is_all = verb is _LIFT and not _is_left(row)
    if is_all and (then is Then.KEEP or row.state != State.ISSUED):
        raise _UndoError(conflicting("recall.whole_part", things=marked.things))
    _count(row, verb)
    told = {**msgspec.to_builtins(part), "keys": list(part.keys[:_SHOWN])}
    things = {"things": marked.things, "shared": meant.shared or None}
    note(row, verb.past, actor=actor.name, at=now, **things, reason=reason, part=told)
    if is_all:
        end(row, actor, reason, now)


def _read(number: str, part: Part, actor: Actor, verb: _Verb) -> Meant | Refusal:
    """Before anything is locked: what comes of a batch may take seconds to follow."""
    with transaction.atomic():
        row = take_whole(number, actor, _STATES)
    return row if isinstance(row, Refusal) else verb.read(row, part)


def _mark(row: Recall, verb: _Verb, meant: Meant) -> _Marked:
    """What it is; that nothing is, is refused."""
    counted = verb.do(row, meant)
    if not counted:
        raise _UndoError(conflicting("recall.no_such_part"))
    return _Marked(
        things=sum(things for *_, things, _ in counted),
        batches=sum(batches for *_, batches in counted),
        products=_tallies((product, things) for product, _, things, _ in counted),
        holders=_tallies((holder, things) for _, holder, things, _ in counted),
    )


def _tallies(counted: Iterable[tuple[str, int]]) -> tuple[Tally, ...]:
    sums: Counter[str] = Counter()
    for key, things in counted:
        sums[key] += things
    return tuple(Tally(key=key, things=things) for key, things in sums.most_common(MOST_TALLIES))


def _is_left(row: Recall) -> bool:
    with ledger_cursor() as cursor:
        (is_left,) = cursor.execute(SQL["left"], {"recall": row.pk}).fetchone() or (False,)
    return bool(is_left)


def _count(row: Recall, verb: _Verb) -> None:
    """Holders that have less than before are told, if they were told before; that they have more, counting tells."""
    before = dict(Holding.objects.filter(recall=row).values_list("pk", "things"))
    recount(row, row.reach)
    if verb is _LIFT and row.state == State.ISSUED:
        after = Holding.objects.filter(recall=row).exclude(told_at=None).values_list("pk", "things")
        less = [pk for pk, things in after if things < before.get(pk, 0)]
        Holding.objects.filter(pk__in=less).update(tell=Purpose.LIFTED)
