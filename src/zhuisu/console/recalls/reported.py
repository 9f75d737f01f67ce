"""/admin/recalls/<number>/reported/: the report of its progress was made; the next is due after as many hours."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from zhuisu.access.permitting import Deed
from zhuisu.console.asking import require
from zhuisu.console.both import both
from zhuisu.console.recalls.desk import found
from zhuisu.console.wording import sentence
from zhuisu.recall.refusing import Refusal
from zhuisu.recall.reporting import report


@require_POST
def reported(request: HttpRequest, number: str) -> HttpResponseRedirect:
    """Leads back to the desk."""
    actor = require(request, Deed.KEEP_RECALLS)
    done = report(found(number, actor).number, actor=actor)
    if isinstance(done, Refusal):
        for finding in done.findings:
            messages.error(request, sentence(finding))
    else:
        messages.success(request, str(both("已记下。", "It is written down.")))
    return HttpResponseRedirect(reverse("admin:recall", args=(number,)))
