"""/admin/cases/changes/: what others did about cases since I last looked."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from zhuisu.access.permitting import Deed
from zhuisu.casework.looking import changed, last_look, look
from zhuisu.console.asking import require
from zhuisu.console.both import both
from zhuisu.console.cases.screen import screen
from zhuisu.console.people import names_of
from zhuisu.console.recalls.screen import saying

_LARGEST = (1 << 63) - 1


def changes(request: HttpRequest) -> HttpResponse:
    """Case by case; POST says that all of it was seen."""
    actor = require(request, Deed.READ_CASES)
    if request.method == "POST":
        step = request.POST.get("step", "")
        if step.isascii() and step.isdigit() and len(step) < len(str(_LARGEST)):
            look(actor, step=int(step))
        return HttpResponseRedirect(reverse("admin:cases"))
    say, found = saying(), changed(actor)
    names = names_of(step.actor for each in found for step in each.steps)
    rows = [
        (each, say.text(each.title), [(step, names[step.actor], say.text(step.told)) for step in each.steps])
        for each in found
    ]
    last = max((step.id for each in found for step in each.steps), default=0)
    words = {"title": both("交接班：有变动的案件", "Since I last looked"), "rows": rows, "last": last}
    return screen(request, "changes.html", {**words, "looked_at": last_look(actor)})
