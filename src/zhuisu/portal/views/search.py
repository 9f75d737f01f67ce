"""What words find: enterprises, products, varieties and recalls, by a name or by a number that a pack shows."""

from typing import Final, NamedTuple

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_safe

from zhuisu.access.traced import Asked
from zhuisu.core.codes import recognise
from zhuisu.core.findings import Language
from zhuisu.portal import sources
from zhuisu.portal.enterprises import row_of
from zhuisu.portal.language import language_of
from zhuisu.portal.links import thing_path, variety_path
from zhuisu.portal.page import page
from zhuisu.portal.printed import printed
from zhuisu.portal.views import recalls

LONGEST: Final = 100
MOST: Final = 8


class Link(NamedTuple):
    """Something that was found: what it is called, what is said of it, where it leads, the category of its picture."""

    name: str
    say: str
    path: str
    category: str


def is_words(text: str) -> bool:
    """Whether a text is a name to look for: it reads as no code, is no address, and nothing is on record under it."""
    if any(code.scheme != "uri" for code in recognise(text)) or "://" in text:
        return False
    return any(letter.isalpha() for letter in text) and not sources.known_things([f"uri:{text}"])


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """`/search?q=`: what has these words in its name, or this number on its pack; a few of each kind."""
    text = request.GET.get("q", "").strip().replace("\0", "")[:LONGEST]
    if not text:
        return HttpResponseRedirect("/")
    language = language_of(request)
    found = sources.enterprises(Asked(text))
    context = {
        "typed": text,
        "enterprises": [row_of(each, language) for each in found.rows[:MOST]],
        "enterprises_total": found.total,
        "printed": printed(text, language),
        "products": _products(text, language),
        "varieties": _varieties(text, language),
        "recalls": [recalls.row_of(each, language) for each in sources.published_recalls("", "", text)[:MOST]],
    }
    found_any = any(context[name] for name in ("printed", "enterprises", "products", "varieties", "recalls"))
    return page(request, "search.html", {**context, "found_any": found_any})


def _products(text: str, language: Language) -> list[Link]:
    return [
        Link(
            (each.name or each.name_en) if language is Language.ZH else (each.name_en or each.name),
            each.specification,
            thing_path(each.key),
            each.category or "general",
        )
        for each in sources.products(text, MOST)
    ]


def _varieties(text: str, language: Language) -> list[Link]:
    wanted = text.casefold()
    return [
        Link(each.name.into(language), "", variety_path(each.id), each.category.value)
        for each in sources.profiles_now().values()
        if any(wanted in name.casefold() for name in (each.zh, each.en, *each.aliases))
    ][:MOST]
