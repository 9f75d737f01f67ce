"""Page: a screen of an enterprise, in the frame that all of them have."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from zhuisu.access.actor import Actor
from zhuisu.core.forms.filled import LOCAL
from zhuisu.portal.size import Size, size_of
from zhuisu.recall.report import names_of
from zhuisu.recording.clock import now
from zhuisu.work.asking import signed_in


def page(request: HttpRequest, template: str, words: Mapping[str, Any], *, status: int = 200) -> HttpResponse:
    """Renders `work/<template>`, never stored by what lies between."""
    response = HttpResponse(render_to_string(f"work/{template}", {**_frame(request), **words}, request), status=status)
    response["Cache-Control"] = "no-store"
    return response


def _frame(request: HttpRequest) -> Mapping[str, Any]:
    """What the frame says: of whom, how large, and as of when, since a phone may show it much later."""
    actor = signed_in(request)
    return {
        "large": size_of(request) is Size.LARGE,
        "rendered": now().astimezone(LOCAL).isoformat(timespec="seconds"),
        "account": actor.name if actor else "",
        "party_name": own_name(actor) if actor else "",
    }


def own_name(actor: Actor) -> str:
    """What the actor's party is called; its code, where the registry does not know it."""
    party = actor.party or ""
    return names_of([party]).get(party, "") or party.removeprefix("uscc:")
