"""Today: /work/, what there is to do."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from zhuisu.access.actor import Actor
from zhuisu.access.permitting import Deed
from zhuisu.work.asking import working
from zhuisu.work.page import page


@require_safe
@working(Deed.ANSWER_RECALLS)
def today(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What there is to do, the most urgent first."""
    return page(request, "today.html", {"tab": "today"})
