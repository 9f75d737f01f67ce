"""Findings: /work/findings/, what is found of our records, in plain words, and what mends it."""

from collections.abc import Collection, Mapping
from typing import Any, Final
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from zhuisu.access.actor import Actor
from zhuisu.access.permitting import Deed
from zhuisu.console.both import told
from zhuisu.core.findings import Severity, Text
from zhuisu.portal.links import thing_path
from zhuisu.recording.against import FindingRow, Remedy, findings_against
from zhuisu.recording.names import Names, code_of, lot_of
from zhuisu.work.asking import working
from zhuisu.work.owning import own_events
from zhuisu.work.page import page
from zhuisu.work.telling import when

MOST_THINGS: Final = 5
"""So many goods of a finding are named."""
_CORRECT = Text("更正这条记录", "Correct this record")
_RECORD = Text("补记这一环节", "Record this stage")
_LICENCE = Text("补登或更新证照", "Register or renew the licence")


@require_safe
@working(Deed.READ_EVENTS)
def findings(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Those that are open, errors first."""
    found = findings_against(actor)
    own = own_events(actor, {each.remedy.event for each in found if each.remedy.event})
    names = Names(key for each in found for key in each.things[:MOST_THINGS])
    rows = [finding_words(each, own, names) for each in found]
    return page(request, "findings.html", {"tab": "today", "rows": rows})


def finding_words(row: FindingRow, own: Collection[str], names: Names) -> Mapping[str, Any]:
    """A finding: what, about which goods, on what ground, how to mend it; `own` are the records that open."""
    return {
        "title": told(row.title),
        "told": told(row.told),
        "mend": told(row.mend),
        "basis": told(row.basis),
        "about": " · ".join(part for part in (told(row.variety_name), told(row.stage_name)) if part),
        "things": [{"name": _named(key, names), "address": thing_path(key)} for key in row.things[:MOST_THINGS]],
        "when": when(row.time),
        "is_error": row.severity is Severity.ERROR,
        "remedy": _remedy(row.remedy, row.things, own),
    }


def _named(key: str, names: Names) -> str:
    """What it is and which lot of it, else its own number."""
    lot, name = lot_of(key), told(names.of(key))
    own = told(Text(f"批号 {lot}", f"lot {lot}")) if lot else code_of(key)
    return name if own == name else f"{name} · {own}"


def _remedy(remedy: Remedy, things: tuple[str, ...], own: Collection[str]) -> Mapping[str, str] | None:
    """The link that leads to what mends it."""
    match remedy.kind:
        case "correct" if remedy.event in own:
            return {"name": told(_CORRECT), "address": reverse("work:event", query={"of": remedy.event})}
        case "record" if remedy.variety and remedy.stage:
            about = urlencode([("of", thing) for thing in things[:5]])
            form = reverse("work:form", args=(remedy.variety, remedy.stage))
            return {"name": told(_RECORD), "address": f"{form}?{about}"}
        case "licence":
            return {"name": told(_LICENCE), "address": "/enrol"}
        case _:
            return None
