"""Relatives: what a thing was made from, what it became, where it was packed or fitted, nearest first."""

from collections.abc import Callable, Iterable

import msgspec

from zhuisu.core.findings import Text
from zhuisu.portal.categories import Category
from zhuisu.portal.links import thing_path
from zhuisu.portal.story import Story
from zhuisu.tracing.answer import Edge

MOST_SHOWN = 8

DIRECT = Text("直接", "directly")
FURTHER = Text("相隔 {steps} 步", "{steps} steps away")


class Relative(msgspec.Struct, frozen=True):
    """`say` is what kind of thing it is and how far away."""

    key: str
    name: str
    say: str
    path: str
    category: Category


class Relatives(msgspec.Struct, frozen=True):
    """Each nearest first."""

    sources: tuple[Relative, ...]
    products: tuple[Relative, ...]
    holders: tuple[Relative, ...]
    held: tuple[Relative, ...]


def relatives(story: Story) -> Relatives:
    """Sources and products over any number of makings; holders and held one step away.

    An item shares its batch's sources; what became of its siblings is not its story.
    """
    near = story.focus.key
    start = [near, *([story.batch] if story.batch else [])]
    return Relatives(
        sources=_told(story, _walk(start, lambda key: _sources(story.into[key], story.out_of[key]))),
        products=_told(story, _walk([near], lambda key: _products(story.out_of[key], story.into[key]))),
        holders=_told(story, dict.fromkeys(_other_ends(story.out_of[near], "target"), 1)),
        held=_told(story, dict.fromkeys(_other_ends(story.into[near], "source"), 1)),
    )


def ancestors(story: Story) -> list[str]:
    """What the thing was made from, over any number of makings, nearest first; not its own batch."""
    start = [story.focus.key, *([story.batch] if story.batch else [])]
    return list(_walk(start, lambda key: _sources(story.into[key], story.out_of[key])))


def _sources(into: Iterable[Edge], out_of: Iterable[Edge]) -> list[str]:
    made = [edge.source for edge in into if edge.kind == "became"]
    return made + [edge.target for edge in out_of if edge.kind == "instance_of"]


def _products(out_of: Iterable[Edge], into: Iterable[Edge]) -> list[str]:
    made = [edge.target for edge in out_of if edge.kind == "became"]
    return made + [edge.source for edge in into if edge.kind == "instance_of"]


def _other_ends(edges: Iterable[Edge], end: str) -> list[str]:
    return [getattr(edge, end) for edge in edges if edge.kind in ("contained", "associated")]


def _walk(start: list[str], step: Callable[[str], list[str]]) -> dict[str, int]:
    """Key → how many steps away, without the start."""
    away = dict.fromkeys(start, 0)
    edge_of_known = start
    while edge_of_known:
        found = [(key, away[near] + 1) for near in edge_of_known for key in step(near)]
        edge_of_known = []
        for key, steps in found:
            if key not in away:
                away[key] = steps
                edge_of_known.append(key)
    return {key: steps for key, steps in away.items() if steps > 0}


def _told(story: Story, away: dict[str, int]) -> tuple[Relative, ...]:
    language = story.language
    return tuple(
        Relative(
            key=key,
            name=story.name(key),
            say=" · ".join(
                part
                for part in (
                    story.mark(key) or story.level_title(key),
                    FURTHER.into(language).format(steps=steps) if steps > 1 else "",
                )
                if part
            ),
            path=thing_path(key),
            category=story.category_of(key),
        )
        for key, steps in away.items()
    )
