"""Papers: licences as the rules read them, each as one or, where it was suspended or closed, one a stretch of time."""

from collections.abc import Collection
from typing import Any, Final

import msgspec
from django.db.models import Q

from zhuisu.core.rules.registry import Paper
from zhuisu.registry.entries import Licence
from zhuisu.registry.held import Held
from zhuisu.registry.kinds import KINDS
from zhuisu.registry.lookup import table
from zhuisu.registry.rows import held
from zhuisu.registry.states import State
from zhuisu.registry.stretches import lapses_of, stretches, whole

SCOPE: Final = "scope"
"""The attribute of a licence that holds the words of its scope, separated by `;`."""

Holder = tuple[str, int]
"""`party` or `person`, and its number."""


def papers_held(holders: Collection[Holder]) -> dict[Holder, list[Paper]]:
    """All papers of each of these, the oldest first, in a few queries."""
    papers: dict[Holder, list[Paper]] = {holder: [] for holder in holders}
    if not holders:
        return papers
    numbers = {kind: [number for of, number in holders if of == kind] for kind in ("party", "person")}
    wanted = Q(party__in=numbers["party"]) | Q(person__in=numbers["person"])
    rows: list[Any] = list(table(KINDS["licence"]).filter(wanted).exclude(state=State.MERGED).order_by("pk"))
    lapses = lapses_of("licence", [row.pk for row in rows])
    for row, licence in zip(rows, held(KINDS["licence"], rows), strict=True):
        holder = ("party", row.party_id) if row.party_id is not None else ("person", row.person_id)
        paper = paper_of(licence)
        papers[holder] += [
            msgspec.structs.replace(paper, valid_from=each.start, valid_to=each.end, state=each.state)
            for each in stretches(licence, lapses.get(row.pk, ()))
        ]
    return papers


def paper_of(found: Held) -> Paper:
    """A licence as a paper, in its state of now."""
    licence, days = found.entry, whole(found)
    assert isinstance(licence, Licence)
    words = (word.strip() for word in licence.attributes.get(SCOPE, "").split(";"))
    return Paper(
        key=licence.key,
        kind=licence.kind,
        holder=licence.holder,
        valid_from=days.start,
        valid_to=days.end,
        scope=frozenset(filter(None, (*words, *licence.varieties, *licence.products))),
        places=frozenset(licence.places),
        state=days.state,
        quantity=licence.quantity,
        uom=licence.unit or None,
        attributes=dict(licence.attributes),
    )
