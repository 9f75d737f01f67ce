"""Bench: all that the screen of an inquiry shows, counted once, so that picture, table, map and bars agree."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, NamedTuple

from zhuisu.access import Actor
from zhuisu.console.both import language, told
from zhuisu.console.workbench.drawing import drawn, legend
from zhuisu.console.workbench.look import Look, hidden
from zhuisu.console.workbench.sight import seen_by
from zhuisu.console.workbench.table import table_of
from zhuisu.console.workbench.tiles import frames_of
from zhuisu.console.workbench.words import ASPECTS, CLOSED, STANDINGS, STATES, named, title_of, word
from zhuisu.core.codes import Level
from zhuisu.core.findings import Language, Text
from zhuisu.recall.inquiries import OPEN, HeldInquiry
from zhuisu.recall.veiling import Veil
from zhuisu.tracing.scope_answer import Aspect
from zhuisu.tracing.scope_picture import folded
from zhuisu.tracing.scope_view import Group, Names, tallied

MOST_BARS: Final = 8
WIDE_ROWS, TALL_ROWS = 6, 4
"""So many cards stand at one hop on a desk and on a phone."""


class Bar(NamedTuple):
    """A count by one of something. `parts` are its states: class, words, where it begins and how long it is, of 100."""

    title: str
    things: int
    address: str
    is_chosen: bool
    parts: list[tuple[str, str, float, float]]
    share: str


class Chip(NamedTuple):
    """What the table is narrowed to, and the look without it."""

    title: str
    value: str
    address: str


def bench(inquiry: HeldInquiry, actor: Actor, look: Look) -> dict[str, Any]:
    """The words of the screen. What the actor may not be told by name is counted, and left out of the rest."""
    names = Names()
    words: dict[str, Any] = {
        "inquiry": inquiry,
        "is_open": inquiry.state in OPEN,
        "standing": word(STANDINGS, inquiry.state),
        "findings": [(each.severity, each.en if language() is Language.EN else each.zh) for each in inquiry.findings],
        "look": look,
        "sources": sources_of(inquiry),
    }
    if inquiry.scope is None:
        return words
    groups, closed = seen_by(inquiry.scope, actor)
    return words | _shown(inquiry, groups, look, names, Veil(actor)) | {"closed": closed, "closed_name": told(CLOSED)}


def _shown(inquiry: HeldInquiry, groups: Sequence[Group], look: Look, names: Names, veil: Veil) -> dict[str, Any]:
    if inquiry.scope is None or not groups:
        return {"total": 0}
    states = {each.key: each.things for each in tallied(groups, Aspect.STATE)}
    wide, tall = (folded(inquiry.scope, groups, opened=look.opened, most=most) for most in (WIDE_ROWS, TALL_ROWS))
    return {
        "total": sum(states.values()),
        "legend": _legend(states, look),
        "picture": drawn(wide, tall, look, names),
        "is_unfolded": bool(look.opened),
        "table": table_of(inquiry.scope, groups, look, names, veil),
        "chips": list(_chips(look, names)),
        "frames": frames_of(_without(Aspect.REGION, groups, look), look),
        "tallies": [
            (told(ASPECTS[aspect]), *_bars(_without(aspect, groups, look), aspect, look, names))
            for aspect in (Aspect.HOLDER, Aspect.REGION, Aspect.PRODUCT)
        ],
        "hops": max(group.crowd.hop for group in groups),
        "holders": len({group.holder for group in groups if group.holder}),
        "kept": hidden(look, "code"),
        "everything": look.everything().address(),
        "folded": Look(look.narrowed, look.sort).address(),
    }


def _legend(states: Mapping[str, int], look: Look) -> list[tuple[str, str, int, str, bool]]:
    """Each state: its class, word and things, the look at it alone (or no more), and whether that is so."""
    chosen = look.narrowed.at.get(Aspect.STATE)
    return [
        (state, title, things, look.at(state=None if state == chosen else state).address(), state == chosen)
        for state, title, things in legend(states)
    ]


def _without(aspect: Aspect, groups: Iterable[Group], look: Look) -> list[Group]:
    """What the other ways of narrowing leave: a map of one region would show no other to go to."""
    at = {each: value for each, value in look.narrowed.at.items() if each is not aspect}
    return type(look.narrowed)(at, look.narrowed.hop).of(groups)


def _bars(groups: Sequence[Group], aspect: Aspect, look: Look, names: Names) -> tuple[list[Bar], int]:
    """The longest bars, and how many more there are."""
    counted = tallied(groups, aspect)
    names.learn(each.key for each in counted[:MOST_BARS])
    most = counted[0].things if counted else 1
    total = sum(each.things for each in counted) or 1
    chosen = look.narrowed.at.get(aspect)
    bars = [
        Bar(
            title_of(aspect, each.key, names),
            each.things,
            look.at(**{aspect.value: None if chosen == each.key else each.key}).address(),
            chosen == each.key,
            list(_parts(each.states, most)),
            f"{100 * each.things / total:.0f}%",
        )
        for each in counted[:MOST_BARS]
    ]
    return bars, len(counted) - len(bars)


def _parts(states: Mapping[str, int], most: int) -> Iterable[tuple[str, str, float, float]]:
    begin = 0.0
    for state, text in STATES.items():
        if things := states.get(state, 0):
            length = round(100 * things / most, 2)
            yield state, f"{told(text)} {things:,}", begin, length
            begin += length


def _chips(look: Look, names: Names) -> Iterable[Chip]:
    names.learn(look.narrowed.at.values())
    for aspect, value in look.narrowed.at.items():
        without = look.at(**{aspect.value: None}).address()
        yield Chip(told(ASPECTS[aspect]), title_of(aspect, value, names), without)
    if look.narrowed.hop is not None:
        yield Chip(told(Text("层", "Hop")), str(look.narrowed.hop), look.at(hop=None).address())
    if look.narrowed.part:
        bare = Look(type(look.narrowed)(look.narrowed.at, look.narrowed.hop), look.sort, 1, look.opened)
        yield Chip(told(Text("追溯码", "Code")), look.narrowed.part, bare.address())


class Source(NamedTuple):
    """Something that complaints have in common. Shares are of 100; `rank` counts from 1; `field` is the one of an
    inquiry that asks where it went: of a supplier, what it made or sent."""

    rank: int
    key: str
    name: str
    level: str
    words: str
    exposed: int
    cases: int
    share: float
    exposed_controls: int
    controls: int
    control_share: float
    is_telling: bool
    field: str


LEVELS: Final[Mapping[str, Text]] = {
    "batch": Text("批次", "batch"),
    "item": Text("单品", "item"),
    "class": Text("产品", "product"),
    "asset": Text("设备", "equipment"),
    "logistic": Text("容器", "container"),
    "transaction": Text("单据", "paper"),
    "place": Text("地点", "place"),
    "party": Text("供货单位", "supplier"),
}
TELLING: Final = 0.01
"""A source that chance alone would give less often than this is worth a look first."""


def sources_of(inquiry: HeldInquiry) -> list[Source]:
    """What the complaints have in common, the most surprising first."""
    answer = inquiry.answer or {}
    names = Names()
    found = answer.get("sources") or []
    names.learn(each["key"] for each in found)
    cases, controls = int(answer.get("cases") or 0), int(answer.get("controls") or 0)
    return [
        Source(
            rank,
            each["key"],
            named(each["key"], names),
            word(LEVELS, each["level"]),
            each[language().value],
            each["exposed"],
            cases,
            100 * each["exposed"] / max(1, cases),
            each["exposed_controls"],
            controls,
            100 * each["exposed_controls"] / max(1, controls),
            each["chance"] < TELLING,
            "supplier" if each["level"] == Level.PARTY else "codes",
        )
        for rank, each in enumerate(found, 1)
    ]
