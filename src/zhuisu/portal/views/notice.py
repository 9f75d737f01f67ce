"""The stallholder's page: what is recalled, three large buttons, one number, a photograph; no account, no script."""

import re
import unicodedata
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from typing import Final

import msgspec
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, UnreadablePostError
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from zhuisu.access.addresses import household_of
from zhuisu.core.findings import Finding, sentence
from zhuisu.portal.language import language_of
from zhuisu.portal.page import page
from zhuisu.portal.task import Amount, Button, asked, chosen, task_of, to_fix
from zhuisu.recall import links, misses
from zhuisu.recall.answering import LONGEST_NOTE, Said, answer_by_link, mark_seen
from zhuisu.recall.answering_sentences import SENTENCES
from zhuisu.recall.evidence import MOST_BYTES, Photo, too_large
from zhuisu.recall.kinds import Deed
from zhuisu.recall.models import Holding
from zhuisu.recall.noticed import noticed
from zhuisu.recall.reckoning import expected
from zhuisu.recall.refusing import Refusal, wrong

PHOTOS: Final = 2
"""Taken of one form."""

MOST_DRAINED: Final = 64 << 20
"""A form that is too large is read to its end, so that its sender is told why, if it is no larger than that."""

_PIECE: Final = 64 << 10
_SECRET: Final = re.compile(rf"[A-Za-z0-9_-]{{{links.SECRET_LETTERS}}}")
_FORM_BYTES: Final = 64 << 10  # what a form adds to its pictures
_SEE_OTHER: Final = 303
_DIGITS: Final = 19  # fewer fit the column


@csrf_exempt  # no cookie lets anybody in: who posts must know the secret of the address
@require_http_methods(["GET", "HEAD", "POST"])
def notice(request: HttpRequest, secret: str) -> HttpResponse:
    """A GET shows the notice, or with `?said=` the form of one button; a POST takes the answer."""
    holding = links.opened(secret) if _SECRET.fullmatch(secret) else None
    if holding is None:
        return _guarded(_unknown(request))
    if request.method == "POST":
        return _guarded(_take(request, holding))
    if request.method == "GET":
        mark_seen(holding)
    return _guarded(_shown(request, holding))


def _guarded(response: HttpResponse) -> HttpResponse:
    """The address is a secret: nobody keeps it, and nobody is told of it."""
    response["Cache-Control"] = "no-store"
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _unknown(request: HttpRequest) -> HttpResponse:
    """A link that was cut, or revoked; after too many from one place, no more is looked up for a while."""
    seconds = misses.missed(household_of(request))
    response = page(request, "notice_unknown.html", {"is_held_off": seconds > 0}, status=429 if seconds else 404)
    if seconds:
        response["Retry-After"] = str(seconds)
    return response


def _shown(request: HttpRequest, holding: Holding) -> HttpResponse:
    language = language_of(request)
    told = noticed(holding)
    task = task_of(told, language)
    button = chosen(task, request.GET.get("said", ""))
    if button is not None:
        return _form(request, holding, button, (), status=200)
    context = {"task": task, "is_thanked": "thanks" in request.GET, "fixed": to_fix(task, request.GET.get("fix", ""))}
    return page(request, "notice.html", context)


def _form(
    request: HttpRequest, holding: Holding, button: Button, findings: Sequence[Finding], *, status: int
) -> HttpResponse:
    """The form of a button, with what was wrong with what it was given."""
    language = language_of(request)
    told = noticed(holding)
    task = task_of(told, language)
    context = {
        "task": task,
        "fixed": to_fix(task, (request.POST if request.method == "POST" else request.GET).get("fix", "")),
        "button": button,
        "amounts": [_filled(request, each) for each in asked(told, Deed(button.deed), language)],
        "note": request.POST.get("note", ""),
        "problems": [sentence(each, SENTENCES, language) for each in findings],
        "is_far": any(each.code == "answer.far_beyond" for each in findings),
        "longest_note": LONGEST_NOTE,
    }
    return page(request, "notice_form.html", context, status=status)


