"""/admin/plan/: the plan as a board, as files, and one measure with all that was done about it."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from zhuisu.access.actor import Actor
from zhuisu.access.models import Audit
from zhuisu.access.offices import office_of
from zhuisu.access.permitting import Deed
from zhuisu.console.asking import now, require
from zhuisu.console.both import both, told
from zhuisu.console.people import name_of, names_of
from zhuisu.console.planning.evidence import evidence
from zhuisu.console.planning.forms import ChangeForm, ProofForm
from zhuisu.console.planning.screen import screen
from zhuisu.console.refusing import refused
from zhuisu.console.tables import Cell, file_of
from zhuisu.core.findings import Text
from zhuisu.planning.board import Card, board, card, counted
from zhuisu.planning.changing import Change, change, is_of_the_city, may_change, prove
from zhuisu.planning.kinds import PARTS, STATES, Part, State
from zhuisu.planning.measures import Planned, measures
from zhuisu.planning.models import Measure, MeasureStep, Proof
from zhuisu.planning.sentences import STEPS
from zhuisu.registry.departments import roles_beside
from zhuisu.supervision.refusing import Refusal

_HEADS: Final = (
    Text("任务", "Part"),
    Text("具体措施", "Measure"),
    Text("完成时限", "Term"),
    Text("状态", "State"),
    Text("进度（%）", "Progress (%)"),
    Text("逾期（天）", "Days late"),
    Text("牵头部门", "Lead"),
    Text("参与部门", "Take part"),
    Text("说明", "Note"),
)


@require_safe
def plan(request: HttpRequest) -> HttpResponse:
    """A column a state; `?lead=` and `?only=late` narrow it, `?as=table` lays it out as the annex does."""
    actor = require(request, Deed.READ_FIGURES)
    ours = _ours(actor)
    cards = board(timezone.localdate())
    narrowed = _narrowed(cards, request.GET.get("lead", ""), request.GET.get("only", ""))
    mine = request.GET.get("mine", "")
    shown = [each for each in narrowed if not mine or ours.get(each.id) == mine]
    context = {
        "title": both("任务进度", "The plan"),
        "columns": [(state.value, told(STATES[state]), _rows(shown, state, ours)) for state in State],
        "rows": [_row(each) | _mark(each, ours) for each in shown],
        "parts": [(part.value, told(PARTS[part]), sum(each is part for each in ours.values())) for part in Part],
        "office": told(office.name) if ours and (office := office_of(actor)) is not None else "",
        "mine": mine,
        "as_table": request.GET.get("as") == "table",
        "counts": {state.value: number for state, number in counted(cards).items()},
        "late": sum(each.is_late for each in cards),
        "total": len(cards),
        "leads": _leads(cards),
        "lead": request.GET.get("lead", ""),
        "only": request.GET.get("only", ""),
    }
    return screen(request, "board.html", context)


@require_safe
def plan_file(request: HttpRequest, form: str) -> HttpResponse:
    """The table of annex 2 as it stands now, as `csv` or `xlsx`."""
    actor = require(request, Deed.READ_FIGURES)
    if form not in ("csv", "xlsx"):
        raise Http404
    lines: list[list[Cell]] = [[told(each) for each in _HEADS], *map(_line, board(timezone.localdate()))]
    response = file_of("plan", form, lines)
    Audit.objects.create(actor=actor.name, verb="plan exported", facts={"file": form})
    return response


def measure(request: HttpRequest, id: str) -> HttpResponse:
    """One measure: how far it is, what the platform knows of it, what shows it, and who changed what and why."""
    actor = require(request, Deed.READ_FIGURES)
    if id not in measures():
        raise Http404
    row = Measure.objects.filter(id=id).first()
    shown = card(measures()[id], row, timezone.localdate())
    changing = ChangeForm(
        request.POST if "state" in request.POST else None,
        initial={"state": shown.state.value, "percent": shown.percent, "due": shown.due},
    )
    proving = ProofForm(request.POST if "title" in request.POST else None)
    status = 200
    if request.method == "POST":
        outcome = _done(request, id, changing, proving)
        if isinstance(outcome, HttpResponse):
            return outcome
        status = outcome
    context = {
        "title": told(shown.name),
        "row": _row(shown) | {"changed_by": name_of(shown.changed_by)} | _mark(shown, _ours(actor)),
        "figures": [(told(each.title), each.value, each.href) for each in evidence(id, actor, now())],
        "steps": _steps(id),
        "proofs": _proofs(row) if row else [],
        "decisions": list(row.decisions.select_related("meeting").order_by("-id")[:200]) if row else [],
        "changing": changing,
        "proving": proving,
        "may": may_change(actor, id) is None,
    }
    return screen(request, "measure.html", context, status=status)


def _done(request: HttpRequest, id: str, changing: ChangeForm, proving: ProofForm) -> HttpResponse | int:
    """What was asked for is done; else the status of why not."""
    actor = require(request, Deed.KEEP_PLAN)
    form: ChangeForm | ProofForm = changing if changing.is_bound else proving
    if not form.is_valid():
        return 422
    said = form.cleaned_data
    if form is changing:
        wanted = Change(state=State(said["state"]), percent=said["percent"], due=said["due"], why=said["why"])
        outcome: object = change(actor=actor, measure=id, to=wanted)
    else:
        outcome = prove(actor=actor, measure=id, title=said["title"], address=said["address"].strip())
    if isinstance(outcome, Refusal):
        return refused(form, outcome)
    messages.success(request, both("已保存。", "Saved."))
    return HttpResponseRedirect(reverse("admin:measure", args=[id]))


def _narrowed(cards: Sequence[Card], lead: str, only: str) -> list[Card]:
    return [each for each in cards if (not lead or lead in each.lead_roles) and (only != "late" or each.is_late)]


def _rows(cards: Sequence[Card], state: State, ours: Mapping[str, Part]) -> list[dict[str, Any]]:
    return [_row(each) | _mark(each, ours) for each in cards if each.state is state]


def _mark(found: Card, ours: Mapping[str, Part]) -> dict[str, Any]:
    """What the department of whoever asks has to do with a measure."""
    part = ours.get(found.id)
    return {"ours": "" if part is None else part.value, "ours_name": "" if part is None else told(PARTS[part])}


def _row(found: Card) -> dict[str, Any]:
    return {
        "id": found.id,
        "part": told(found.part),
        "name": told(found.name),
        "state": found.state.value,
        "state_name": told(found.state_name),
        "percent": found.percent,
        "due": found.due,
        "planned_due": found.planned_due,
        "is_late": found.is_late,
        "days_late": found.days_late,
        "leads": _list(found.leads),
        "others": _list(found.others),
        "why": found.why,
        "changed_at": found.changed_at,
    }


def _line(found: Card) -> list[Cell]:
    row = _row(found)
    late = row["days_late"] if row["is_late"] else 0
    cells = (row["part"], row["name"], row["due"].isoformat(), row["state_name"], row["percent"], late)
    return [*cells, row["leads"], row["others"], row["why"]]


def _ours(actor: Actor) -> Mapping[str, Part]:
    """What the city's department of whoever asks leads, and in what it takes part, by measure."""
    office = office_of(actor) if is_of_the_city(actor) else None
    roles = roles_beside(office.role) if office is not None else frozenset()
    found = ((each.id, _part(each, roles)) for each in measures().values())
    return {id: part for id, part in found if part is not None}


