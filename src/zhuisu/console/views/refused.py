"""Refused: what somebody reads whose form came without its proof of where it came from."""

from django.http import HttpRequest, HttpResponse

from zhuisu.console.both import both
from zhuisu.console.views.door import door


def csrf_refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: open the page again."""
    words = {"title": both("请重新打开页面", "Open the page again"), "reason": reason}
    return door(request, "refused.html", words, status=403)


def forbidden(request: HttpRequest) -> HttpResponse:
    """This page of the console is not for whoever is signed in."""
    words = {"title": both("这个账户不能看这一页", "This account may not see this page")}
    return door(request, "forbidden.html", words, status=403)
