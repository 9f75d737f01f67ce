"""One event, within a story that the public may read: what its varieties open of it, or the whole as received."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from zhuisu.core.findings import Text
from zhuisu.portal import sources
from zhuisu.portal.language import language_of
from zhuisu.portal.links import proof_path, told_path, variety_path
from zhuisu.portal.page import page
from zhuisu.portal.withheld import withheld_in_words
from zhuisu.portal.wording import listed

NOT_SHOWN = Text("\n\n不公开：{fields}。", "\n\nNot public: {fields}.")


@require_safe
def event(request: HttpRequest, event_id: UUID) -> HttpResponse:
    """HTML, or the bare bytes for `Accept: text/plain`. An event outside the visible story does not exist here."""
    of, after = request.GET.get("of", ""), request.GET.get("after", "")
    found = sources.opened_event(str(event_id), of, after or None) if of else None
    if found is None:
        raise Http404
    language = language_of(request)
    withheld = withheld_in_words(found.withheld, language)
    if request.headers.get("Accept") == "text/plain":
        note = (
            NOT_SHOWN.into(language).format(fields=listed(withheld, language, most=len(withheld))) if withheld else ""
        )
        return HttpResponse(found.body + note.encode(), content_type="text/plain; charset=utf-8")
    known = sources.profiles_now() if withheld else {}
    context = {
        "body": found.body.decode("utf-8"),
        "back": told_path(str(event_id), of, after),
        "proof_path": proof_path(str(event_id), of, after),
        "withheld": withheld,
        "varieties": [
            (known[each].name.into(language), variety_path(each)) for each in found.varieties if each in known
        ],
    }
    return page(request, "event.html", context)
