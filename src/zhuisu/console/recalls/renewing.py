"""/admin/recalls/<number>/holders/<id>/renew/: the link of a holder fell into wrong hands, and it is sent another."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from zhuisu.access.permitting import Deed
from zhuisu.console.asking import require
from zhuisu.console.both import both
from zhuisu.console.recalls.desk import found
from zhuisu.console.wording import sentence
from zhuisu.recall.reading import holding
from zhuisu.recall.refusing import Refusal
from zhuisu.recall.renewing import renew


@require_POST
def renewed(request: HttpRequest, number: str, id: int) -> HttpResponseRedirect:
    """The link that was sent is good no more; another is on its way. Leads back to the holder."""
    actor = require(request, Deed.KEEP_RECALLS)
    held = holding(id, actor)
    if held is None or held.number != found(number, actor).number:
        raise Http404
    done = renew(id, actor=actor)
    if isinstance(done, Refusal):
        for finding in done.findings:
            messages.error(request, sentence(finding))
    else:
        said = both("原来的链接已作废，新链接随通知发出。", "The link is good no more; another is on its way.")
        messages.success(request, str(said))
    return HttpResponseRedirect(reverse("admin:recall_holder", args=(number, id)))
