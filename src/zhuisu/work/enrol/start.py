"""/enrol: the beginning: a 统一社会信用代码, or none; and /enrol/follow: an application by its number and code."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from zhuisu.access.actor import PUBLIC
from zhuisu.access.addresses import household_of
from zhuisu.console.wording import sentence
from zhuisu.enrolling.beginning import Begun, begin, begin_without_code
from zhuisu.enrolling.credit import LONGEST
from zhuisu.enrolling.following import follow
from zhuisu.enrolling.refusing import Refusal
from zhuisu.enrolling.states import OPEN, State
from zhuisu.enrolling.steps import steps_of
from zhuisu.work.enrol.asking import application_of, forget, keep, public, to
from zhuisu.work.enrol.frame import page

_UNPROCESSABLE = 422


@require_http_methods(["GET", "HEAD", "POST"])
@public
def start(request: HttpRequest) -> HttpResponse:
    """A POST begins: with the code that was typed, or without one."""
    if request.method != "POST":
        return page(request, "start.html", {"row": application_of(request), "credit": ""})
    typed, address = request.POST.get("credit", "")[:LONGEST], household_of(request)
    if request.POST.get("act") == "without":
        begun = begin_without_code(address=address, actor=PUBLIC)
    else:
        begun = begin(typed, address=address, actor=PUBLIC, compared=request.POST.get("compared", ""))
    if isinstance(begun, Refusal):
        words = {"problems": [sentence(each) for each in begun.findings], "credit": typed}
        return page(request, "start.html", words, status=_UNPROCESSABLE)
    return _begun(begun)


@require_http_methods(["GET", "HEAD", "POST"])
@public
def follow_page(request: HttpRequest) -> HttpResponse:
    """Asks for number and code; then this phone keeps them."""
    if request.method != "POST":
        return page(request, "follow.html", {})
    number, code = request.POST.get("number", ""), request.POST.get("code", "")
    found = follow(number, code, address=household_of(request))
    if isinstance(found, Refusal):
        words = {"problems": [sentence(each) for each in found.findings], "number": number[:LONGEST]}
        return page(request, "follow.html", words, status=_UNPROCESSABLE)
    response = to("check" if State(found.state) in OPEN else "state")
    keep(response, found.number, code.replace(" ", "").lower())
    return response


@require_http_methods(["POST"])
@public
def leave(request: HttpRequest) -> HttpResponse:
    """This phone forgets the application, which stays."""
    response = to("start")
    forget(response)
    return response


def _begun(begun: Begun) -> HttpResponse:
    response = to("step", steps_of(begun.aim)[0].value)
    keep(response, begun.number, begun.code)
    return response
