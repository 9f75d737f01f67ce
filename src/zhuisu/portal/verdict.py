"""Verdict: what may honestly be said about a thing in one line, and why."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from enum import Enum, StrEnum

import msgspec

from zhuisu.core.findings import Language, Text
from zhuisu.portal.alerts import Alert
from zhuisu.portal.categories import Category, stated_category
from zhuisu.portal.problems import NO_PROBLEMS, Problem, Problems
from zhuisu.portal.story import Story, concerns_focus, instant
from zhuisu.portal.wording import day_in_words, listed
from zhuisu.portal.words.attributes import BEST_BEFORE, EXPIRES
from zhuisu.portal.words.dispositions import STOP
from zhuisu.tracing.answer import EventSummary
from zhuisu.tracing.names import local_name


class Tone(StrEnum):
    """`good`: recorded, nothing wrong known. `warn`: there is something to note. `bad`: problems are
    recorded. `unsure`: nothing is known."""

    GOOD = "good"
    WARN = "warn"
    BAD = "bad"
    UNSURE = "unsure"


class Verdict(msgspec.Struct, frozen=True):
    """In the reader's language. `note` says what the verdict does not cover; `more` leads to what is found in full."""

    tone: Tone
    line: str
    reasons: tuple[str, ...] = ()
    note: str = ""
    more: str = ""


RECORDED = Text("有记录，暂无问题通报", "On record, no problem reported")
PROBLEMS = Text("发现问题，请先不要使用", "Problems found: do not use it yet")
TO_NOTE = Text("有记录，有需要留意的地方", "On record, with something to note")
UNKNOWN = Text("没有这个编码的记录", "Nothing is recorded under this code")

COUNTED = Text("{events} 条原始记录，来自 {parties} 个主体", "{events} original records from {parties} parties")
COUNTED_ALONE = Text("{events} 条原始记录", "{events} original records")
SPAN = Text("时间从{first}到{last}", "From {first} to {last}")
SPAN_ONE_DAY = Text("全部发生在{first}", "All on {first}")
BEGAN = Text("可以追溯到：{origins}", "Traced back to: {origins}")
PRODUCT = Text("这是产品的条码，每一件另有自己的码", "This is the code of a product: each pack has one of its own")
PRODUCT_NOTE = Text(
    "请扫包装上的二维码，或输入箱、袋、瓶上的批号和序列号，就能看到这一件的来历。",
    "Scan the square code on the pack, or type the lot and serial number on it, to see the story of that pack.",
)
PAST_BEST = Text("已超过标示的最佳食用日期（{day}）", "Past the date it is best before: {day}")
EXPIRED = Text("已过期：有效期至{day}", "Past its date: it expired on {day}")
STATED_ON = Text("{day}：{reason}", "{day}: {reason}")

ABOUT = Text("{line}，{about}", "{line}, {about}")
AND_MORE = Text("另有 {count} 项", "and {count} more")
MOST_REASONS = 4
IN_FULL = "#problems"

RESTRICTED_GOOD = Text("真实、有效、未被召回", "Genuine, valid, not recalled")
RESTRICTED_BAD = Text("请勿触碰，立即报警 110", "Do not touch it, call the police on 110")
IN_DOUBT = Text("有疑点，请先不要使用", "In doubt: do not use it yet")
IN_DOUBT_SAY = Text(
    "此代码在册，但对它的记录有未了结的疑问。请向主管部门或 12345 核实；详情只告知主管部门。",
    "It is on record, and a question about its record is open. Ask the department in charge, which sees it, or 12345.",
)
MEDICINES: dict[str, Text] = {
    "access.restricted_unknown": Text(
        "此代码没有记录。特殊药品须凭处方在指定机构取得：请勿使用来历不明的药品。",
        "Nothing is recorded under this code. Special medicines come on prescription only: use none of unknown origin.",
    ),
    "access.restricted_unsafe": Text(
        "此代码在册，但有召回、失窃、过期或销毁的记录：请勿使用。",
        "It is on record as recalled, stolen, expired or destroyed: do not use it.",
    ),
    "access.restricted_genuine": Text(
        "此代码在册，没有召回或失效的记录。特殊药品的流向不对公众开放。",
        "It is on record, and not as recalled or invalid. Where special medicines go is not open to the public.",
    ),
}
RESTRICTED_MEDICINE = Text("请勿使用，交回药房或医院", "Do not use it: take it back to the pharmacy or hospital")

