"""Alert: a recall, warning, stop-sale, ban or missing-goods alert that counts for the thing of a page."""

from collections.abc import Iterable, Mapping

import msgspec
from django.utils import timezone

from zhuisu.core.findings import Language, Text
from zhuisu.portal.links import recall_path
from zhuisu.portal.story import Story
from zhuisu.portal.tongue import advice_of, given_in_chinese, headline, is_foreign
from zhuisu.portal.wording import day_in_words
from zhuisu.portal.words.alerts import NAMES, VERDICTS
from zhuisu.recall.english import TEXTS, said
from zhuisu.recall.kinds import Kind, State
from zhuisu.recall.standing import Standing

SINCE = Text("{day}起：{title}", "Since {day}: {title}")
WHY = Text("原因：{reason}", "Why: {reason}")
ENDED = Text("已经结束：{title}", "Ended: {title}")
LASTS = Text(
    "{day}起：{title}。处理已经结束，但它仍不能销售、使用",
    "Since {day}: {title}. That has ended, but this is still not to be sold or used",
)
HIDDEN = dict.fromkeys(("reason", "hazard", "advice", *(f"{name}_en" for name in TEXTS)), "")
HELD = Text("里面装有：{name}", "It holds {name}")


class Alert(msgspec.Struct, frozen=True, kw_only=True):
    """In the reader's language. `is_own`: it counts for the thing or its batch, not only for what is in it. `path` is
    empty where the alert is not public."""

    kind: Kind
    name: str
    verdict: str
    line: str
    reason: str
    hazard: str
    advice: str
    given: tuple[str, ...]
    path: str
    about: str
    is_own: bool
    is_standing: bool


def asked_for_alerts(story: Story) -> list[str]:
    """The thing, and what a container holds. An item's batch is asked about with it (`recall.standing`): its alerts are
    not an item's that was lifted."""
    held = [edge.source for edge in story.into[story.focus.key] if edge.kind == "contained"]
    return list(dict.fromkeys((story.focus.key, *held)))


def alerts(story: Story, found: Mapping[str, Iterable[Standing]]) -> tuple[Alert, ...]:
    """The gravest and newest first, each alert once: as the thing's own where it is."""
    own = {story.focus.key, story.batch}
    told: dict[str, Alert] = {}
    for key in sorted(found, key=lambda key: key not in own):
        for each in found[key]:
            told.setdefault(each.number, _alert(story, each, key, is_own=key in own))
    return tuple(sorted(told.values(), key=lambda each: (not each.is_standing, not each.is_own)))


def alerts_closed(found: Mapping[str, Iterable[Standing]], language: Language) -> tuple[Alert, ...]:
    """Of goods of which no more is told: that there is one, and what to do."""
    standing = {each.number: each for of in found.values() for each in of if _stands(each)}
    return tuple(_shown(each, language, "", is_own=True) for each in standing.values())


def _veiled(each: Standing) -> Standing:
    """Of what was not made public, nothing that says what happened: its number stands for its title."""
    if each.is_public:
        return each
    return msgspec.structs.replace(each, title=each.number, **HIDDEN)


def _alert(story: Story, each: Standing, key: str, *, is_own: bool) -> Alert:
    about = "" if is_own else HELD.into(story.language).format(name=story.label(key))
    return _shown(each, story.language, about, is_own=is_own)


def _shown(told: Standing, language: Language, about: str, *, is_own: bool) -> Alert:
    each = _veiled(told)
    kind = Kind(each.kind)
    reason = "" if is_foreign(each.reason, each.reason_en, language) else said(each, "reason", language)
    day = day_in_words(timezone.localtime(each.issued_at).date(), language) if each.issued_at else ""
    line = ENDED if each.state != State.ISSUED else SINCE
    line = LASTS if each.is_lasting else line
    return Alert(
        kind=kind,
        name=NAMES[kind].into(language),
        verdict=VERDICTS[kind].into(language),
        line=line.into(language).format(day=day, title=headline(each, language)),
        reason=WHY.into(language).format(reason=reason) if reason else "",
        hazard="" if is_foreign(each.hazard, each.hazard_en, language) else said(each, "hazard", language),
        advice=advice_of(each, language),
        given=given_in_chinese(each, language),
        path=recall_path(each.number) if each.is_public else "",
        about=about,
        is_own=is_own,
        is_standing=_stands(each),
    )


def _stands(each: Standing) -> bool:
    return each.warns
