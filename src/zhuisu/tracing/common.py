"""Common: what several complaints have in common upstream, and how surprising that is."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

import msgspec

from zhuisu.core.codes import Level, class_key, parse_key
from zhuisu.core.lineage.answer import Direction
from zhuisu.core.lineage.coincidence import Kin, chance, in_words
from zhuisu.core.lineage.visits import CARRIERS
from zhuisu.ledger.scope_touches import next_alike
from zhuisu.ledger.scopes import ScopeTables
from zhuisu.tracing.answer import Name
from zhuisu.tracing.called import called
from zhuisu.tracing.scope import Question, Report, begin, grow
from zhuisu.tracing.suppliers import Supplied, suppliers_of

CONTROLS: Final = 100
MOST: Final = 200
_LEAST: Final = 2  # of the complaints
_LAST: Final = "\U0010ffff"


class CommonSource(msgspec.Struct, frozen=True):
    """A batch, ingredient, container or piece of equipment in the history of `exposed` of the complaints; or a supplier
    (`level` is `party`), who made or sent what they derive from.

    `exposed_controls` of the comparable things that were drawn have it, too; `chance` is the probability that a source
    without influence is found in so many of the complaints (`core.lineage.coincidence`); small is surprising.
    """

    key: str
    level: str
    names: Name
    exposed: int
    exposed_controls: int
    chance: float
    zh: str
    en: str


class Common(msgspec.Struct, frozen=True):
    """The sources that at least two complaints share, the most surprising first, at most 200. `outcome` is that of the
    walk: where it was not whole, there may be more."""

    cases: int
    controls: int
    sources: tuple[CommonSource, ...]
    outcome: str = "whole"


def common_sources(
    cases: Sequence[str], *, account: str, controls: int = CONTROLS, report: Report = lambda _: None
) -> Common:
    """The histories of all complaints (keys of things) intersected, against those of `controls` things of the same
    products, drawn evenly over their keys: the same ones at every asking. All are followed in one walk, of which
    `report` is told each page."""
    cases = tuple(dict.fromkeys(cases))
    drawn = tuple(_alike(cases, controls))
    question = Question(tuple((key,) for key in (*cases, *drawn)), Direction.BACKWARD)
    scope = begin(question, account=account)
    tables = ScopeTables(scope)
    try:
        outcome = grow(scope, question, report=report)
        shared = tables.shared(cases=len(cases), least=_LEAST, carriers=[int(errand) for errand in CARRIERS])
        suppliers = suppliers_of(tables)
    finally:
        tables.drop()
    told = [*_sources(shared, len(cases), len(drawn)), *_parties(suppliers.parties, len(cases), len(drawn))]
    told.sort(key=lambda each: (each.chance, -each.exposed, each.level == Level.PARTY, each.key))
    return Common(
        len(cases), len(drawn), tuple(told[:MOST]), "cut" if suppliers.is_cut and outcome == "whole" else outcome
    )


def _sources(rows: Sequence[tuple[str, int, int]], cases: int, controls: int) -> Iterator[CommonSource]:
    """The things that histories hold."""
    names = called(key for key, _, _ in rows)
    for key, exposed, among_controls in rows:
        numbers = {"cases": cases, "exposed": exposed, "controls": controls, "exposed_controls": among_controls}
        yield _source(key, names[key], Kin.HOLDS, numbers)


def _parties(suppliers: Iterable[Supplied], cases: int, controls: int) -> Iterator[CommonSource]:
    """Who made or sent them; of a history each counts once, whatever it gave."""
    found = [(each.party, sum(subject < cases for subject in each.things), len(each.things)) for each in suppliers]
    shared = [(party, exposed, all_ - exposed) for party, exposed, all_ in found if exposed >= _LEAST]
    names = called(party for party, _, _ in shared)
    for party, exposed, among_controls in shared:
        numbers = {"cases": cases, "exposed": exposed, "controls": controls, "exposed_controls": among_controls}
        yield _source(party, names[party], Kin.SUPPLIED, numbers)


def _source(key: str, names: Name, kin: Kin, numbers: Mapping[str, int]) -> CommonSource:
    words = in_words(kin, **numbers)
    level = parse_key(key).level if kin is Kin.HOLDS else Level.PARTY
    return CommonSource(
        key, level.value, names, numbers["exposed"], numbers["exposed_controls"], chance(**numbers), words.zh, words.en
    )


def _alike(cases: Sequence[str], most: int) -> Iterable[str]:
    """Other items of the same products: as many of each, spread over their keys."""
    kinds = dict.fromkeys(prefix for key in cases if (prefix := _prefix(key)) is not None)
    found: dict[str, None] = {}
    for prefix in kinds:
        found.update(dict.fromkeys(_drawn(prefix, frozenset(cases), most // len(kinds))))
    return found


def _prefix(key: str) -> str | None:
    """What the keys of all items (or batches) of its product begin with, if it is one."""
    product = class_key(key)
    if product is None or product == key:
        return None
    rest = key[len(product) :]
    return product + rest[:4] if product.startswith("01/") else product


def _drawn(prefix: str, but: frozenset[str], most: int) -> Iterable[str]:
    """Things whose keys begin so, at even distances: the first of each branch where the keys have branched enough."""
    branches = {prefix: prefix}
    while len(branches) < most:
        deeper = {inner: key for outer in branches for inner, key in _branches(outer)}
        if deeper.keys() == branches.keys():
            break
        branches = deeper
    known = [key for key in dict.fromkeys(branches.values()) if key not in but and key != prefix]
    return known[:: max(1, len(known) // max(1, most))][:most]


def _branches(prefix: str) -> Iterator[tuple[str, str]]:
    """Each next character after this beginning, with the first key that has it; a key that ends here stays one."""
    key = next_alike(prefix, prefix + _LAST)
    if key is None:
        yield prefix, prefix
    while key is not None:
        inner = key[: len(prefix) + 1]
        yield inner, key
        key = next_alike(inner + _LAST, prefix + _LAST)
