"""What a person sees when there is no page, or when something broke."""

from django.http import HttpRequest, HttpResponse

from zhuisu.core.findings import Text
from zhuisu.portal.language import language_of
from zhuisu.portal.page import page

NOT_FOUND = Text("没有这个页面", "There is no such page")
NOT_FOUND_SAY = Text(
    "地址可能输错了，或者已经变更。请在下面查询编码。", "The address may be mistyped. Look up a code below."
)
BROKEN = Text("暂时打不开", "Something broke on our side")
BROKEN_SAY = Text(
    "故障已被记录，不是您的操作造成的。请稍后再试；急事请拨打 12345。",
    "It was noted, and it is not your doing. Try again in a while; if it is urgent, call 12345.",
)
REFUSED = Text("这个请求无法处理", "This request could not be read")
REFUSED_SAY = Text("请返回首页重新查询。", "Go back to the home page and look the code up again.")

HELD_OFF = Text("查询太频繁，请稍等", "Too many look-ups: please wait a moment")
HELD_OFF_SAY = Text(
    "从您所在的网络来的查询太多。请等几秒钟再打开；这与您的商品好坏无关。",
    "Too many look-ups come from your network. Open the page again in a moment; this says nothing about your goods.",
)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _error(request, NOT_FOUND, NOT_FOUND_SAY, 404)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _error(request, REFUSED, REFUSED_SAY, 400)


def held_off(request: HttpRequest, seconds: int) -> HttpResponse:
    """One address looked up more than people do."""
    response = _error(request, HELD_OFF, HELD_OFF_SAY, 429)
    response["Retry-After"] = str(seconds)
    return response


def broken(request: HttpRequest) -> HttpResponse:
    """Needs no database."""
    return _error(request, BROKEN, BROKEN_SAY, 500)


def _error(request: HttpRequest, line: Text, say: Text, status: int) -> HttpResponse:
    language = language_of(request)
    return page(request, "error.html", {"line": line.into(language), "say": say.into(language)}, status=status)
