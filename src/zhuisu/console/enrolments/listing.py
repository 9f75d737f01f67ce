"""/admin/enrolments/: the applications of whoever asks, those that wait for them first."""

from typing import Any, Final

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse

from zhuisu.access.permitting import Deed
from zhuisu.console.asking import require
from zhuisu.console.both import both, told
from zhuisu.console.enrolments.frame import screen
from zhuisu.enrolling.beginning import registered
from zhuisu.enrolling.models import Application
from zhuisu.enrolling.sight import to_decide, visible
from zhuisu.enrolling.states import AIMS, NAMES, Aim, State
from zhuisu.packaged import profiles
from zhuisu.registry.regions import full_names

_PAGE: Final = 50
_LONGEST: Final = 100
WAITING: Final = "waiting"
_SHOWN: Final = (State.FILED, State.RETURNED, State.APPROVED, State.WITHDRAWN)


def listing(request: HttpRequest) -> HttpResponse:
    """Narrowed by `?state=` and `?q=`: a number, a name or a code. Without a state, those that wait."""
    actor = require(request, Deed.DECIDE_ENROLMENTS)
    state, sought = request.GET.get("state", WAITING), request.GET.get("q", "").strip()[:_LONGEST].replace("\0", "")
    rows, waiting = visible(actor), to_decide(actor)
    found = waiting if state == WAITING else rows.filter(state=state) if state in set(State) else rows
    if sought:
        found = rows.filter(Q(number__iexact=sought) | Q(name__icontains=sought) | Q(key__icontains=sought))
    page = Paginator(found, _PAGE).get_page(request.GET.get("p"))
    counts = {each: rows.filter(state=each.value).count() for each in _SHOWN}
    return screen(
        request,
        "list.html",
        {
            "title": both("备案审核", "Enrolments"),
            "rows": [row_of(each) for each in page],
            "found": page,
            "state": state,
            "q": sought,
            "chips": [
                (WAITING, str(both("等我审核", "waiting for me")), waiting.count()),
                *((each.value, told(NAMES[each]), counts[each]) for each in _SHOWN),
            ],
        },
    )


def name_of(row: Application) -> str:
    """The name that it gives, else the one that is registered, else the code."""
    known = None if row.name else registered(row.key)
    party: Any = None if known is None else known.entry
    return row.name or (party.name if party is not None else "") or row.key.removeprefix("uscc:") or row.number


def row_of(row: Application) -> dict[str, Any]:
    """An application as a line of the list."""
    return {
        "number": row.number,
        "name": name_of(row),
        "aim": told(AIMS[Aim(row.aim)]),
        "is_joining": row.aim == Aim.JOIN,
        "state": row.state,
        "state_name": told(NAMES[State(row.state)]),
        "region": told(full_names(row.region)),
        "goods": "、".join(told(profiles()[each].name) for each in row.varieties if each in profiles()),
        "filed_at": row.filed_at,
    }