def _part(planned: Planned, roles: frozenset[str]) -> Part | None:
    if not roles.isdisjoint(planned.leads):
        return Part.LEAD
    return None if roles.isdisjoint(planned.others) else Part.OTHER


def _leads(cards: Sequence[Card]) -> list[tuple[str, str]]:
    named: dict[str, str] = {}
    for each in cards:
        for role, name in zip(each.lead_roles, each.leads, strict=True):
            named.setdefault(role, told(name))
    return list(named.items())


def _list(names: Sequence[Text]) -> str:
    return "、".join(dict.fromkeys(told(each) for each in names))


def _steps(id: str) -> Sequence[dict[str, Any]]:
    rows = list(MeasureStep.objects.filter(measure=id).order_by("-id")[:200])
    names = names_of(each.actor for each in rows)
    return [_step(each, names[each.actor]) for each in rows]


def _proofs(measure: Measure) -> Sequence[tuple[Proof, str]]:
    rows = list(measure.proofs.order_by("-id")[:200])
    names = names_of(each.actor for each in rows)
    return [(each, names[each.actor]) for each in rows]


def _step(row: MeasureStep, by: str) -> dict[str, Any]:
    facts = dict(row.facts)
    if row.verb == "state":
        facts |= {name: told(STATES[State(facts[name])]) for name in ("before", "after")}
    return {"at": row.at, "actor": by, "told": told(STEPS[row.verb]).format_map(facts)}
