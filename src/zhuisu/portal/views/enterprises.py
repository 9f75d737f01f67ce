"""The enterprises whose products are traced: a list, and what everybody may read of each."""

from typing import Final
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from zhuisu.access.traced import MOST, Asked
from zhuisu.portal import sources
from zhuisu.portal.categories import TITLES, Category
from zhuisu.portal.enterprises import papers_of, region_name, row_of, wares_of
from zhuisu.portal.language import language_of
from zhuisu.portal.page import page
from zhuisu.registry.regions import region

LONGEST: Final = 100
FARTHEST: Final = 1_000_000


@require_safe
def enterprises(request: HttpRequest) -> HttpResponse:
    """`/enterprises`: by region and name; `?q=`, `?region=` and `?category=` narrow them, `?after=` goes on."""
    language, asked = language_of(request), _asked(request)
    found = sources.enterprises(asked)
    shown = asked.after + len(found.rows)
    narrowed = {"q": asked.text, "region": asked.region, "category": asked.category}
    context = {
        **narrowed,
        "rows": [row_of(each, language) for each in found.rows],
        "total": found.total,
        "is_narrowed": any(narrowed.values()),
        "regions": [(code, region_name(code, language)) for code in sources.regions()],
        "categories": [
            (each.value, TITLES[each].into(language))
            for each in Category
            if each not in (Category.GENERAL, Category.HAZMAT)
        ],
        "next": _page(narrowed, shown) if shown < found.total else "",
        "previous": _page(narrowed, max(0, asked.after - MOST)) if asked.after else "",
    }
    return page(request, "enterprises.html", context)


@require_safe
def enterprise(request: HttpRequest, key: str) -> HttpResponse:
    """`/enterprises/<key>`: its licences and products, and where to complain."""
    found = sources.enterprise(key)
    if found is None:
        raise Http404
    language = language_of(request)
    context = {
        "row": row_of(found.enterprise, language),
        "code": key.partition(":")[2],
        "address_told": found.address,
        "papers": papers_of(found, language),
        "wares": wares_of(found, language),
    }
    return page(request, "enterprise.html", context)


def _asked(request: HttpRequest) -> Asked:
    given = {name: request.GET.get(name, "").strip().replace("\0", "") for name in ("q", "region", "category", "after")}
    after = given["after"]
    return Asked(
        text=given["q"][:LONGEST],
        region=given["region"] if region(given["region"]) else "",
        category=given["category"] if given["category"] in {each.value for each in Category} else "",
        after=min(int(after), FARTHEST) if after.isascii() and after.isdigit() and len(after) < 9 else 0,
    )


def _page(narrowed: dict[str, str], after: int) -> str:
    return f"/enterprises?{urlencode({**{name: value for name, value in narrowed.items() if value}, 'after': after})}"
