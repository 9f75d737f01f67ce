"""Report a problem without an account, and follow what becomes of it by its number."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final
from urllib.parse import quote

from django.core.exceptions import RequestDataTooBig, TooManyFilesSent
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, UnreadablePostError
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from zhuisu.access.addresses import household_of
from zhuisu.casework.refusing import wrong
from zhuisu.casework.reports import LONGEST, LONGEST_LINE, MOST_PHOTOS, Followed, Receipt, Reported
from zhuisu.casework.sentences import SENTENCES
from zhuisu.core.codes import parse_key
from zhuisu.core.findings import Finding, Language, Text, sentence
from zhuisu.portal import sources
from zhuisu.portal.categories import TITLES, Category
from zhuisu.portal.labels import qr_svg
from zhuisu.portal.language import language_of
from zhuisu.portal.links import thing_path
from zhuisu.portal.page import page
from zhuisu.portal.readings import reading
from zhuisu.portal.wording import day_in_words
from zhuisu.recall import misses
from zhuisu.recall.answering_sentences import SENTENCES as OF_PHOTOS
from zhuisu.recall.evidence import MOST_BYTES, Photo, too_large

_FORM_BYTES: Final = 64 << 10  # what a form adds to its pictures
_FIELDS: Final = ("text", "code", "category", "place", "contact")
_FAR_TOO_LONG: Final = Text(
    "文字太多，没有收到。请写得短一些：说明最多 {limit} 字。",
    "This was far too much text and was not received. Write less: {limit} characters at most.",
)
_WORDS: Final = {**OF_PHOTOS, **SENTENCES, "report.far_too_long": _FAR_TOO_LONG}
_SEE_OTHER: Final = 303


@csrf_exempt  # nobody is signed in: there is nothing that another site could borrow
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest) -> HttpResponse:
    """`/report?code=`: the form; a POST takes it and leads to the page by which it is followed."""
    if request.method != "POST":
        return _form(request, {"code": _line(request.GET.get("code", ""))}, ())
    size = int(request.META.get("CONTENT_LENGTH") or 0)
    if size > MOST_PHOTOS * MOST_BYTES + _FORM_BYTES:
        return _form(request, {}, [too_large(size, "$.photos")], status=413)
    try:
        given = {name: request.POST.get(name, "") for name in _FIELDS}
        photos = tuple(Photo(each.read(), each.name or "") for each in request.FILES.getlist("photo") if each.size)
    except UnreadablePostError:  # its sender was too slow, or went away
        return _form(request, {}, (), status=400)
    except (RequestDataTooBig, TooManyFilesSent):  # past all that a person types, of which nothing was read
        return _form(request, {}, [wrong("report.far_too_long", "$.text", limit=LONGEST)], status=413)
    answer = sources.reported(Reported(**given, photos=photos, visitor=household_of(request)))
    if not isinstance(answer, Receipt):
        return _form(request, given, answer.findings, status=422)
    response = HttpResponseRedirect(f"{_path(answer.number, answer.secret)}?thanks")
    response.status_code = _SEE_OTHER
    return _guarded(response)


@csrf_exempt  # changes nothing: it only says where to go
@require_http_methods(["GET", "HEAD", "POST"])
def follow(request: HttpRequest) -> HttpResponse:
    """`/report/follow`: a number and its code lead to its page. A POST keeps the code out of logs."""
    if request.method != "POST":
        return page(request, "follow.html", {})
    number, secret = (_line(request.POST.get(name, "")) for name in ("number", "secret"))
    if not number or not secret or sources.followed(number, secret) is None:
        return _unknown(request, number)
    plain = "".join(letter for letter in secret.upper() if letter.isalnum())
    response = HttpResponseRedirect(_path(number.upper(), plain))
    response.status_code = _SEE_OTHER
    return _guarded(response)


@require_safe
def followed(request: HttpRequest, number: str, secret: str) -> HttpResponse:
    """`/report/<number>/<code>`: what became of it."""
    found = sources.followed(number, secret)
    if found is None:
        return _unknown(request, number)
    context = {
        **_told(found, language_of(request)),
        "secret": secret,
        "is_thanked": "thanks" in request.GET,
        "symbol": f"{_path(number, secret)}.svg",
    }
    return _guarded(page(request, "followed.html", context))


@require_safe
def followed_symbol(request: HttpRequest, number: str, secret: str) -> HttpResponse:
    """`/report/<number>/<code>.svg`: a QR code that opens that page, to be photographed."""
    if sources.followed(number, secret) is None:
        return _unknown(request, number)
    svg = qr_svg(request.build_absolute_uri(_path(number, secret)))
    return _guarded(HttpResponse(svg, content_type="image/svg+xml"))


def _form(
    request: HttpRequest, given: dict[str, str], findings: Sequence[Finding], *, status: int = 200
) -> HttpResponse:
    language = language_of(request)
    context = {
        **{f"given_{name}": given.get(name, "") for name in _FIELDS},
        "categories": [(each.value, TITLES[each].into(language)) for each in Category if each is not Category.GENERAL],
        "problems": [sentence(each, _WORDS, language) for each in findings],
        "longest": LONGEST,
        "longest_line": LONGEST_LINE,
        "most_photos": MOST_PHOTOS,
    }
    return page(request, "report.html", context, status=status)


def _unknown(request: HttpRequest, number: str) -> HttpResponse:
    """No such report; after too many tries from one place, none is looked up for a while."""
    seconds = misses.missed(household_of(request))
    status = 429 if seconds else 404
    response = page(request, "follow.html", {"number": number[:LONGEST_LINE], "is_unknown": True}, status=status)
    if seconds:
        response["Retry-After"] = str(seconds)
    return _guarded(response)


def _told(found: Followed, language: Language) -> dict[str, object]:
    steps = [(_moment(step.at, language), step.told.into(language)) for step in found.steps]
    return {
        "number": found.number,
        "state": found.state,
        "told": found.told.into(language),
        "text": found.text,
        "code": found.code,
        "kind": reading(parse_key(found.key), language).title if found.key else "",
        "code_path": thing_path(found.key) if found.key else "",
        "place": found.place,
        "category": TITLES[Category(found.category)].into(language) if found.category in set(Category) else "",
        "photos": found.photos,
        "due": _moment(found.due_at, language) if found.due_at else "",
        "answer": found.answer,
        "steps": steps,
    }


def _moment(at: datetime, language: Language) -> str:
    local = timezone.localtime(at)
    return f"{day_in_words(local.date(), language)} {local:%H:%M}"


def _line(text: str) -> str:
    return text.replace("\0", "").strip()[:LONGEST_LINE]


def _path(number: str, secret: str) -> str:
    return f"/report/{quote(number, safe='')}/{quote(secret, safe='')}"


def _guarded(response: HttpResponse) -> HttpResponse:
    """The address is a secret: nobody keeps it, and nobody is told of it."""
    response["Cache-Control"] = "no-store"
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
