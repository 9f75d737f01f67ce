"""Inquiry answer: what an inquiry found, as far as the reader may be told it by name: things in pages, and counts."""

from collections.abc import Iterable
from uuid import UUID

from zhuisu.access import Actor
from zhuisu.ledger.scopes import scope_record
from zhuisu.recall.inquiries import refusal, visible
from zhuisu.recall.refusing import Refusal, Why
from zhuisu.recall.veiling import CLOSED, Veil
from zhuisu.tracing.answer import Name
from zhuisu.tracing.names import Directory
from zhuisu.tracing.scope_answer import AT_ONCE, Aspect, ScopedThing, Tally, page, tallies
from zhuisu.tracing.scope_view import Group, groups_of


def things(id: UUID, actor: Actor, *, after: int = 0, most: int = AT_ONCE) -> list[ScopedThing] | Refusal:
    """The next things after that number, those that the reader may be told by name, as many at least as there are in
    so many; empty at the end. Closed goods are left out: `tallied` counts them."""
    scope = scope_of(id, actor)
    if isinstance(scope, Refusal):
        return scope
    veil = Veil(actor)
    while found := page(scope, after=after, most=most):
        hidden = veil.hides([each.key for each in found])
        shown = [each for each in found if each.key not in hidden]
        if shown:
            return shown
        after = found[-1].number
    return []


def tallied(id: UUID, actor: Actor, aspect: Aspect) -> list[Tally] | Refusal:
    """How many things are where, each once; closed goods under `closed`, without saying who has them."""
    scope = scope_of(id, actor)
    if isinstance(scope, Refusal):
        return scope
    veil = Veil(actor)
    return tallies(scope, aspect) if veil.is_open else _veiled(groups_of(scope), veil, aspect)


def scope_of(id: UUID, actor: Actor) -> UUID | Refusal:
    """The scope whose tables hold what an inquiry found."""
    row = visible(actor).filter(pk=id).first()
    if row is None:
        return refusal(Why.UNKNOWN, "inquiry.unknown")
    if row.scope is None:
        ended = row.ended_at is not None and row.purpose != "common"
        return refusal(Why.CONFLICT, "inquiry.gone" if ended else "inquiry.no_scope")
    return row.scope if scope_record(row.scope) is not None else refusal(Why.CONFLICT, "inquiry.gone")


def _veiled(groups: Iterable[Group], veil: Veil, aspect: Aspect) -> list[Tally]:
    groups = list(groups)
    hidden = veil.hides({each.crowd.product for each in groups if each.crowd.product})
    counted: dict[str, dict[str, int]] = {}
    for each in groups:
        is_named = bool(each.crowd.product) and each.crowd.product not in hidden
        states = counted.setdefault(each.is_at(aspect) if is_named else CLOSED, {})
        states[each.state] = states.get(each.state, 0) + each.things
    directory = Directory(key for key in counted if key != CLOSED)
    told = [
        Tally(
            key=key,
            names=Name() if key == CLOSED or aspect is Aspect.STATE else directory.name(key),
            things=sum(states.values()),
            states=states,
        )
        for key, states in counted.items()
    ]
    return sorted(told, key=lambda each: (-each.things, each.key))