def _filled(request: HttpRequest, amount: Amount) -> Amount:
    """With what was typed before, if anything was."""
    return msgspec.structs.replace(amount, number=request.POST.get(f"quantity-{amount.uom}", amount.number))


def _take(request: HttpRequest, holding: Holding) -> HttpResponse:
    """Every field with a number is an answer; where all are empty, all that is left is meant."""
    size = int(request.META.get("CONTENT_LENGTH") or 0)
    if size > PHOTOS * MOST_BYTES + _FORM_BYTES:
        _drain(request, size)
        return _refused(request, holding, "", [too_large(size, "")], 413)
    try:
        word, found = request.POST.get("said", ""), _said(request, holding)
    except UnreadablePostError:  # its sender was too slow, or went away
        return _refused(request, holding, "", [wrong("evidence.no_picture")], 400)
    if isinstance(found, Finding):
        return _refused(request, holding, word, [found], 422)
    for said in found:
        outcome = answer_by_link(holding=holding, said=said)
        if isinstance(outcome, Refusal):
            return _refused(request, holding, word, outcome.findings, 422)
    response = HttpResponseRedirect(f"{request.path}?thanks")
    response.status_code = _SEE_OTHER
    return response


def _drain(request: HttpRequest, size: int) -> None:
    """Read what is too large, and keep nothing of it: a browser that still sends does not read what it is answered."""
    try:
        while size <= MOST_DRAINED and request.read(_PIECE):
            pass
    except (UnreadablePostError, OSError):
        pass  # its sender was too slow, or went away: nobody is there to be answered


def _refused(
    request: HttpRequest, holding: Holding, word: str, findings: Sequence[Finding], status: int
) -> HttpResponse:
    language = language_of(request)
    task = task_of(noticed(holding), language)
    button = chosen(task, word)
    if button is not None:
        return _form(request, holding, button, findings, status=status)
    problems = [sentence(each, SENTENCES, language) for each in findings]
    return page(request, "notice.html", {"task": task, "problems": problems}, status=status)


def _said(request: HttpRequest, holding: Holding) -> list[Said] | Finding:
    """The answers that a form holds, of which the first has the pictures."""
    word = request.POST.get("said", "")
    if word not in set(Deed):
        return wrong("answer.bad_deed", "$.deed", found=word[:100], known=", ".join(Deed))
    numbers = _numbers(request, holding)
    if isinstance(numbers, Finding):
        return numbers
    told = Said(
        deed=Deed(word),
        note=request.POST.get("note", "").replace("\r\n", "\n"),
        photos=tuple(Photo(each.read(), each.name or "") for each in request.FILES.getlist("photo")[:PHOTOS]),
        replaces=_number(request, "fix"),
        after=_number(request, "after"),
        sure="sure" in request.POST,
    )
    if not numbers:
        return [told]
    (uom, number), *more = numbers
    rest = [
        msgspec.structs.replace(told, photos=(), note="", replaces=None, uom=uom, quantity=number)
        for uom, number in more
    ]
    return [msgspec.structs.replace(told, uom=uom, quantity=number), *rest]


def _number(request: HttpRequest, name: str) -> int | None:
    text = request.POST.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < _DIGITS else None


def _numbers(request: HttpRequest, holding: Holding) -> list[tuple[str, Decimal]] | Finding:
    """What stands in the fields of the units, in whatever digits a keyboard writes."""
    found = []
    for line in expected(holding):
        text = unicodedata.normalize("NFKC", request.POST.get(f"quantity-{line.uom}", "")).replace(",", "").strip()
        if text:
            try:
                found.append((line.uom, Decimal(text)))
            except InvalidOperation:
                return wrong("answer.bad_quantity", "$.quantity", found=text[:100])
    return found
