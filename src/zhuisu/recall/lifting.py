"""Lifting: a recall counts no more for a part of its things; and reinstating, which undoes that."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import msgspec
from django.db import transaction

from zhuisu.access import Actor
from zhuisu.core.findings import Finding
from zhuisu.ledger.database import ledger_cursor
from zhuisu.ledger.queries import load
from zhuisu.recall.held import HeldRecall
from zhuisu.recall.holdings import recount
from zhuisu.recall.issuing import tell_some
from zhuisu.recall.keeping import take_whole
from zhuisu.recall.kinds import Purpose, State
from zhuisu.recall.models import Holding, Recall
from zhuisu.recall.reading import held
from zhuisu.recall.refusing import Refusal, conflicting, invalid, wrong
from zhuisu.recall.steps import note
from zhuisu.tracing.dossier import focus_of

MOST_KEYS: Final = 10_000
"""So many keys may be named at once."""

_SQL: Final = load("lifting", Path(__file__).parent / "sql")
_SHOWN: Final = 20
_LONGEST: Final = 60
_PAST: Final = {"lift": "lifted", "reinstate": "reinstated"}


class Part(msgspec.Struct, frozen=True, kw_only=True, rename="camel", omit_defaults=True, forbid_unknown_fields=True):
    """A part of a recall, in any notation: these things; a batch with its items; all of a product; all that a holder
    has. What fits everything that is named."""

    keys: tuple[str, ...] = ()
    batch: str = ""
    product: str = ""
    holder: str = ""


class _UndoError(Exception):
    """What was begun is undone, and refused."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__()
        self.refusal = refusal


def lift(number: str, part: Part, *, actor: Actor, reason: str) -> HeldRecall | Refusal:
    """The recall counts for these things no more, from now on; their holders are told. What comes of them later is
    lifted with them. To lift all of it, withdraw or close it."""
    return _change(number, part, actor, reason, "lift", _lifted)


def reinstate(number: str, part: Part, *, actor: Actor, reason: str) -> HeldRecall | Refusal:
    """It counts for these things again, that were lifted; their holders are told."""
    return _change(number, part, actor, reason, "reinstate", _reinstated)


def _change(
    number: str, part: Part, actor: Actor, reason: str, verb: str, then: Callable[[Recall, str], None]
) -> HeldRecall | Refusal:
    meant = _read(part)
    if isinstance(meant, Refusal):
        return meant
    if not reason.strip():
        return invalid(wrong("recall.no_reason", "$.reason"))
    try:
        with transaction.atomic():
            row = take_whole(number, actor, (State.ISSUED, State.FROZEN))
            if isinstance(row, Refusal):
                return row
            things = _mark(row, verb, meant)
            then(row, reason.strip())
            told = {**msgspec.to_builtins(part), "keys": list(part.keys[:_SHOWN])}
            note(
                row,
                _PAST[verb],
                actor=actor.name,
                at=datetime.now(UTC),
                things=things,
                reason=reason.strip(),
                part=told,
            )
    except _UndoError as undone:
        return undone.refusal
    tell_some(row)
    return held(row, actor)


def _mark(row: Recall, verb: str, meant: Mapping[str, Any]) -> int:
    """How many things it is; none, and all of them, are refused."""
    with ledger_cursor() as cursor:
        asked = {**meant, "recall": row.pk, "at": datetime.now(UTC)}
        things = cursor.execute(_SQL[verb], asked).rowcount
        if not things:
            raise _UndoError(conflicting("recall.no_such_part"))
        (is_left,) = cursor.execute(_SQL["left"], {"recall": row.pk}).fetchone() or (False,)
    if not is_left:
        raise _UndoError(conflicting("recall.whole_part", things=things))
    return things


def _lifted(row: Recall, _: str) -> None:
    """Holders that have less are told, if they were told before."""
    before = dict(Holding.objects.filter(recall=row).values_list("pk", "things"))
    recount(row, row.reach)
    if row.state == State.ISSUED:
        after = Holding.objects.filter(recall=row).exclude(told_at=None).values_list("pk", "things")
        less = [pk for pk, things in after if things < before.get(pk, 0)]
        Holding.objects.filter(pk__in=less).update(tell=Purpose.LIFTED)


def _reinstated(row: Recall, _: str) -> None:
    recount(row, row.reach)


def _read(part: Part) -> Mapping[str, Any] | Refusal:
    """The part by canonical keys."""
    if part == Part():
        return invalid(wrong("recall.no_part"))
    if len(part.keys) > MOST_KEYS:
        return invalid(wrong("recall.too_many_keys", "$.keys", limit=MOST_KEYS, count=len(part.keys)))
    unread: list[Finding] = []
    keys = [_key(code, f"$.keys[{at}]", unread) for at, code in enumerate(part.keys)]
    named = {name: _key(getattr(part, name), f"$.{name}", unread) for name in ("batch", "product", "holder")}
    return invalid(*unread[:100]) if unread else {**named, "keys": keys}


def _key(code: str, path: str, unread: list[Finding]) -> str:
    if not code.strip():
        return ""
    key = focus_of(code)
    if key is None:
        unread.append(wrong("recall.unread_key", path, given=code[:_LONGEST]))
    return key or ""
