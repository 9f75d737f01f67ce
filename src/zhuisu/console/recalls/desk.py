"""/admin/recalls/<number>/: one recall: its clock, how well it works, who is outstanding, and what may be done next."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from zhuisu.access.actor import Actor
from zhuisu.access.permitting import Deed
from zhuisu.console.asking import now, require
from zhuisu.console.recalls.doing import DOINGS
from zhuisu.console.recalls.screen import clock, saying, screen
from zhuisu.console.recalls.telling import bars, holder_row, region_name, step_rows
from zhuisu.console.recalls.tiles import tiles
from zhuisu.recall.english import said
from zhuisu.recall.held import HeldRecall
from zhuisu.recall.kinds import State
from zhuisu.recall.reading import Only, holders, reaches, regions, told
from zhuisu.recall.report import RegionLine, Report, report_of
from zhuisu.recall.report_paper import quantity
from zhuisu.recall.report_saying import Saying
from zhuisu.recall.report_words import (
    CAUSES,
    CHANNELS,
    DEEDS,
    GRADES,
    KINDS,
    NOTICE_STATES,
    PURPOSES,
    STATES,
    THING_STATES,
    word,
)
from zhuisu.registry.sheets.vocabulary import CATEGORIES

_FIRST: Final = 20


def found(number: str, actor: Actor) -> HeldRecall:
    """The recall, for an official who sees it. Raises Http404 for others: holders have their notice."""
    recall = told(number, actor)
    if recall is None or actor.party is not None:
        raise Http404
    return recall


def desk(request: HttpRequest, number: str) -> HttpResponse:
    """All that counts on one page; what is long is cut, and leads on. 404 where the actor may not see it."""
    actor = require(request, Deed.READ_RECALLS)
    say, recall = saying(), found(number, actor)
    report = report_of(number, actor, now())
    assert report is not None
    first = holders(number, actor, only=Only.OUTSTANDING, most=_FIRST)
    ended = recall.ended_at if recall.state == State.CLOSED else None
    is_open = recall.state not in (State.CLOSED, State.WITHDRAWN)
    return screen(
        request,
        "recall.html",
        {
            "title": said(recall, "title", say.language),
            "recall": recall,
            "kind": say.word(KINDS, recall.kind),
            "grade": say.word(GRADES, recall.grade),
            "state_name": say.word(STATES, recall.state),
            "clocks": _clocks(recall, say) if is_open or ended else (),
            "acts": [(name, DOINGS[name]) for name in recall.next if _fits(name, recall)],
            "may_change": "change" in recall.next,
            "may_report": recall.report_by is not None and "escalate" in recall.next,
            "effect": _effect(recall, say),
            "outstanding": [holder_row(each, say) for each in first],
            "matter": _matter(report, say),
            "states": _states(recall, say),
            "regions": _regions(report.regions),
            "frames": tiles(regions(number, actor), reverse("admin:recall_things", args=(number,))),
            "reaches": [(each, say.word(CAUSES, each.cause)) for each in reversed(reaches(number, actor))],
            "notices": _notices(report, say),
            "answers": _answers(report, say),
            "steps": step_rows(list(report.steps)[-_FIRST:], say),
            "more_steps": max(0, report.step_count - _FIRST),
        },
    )


def _fits(verb: str, recall: HeldRecall) -> bool:
    """Whether it is done from here: a holder is escalated on its own page, and only what was lifted is reinstated."""
    if verb == "reinstate":
        return recall.effect is not None and recall.effect.lifted > 0
    return verb in DOINGS and verb != "escalate"


def _clocks(recall: HeldRecall, say: Saying) -> Sequence[Mapping[str, Any]]:
    ended = recall.ended_at if recall.state == State.CLOSED else None
    complete = clock(recall.complete_by, now(), ended, say)
    notify = clock(recall.notify_by, now(), recall.ended_at, say) if recall.state == State.ISSUED else None
    report = clock(recall.report_by, now(), None, say)
    named = (
        (say.both("完成时限", "To be complete by"), complete),
        (say.both("回告时限", "To be answered by"), notify),
        (say.both("下次进展报告", "Next report due"), report),
    )
    return [{**each, "name": name} for name, each in named if each is not None]


def _effect(recall: HeldRecall, say: Saying) -> Mapping[str, Any] | None:
    effect = recall.effect
    if effect is None:
        return None
    lines = [line for line in effect.lines if line.due] or effect.lines  # what was used up before has no part to show
    return {
        "effect": effect,
        "found": say.percent(effect.found_percent),
        "located": say.percent(effect.located_percent),
        "outstanding": effect.holders - effect.done,
        "lines": [{"unit": say.unit(line.uom), "line": line, "bars": bars(line, say)} for line in lines],
    }


def _matter(report: Report, say: Saying) -> Sequence[tuple[str, str]]:
    recall = report.recall
    rows = (
        (say.both("级别", "Class"), say.text(report.grade) if report.grade is not None else ""),
        (say.both("类别", "Category"), say.word(CATEGORIES, recall.category)),
        (say.both("产品", "Product"), report.named(recall.product)),
        (say.both("责任主体", "Party"), report.named(recall.party)),
        (say.both("原因", "Reason"), said(recall, "reason", say.language)),
        (say.both("危害", "Hazard"), said(recall, "hazard", say.language)),
        (say.both("要求", "Demand"), recall.demand),
        (say.both("对消费者的建议", "Advice"), said(recall, "advice", say.language)),
        (say.both("向社会公布", "Published"), say.both("是", "yes") if recall.is_public else say.both("否", "no")),
        (say.both("起点", "Began with"), "\n".join(recall.keys)),
        (say.both("依据", "Legal ground"), say.text(recall.terms.basis) if recall.terms else ""),
        (say.both("未定之处", "Not settled"), say.text(recall.terms.note) if recall.terms else ""),
        (say.both("结束理由", "Why it ended"), recall.end_reason),
    )
    return [row for row in rows if row[1]]


def _states(recall: HeldRecall, say: Saying) -> Sequence[tuple[str, str, int]]:
    counted = recall.effect.states if recall.effect is not None else {}
    return [(name, say.word(THING_STATES, name), count) for name, count in counted.items() if count]


def _regions(lines: Sequence[RegionLine]) -> Sequence[tuple[str, str, RegionLine]]:
    return [(each.region, region_name(each.region), each) for each in lines[:_FIRST]]


def _notices(report: Report, say: Saying) -> Sequence[tuple[str, str, str, str, int]]:
    return [
        (
            *(say.word(PURPOSES, each.purpose), say.word(CHANNELS, each.channel)),
            *(each.state, say.word(NOTICE_STATES, each.state), each.number),
        )
        for each in report.notices
    ]


def _answers(report: Report, say: Saying) -> Sequence[Mapping[str, Any]]:
    return [
        {
            "at": each.at,
            "holder": each.holder,
            "by": say.text(report.who(each.by)),
            "said": f"{say.text(word(DEEDS, each.deed))} {quantity(each.quantity, each.uom, say)}",
            "note": each.note,
            "photos": each.photos,
        }
        for each in reversed(report.answers[-_FIRST:])
    ]
