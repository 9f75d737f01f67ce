"""/admin/recalls/: recalls and their kin, as far as whoever asks may see them; those in force first."""

from collections.abc import Sequence
from typing import Any, Final

from django.core.paginator import Paginator
from django.db.models import Case, Count, IntegerField, Q, QuerySet, Value, When
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from zhuisu.access.permitting import Deed
from zhuisu.console.asking import may_ask, now, require
from zhuisu.console.recalls.screen import clock, saying, screen
from zhuisu.recall.kinds import HoldingState, State
from zhuisu.recall.models import Recall
from zhuisu.recall.reading import visible
from zhuisu.recall.report_saying import Saying
from zhuisu.recall.report_words import GRADES, KINDS, SHOWN_FIRST, STATES
from zhuisu.tracing.dossier import focus_of

_PAGE: Final = 50
_LONGEST: Final = 200


def listing(request: HttpRequest) -> HttpResponse:
    """Narrowed by `?state=`, `?kind=` and `?q=`: a number, words of the title, or a thing in any notation."""
    actor = require(request, Deed.READ_RECALLS)
    if actor.party is not None:
        return HttpResponseRedirect(reverse("admin:notices_to_us"))
    say, state, kind = saying(), request.GET.get("state", ""), request.GET.get("kind", "")
    sought = request.GET.get("q", "").strip()[:_LONGEST].replace("\0", "")
    rows = visible(actor)
    counts = {row["state"]: row["number"] for row in rows.values("state").annotate(number=Count("id")).order_by()}
    narrowed = _sought(rows, sought)
    narrowed = narrowed.filter(state=state) if state in STATES else narrowed
    narrowed = narrowed.filter(kind=kind) if kind in KINDS else narrowed
    found = Paginator(_in_order(narrowed), _PAGE).get_page(request.GET.get("p"))
    return screen(
        request,
        "list.html",
        {
            "title": say.both("召回与警示", "Recalls and alerts"),
            "rows": [_row(each, say) for each in found],
            "found": found,
            "states": [(name, say.word(STATES, name), counts.get(name, 0)) for name in SHOWN_FIRST],
            "kinds": [(name, say.text(text)) for name, text in KINDS.items()],
            "state": state,
            "kind": kind,
            "q": sought,
            "may_keep": may_ask(request, Deed.KEEP_RECALLS),
        },
    )


def _sought(rows: QuerySet[Recall], text: str) -> QuerySet[Recall]:
    if not text:
        return rows
    keys: Sequence[str] = [text, *([key] if (key := focus_of(text)) is not None else [])]
    return rows.filter(Q(number__iexact=text) | Q(title__icontains=text) | Q(keys__overlap=keys) | Q(product__in=keys))


def _in_order(rows: QuerySet[Recall]) -> QuerySet[Recall]:
    """Those in force first, the newest of each state first, each with how many holders it has and how many are done."""
    places = (When(state=name, then=Value(at)) for at, name in enumerate(SHOWN_FIRST))
    return rows.annotate(
        place=Case(*places, output_field=IntegerField()),
        holders=Count("holdings"),
        done=Count("holdings", filter=Q(holdings__state=HoldingState.DONE)),
    ).order_by("place", "-id")


def _row(recall: Any, say: Saying) -> dict[str, Any]:
    return {
        "number": recall.number,
        "title": recall.title,
        "kind": say.word(KINDS, recall.kind),
        "grade": say.word(GRADES, recall.grade),
        "state": recall.state,
        "state_name": say.word(STATES, recall.state),
        "issued": say.when(recall.issued_at),
        "was_issued": recall.issued_at is not None,
        "clock": clock(recall.complete_by, now(), recall.ended_at, say) if recall.state != State.WITHDRAWN else None,
        "holders": recall.holders,
        "done": recall.done,
        "is_stale": recall.stale_at is not None and recall.state == State.ISSUED,
    }
