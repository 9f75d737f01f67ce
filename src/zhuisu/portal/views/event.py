"""One event as it was received, within a story that the public may read."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from zhuisu.portal import sources
from zhuisu.portal.links import told_path
from zhuisu.portal.page import page


@require_safe
def event(request: HttpRequest, event_id: UUID) -> HttpResponse:
    """HTML, or the bare bytes for `Accept: text/plain`. An event outside the visible story does not exist here."""
    of, after = request.GET.get("of", ""), request.GET.get("after", "")
    body = sources.raw_event(str(event_id), of, after or None) if of else None
    if body is None:
        raise Http404
    if request.headers.get("Accept") == "text/plain":
        return HttpResponse(body, content_type="text/plain; charset=utf-8")
    back = told_path(str(event_id), of, after)
    return page(request, "event.html", {"body": body.decode("utf-8"), "back": back})
