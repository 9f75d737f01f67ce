"""/admin/city/events/: the events behind a figure, the latest first, each a click from what was recorded."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from zhuisu.access.permitting import Deed
from zhuisu.console.asking import require
from zhuisu.console.both import both, told
from zhuisu.console.figures.city import given
from zhuisu.console.figures.leading import query_of
from zhuisu.console.figures.screen import screen
from zhuisu.console.recalls.screen import saying
from zhuisu.console.wording import sentence
from zhuisu.core.findings import Text
from zhuisu.figures import words
from zhuisu.figures.asked import Asked, is_meant
from zhuisu.figures.drilling import PAGE, Narrowed, Told, events
from zhuisu.figures.report import months_of, scope_of
from zhuisu.figures.view import view_of

_LONGEST = 200
_UNKNOWN = {
    "variety": Text("品种未知", "variety unknown"),
    "region": Text("区域未知", "region unknown"),
    "category": Text("类别未知", "category unknown"),
}


@require_safe
def drilled(request: HttpRequest) -> HttpResponse:
    """A page of them."""
    actor = require(request, Deed.READ_FIGURES)
    asked, findings = given(request)
    narrowed = _narrowed(request)
    found = events(asked, view_of(actor), narrowed)
    last = found[-1].event if len(found) == PAGE else None
    return screen(
        request,
        "events.html",
        {
            "title": both("记录明细", "The records"),
            "errors": [sentence(finding) for finding in findings],
            "rows": [_row(each) for each in found],
            "named": _named(asked, narrowed),
            "back": query_of(asked),
            "next": "" if last is None else f"?{query_of(asked, **_given(request), before=str(last))}",
        },
        status=400 if findings else 200,
    )


def _narrowed(request: HttpRequest) -> Narrowed:
    given_ = _given(request)
    stage = given_.get("stage")
    before = {"before": found} if (found := _uuid(request.GET.get("before", ""))) is not None else {}
    return Narrowed(
        stage={None: None, "-": ""}.get(stage, stage),
        place=given_.get("place", ""),
        party=given_.get("party", ""),
        day=_day(given_.get("day", "")),
        since=_day(given_.get("from", "")),
        until=_after(_day(given_.get("to", ""))),
        is_late=given_.get("late") == "1",
        unknown=given_.get("unknown", "") if given_.get("unknown") in _UNKNOWN else "",
        **before,
    )


def _given(request: HttpRequest) -> dict[str, str]:
    names = ("stage", "place", "party", "day", "from", "to", "late", "unknown")
    return {name: value[:_LONGEST].replace("\0", "") for name in names if (value := request.GET.get(name, ""))}


def _named(asked: Asked, narrowed: Narrowed) -> list[str]:
    """What the events are narrowed to, in words."""
    say = saying()
    place = [told(words.names_of("place", [narrowed.place])[narrowed.place])] if narrowed.place else []
    party = [told(words.names_of("party", [narrowed.party])[narrowed.party])] if narrowed.party else []
    stage = [] if narrowed.stage is None else [told(words.Glossary().stage(asked.variety, narrowed.stage))]
    unknown = [told(_UNKNOWN[narrowed.unknown])] if narrowed.unknown else []
    late = [say.both("迟报", "late")] if narrowed.is_late else []
    when = _days_of(narrowed) or months_of(asked)
    return [when, scope_of(asked, say), *stage, *place, *party, *unknown, *late]


def _days_of(narrowed: Narrowed) -> str:
    if narrowed.day is not None:
        return narrowed.day.isoformat()
    if narrowed.since is None or narrowed.until is None:
        return ""
    return f"{narrowed.since} – {narrowed.until - timedelta(days=1)}"


def _row(event: Told) -> dict[str, Any]:
    return {
        "event": event.event,
        "time": saying().when(event.time),
        "variety": told(event.variety),
        "stage": told(event.stage),
        "region": told(event.region),
        "place": told(event.place_name),
        "party": told(event.party_name),
    }


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _day(text: str) -> date | None:
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if is_meant(found) else None


def _after(day: date | None) -> date | None:
    return None if day is None or day == date.max else day + timedelta(days=1)
