"""The long parts of a recall, each on pages of its own: holders, things, differences of a reach, notices, history."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse

from zhuisu.access.permitting import Deed
from zhuisu.console import people
from zhuisu.console.asking import now, require
from zhuisu.console.recalls.desk import found
from zhuisu.console.recalls.screen import saying, screen
from zhuisu.console.recalls.telling import holder_row, step_rows
from zhuisu.recall.held import HeldThing
from zhuisu.recall.kinds import Channel, HoldingState
from zhuisu.recall.models import Answer, Notice
from zhuisu.recall.reading import Only, differences, holders, holding, reaches, steps, things
from zhuisu.recall.report import answers_of, names_of
from zhuisu.recall.report_paper import line_cells, line_heads, quantity
from zhuisu.recall.report_saying import Saying
from zhuisu.recall.report_words import (
    CAUSES,
    CHANNELS,
    DEEDS,
    FAULTS,
    NOTICE_STATES,
    PURPOSES,
    SHIFTS,
    THING_STATES,
)
from zhuisu.registry.regions import full_name

_PAGE: Final = 100
_LONGEST: Final = 500
_DIGITS: Final = 18


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _DIGITS else 0


def holders_page(request: HttpRequest, number: str) -> HttpResponse:
    """All holders, or those that are outstanding (`?only=outstanding`), a hundred a page."""
    actor = require(request, Deed.READ_RECALLS)
    say, recall = saying(), found(number, actor)
    only = Only.OUTSTANDING if request.GET.get("only") == "outstanding" else Only.ALL
    after = _number(request.GET.get("after", ""))
    rows = holders(number, actor, only=only, after=after, most=_PAGE + 1)
    words = {
        "title": say.both("持有单位", "Holders"),
        "recall": recall,
        "rows": [holder_row(each, say) for each in rows[:_PAGE]],
        "only": only.value,
        "next": after + _PAGE if len(rows) > _PAGE else None,
    }
    return screen(request, "holders.html", words)


def holder_page(request: HttpRequest, number: str, id: int) -> HttpResponse:
    """One holder: what it should have, the notices to it, and what it answered."""
    actor = require(request, Deed.READ_RECALLS)
    say, recall, held = saying(), found(number, actor), holding(id, actor)
    if held is None or held.number != number:
        raise Http404
    words = {
        "title": held.name or held.holder or say.both("持有人不明", "unknown holder"),
        "recall": recall,
        "row": holder_row(held, say),
        "heads": line_heads(say),
        "lines": [(say.unit(line.uom), line_cells(line, say)) for line in held.lines],
        "states": [(say.word(THING_STATES, name), count) for name, count in held.states.items() if count],
        "answers": _answers(id),
        "notices": _notices(id, say),
        "may_escalate": "escalate" in recall.next and held.state != HoldingState.DONE,
        "may_renew": "escalate" in recall.next,
    }
    return screen(request, "holder.html", words)


def _notices(id: int, say: Saying) -> Sequence[Mapping[str, Any]]:
    """The notices to a holder; those in the console are to people."""
    rows = list(Notice.objects.filter(holding=id).order_by("-id")[:_PAGE])
    names = people.names_of(each.address for each in rows if each.channel == Channel.IN_APP)
    return [
        {
            "purpose": say.word(PURPOSES, each.purpose),
            "channel": say.word(CHANNELS, each.channel),
            "state": each.state,
            "state_name": say.word(NOTICE_STATES, each.state),
            "address": names.get(each.address, each.address),
            "attempts": each.attempts,
            "at": each.sent_at or each.created_at,
            "fault": say.word(FAULTS, each.fault),
        }
        for each in rows
    ]


def _answers(id: int) -> Sequence[Mapping[str, Any]]:
    say, rows = saying(), answers_of(Answer.objects.filter(holding=id).order_by("-id"))
    names = people.names_of(each.by for each in rows)
    return [
        {
            "at": each.at,
            "by": names[each.by],
            "said": f"{say.word(DEEDS, each.deed)} {quantity(each.quantity, each.uom, say)}",
            "note": each.note,
            "key": each.key,
            "photos": each.photos,
        }
        for each in rows
    ]


def things_page(request: HttpRequest, number: str) -> HttpResponse:
    """The things in the scope, a hundred a page, of a state, region, product or holder where one is named."""
    actor = require(request, Deed.READ_RECALLS)
    say, recall = saying(), found(number, actor)
    named = {name: request.GET.get(name, "")[:_LONGEST] for name in ("state", "region", "product", "holder")}
    rows = things(number, actor, after=_number(request.GET.get("after", "")), most=_PAGE + 1, **named)
    shown = rows[:_PAGE]
    names = names_of([*{each.product for each in shown}, *{each.holder for each in shown}])
    words = {
        "title": say.both("物品", "Things"),
        "recall": recall,
        "rows": [
            {
                "thing": each,
                "product": names.get(each.product, each.product),
                "holder": names.get(each.holder, each.holder),
                "region": full_name(each.region),
                "state": say.word(THING_STATES, each.state),
                "out": _out(each, say),
                "is_out": each.gone is not None or each.lifted_at is not None,
            }
            for each in shown
        ],
        "states": [(name, say.text(text)) for name, text in THING_STATES.items()],
        "named": named,
        "next": shown[-1].id if len(rows) > _PAGE else None,
    }
    return screen(request, "things.html", words)


def _out(thing: HeldThing, say: Saying) -> str:
    """Why it no longer counts; empty where it does."""
    if thing.gone is not None:
        return say.both(f"第 {thing.gone} 次追查移出", f"gone with reach {thing.gone}")
    return say.both("已解除", "lifted") if thing.lifted_at is not None else ""


def reach_page(request: HttpRequest, number: str, reach: int) -> HttpResponse:
    """What one reach found different from the one before, `?what=` added, changed or gone."""
    actor = require(request, Deed.READ_RECALLS)
    say, recall = saying(), found(number, actor)
    told = next((each for each in reaches(number, actor) if each.number == reach), None)
    if told is None:
        raise Http404
    what = request.GET.get("what", "") if request.GET.get("what", "") in SHIFTS else ""
    after = _number(request.GET.get("after", ""))
    rows = differences(number, reach, actor, what=what, after=after, most=_PAGE + 1)
    shown = rows[:_PAGE]
    names = names_of([*{each.holder for each in shown}, *{each.holder_before for each in shown}])
    words = {
        "title": say.both(f"第 {reach} 次追查的差异", f"What reach {reach} found different"),
        "recall": recall,
        "reach": told,
        "cause": say.word(CAUSES, told.cause),
        "what": what,
        "counts": [(name, say.text(text), getattr(told, name)) for name, text in SHIFTS.items()],
        "rows": [
            {
                "shift": each,
                "what": say.word(SHIFTS, each.what),
                "before": _stood(each.state_before, each.holder_before, each.quantity_before, each.uom, names),
                "after": _stood(each.state, each.holder, each.quantity, each.uom, names),
            }
            for each in shown
        ],
        "next": shown[-1].id if len(rows) > _PAGE else None,
    }
    return screen(request, "reach.html", words)


def _stood(state: str, holder: str, quantity: float | None, uom: str, names: Mapping[str, str]) -> str:
    """What it is, with whom, and of a lot without items how much of it."""
    say = saying()
    amount = f"{say.amount(quantity)} {say.unit(uom)}" if quantity is not None and holder else ""
    told = (say.word(THING_STATES, state) if state else "", names.get(holder, holder), amount)
    return " · ".join(each for each in told if each)


def history_page(request: HttpRequest, number: str) -> HttpResponse:
    """Who did what and when, all of it, to be printed."""
    actor = require(request, Deed.READ_RECALLS)
    say, recall = saying(), found(number, actor)
    words = {
        "title": say.both("过程记录", "Who did what, and when"),
        "recall": recall,
        "steps": list(reversed(step_rows(steps(number, actor), say))),
        "at": now(),
    }
    return screen(request, "history.html", words)
