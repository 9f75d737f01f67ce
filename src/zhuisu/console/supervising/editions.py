"""Editions: drafting a text of a profile, with what is wrong line by line; putting it in force; withdrawing it."""

from datetime import date
from typing import Any, Final

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from zhuisu.access.permitting import Deed
from zhuisu.console.admins import Admin
from zhuisu.console.asking import actor_of, may_ask, now, require
from zhuisu.console.both import both, told
from zhuisu.console.page import page
from zhuisu.console.people import name_of
from zhuisu.console.supervising.told import EDITIONS
from zhuisu.console.wording import sentence
from zhuisu.core.findings import Finding
from zhuisu.packaged import texts
from zhuisu.registry.acting import day_of
from zhuisu.supervision.editing import LONGEST, draft, held, put_in_force, rewrite, withdraw
from zhuisu.supervision.editions import in_force
from zhuisu.supervision.models import Edition
from zhuisu.supervision.refusing import Refusal

_NAME: Final = 60


class Draft(forms.Form):
    """A text of a profile."""

    profile = forms.CharField(
        label=both("品种标识", "Variety"),
        max_length=_NAME,
        help_text=both("如 beef；新品种可自取", "such as beef, or a new one"),
    )
    text = forms.CharField(
        label=both("规范（TOML）", "Text (TOML)"),
        max_length=LONGEST,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 28, "class": "code", "spellcheck": "false", "autocapitalize": "none"}),
    )
    note = forms.CharField(
        label=both("说明", "Note"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


class Day(forms.Form):
    """From when, and why."""

    since = forms.DateField(label=both("自哪一天起", "From"), widget=forms.DateInput(attrs={"type": "date"}))
    reason = forms.CharField(
        label=both("理由", "Reason"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=both("早于今天的日期须写明理由", "a day before today needs one"),
    )


class Why(forms.Form):
    """Why."""

    reason = forms.CharField(
        label=both("理由", "Reason"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


def added(request: HttpRequest, admin: Admin) -> HttpResponse:
    """A new draft, which begins with the text in force of `?profile=`."""
    actor = require(request, Deed.KEEP_PROFILES)
    profile = request.GET.get("profile", "")[:_NAME]
    form = Draft(
        request.POST if request.method == "POST" else None, initial={"profile": profile, "text": _text_of(profile)}
    )
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        done = draft(said["profile"].strip(), said["text"], actor=actor, note=said["note"])
        if not isinstance(done, Refusal):
            return _back(request, done.number, both("草稿已保存。", "The draft is kept."))
        tell(form, done)
    words = {
        "title": both("起草品种规范", "Draft an edition"),
        "form": form,
        "varieties": list(in_force()),
        "row": None,
    }
    return page(request, admin, "edition.html", words)


def edition(request: HttpRequest, admin: Admin, row: Any) -> HttpResponse:
    """A draft to go on with, or a text that stays as it is."""
    said, form = held(row), None
    if row.state == "draft" and may_ask(request, Deed.KEEP_PROFILES):
        form = Draft(
            request.POST if request.method == "POST" else None,
            initial={"profile": row.profile, "text": row.text, "note": row.note},
        )
        form.fields["profile"].disabled = True
        if request.method == "POST" and form.is_valid():
            given = form.cleaned_data
            done = rewrite(row.profile, row.pk, given["text"], actor=actor_of(request), note=given["note"])
            if not isinstance(done, Refusal):
                return _back(request, row.pk, both("草稿已保存。", "The draft is kept."))
            tell(form, done)
    words = {
        "title": f"{row.profile} · {told(EDITIONS[row.state])}",
        "row": said,
        "by": name_of(said.written_by),
        "form": form,
        "state_name": told(EDITIONS[row.state]),
        "lines": said.text.splitlines() if form is None else [],
        "may_keep": may_ask(request, Deed.KEEP_PROFILES),
    }
    return page(request, admin, "edition.html", words)


def forced(request: HttpRequest, admin: Admin, row: Any) -> HttpResponse:
    """Asks from when and why, then puts it in force."""
    form = Day(request.POST if request.method == "POST" else None, initial={"since": day_of(now())})
    if request.method == "POST" and form.is_valid():
        since: date = form.cleaned_data["since"]
        reason = form.cleaned_data["reason"]
        done = put_in_force(row.profile, row.pk, since, actor=require(request, Deed.KEEP_PROFILES), reason=reason)
        if not isinstance(done, Refusal):
            return _back(request, row.pk, both("已生效，正在重新评判。", "In force; what it judges is judged anew."))
        tell(form, done)
    return _asked(request, admin, row, form, both("生效", "Put in force"))


def withdrawn(request: HttpRequest, admin: Admin, row: Any) -> HttpResponse:
    """Asks why, then withdraws it."""
    form = Why(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        actor = require(request, Deed.KEEP_PROFILES)
        done = withdraw(row.profile, row.pk, actor=actor, reason=form.cleaned_data["reason"])
        if not isinstance(done, Refusal):
            return _back(request, row.pk, both("已撤回。", "Withdrawn."))
        tell(form, done)
    return _asked(request, admin, row, form, both("撤回", "Withdraw"))


def _asked(request: HttpRequest, admin: Admin, row: Any, form: forms.Form, verb: Any) -> HttpResponse:
    require(request, Deed.KEEP_PROFILES)
    words = {"title": f"{verb} · {row.profile}", "verb": verb, "form": form, "found": [], "kind": ""}
    return page(request, admin, "decide.html", words)


def _text_of(profile: str) -> str:
    """The text in force of a variety: the latest edition's, else the packaged one."""
    row = Edition.objects.filter(profile=profile, state="in_force").order_by("-since").first()
    return row.text if row is not None else texts("varieties").get(f"{profile}.toml", "")


def tell(form: forms.Form, refusal: Refusal) -> None:
    """What is wrong, each with its line."""
    for finding in refusal.findings:
        form.add_error(None, f"{_line(finding)}{sentence(finding)}")


def _line(finding: Finding) -> str:
    number = finding.path.rpartition(":")[2]
    return str(both(f"第 {number} 行：", f"Line {number}: ")) if number.isdigit() else ""


def _back(request: HttpRequest, number: int, said: Any) -> HttpResponse:
    messages.success(request, str(said))
    return HttpResponseRedirect(reverse("admin:console_edition_change", args=(number,)))
