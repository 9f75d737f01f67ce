"""Wording: what a party is told when it is to be exposed, is exposed, or is not any more, in Chinese and English."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Final

import msgspec
from django.conf import settings

from zhuisu.core.findings import Language, Text
from zhuisu.core.rules.record import LOCAL
from zhuisu.rating.formula import Kind, formula_on
from zhuisu.rating.kinds import Reply, Verb
from zhuisu.rating.models import Exposure
from zhuisu.recall.writing import Letter

ADDRESS: Final = "/work/rating/exposure/"


class _Frame(msgspec.Struct, frozen=True):
    """Of one decision: the subject, what is said first, and what the party can do."""

    subject: Text
    opening: Text
    doing: Text


_LOOK: Final = Text("登录工作台查看：{link}", "Sign in to read it: {link}")
_WITHDRAWN: Final = Text("【撤回曝光】{number} {name}", "Exposure withdrawn: {number} {name}")
_FRAMES: Final[Mapping[str, _Frame]] = {
    Verb.ANNOUNCE: _Frame(
        Text("【拟曝光告知】{number} {name}", "Notice of exposure: {number} {name}"),
        Text(
            "{name}：贵单位追溯评价连续 {many} 个月低于 {threshold} 分，拟向社会公开曝光（{number}）。",
            "{name}: your traceability score was below {threshold} for {many} months in a row. It is intended to expose"
            " this to the public ({number}).",
        ),
        Text(
            "您可以在 {until} 前（含当日）申辩，或说明已经整改：{link}",
            "You may object, or say what you corrected, until {until} (that day included): {link}",
        ),
    ),
    Verb.PUBLISH: _Frame(
        Text("【曝光决定】{number} {name}", "Decision to expose: {number} {name}"),
        Text(
            "{name}：已决定向社会公开曝光贵单位追溯评价低于标准的情况（{number}），公开至 {ends}。",
            "{name}: it was decided to expose to the public that your traceability score is below the threshold"
            " ({number}), until {ends}.",
        ),
        _LOOK,
    ),
    Verb.WITHDRAW: _Frame(
        _WITHDRAWN,
        Text(
            "{name}：关于贵单位的曝光事项（{number}）已经撤回，不再公开。",
            "{name}: the exposure ({number}) is withdrawn. Nothing of it is public any more.",
        ),
        _LOOK,
    ),
    Reply.CORRECTED: _Frame(
        _WITHDRAWN,
        Text(
            "{name}：贵单位说明的整改已收悉，曝光事项（{number}）已经撤回，不再公开。",
            "{name}: what you corrected was taken note of. The exposure ({number}) is withdrawn and nothing of it is"
            " public any more.",
        ),
        _LOOK,
    ),
}
"""By the decision; of a withdrawal after the party said that it corrected it, by that."""


def letter_of(row: Exposure, verb: Verb, why: str, official: Text) -> Letter:
    """What a party is told of a decision: by whom and why, on what it rests, and what it can do."""
    is_mended = verb is Verb.WITHDRAW and row.reply == Reply.CORRECTED
    frame = _FRAMES[Reply.CORRECTED if is_mended else verb]
    facts = {language: _facts(row, language) for language in Language}
    return Letter(
        subject=_each(lambda language: _said(frame.subject, facts, language)),
        short=Text(*(_short(frame, facts, language) for language in (Language.ZH, Language.EN))),
        body=_each(lambda language: _body(frame, facts, row, (why, official.into(language)), language)),
    )


def is_told(verb: Verb) -> bool:
    """Whether the party is told of it: nobody outside hears of what was dismissed."""
    return verb in _FRAMES


def _said(text: Text, facts: Mapping[Language, Mapping[str, Any]], language: Language) -> str:
    return text.into(language).format_map(facts[language])


def _short(frame: _Frame, facts: Mapping[Language, Mapping[str, Any]], language: Language) -> str:
    parts = (_said(frame.opening, facts, language), _said(frame.doing, facts, language))
    return ("" if language is Language.ZH else " ").join(parts)


def _body(
    frame: _Frame,
    facts: Mapping[Language, Mapping[str, Any]],
    row: Exposure,
    decided: tuple[str, str],
    language: Language,
) -> str:
    why, official = decided
    colon = Text("：", ": ").into(language)
    lines = (
        (
            Text("得分", "Scores"),
            _scores(row, language),
        ),
        (Text("理由", "Why"), why),
        (Text("办理", "Decided by"), official),
        (Text("依据", "Ground"), formula_on(row.formula).basis.into(language)),
    )
    told = "\n".join(f"{title.into(language)}{colon}{value}" for title, value in lines if value)
    return "\n\n".join((_said(frame.opening, facts, language), told, _said(frame.doing, facts, language)))


def _scores(row: Exposure, language: Language) -> str:
    between = Text("、", ", ").into(language)
    return between.join(f"{each['month']} {each['score']:g}" for each in row.months)


def _facts(row: Exposure, language: Language) -> Mapping[str, Any]:
    return {
        "number": row.number,
        "name": row.name,
        "many": len(row.months),
        "threshold": formula_on(row.formula).terms(Kind(row.kind)).threshold,
        "until": _day(row.answer_by, language),
        "ends": _day(row.until, language),
        "link": f"{settings.NOTICE_ADDRESS.rstrip('/')}{ADDRESS}{row.number}",
    }


def _day(at: datetime | None, language: Language) -> str:
    """The day in the city."""
    if at is None:
        return ""
    day = at.astimezone(LOCAL)
    return f"{day.year}年{day.month}月{day.day}日" if language is Language.ZH else f"{day:%d %b %Y}"


def _each(write: Callable[[Language], str]) -> Text:
    return Text(write(Language.ZH), write(Language.EN))
