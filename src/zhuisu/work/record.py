"""Record: /work/record/, the stages to choose from, and the form of each."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any, BinaryIO, Final, cast
from uuid import uuid4

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zhuisu.access.actor import Actor
from zhuisu.access.permitting import Deed
from zhuisu.console.both import told
from zhuisu.core.findings import Severity
from zhuisu.core.forms.filled import Filled
from zhuisu.core.forms.model import InputType
from zhuisu.recording.checking import check
from zhuisu.recording.clock import today
from zhuisu.recording.forms import Form, form_of
from zhuisu.recording.photographs import keep
from zhuisu.recording.refusing import Refusal
from zhuisu.recording.saving import Saved, save
from zhuisu.recording.stages import StageRow, stages_of
from zhuisu.recording.stock import on_hand
from zhuisu.recording.telling import ToldFinding
from zhuisu.recording.telling import told as in_both
from zhuisu.work import naming
from zhuisu.work.answering import by_path, done, in_words, judged, unreadable
from zhuisu.work.asking import wants_json, working
from zhuisu.work.filling import Given, UnreadableError, filled_of, misread
from zhuisu.work.lapsing import lapsing
from zhuisu.work.laying import laid_out, named, units_of
from zhuisu.work.page import own_name, page
from zhuisu.work.prefilling import first_given, given_of

OFTEN: Final = 4
"""So many stages stand above the others: those that are recorded most."""
POLICY: Final = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' blob:;"
    " media-src 'self' blob:; connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self';"
    " base-uri 'none'; frame-ancestors 'none'"
)
"""A form scans: its policy lets the decoder's WebAssembly be compiled."""
PERMISSIONS: Final = "camera=(self), geolocation=(self), microphone=(), payment=(), usb=()"


