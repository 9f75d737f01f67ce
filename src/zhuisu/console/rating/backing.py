"""/admin/ratings/records/: the records, or the findings, behind a figure of a score."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any, Final
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from zhuisu.access.actor import Actor
from zhuisu.access.permitting import Deed
from zhuisu.console.asking import require
from zhuisu.console.both import told
from zhuisu.console.rating.screen import screen
from zhuisu.console.recalls.screen import saying
from zhuisu.core.findings import Text
from zhuisu.rating.backing import MOST, Figure, faults, recorded, refused
from zhuisu.rating.formula import Kind
from zhuisu.rating.models import Score
from zhuisu.rating.reading import Rating
from zhuisu.rating.sight import may_read_refusals, scores
from zhuisu.supervision.findings import by_ids

FIGURES: Final[Mapping[Figure, Text]] = {
    Figure.EVENTS: Text("记录", "Records"),
    Figure.LATE: Text("迟报的记录", "Records that came late"),
    Figure.MISSING: Text("缺项的记录", "Records in which something is missing"),
    Figure.WRONG: Text("有误的记录", "Records in which something is wrong"),
    Figure.REFUSED: Text("拒收的记录", "Records that were refused"),
    Figure.CORRECTED: Text("已更正的记录", "Records that were corrected or withdrawn"),
}
_FAULTS: Final = (Figure.MISSING, Figure.WRONG)
_COUNTED: Final = (Figure.EVENTS, Figure.LATE)
"""Of a party, these are found among what the picture of the city counts."""
_REASONS: Final = 5
_ONE_DAY: Final = timedelta(days=1)


def leads(each: Rating) -> Mapping[str, str]:
    """Where each figure of a score leads; those that are nought lead nowhere."""
    return {figure.value: _lead(each, figure) for figure in Figure if getattr(each.numbers, figure.value)}


@require_safe
def backing(request: HttpRequest, kind: str, subject: str) -> HttpResponse:
    """Those of the `figure` of the score of a `period`."""
    actor = require(request, Deed.READ_FIGURES)
    figure, period = request.GET.get("figure", ""), request.GET.get("period", "").replace("\0", "")
    row = scores(actor).filter(kind=kind, subject=subject, period=period).first()
    if row is None or figure not in set(Figure):
        raise Http404
    rows = _found(row, Figure(figure), actor)
    words = {
        "title": told(FIGURES[Figure(figure)]),
        "name": row.name or row.subject,
        "page": reverse("admin:rating", args=[row.kind, row.subject]),
        "since": row.since,
        "until": row.until - _ONE_DAY,
        "rows": rows,
        "is_cut": len(rows) == MOST,
    }
    return screen(request, "backing.html", words)


def _lead(each: Rating, figure: Figure) -> str:
    if each.kind is Kind.SYSTEM or figure not in _COUNTED:
        page = reverse("admin:rating_records", args=[each.kind.value, each.subject])
        return f"{page}?{urlencode({'period': each.period, 'figure': figure.value})}"
    last = each.until - _ONE_DAY
    asked = {"since": f"{each.since:%Y-%m}", "until": f"{last:%Y-%m}", "party": each.subject}
    asked |= {"from": each.since.isoformat(), "to": last.isoformat()}
    asked |= {"late": "1"} if figure is Figure.LATE else {}
    return f"{reverse('admin:city_events')}?{urlencode(asked)}"


def _found(row: Score, figure: Figure, actor: Actor) -> Sequence[Mapping[str, Any]]:
    when = saying().when
    if figure in _FAULTS:
        return [
            {
                "event": next(iter(each.events), ""),
                "time": when(each.time),
                "told": told(each.told),
                "finding": reverse("admin:console_finding_change", args=[each.id]),
            }
            for each in by_ids(faults(row, figure), actor)
        ]
    if figure is Figure.REFUSED:
        says_why = may_read_refusals(actor, row.subject)
        return [
            {
                "time": when(each.time),
                "refused": each.refused,
                "reasons": [told(reason) for reason in each.reasons[:_REASONS]] if says_why else [],
            }
            for each in refused(row)
        ]
    found = recorded(row, figure)
    return [{"event": each.event, "time": when(each.time), "recorded": when(each.recorded)} for each in found]
