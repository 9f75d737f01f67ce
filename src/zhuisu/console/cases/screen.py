"""Screen: a page about cases in the frame of the console, and how they are told on it."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.contrib.admin import site
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from zhuisu.access.actor import Actor
from zhuisu.casework.kinds import ORIGINS
from zhuisu.casework.reading import case_told
from zhuisu.casework.refusing import Refusal
from zhuisu.casework.sheets import party_of
from zhuisu.casework.told import CaseRow, ToldCase
from zhuisu.console.asking import now
from zhuisu.console.recalls.screen import clock
from zhuisu.console.supervising.told import SEVERITIES
from zhuisu.console.wording import sentence
from zhuisu.core.findings import Finding
from zhuisu.recall.report_saying import Saying
from zhuisu.registry.regions import full_names, region
from zhuisu.registry.sheets.vocabulary import CATEGORIES


def screen(request: HttpRequest, template: str, words: Mapping[str, Any], *, status: int = 200) -> HttpResponse:
    """Renders `console/case/<template>`. Cases change from minute to minute: no page of them is kept."""
    context = {**site.each_context(request), **words}
    response = TemplateResponse(request, f"console/case/{template}", context, status=status)
    response["Cache-Control"] = "no-store"
    return response


class UnseenError(Http404):
    """There is no such case, or none that whoever asks may see."""


class StaleError(Exception):
    """The case stands where this cannot be done (any more); `why`, where it is not for its state."""

    def __init__(self, told: ToldCase, why: Finding | None = None) -> None:
        super().__init__(told.row.number)
        self.told, self.why = told, why


def is_script(request: HttpRequest) -> bool:
    """Whether a script of ours asks, which is answered with JSON."""
    return request.headers.get("accept", "") == "application/json"


def found(number: str, actor: Actor) -> ToldCase:
    """The case, for who sees it. Raises UnseenError."""
    told = case_told(number, actor)
    if told is None:
        raise UnseenError
    return told


def shown(row: CaseRow, say: Saying) -> Mapping[str, Any]:
    """A case as lists and heads have it."""
    return {
        "row": row,
        "title": say.text(row.title),
        "party": party_of(row, say) or row.party,
        "party_lang": say.both("", "zh" if row.party_name and not row.party_name_en else ""),
        "region": say.text(full_names(row.region)) if row.region else "",
        "area": say.text(each.named) if (each := region(row.region)) is not None else "",
        "category": say.word(CATEGORIES, row.category),
        "variety": say.text(row.variety),
        "severity": say.word(SEVERITIES, row.severity),
        "state": say.text(row.state_name),
        "origin": say.word(ORIGINS, row.origin),
        "clock": clock(row.due_at, now(), None, say) if row.state != "closed" else None,
    }


def checked(refusal: Refusal, number: str, actor: Actor) -> Refusal:
    """What was refused, to be told on the form. Raises StaleError or UnseenError where the form itself is out of
    date: its case was changed, or taken out of sight, while somebody filled it in."""
    codes = {each.code for each in refusal.findings}
    if codes & {"case.wrong_state", "case.unknown"}:
        raise StaleError(found(number, actor))
    return refusal


def tell(form: forms.Form, findings: Sequence[Finding]) -> None:
    """What is wrong, each at its field where the form has it."""
    for finding in findings:
        form.add_error(finding.member if finding.member in form.fields else None, sentence(finding))
