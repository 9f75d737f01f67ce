"""Sight: which groups of a scope a reader may be told by name; the rest is counted alone."""

from collections.abc import Collection, Sequence
from typing import Final
from uuid import UUID

from zhuisu.access import Actor
from zhuisu.recall.veiling import Veil
from zhuisu.tracing.scope_view import Group, Names, Narrowed, Order, groups_of, stream_of

MOST_ASKED: Final = 5_000
"""So many things without a product are asked about one by one; where there are more, none of them is told."""

_Crowd = tuple[str, str, str, int, int]


def seen_by(scope: UUID, actor: Actor) -> tuple[Sequence[Group], int]:
    """The groups that an actor may be told by name, and how many things are in the others.

    Goods are closed by their product, and those without one by themselves: one that is closed veils its whole group.
    """
    groups = groups_of(scope)
    veil = Veil(actor)
    if veil.is_open:
        return groups, 0
    products = veil.hides({group.crowd.product for group in groups if group.crowd.product})
    crowds = _veiled(scope, [group for group in groups if not group.crowd.product], veil)
    hidden = [group for group in groups if _is_hidden(group, products, crowds)]
    gone = set(map(id, hidden))
    return [group for group in groups if id(group) not in gone], sum(group.things for group in hidden)


def _veiled(scope: UUID, groups: Sequence[Group], veil: Veil) -> set[_Crowd]:
    """The crowds, of these that have no product, in which anything is closed."""
    if sum(group.things for group in groups) > MOST_ASKED:
        return {_crowd(group) for group in groups}
    found: set[_Crowd] = set()
    for rows in stream_of(scope, groups, Narrowed(), Order.FOUND.value, Names()):
        hidden = veil.hides([row.shown.thing for row in rows])
        found.update(
            (row.shown.place, row.shown.party, row.shown.holder, row.shown.state, row.shown.hop)
            for row in rows
            if row.shown.thing in hidden
        )
    return found


def _is_hidden(group: Group, products: Collection[str], crowds: Collection[_Crowd]) -> bool:
    return group.crowd.product in products if group.crowd.product else _crowd(group) in crowds


def _crowd(group: Group) -> _Crowd:
    """What tells crowds without a product apart."""
    crowd = group.crowd
    return crowd.place, crowd.party, crowd.holder, crowd.state, crowd.hop
