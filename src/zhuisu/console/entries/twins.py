"""Twins: parties that may be registered twice, and their merger."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from zhuisu.access.actor import Actor
from zhuisu.access.permitting import Deed
from zhuisu.access.registering import for_departments
from zhuisu.console.admins import Admin
from zhuisu.console.asking import require
from zhuisu.console.both import both
from zhuisu.console.entries.detail import address_of, seen
from zhuisu.console.page import page
from zhuisu.console.wording import sentence
from zhuisu.registry.duplicates import duplicates
from zhuisu.registry.held import Refusal
from zhuisu.registry.kinds import KINDS
from zhuisu.registry.lookup import find
from zhuisu.registry.merging import merge

PARTY = KINDS["party"]
_LOOKED_AT = 500
_LONGEST = 300


class Merger(forms.Form):
    """Two entries that are one."""

    keep = forms.CharField(label=both("保留", "Keep"), max_length=_LONGEST)
    lose = forms.CharField(label=both("并入（此条将标为已合并）", "Merge into it"), max_length=_LONGEST)
    reason = forms.CharField(label=both("理由", "Reason"), max_length=200)


def twins(request: HttpRequest, admin: Admin) -> HttpResponse:
    """A page of pairs, of those that the actor's screens show."""
    _require(request)
    after = request.GET.get("after", "0")
    pairs, rest = duplicates(after=int(after) if after.isascii() and after.isdigit() else 0, limit=_LOOKED_AT)
    keys = {key for pair in pairs for key in (pair.one, pair.other)}
    rows = {row.key: row for row in admin.get_queryset(request).filter(key__in=keys)}
    told = [(rows[pair.one], rows[pair.other], pair) for pair in pairs if {pair.one, pair.other} <= rows.keys()]
    title = both("疑似重复的主体", "Parties that may be one")
    return page(request, admin, "twins.html", {"title": title, "pairs": told, "rest": rest})


def merged(request: HttpRequest, admin: Admin) -> HttpResponse:
    """Asks for both keys and the reason, then merges."""
    actor = _require(request)
    initial = {name: request.GET.get(name, "") for name in ("keep", "lose")}
    form = Merger(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        kept = _merged(request, admin, actor, form)
        if kept is not None:
            messages.success(request, str(both("已合并。", "Merged.")))
            return HttpResponseRedirect(address_of(PARTY, kept))
    title = both("合并主体", "Merge two parties")
    return page(request, admin, "merge.html", {"title": title, "form": form})


def _merged(request: HttpRequest, admin: Admin, actor: Actor, form: Merger) -> int | None:
    said = form.cleaned_data
    for name in ("keep", "lose"):
        row = find(PARTY, said[name])
        visible = None if row is None else admin.get_queryset(request).filter(pk=row.pk).first()
        if visible is None:
            form.add_error(name, str(both("没有这个主体。", "There is no such party.")))
        else:
            refused = for_departments(actor, seen(PARTY, visible, actor).entry)
            if refused is not None:
                form.add_error(name, sentence(refused))
    if form.errors:
        return None
    done = merge(PARTY, said["keep"], said["lose"], actor=actor.name, reason=said["reason"])
    if not isinstance(done, Refusal):
        return done.id
    for finding in done.findings:
        form.add_error(None, sentence(finding))
    return None


def _require(request: HttpRequest) -> Actor:
    actor = require(request, Deed.KEEP_REGISTRY)
    if for_departments(actor) is not None:
        raise PermissionDenied
    return actor
