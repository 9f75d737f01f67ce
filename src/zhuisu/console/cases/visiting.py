"""/admin/cases/<number>/inspect/: an inspection on a phone: a check-list, photographs, a signature, the position.

The page keeps its draft in the browser (static/console/inspect.js) and sends it when it can; without scripts it is a
plain form.
"""

import base64
import binascii
from collections.abc import Mapping, Sequence
from datetime import datetime
from http import HTTPStatus
from math import nan
from typing import Any, Final
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse

from zhuisu.access.actor import Actor
from zhuisu.access.permitting import Deed
from zhuisu.casework.checklist import CheckPart, checklist
from zhuisu.casework.inspecting import MOST_PHOTOS, Checked, Inspected, inspect
from zhuisu.casework.kinds import RESULTS
from zhuisu.casework.models import Case
from zhuisu.casework.refusing import Refusal, invalid, wrong
from zhuisu.casework.told import CasePosition
from zhuisu.console.asking import now, require
from zhuisu.console.both import both
from zhuisu.console.cases.screen import StaleError, checked, found, is_script, screen, shown
from zhuisu.console.recalls.screen import saying
from zhuisu.console.wording import sentence
from zhuisu.core.findings import Finding
from zhuisu.recall.evidence import MOST_BYTES, Photo
from zhuisu.recall.report_saying import Saying

_PERMISSIONS: Final = "camera=(self), geolocation=(self), microphone=(), payment=(), usb=()"
"""This page alone may ask where it is."""
_RESULT, _NOTE = "r:", "n:"
_PNG: Final = "data:image/png;base64,"
_TEXTS: Final = ("officers", "place", "summary", "signer", "unsigned")


def visit(request: HttpRequest, number: str) -> HttpResponse:
    """Asks what was found, and writes it down. A script is answered with JSON."""
    actor = require(request, Deed.KEEP_CASES)
    told = found(number, actor)
    if "inspect" not in told.next:
        raise StaleError(told)
    findings: Sequence[Finding] = ()
    if request.method == "POST":
        at = _moment(request.POST.get("at", ""))
        done = (
            invalid(wrong("inspection.no_time", "$.at"))
            if at is None
            else inspect(number, _inspected(request, at), actor=actor)
        )
        if not isinstance(done, Refusal):
            messages.success(request, str(both("检查记录已保存。", "The inspection is on record.")))
            return _done(request, reverse("admin:case", args=(number,)))
        checked(done, number, actor)
        if is_script(request):
            return JsonResponse({"findings": _told(done.findings)}, status=HTTPStatus.UNPROCESSABLE_ENTITY)
        findings = done.findings
    say = saying()
    words = {
        **shown(told.row, say),
        "title": both("现场检查", "Inspection"),
        "case_title": say.text(told.row.title),
        "told": told,
        "parts": _parts(checklist(Case.objects.get(number=number), actor, now()), request.POST, say),
        "results": [(name, say.text(text)) for name, text in RESULTS.items()],
        "findings": _told(findings),
        "said": _said(request, told.row.party_name, actor),
        "most_photos": MOST_PHOTOS,
        "account": actor.name,
    }
    response = screen(request, "inspect.html", words)
    response["Permissions-Policy"] = _PERMISSIONS
    return response


def _done(request: HttpRequest, address: str) -> HttpResponse:
    return JsonResponse({"next": address}) if is_script(request) else HttpResponseRedirect(address)


def _told(findings: Sequence[Finding]) -> list[dict[str, str]]:
    return [{"path": each.path.removeprefix("$."), "told": sentence(each)} for each in findings]


def _said(request: HttpRequest, party: str, actor: Actor) -> Mapping[str, Any]:
    """What stands in the fields: what was typed, else what is known."""
    first = {
        "draft": str(uuid4()),
        "at": now().astimezone(_zone()).strftime("%Y-%m-%dT%H:%M"),
        "place": party,
        "officers": "",
    }
    return {**first, **{name: request.POST[name] for name in ("draft", "at", *_TEXTS) if name in request.POST}}


def _parts(parts: Sequence[CheckPart], given: Mapping[str, str], say: Saying) -> list[Mapping[str, Any]]:
    return [
        {
            "title": say.text(part.title),
            "lines": [
                {
                    "id": line.id,
                    "name": say.text(line.name),
                    "basis": say.text(line.basis),
                    "result": given.get(_RESULT + line.id, ""),
                    "note": given.get(_NOTE + line.id, ""),
                }
                for line in part.lines
            ],
        }
        for part in parts
    ]


def _inspected(request: HttpRequest, at: datetime) -> Inspected:
    """What was typed. What no form of ours would send is taken for nothing."""
    given = request.POST
    results = {name.removeprefix(_RESULT): given[name] for name in given if name.startswith(_RESULT)}
    lines = (Checked(id, result, given.get(_NOTE + id, "")) for id, result in results.items() if result)
    return Inspected(
        draft=_draft(given.get("draft", "")),
        at=at,
        lines=tuple(lines),
        position=_position(given),
        signature=_drawing(given.get("signature", "")),
        photos=tuple(
            Photo(each.read(MOST_BYTES + 1), each.name or "")
            for each in request.FILES.getlist("photos")[: MOST_PHOTOS + 1]
        ),
        **{name: given.get(name, "") for name in _TEXTS},
    )


def _draft(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        return uuid4()


def _moment(text: str) -> datetime | None:
    """As a clock in the city shows it; None where it is no time."""
    try:
        return datetime.fromisoformat(text).replace(tzinfo=_zone())
    except ValueError:
        return None


def _position(given: Mapping[str, str]) -> CasePosition | None:
    """What was sent of it; what is no number is told as wrong, and not left out in silence."""
    latitude, longitude, accuracy = (given.get(name, "").strip() for name in ("latitude", "longitude", "accuracy"))
    if not latitude and not longitude:
        return None
    return CasePosition(_number(latitude), _number(longitude), _number(accuracy or "0"))


def _number(text: str) -> float:
    """Not a number, where it is none."""
    try:
        return float(text)
    except ValueError:
        return nan


def _drawing(text: str) -> bytes:
    """A PNG as a canvas gives it; empty where it is none."""
    if not text.startswith(_PNG):
        return b""
    try:
        return base64.b64decode(text.removeprefix(_PNG), validate=True)
    except binascii.Error:
        return b""


def _zone() -> ZoneInfo:
    return ZoneInfo(settings.TIME_ZONE)