@require_safe
@working(Deed.RECORD)
def choose(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The stages that the party may record, the most used ones first."""
    rows = stages_of(actor)
    own = [row for row in rows if row.is_handled or row.used]
    words = {
        "tab": "record",
        "often": [stage_words(row) for row in rows[:OFTEN] if row.used],
        "varieties": _by_variety(own or rows),
        "others": _by_variety([row for row in rows if own and row not in own]),
        "thing": request.GET.get("of", ""),
    }
    return page(request, "record/choose.html", words)


@require_http_methods(["GET", "HEAD", "POST"])
@working(Deed.RECORD)
def form(request: HttpRequest, actor: Actor, variety: str, stage: str) -> HttpResponse:
    """The form of a stage, empty but for what was answered the last time; sent, it becomes a record."""
    asked = asked_of(variety, stage, actor)
    if request.method != "POST":
        return shown(request, actor, asked, first_given(asked, request.GET.getlist("of")))
    filled = received(request, actor, asked)
    if not isinstance(filled, Filled):
        return refused(request, actor, asked, filled)
    doubts = doubts_of(request, actor, filled)
    if doubts:
        return shown(request, actor, asked, given_of(asked, filled), doubts)
    outcome = save(actor=actor, filled=filled)
    if isinstance(outcome, Refusal):
        return refused(request, actor, asked, in_both(outcome.findings))
    return saved(request, outcome)


@require_POST
@working(Deed.RECORD)
def checked(request: HttpRequest, actor: Actor, variety: str, stage: str) -> JsonResponse:
    """What would be wrong with a form as it stands; nothing is written."""
    asked = asked_of(variety, stage, actor)
    try:
        filled = filled_of(asked, request.POST, {})
    except UnreadableError as fault:
        return judged([unreadable(fault.path)], status=200)
    return judged(found_of(request, actor, asked, filled, request.GET.get("instead", "")), status=200)


def found_of(
    request: HttpRequest, actor: Actor, asked: Form, filled: Filled, instead_of: str = ""
) -> Sequence[ToldFinding]:
    """All that is wrong with a form; of an amount that is none, that alone."""
    amounts = misread(asked, request.POST)
    paths = {each.path for each in amounts}
    rest = (each for each in check(actor, filled, instead_of=instead_of) if each.path not in paths)
    return in_both((*amounts, *rest))


def doubts_of(request: HttpRequest, actor: Actor, filled: Filled, instead_of: str = "") -> Sequence[ToldFinding]:
    """What is asked before a form is kept that came without scripts: warnings, where there are no errors, and once.
    A queue has asked before it sent."""
    if wants_json(request) or naming.SURE in request.POST:
        return ()
    found = in_both(check(actor, filled, instead_of=instead_of))
    has_errors = any(each.severity is Severity.ERROR for each in found)
    return () if has_errors else [each for each in found if each.severity is Severity.WARNING]


def asked_of(variety: str, stage: str, actor: Actor) -> Form:
    """The form. Raises Http404 where there is no such stage."""
    found = form_of(variety, stage, actor)
    if found is None:
        raise Http404
    return found


def received(request: HttpRequest, actor: Actor, asked: Form, instead_of: str = "") -> Filled | Sequence[ToldFinding]:
    """What was typed, its photographs kept; else what cannot be read of it, with all else that is wrong."""
    photographs: dict[str, list[str]] = {}
    for each in asked.asked.inputs:
        for sent in request.FILES.getlist(naming.photo(each.path)) if each.type is InputType.PHOTO else ():
            kept = keep(actor=actor, stream=cast(BinaryIO, sent))
            if isinstance(kept, Refusal):
                return in_both(kept.findings)
            photographs.setdefault(each.path, []).append(kept.uri)
    try:
        filled = filled_of(asked, request.POST, photographs)
    except UnreadableError as fault:
        return (unreadable(fault.path),)
    return found_of(request, actor, asked, filled, instead_of) if misread(asked, request.POST) else filled


def refused(
    request: HttpRequest, actor: Actor, asked: Form, findings: Sequence[ToldFinding], **words: Any
) -> HttpResponse:
    """The form again, with what is wrong beside each input."""
    if wants_json(request):
        return judged(findings)
    return shown(request, actor, asked, request.POST, findings, **words)


def shown(
    request: HttpRequest, actor: Actor, asked: Form, given: Given, findings: Sequence[ToldFinding] = (), **words: Any
) -> HttpResponse:
    """A form as it stands."""
    held = on_hand(actor)
    told_words = {
        "tab": "record",
        "form": asked,
        "title": told(asked.asked.stage_name),
        "variety_name": told(asked.asked.variety_name),
        "sections": laid_out(asked, given, held, own_name(actor)),
        "units": units_of(asked, held),
        "places": list(map(named, asked.places)),
        "licences": [need for need in asked.licences if not need.is_valid],
        "lapsing": list(lapsing(asked.licences, today())),
        "given": {**_plain(given), naming.PLACE: given.get(naming.PLACE) or asked.place},
        "findings": [in_words(each) for each in findings if each.severity == "error"],
        "doubts": [in_words(each) for each in findings if each.severity == "warning"],
        "wrong": by_path(findings),
        "draft": given.get(naming.DRAFT) or str(uuid4()),
        "check": reverse("work:check", args=(asked.asked.variety, asked.asked.stage)),
    }
    status = 422 if told_words["findings"] else 200
    template = "record/correct.html" if naming.REASON in words else "record/form.html"
    response = page(request, template, {**told_words, **words}, status=status)
    response["Content-Security-Policy"] = POLICY
    response["Permissions-Policy"] = PERMISSIONS
    return response


def saved(request: HttpRequest, outcome: Saved, instead_of: str = "") -> HttpResponse:
    """It is kept; the next screen tells once more what the rules found of it."""
    doubts = [in_words(each) for each in outcome.warnings if each.severity is Severity.WARNING]
    if doubts:
        request.session[naming.DOUBTS] = {outcome.event: doubts}
    return done(request, saved_address(outcome, instead_of))


def saved_address(outcome: Saved, instead_of: str = "") -> str:
    """The screen that says what usually comes next; `instead_of` is the record that this one corrects."""
    query = {"of": outcome.event, "next": ",".join(outcome.next)}
    return reverse("work:saved", query=query | ({"instead": instead_of} if instead_of else {}))


def stage_words(row: StageRow) -> Mapping[str, str]:
    """A stage to choose, in words."""
    return {
        "address": reverse("work:form", args=(row.variety, row.stage)),
        "name": told(row.stage_name),
        "variety": told(row.variety_name),
        "category": row.category,
    }


def _by_variety(rows: Sequence[StageRow]) -> Sequence[Mapping[str, Any]]:
    ordered = sorted(rows, key=lambda row: [each.variety for each in rows].index(row.variety))
    return [
        {"name": told(some[0].variety_name), "category": some[0].category, "stages": list(map(stage_words, some))}
        for some in (list(group) for _, group in groupby(ordered, key=lambda row: row.variety))
    ]


def _plain(given: Given) -> Mapping[str, str]:
    names = (naming.TIME, naming.PLACE, naming.NOTE, naming.LATITUDE, naming.LONGITUDE, naming.ACCURACY)
    return {name: given.get(name) or "" for name in names}
