"""The home page, and what becomes of a text that somebody typed or scanned."""

from urllib.parse import urlencode

import msgspec
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, UnreadablePostError
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from zhuisu.core.findings import Language
from zhuisu.packaged import profiles
from zhuisu.portal import sources
from zhuisu.portal.categories import TITLES, WHERE_TO_LOOK, Category
from zhuisu.portal.examples import examples
from zhuisu.portal.language import language_of
from zhuisu.portal.links import thing_path, variety_path
from zhuisu.portal.page import page
from zhuisu.portal.readings import is_personal
from zhuisu.portal.views.recalls import row_of
from zhuisu.portal.views.search import LONGEST, is_words

MOST_STANDING = 3


class Kind(msgspec.Struct, frozen=True):
    """`varieties` are those of the category, each with the path of its page."""

    category: Category
    title: str
    where: str
    varieties: tuple[tuple[str, str], ...]


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    language = language_of(request)
    named = [category for category in Category if category is not Category.GENERAL]
    kinds = [
        Kind(each, TITLES[each].into(language), WHERE_TO_LOOK[each].into(language), _varieties(each, language))
        for each in named
    ]
    standing = [row_of(each, language) for each in sources.standing_recalls(MOST_STANDING)]
    shown = examples(language)
    hint = shown[0].code if shown else ""
    return page(request, "home.html", {"examples": shown, "kinds": kinds, "standing": standing, "hint": hint})


def _varieties(category: Category, language: Language) -> tuple[tuple[str, str], ...]:
    """By the packaged profiles: the home page asks the database for nothing that it can do without."""
    return tuple(
        (each.name.into(language), variety_path(each.id))
        for each in profiles().values()
        if each.category.value == category.value
    )


@csrf_exempt  # changes nothing: it only says where to go
@require_http_methods(["GET", "HEAD", "POST"])
def find(request: HttpRequest) -> HttpResponse:
    """A POST keeps what people type out of addresses; a person's number goes no further than this function."""
    try:
        text = (request.POST if request.method == "POST" else request.GET).get("code", "").replace("\0", "").strip()
    except UnreadablePostError:  # its sender was too slow, or went away
        text = ""
    if text and not is_personal(text) and is_words(text):
        return HttpResponseRedirect(f"/search?{urlencode({'q': text[:LONGEST]})}")
    return leading_to(text) if text else HttpResponseRedirect("/")


def leading_to(text: str) -> HttpResponse:
    """To the page of what this text names (303 See Other); of a person's number, to the page that says why not."""
    response = HttpResponseRedirect("/personal" if is_personal(text) else thing_path(text))
    response.status_code = 303
    return response


@require_safe
def personal(request: HttpRequest) -> HttpResponse:
    """Where a person's number leads: out of the address, to a page that says why."""
    return page(request, "personal.html", {})
