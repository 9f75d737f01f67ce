"""Trials on a screen: what a draft would find in the events of the past, and what it would no longer."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from zhuisu.access.permitting import Deed
from zhuisu.console.admins import Admin
from zhuisu.console.asking import now, require
from zhuisu.console.both import both, told
from zhuisu.console.page import page
from zhuisu.console.supervising.editions import tell
from zhuisu.registry.acting import day_of
from zhuisu.supervision.refusing import Refusal
from zhuisu.supervision.trying import Example, Span, Trial, TriedRule, try_text

_DAYS = 30


class Days(forms.Form):
    """The days whose events are judged."""

    since = forms.DateField(label=both("从", "From"), widget=forms.DateInput(attrs={"type": "date"}))
    until = forms.DateField(label=both("到", "To"), widget=forms.DateInput(attrs={"type": "date"}))


def tried(request: HttpRequest, admin: Admin, row: Any) -> HttpResponse:
    """Asks for the days, then tells by rule. Nothing is written."""
    actor = require(request, Deed.KEEP_PROFILES)
    today = day_of(now())
    initial = {"since": today - timedelta(days=_DAYS), "until": today}
    form = Days(request.POST if request.method == "POST" else None, initial=initial)
    words: dict[str, Any] = {"title": both("试评", "Try"), "form": form, "row": row}
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        span = Span(since=_midnight(said["since"]), until=_midnight(said["until"] + timedelta(days=1)))
        found = try_text(row.profile, row.text, actor=actor, span=span)
        if isinstance(found, Refusal):
            tell(form, found)
        else:
            words |= _told(found)
    return page(request, admin, "trial.html", words)


def _told(trial: Trial) -> dict[str, Any]:
    counts = [(str(both("查看事件", "events looked at")), trial.looked), (str(both("评判", "judged")), trial.judged)]
    return {"tried": counts, "rules": [_rule(each) for each in trial.rules], "is_cut": trial.next is not None}


def _rule(rule: TriedRule) -> dict[str, Any]:
    return {
        "name": told(rule.name),
        "rule": rule.rule,
        "opens": rule.opens,
        "closes": rule.closes,
        "stays": rule.stays,
        "opening": _examples(rule.opening),
        "closing": _examples(rule.closing),
    }


def _examples(found: Sequence[Example]) -> list[str]:
    return [told(each.told) for each in found]


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, ZoneInfo(settings.TIME_ZONE))
