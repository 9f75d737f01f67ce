"""/admin/invitation/…: whoever was invited chooses a password."""

from django.contrib.auth import login
from django.contrib.auth.forms import SetPasswordForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from zhuisu.access.models import Account
from zhuisu.console import accounts
from zhuisu.console.both import both
from zhuisu.console.views.door import door


@never_cache
@sensitive_post_parameters()
@csrf_protect
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, number: str, token: str) -> HttpResponse:
    """Then the second factor is asked for, or joined. 410 where the link is good no more."""
    account = accounts.invited(number, token)
    if account is None:
        return door(request, "gone.html", {"title": both("链接已失效", "This link is no longer good")}, status=410)
    form: SetPasswordForm[Account] = SetPasswordForm(account, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        accounts.accept(account, form.cleaned_data["new_password1"])
        login(request, account)
        return HttpResponseRedirect(reverse("admin:verify"))
    words = {"form": form, "account": account.name, "title": both("设置密码", "Choose a password")}
    response = door(request, "invitation.html", words)
    response["Referrer-Policy"] = "same-origin"  # the link is a secret
    return response
