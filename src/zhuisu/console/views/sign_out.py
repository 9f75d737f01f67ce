"""/admin/logout/: the end of a session."""

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from zhuisu.access.models import Audit
from zhuisu.console.both import both
from zhuisu.console.views.door import door


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Says so. The session is gone from the database, too."""
    if request.user.is_authenticated:
        Audit.objects.create(actor=request.user.get_username(), verb="signed out")
    logout(request)
    return door(request, "signed_out.html", {"title": both("已退出", "Signed out")})
