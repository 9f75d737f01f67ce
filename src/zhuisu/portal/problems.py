"""Problem: a finding as a consumer reads it: what is wrong, at which stage, what it means, what would mend it."""

from collections.abc import Iterable

import msgspec
from django.utils import timezone

from zhuisu.core.findings import Language, Severity, Text
from zhuisu.portal.links import thing_path, variety_path
from zhuisu.portal.relatives import ancestors
from zhuisu.portal.story import Story
from zhuisu.portal.wording import day_in_words
from zhuisu.portal.words.breaches import breach
from zhuisu.supervision.findings import ToldFinding

MOST_ASKED = 500
AT_STAGE = Text("{stage}：{wrong}（要求：{rule}）", "{stage}: {wrong} (required: {rule})")
AT_NO_STAGE = Text("{wrong}（要求：{rule}）", "{wrong} (required: {rule})")
ABOUT = Text("关于{name}", "about {name}")


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """In the reader's language. `about` and `about_path` name the thing that it concerns, where that is another one;
    `is_same`: the same goods all the same, in an earlier form, such as the pig of a piece of pork."""

    line: str
    rule: str
    rule_path: str
    day: str
    about: str
    about_path: str
    means: str
    mend: str
    basis: str
    unsure: str
    is_error: bool
    is_own: bool
    is_same: bool
    is_open: bool
    mended: str


class Problems(msgspec.Struct, frozen=True):
    """`own` are open ones of the thing itself, `of_others` open ones of what it came from; `mended` are closed."""

    own: tuple[Problem, ...] = ()
    of_others: tuple[Problem, ...] = ()
    mended: tuple[Problem, ...] = ()


NO_PROBLEMS = Problems()


def asked_keys(story: Story) -> list[str]:
    """Whose findings a reader of this thing wants: itself, its batch, its boxes, and what it was made from."""
    return [*sorted(_selves(story)), *ancestors(story)][:MOST_ASKED]


def _selves(story: Story) -> frozenset[str]:
    """Without the vehicles that carried it, which have a life of their own."""
    near = {story.focus.key, story.batch}
    return frozenset(key for key in story.own_keys if key in near or story.level(key) == "logistic")


def problems(story: Story, found: Iterable[ToldFinding]) -> Problems:
    """Errors before warnings, the newest first; a rule that was broken several times at one stage is told once."""
    told: dict[tuple[str, ...], Problem] = {}
    for each in sorted(found, key=lambda each: (each.severity is not Severity.ERROR, -each.time.timestamp())):
        problem = _problem(story, each)
        told.setdefault((problem.rule, problem.line, problem.about, str(problem.is_open)), problem)
    open_ = [each for each in told.values() if each.is_open]
    return Problems(
        own=tuple(each for each in open_ if each.is_own),
        of_others=tuple(each for each in open_ if not each.is_own),
        mended=tuple(each for each in told.values() if not each.is_open),
    )


def _problem(story: Story, found: ToldFinding) -> Problem:
    language, words = story.language, breach(found.code)
    is_own = not _selves(story).isdisjoint(found.things)
    about = next((key for key in found.things if key in story.things), "") if not is_own else ""
    stage, wrong = found.stage_name.into(language), words.wrong.into(language)
    rule = found.rule_name.into(language)
    pattern = AT_STAGE if stage else AT_NO_STAGE
    return Problem(
        line=pattern.into(language).format(
            stage=_begun(stage, language), wrong=_lowered(wrong, language) if stage else wrong, rule=rule
        ),
        rule=rule,
        rule_path=variety_path(found.profile) + f"#rule-{found.rule}",
        day=day_in_words(timezone.localtime(found.time).date(), language),
        about=ABOUT.into(language).format(name=story.label(about)) if about else "",
        about_path=thing_path(about) if about else "",
        means=words.means.into(language),
        mend=found.mend.into(language),
        basis=found.basis.into(language),
        unsure=_half(found.unsure, language),
        is_error=found.severity is Severity.ERROR,
        is_own=is_own,
        is_same=is_own or (about != "" and _is_of_its_variety(story, about)),
        is_open=found.is_open,
        mended=day_in_words(timezone.localtime(found.closed_at).date(), language) if found.closed_at else "",
    )


def _is_of_its_variety(story: Story, key: str) -> bool:
    return story.profile is not None and story.kinds.varieties.get(key) == story.profile.id


def _begun(text: str, language: Language) -> str:
    return text if language is Language.ZH else text[:1].upper() + text[1:]


def _lowered(text: str, language: Language) -> str:
    return text if language is Language.ZH else text[:1].lower() + text[1:]


def _half(text: str, language: Language) -> str:
    """`unsure` is written as Chinese · English."""
    zh, _, en = text.partition(" · ")
    return (zh or en) if language is Language.ZH else (en or zh)