RECORDED_NOTE = Text(
    "记录说明的是这个编码。请核对实物的名称、批次和包装与下面一致；编码可能被仿印。",
    "The records speak of this code. Check that the name, batch and package in your hand match: codes can be copied.",
)
PROBLEMS_NOTE = Text(
    "请保留包装和购买凭证，联系卖家或拨打 12315。",
    "Keep the package and the receipt, and contact the seller or call 12315.",
)
TO_NOTE_NOTE = Text(
    "记录不全或有不合规之处，不一定影响您手中的产品。请核对实物，有疑问询问卖家或拨打 12315。",
    "Something on record is missing or not in order; what you hold may be fine. "
    "Compare it, and ask the seller or 12315.",
)
UNKNOWN_NOTE = Text(
    "没有记录不等于假货：可能尚未上传，或由其他城市的平台记录。也请核对号码有没有输错。",
    "No record does not mean fake: it may not have been uploaded yet, or be kept elsewhere. Check the number as well.",
)

# A quality that clears an earlier one, as a persistent disposition does.
_CLEARING = frozenset({"conformant", "active", "sellable_accessible", "available"})


def verdict(story: Story, problems: Problems = NO_PROBLEMS, alerts: Sequence[Alert] = ()) -> Verdict:
    """A recall or its kin first, then problems: a thing with one is never called good. An open error of its own, or of
    the same goods before they were packed or cut, is one; a warning, or what is open of an ingredient, is something to
    note."""
    language = story.language
    if standing := [each for each in alerts if each.is_standing]:
        return alerted(standing)
    found_open = (*problems.own, *problems.of_others)
    errors = [each for each in found_open if each.is_error and each.is_same]
    others = [each for each in found_open if each not in errors]
    said = tuple(dict.fromkeys((*stops(story), *expiry(story), *found(story), *_lines(errors, language))))
    more = IN_FULL if errors or others else ""
    if said:
        return Verdict(Tone.BAD, PROBLEMS.into(language), _few(said, language), PROBLEMS_NOTE.into(language), more)
    past = best_before(story)
    if others or past:
        lines = _few((*past, *_lines(others, language)), language)
        return Verdict(Tone.WARN, TO_NOTE.into(language), lines, TO_NOTE_NOTE.into(language), more)
    if not story.answer.events:
        return Verdict(Tone.UNSURE, UNKNOWN.into(language), (), UNKNOWN_NOTE.into(language))
    return Verdict(Tone.GOOD, RECORDED.into(language), reasons(story), RECORDED_NOTE.into(language))


def alerted(standing: Sequence[Alert]) -> Verdict:
    """Red, whatever else is on record: what the first one means, why, and what to do."""
    lines = (line for each in standing for line in (each.about, each.line, each.reason, each.hazard, *each.given))
    told = tuple(dict.fromkeys(line for line in lines if line))
    return Verdict(Tone.BAD, standing[0].verdict, told, standing[0].advice, standing[0].path)


def product_verdict(story: Story, alerts: Sequence[Alert] = ()) -> Verdict:
    """Of a product, which many packs are: a recall of all of it, or that a pack has a code of its own."""
    if standing := [each for each in alerts if each.is_standing]:
        return alerted(standing)
    return Verdict(Tone.UNSURE, PRODUCT.into(story.language), (), PRODUCT_NOTE.into(story.language))


class Doubt(Enum):
    """Whether an error is open about goods of which no more is told."""

    NONE = "none"
    OPEN = "open"


def restricted_verdict(story: Story, doubt: Doubt = Doubt.NONE, alerts: Sequence[Alert] = ()) -> Verdict:
    """Of goods whose story is closed: what the one finding says that is left."""
    language = story.language
    if alerts:
        return alerted(alerts)
    words = MEDICINES if story.category is Category.DRUGS else {}
    told = (words.get(finding.code, Text(finding.zh, finding.en)) for finding in story.answer.findings)
    spoken = tuple(each.into(language) for each in told)
    if expired := expiry(story):
        return Verdict(Tone.BAD, _restricted_bad(story).into(language), expired)
    if any(finding.severity != "note" for finding in story.answer.findings):
        return Verdict(Tone.BAD, _restricted_bad(story).into(language), spoken)
    if doubt is Doubt.OPEN:
        return Verdict(Tone.WARN, IN_DOUBT.into(language), (IN_DOUBT_SAY.into(language),))
    return Verdict(Tone.GOOD, RESTRICTED_GOOD.into(language), spoken)


def _restricted_bad(story: Story) -> Text:
    return RESTRICTED_MEDICINE if story.category is Category.DRUGS else RESTRICTED_BAD


