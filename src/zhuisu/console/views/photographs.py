"""/admin/photographs/?code=… and the photographs of a record: for officials who see it in full, and its party."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from django.contrib.admin import site
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from zhuisu.access.actor import Actor
from zhuisu.access.permitting import Deed
from zhuisu.console.asking import require
from zhuisu.console.both import both, told
from zhuisu.recall.evidence import MEDIA_TYPE
from zhuisu.recording.names import stage_name
from zhuisu.recording.pictured import look_at, pictures_of
from zhuisu.supervision.sitting import records
from zhuisu.tracing.answer import EventSummary
from zhuisu.tracing.redaction import story_for

_LONGEST: Final = 4096
_DIGEST: Final = 64


@require_safe
def photograph(request: HttpRequest, number: UUID, digest: str) -> HttpResponse:
    """One of an event. 404 where the event is not in sight, or the photograph is none of it."""
    actor = require(request, Deed.READ_EVENTS)
    body = look_at(actor=actor, event=number, digest=digest) if len(digest) == _DIGEST else None
    if body is None:
        raise Http404
    response = HttpResponse(body, content_type=MEDIA_TYPE)
    response["Content-Disposition"] = "inline"
    response["Cache-Control"] = "private, no-store"
    return response


@require_safe
def photographs(request: HttpRequest) -> HttpResponse:
    """The form; and of `?code=` those in the dossier of a thing, by event in the order of time."""
    actor = require(request, Deed.READ_PHOTOGRAPHS)
    code = request.GET.get("code", "").strip()[:_LONGEST]
    story = story_for(actor, code) if code else None
    words: dict[str, Any] = {
        **site.each_context(request),
        "title": both("货品的记录照片", "Photographs of goods"),
        "code": code,
        "is_unknown": bool(code) and story is None,
        "rows": None if story is None else _rows(story.events, actor),
    }
    return TemplateResponse(request, "console/photographs.html", words)


def addresses_of(actor: Actor, events: Iterable[UUID | str]) -> Mapping[UUID, Sequence[str]]:
    """Where the photographs of these events are, by event."""
    found = pictures_of(actor, [UUID(str(each)) for each in events])
    return {
        event: [reverse("admin:photograph", args=[event, digest]) for digest in digests]
        for event, digests in found.items()
    }


def _rows(events: Sequence[EventSummary], actor: Actor) -> Sequence[Mapping[str, Any]]:
    """The events that have any. What is not in full has a name that is no number of an event."""
    numbers = [number for each in events if (number := _number(each.id)) is not None]
    found = addresses_of(actor, numbers)
    stored = [each.record for each in records().load([str(number) for number in numbers if number in found])]
    return [
        {
            "event": record.id,
            "time": f"{record.local:%Y-%m-%d %H:%M}",
            "stage": told(stage_name("", str(record.stated.get("zhuisu:stage", "")))) or record.event.biz_step,
            "photographs": found[UUID(record.id)],
        }
        for record in sorted(stored, key=lambda record: record.time)
    ]


def _number(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
