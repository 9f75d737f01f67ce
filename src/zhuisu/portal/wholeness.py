"""Wholeness: how much of what must be on record is there, in a line that a consumer understands, and part by part."""

import msgspec

from zhuisu.core.findings import Language, Text
from zhuisu.portal.story import Story
from zhuisu.portal.wording import listed
from zhuisu.supervision.completeness import ToldCompleteness

LINE = Text("应有的 {expected} 个环节，已记录 {found} 个", "{found} of {expected} stages on record")
MISSING = Text("缺：{missing}", "missing: {missing}")
OF = Text("{found} / {expected}", "{found} of {expected}")
MOST_MISSING = 12


class WholenessPart(msgspec.Struct, frozen=True):
    title: str
    share: str
    missing: tuple[str, ...]
    more: int


class Wholeness(msgspec.Struct, frozen=True):
    """`percent` is the score of all parts; `line` speaks of the stages; `is_cut`: only a part of the story was read."""

    percent: int
    line: str
    missing: str
    parts: tuple[WholenessPart, ...]
    is_cut: bool


def wholeness(story: Story, told: ToldCompleteness | None) -> Wholeness | None:
    """None where nothing can be said."""
    if told is None:
        return None
    language = story.language
    stages = next((part for part in told.parts if part.part == "stages"), None)
    named = [each.into(language) for each in stages.missing] if stages else []
    return Wholeness(
        percent=int(told.score * 100),
        line=LINE.into(language).format(found=stages.found, expected=stages.expected)
        if stages
        else told.told.into(language),
        missing=MISSING.into(language).format(missing=_all(named, language)) if named else "",
        parts=tuple(
            WholenessPart(
                part.name.into(language),
                OF.into(language).format(found=part.found, expected=part.expected),
                tuple(each.into(language) for each in part.missing[:MOST_MISSING]),
                max(0, part.missing_total - MOST_MISSING),
            )
            for part in told.parts
        ),
        is_cut=told.is_cut,
    )


def _all(named: list[str], language: Language) -> str:
    return listed(named, language, most=len(named))