def _lines(problems: Iterable[Problem], language: Language) -> tuple[str, ...]:
    told = (
        ABOUT.into(language).format(about=each.about, line=each.line) if each.about else each.line for each in problems
    )
    return tuple(dict.fromkeys(told))


def _few(lines: tuple[str, ...], language: Language) -> tuple[str, ...]:
    rest = len(lines) - MOST_REASONS
    return lines if rest <= 0 else (*lines[:MOST_REASONS], AND_MORE.into(language).format(count=rest))


def stop_words(event: EventSummary) -> list[str]:
    """The dispositions of the event, passing and persistent, that tell a reader to stop."""
    stated = [event.disposition, *event.details.get("set", "").split(", ")]
    return list(dict.fromkeys(each for each in stated if each in STOP))


def is_stop(story: Story, event: EventSummary) -> bool:
    """Whether the event tells a reader of this thing to stop."""
    return bool(stop_words(event)) and concerns_focus(story, event)


def stops(story: Story) -> tuple[str, ...]:
    """Dispositions such as recalled or destroyed that stand at the end: a later good word or an unset clears them."""
    standing: dict[str, EventSummary] = {}
    for event in story.answer.events:
        if not concerns_focus(story, event):
            continue
        if event.disposition in _CLEARING:
            standing.clear()
        for word in event.details.get("unset", "").split(", "):
            standing.pop(word, None)
        standing |= dict.fromkeys(stop_words(event), event)
    return tuple(
        STATED_ON.into(story.language).format(
            day=day_in_words(instant(event).date(), story.language), reason=STOP[word].into(story.language)
        )
        for word, event in standing.items()
    )


def expiry(story: Story) -> tuple[str, ...]:
    """The first expiry that is stated about the thing, if it has passed."""
    return _passed(story, EXPIRES, EXPIRED)


def best_before(story: Story) -> tuple[str, ...]:
    """The first date of best taste that is stated about the thing, if it has passed."""
    return _passed(story, BEST_BEFORE, PAST_BEST)


def _passed(story: Story, names: Collection[str], said: Text) -> tuple[str, ...]:
    for thing in story.attribute_sources():
        for name, value in thing.attributes.items():
            if local_name(name) in names and (day := _day(value)) and day.date() < story.now.date():
                return (said.into(story.language).format(day=day_in_words(day.date(), story.language)),)
    return ()


def found(story: Story) -> tuple[str, ...]:
    """The findings of the answer that weigh: an error or a warning, in its own sentence."""
    spoken = (finding for finding in story.answer.findings if finding.severity in ("error", "warning"))
    return tuple(finding.zh if story.language is Language.ZH else finding.en for finding in spoken)


def reasons(story: Story) -> tuple[str, ...]:
    """Why it is called recorded: how many records, by how many parties, from where to when."""
    language, events = story.language, story.answer.events
    parties = {event.party.key for event in events if event.party}
    counted = COUNTED if parties else COUNTED_ALONE
    first, last = instant(events[0]).date(), instant(events[-1]).date()
    span = SPAN_ONE_DAY if first == last else SPAN
    told = [
        counted.into(language).format(events=len(events), parties=len(parties)),
        span.into(language).format(first=day_in_words(first, language), last=day_in_words(last, language)),
    ]
    if origins := origin_names(story):
        told.append(BEGAN.into(language).format(origins=listed(origins, language)))
    return tuple(told)


def origin_names(story: Story) -> list[str]:
    """What the thing was made from in the end: things that became it and were made from nothing themselves."""
    seen, roots, waiting = set[str](), dict[str, None](), [story.focus.key]
    while waiting:
        key = waiting.pop()
        if key in seen:
            continue
        seen.add(key)
        sources = [edge.source for edge in story.into[key] if edge.kind == "became"]
        sources += [edge.target for edge in story.out_of[key] if edge.kind == "instance_of"]
        is_its_own = key in (story.focus.key, story.batch) or not story.is_named(key)
        if not sources and not is_its_own and not _is_aid(story, key):
            roots[story.name(key)] = None
        waiting.extend(sources)
    return list(roots)


def _is_aid(story: Story, key: str) -> bool:
    """Whether it is what a crop or a herd was treated with: no origin of what people eat."""
    thing = story.things.get(key)
    return story.category is not Category.INPUTS and thing is not None and stated_category(thing) is Category.INPUTS


def _day(value: str) -> datetime | None:
    try:
        return datetime.fromisoformat(value[:10])
    except ValueError:
        return None
