"""Remade: a lot that a form makes and that is on record already: told, not refused, for it may be made in parts."""

from collections.abc import Collection, Iterator
from typing import Final

from zhuisu.core.codes import Level, level_of_key
from zhuisu.core.findings import Finding
from zhuisu.core.forms.goods import NamedGoods
from zhuisu.core.forms.model import Asked, Supply
from zhuisu.core.lineage.facts import Action, EventType, TracedEvent
from zhuisu.core.rules.record import local
from zhuisu.recording.refusing import warned
from zhuisu.tracing.source import LedgerSource

MOST_LOTS: Final = 20
MOST_EVENTS: Final = 50
"""So many events of the lots of a form are looked at."""


def remade(goods: NamedGoods, form: Asked, but_for: Collection[str]) -> Iterator[Finding]:
    """Each lot that an event makes already, but for these (by their eventIDs): the form itself, what it replaces."""
    paths = {
        each.key: f"{role.value}[{at}]"
        for role in (each.role for each in form.goods if each.source is Supply.MADE)
        for at, each in enumerate(goods.get(role, ()))
        if level_of_key(each.key) is Level.BATCH
    }
    if not paths:
        return
    found = LedgerSource().touching(tuple(paths)[:MOST_LOTS], most=MOST_EVENTS)
    makers = [each for each in found if each.event_id not in but_for]
    for key, path in paths.items():
        first = next((each for each in makers if key in _made(each)), None)
        if first is not None:
            yield warned("recording.made_before", path, found=key, since=f"{local(first.time):%Y-%m-%d %H:%M}")


def _made(event: TracedEvent) -> frozenset[str]:
    facts = event.facts
    amounts = facts.output_amounts
    if event.type is EventType.OBJECT and event.action is Action.ADD:
        amounts = facts.amounts
    return frozenset((*(each.key for each in amounts), *facts.output_batches))
