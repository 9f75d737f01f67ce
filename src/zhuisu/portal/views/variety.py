"""The page of a variety: what must be on record for it, stage by stage, and on what legal ground."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_safe

from zhuisu.core.profiles.closed import is_closed
from zhuisu.portal import sources
from zhuisu.portal.categories import TITLES, Category
from zhuisu.portal.language import language_of
from zhuisu.portal.links import variety_path
from zhuisu.portal.page import page
from zhuisu.portal.requirements import requirements


@require_safe
def variety(request: HttpRequest, name: str) -> HttpResponse:
    """`/variety/<id>`; what people also call it (`/variety/pork`) goes on to its id."""
    known, language = sources.profiles_now(), language_of(request)
    profile = known.get(name)
    if profile is None:
        meant = next((each for each in known.values() if name in (*each.aliases, each.zh, each.en)), None)
        if meant is None:
            raise Http404
        return HttpResponseRedirect(variety_path(meant.id))
    category = Category(profile.category.value)
    context = {
        "needs": requirements(profile, language),
        "is_closed": is_closed(profile),
        "category": category.value,
        "category_title": TITLES[category].into(language),
    }
    return page(request, "variety.html", context)
