"""Inheriting: what comes of lifted things alone is lifted with them; what comes of something in force, too, is not.

That holds for what is new in a reach, over as many steps as it came, and for a lifted lot into which more went later.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from zhuisu.ledger.database import ask, ledger_cursor
from zhuisu.ledger.queries import load
from zhuisu.recall.mixing import mixed, sources_of
from zhuisu.recall.models import Affected, Recall
from zhuisu.recall.origins import Origin, origins_of
from zhuisu.recall.steps import MACHINE, note

_SHOWN: Final = 20
_SQL: Final = load("lifting", Path(__file__).parent / "sql")


def inherit(recall: int, reach: int) -> None:
    """Lift what a reach brought that comes of lifted things alone; recall lifted lots again into which went what is in
    force. In the transaction of the reach, once what is new was added."""
    if not Affected.objects.filter(recall=recall, gone=None).exclude(lifted_at=None).exists():
        return
    heirs = _heirs(recall, reach)
    lots = _lifted_lots(recall)
    sources = {**sources_of(origins_of(heirs)), **sources_of(_since(lots))}
    not_alone = mixed(recall, sources, heirs)
    _lift(recall, {thing: at for thing, at in heirs.items() if thing not in not_alone})
    _recall_again(recall, [lot for lot in lots if lot in not_alone])


def _heirs(recall: int, reach: int) -> Mapping[str, datetime]:
    """What is new, and was found by way of something lifted; with when that was."""
    with ledger_cursor() as cursor:
        return dict(cursor.execute(_SQL["heirs"], {"recall": recall, "reach": reach}).fetchall())


def _lifted_lots(recall: int) -> Mapping[str, datetime]:
    rows = Affected.objects.filter(recall=recall, is_batch=True, gone=None).exclude(lifted_at=None)
    return {thing: at for thing, at in rows.values_list("thing", "lifted_at") if at is not None}


def _since(lots: Mapping[str, datetime]) -> Iterable[Origin]:
    """Of what lots come by events that were recorded since they were lifted: nobody could think of these then."""
    origins = list(origins_of(lots))
    recorded = _recorded({each.event for each in origins})
    makings: dict[str, list[Origin]] = {}
    for each in origins:
        if each.thing not in lots:
            makings.setdefault(each.thing, []).append(each)
    for each in origins:
        at = lots.get(each.thing)
        for source in () if at is None else makings.get(each.of, (each,)):
            if at is not None and max(recorded[each.event], recorded[source.event]) > at:
                yield each._replace(of=source.of)


def _recorded(events: Collection[str]) -> Mapping[str, datetime]:
    with ledger_cursor() as cursor:
        rows = ask(cursor, _SQL["recorded"], {"ids": [UUID(event) for event in events]}).fetchall()
    return {str(event): at for event, at in rows}


def _lift(recall: int, things: Mapping[str, datetime]) -> None:
    with ledger_cursor() as cursor:
        asked: dict[str, Any] = {"recall": recall, "keys": list(things), "moments": list(things.values())}
        cursor.execute(_SQL["lift_heirs"], asked)


def _recall_again(recall: int, lots: Sequence[str]) -> None:
    """With a step that says so: an official had lifted them, or what they came of."""
    if not lots:
        return
    Affected.objects.filter(recall=recall, thing__in=lots).update(lifted_at=None)
    row = Recall.objects.get(pk=recall)
    note(row, "mixed", actor=MACHINE, at=datetime.now(UTC), things=len(lots), keys=list(lots[:_SHOWN]))
