"""Behind: /work/rating/records, our records, or what is wrong with them, behind a figure of our score."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from zhuisu.access.actor import Actor
from zhuisu.access.permitting import Deed
from zhuisu.console.both import told
from zhuisu.core.findings import Text
from zhuisu.rating.backing import MOST, Figure, faults, recorded
from zhuisu.rating.formula import Kind
from zhuisu.rating.models import Score
from zhuisu.rating.reading import Rating
from zhuisu.rating.sight import scores
from zhuisu.supervision.findings import ToldFinding, by_ids
from zhuisu.supervision.sitting import records
from zhuisu.work.asking import working
from zhuisu.work.owning import own_events
from zhuisu.work.page import page
from zhuisu.work.telling import when

FIGURES: Final[Mapping[Figure, Text]] = {
    Figure.EVENTS: Text("记录", "Records"),
    Figure.LATE: Text("迟报的记录", "Records that came late"),
    Figure.MISSING: Text("缺项的记录", "Records in which something is missing"),
    Figure.WRONG: Text("有误的记录", "Records in which something is wrong"),
    Figure.CORRECTED: Text("已更正的记录", "Records that were corrected or withdrawn"),
}
_FAULTS: Final = (Figure.MISSING, Figure.WRONG)
_ONE_DAY: Final = timedelta(days=1)


@require_safe
@working(Deed.READ_EVENTS)
def behind(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Those of the `figure` of the score of a `period`."""
    period, asked = request.GET.get("period", "").replace("\0", ""), request.GET.get("figure", "")
    figure = next((each for each in FIGURES if each.value == asked), None)
    row = scores(actor).filter(kind=Kind.PARTY.value, subject=actor.party, period=period).first()
    if row is None or figure is None:
        raise Http404
    rows = _found(row, figure, actor)
    words = {
        "tab": "me",
        "heading": told(FIGURES[figure]),
        "since": row.since,
        "until": row.until - _ONE_DAY,
        "rows": rows,
        "is_cut": len(rows) == MOST,
    }
    return page(request, "rating/behind.html", words)


def leads(each: Rating) -> Mapping[str, str]:
    """Where each figure of a score leads; those that are nought lead nowhere."""
    return {
        figure.value: reverse("work:rating-records", query={"period": each.period, "figure": figure.value})
        for figure in FIGURES
        if getattr(each.numbers, figure.value)
    }


def _found(row: Score, figure: Figure, actor: Actor) -> Sequence[Mapping[str, str]]:
    if figure in _FAULTS:
        return _findings(by_ids(faults(row, figure), actor), actor)
    return [
        {
            "told": when(each.time),
            "more": told(Text(f"{when(each.recorded)} 上报", f"recorded {when(each.recorded)}")),
            "address": reverse("work:event", query={"of": each.event_id}),
        }
        for each in recorded(row, figure)
    ]


def _findings(found: Sequence[ToldFinding], actor: Actor) -> Sequence[Mapping[str, str]]:
    """Each with the record that it is about, where that is ours to open."""
    named = {event: None for each in found for event in each.events[:1]}
    ids = {each.record.id: each.record.event.event_id or "" for each in records().load(list(named))}
    own = own_events(actor, {event for event in ids.values() if event})
    return [{"told": told(each.told), "more": when(each.time), "address": _record(each, ids, own)} for each in found]


def _record(found: ToldFinding, ids: Mapping[str, str], own: Any) -> str:
    event = next((ids.get(str(each), "") for each in found.events[:1]), "")
    return reverse("work:event", query={"of": event}) if event in own else ""
