"""Deciding: filing, approval, suspension and closing on a screen, of one entry or of several that were ticked."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from zhuisu.access.permitting import Deed
from zhuisu.access.registering import may_decide
from zhuisu.console.admins import Admin
from zhuisu.console.asking import now, require
from zhuisu.console.both import both, told
from zhuisu.console.entries.detail import address_of, seen
from zhuisu.console.page import page
from zhuisu.console.wording import sentence
from zhuisu.registry.deciding import decide
from zhuisu.registry.held import Held, Refusal
from zhuisu.registry.kinds import Kind
from zhuisu.registry.states import NEED_REASON, STEPS, Act

MOST: int = 100
"""So many entries are decided about at once."""


class Reason(forms.Form):
    """Why."""

    reason = forms.CharField(
        label=both("理由", "Reason"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}), required=False
    )

    def __init__(self, data: Any = None, *, act: Act | None = None) -> None:
        super().__init__(data)
        self.fields["reason"].required = act is None or act in NEED_REASON


def decided(request: HttpRequest, admin: Admin, kind: Kind) -> HttpResponse:
    """The screen of `?act=` on every `?id=`: asks for the reason, then decides. What is refused is told by entry."""
    actor = require(request, Deed.KEEP_REGISTRY)
    act = _act(request)
    numbers = [int(each) for each in request.GET.getlist("id")[:MOST] if each.isascii() and each.isdigit()]
    rows = list(admin.get_queryset(request).filter(pk__in=numbers).order_by("pk"))
    if not rows:
        raise Http404
    found = [seen(kind, row, actor) for row in rows]
    form = Reason(request.POST if request.method == "POST" else None, act=act)
    if request.method == "POST" and form.is_valid():
        return _done(request, kind, act, found, form.cleaned_data["reason"])
    verb = told(STEPS[act].name)
    words = {"title": verb, "verb": verb, "found": found, "form": form, "kind": kind.name}
    return page(request, admin, "decide.html", words)


def asked(kind: Kind, act: Act, numbers: Sequence[int]) -> HttpResponse:
    """To that screen."""
    query: dict[str, Any] = {"act": act.value, "id": list(numbers)[:MOST]}
    return HttpResponseRedirect(reverse(f"admin:console_{kind.name}_decide", query=query))


def _done(request: HttpRequest, kind: Kind, act: Act, found: Sequence[Held], reason: str) -> HttpResponse:
    actor, done = require(request, Deed.KEEP_REGISTRY), 0
    for each in found:
        refused = may_decide(actor, act, each.entry, now())
        written = decide(kind, each.entry.key, act, actor=actor.name, reason=reason) if refused is None else None
        findings = written.findings if isinstance(written, Refusal) else (refused,) if refused else ()
        for finding in findings:
            messages.error(request, f"{_name(each)}: {sentence(finding)}")
        done += not findings
    if done:
        verb = STEPS[act].name
        messages.success(request, str(both(f"{verb.zh}：{done} 条。", f"{verb.en}: {done}.")))
    if len(found) == 1:
        return HttpResponseRedirect(address_of(kind, found[0].id))
    return HttpResponseRedirect(reverse(f"admin:console_{kind.name}_changelist"))


def _name(held: Held) -> str:
    return getattr(held.entry, "name", "") or getattr(held.entry, "number", "") or held.entry.key


def _act(request: HttpRequest) -> Act:
    given = request.GET.get("act", "")
    if given not in set(Act):
        raise Http404
    return Act(given)
