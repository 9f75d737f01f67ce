"""/admin/cases/<number>/: one case: what was found and reported, what was done, and what may be done next."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from zhuisu.access.actor import Actor
from zhuisu.access.permitting import Deed
from zhuisu.casework.kinds import DECISIONS, RESULTS, Result
from zhuisu.casework.letter_kinds import letter_kinds
from zhuisu.casework.letter_rules import NOTICE, last_of, why_not
from zhuisu.casework.terms import Term, term_of
from zhuisu.casework.told import CaseInspection, ToldCase
from zhuisu.console.asking import now, require
from zhuisu.console.cases.doing import DOINGS
from zhuisu.console.cases.screen import found, screen, shown
from zhuisu.console.people import names_of
from zhuisu.console.recalls.screen import saying
from zhuisu.console.supervising.told import SEVERITIES
from zhuisu.console.views.photographs import addresses_of
from zhuisu.console.wording import sentence
from zhuisu.recall.report_saying import Saying
from zhuisu.supervision.findings import by_id

_ELSEWHERE: Final = ("say", "serve", "hear")
"""What has its own place on the page."""
_FIRST: Final = 20
_MOST: Final = 12
"""So many photographs are shown of a finding; the others are on the pages of its events."""


def desk(request: HttpRequest, number: str) -> HttpResponse:
    """All of it on one page. 404 where the actor may not see it."""
    actor = require(request, Deed.READ_CASES)
    say, told = saying(), found(number, actor)
    row, names = told.row, names_of(_people(told))
    return screen(
        request,
        "case.html",
        {
            **shown(row, say),
            "title": say.text(row.title),
            "told": told,
            "next": [(name, DOINGS[name]) for name in told.next if name in DOINGS and name not in _ELSEWHERE],
            "may_inspect": "inspect" in told.next,
            "may_say": "say" in told.next,
            "may_hear": "hear" in told.next and last_of(told, NOTICE) is not None,
            "letter_kinds": _letter_kinds(told, say) if "letter" in told.next else (),
            "to_me": row.state == "new" and "assign" in told.next and actor.name,
            "matter": _matter(told, names, say),
            "assigned": names[row.assigned_to],
            "decided_by": names[told.decided_by],
            "decision": say.word(DECISIONS, told.decision),
            "findings": _findings(told, actor, say),
            "more_findings": max(0, len(told.findings) - _FIRST),
            "inspections": [_inspection(each, say) for each in reversed(told.inspections)],
            "letters": [
                (each, say.text(letter_kinds()[each.kind].name), names[each.made_by]) for each in reversed(told.letters)
            ],
            "steps": [(each, names[each.actor], say.text(each.told)) for each in reversed(told.steps)],
        },
    )


def _letter_kinds(told: ToldCase, say: Saying) -> Sequence[tuple[str, str, str]]:
    """Every kind by id and name, and what bars it now; those that may be given out first."""
    kinds = [(each, why_not(told, each, now())) for each in letter_kinds().values()]
    rows = [(each.id, say.text(each.name), sentence(why) if why is not None else "") for each, why in kinds]
    return sorted(rows, key=lambda row: row[2] != "")


def _people(told: ToldCase) -> Iterable[str]:
    """The accounts that the page names."""
    acted = (each.actor for each in told.steps)
    return {told.row.assigned_to, told.decided_by, told.closed_by, *acted, *(each.made_by for each in told.letters)}


def _matter(told: ToldCase, names: Mapping[str, str], say: Saying) -> Sequence[tuple[str, str]]:
    row = told.row
    term = term_of(row.state, row.origin, row.category)
    rows = (
        (say.both("办理人", "Assigned to"), names[row.assigned_to] or say.both("还没有", "nobody yet")),
        (say.both("立卷", "Opened"), say.when(row.opened_at)),
        (say.both("期限", "Due"), say.when(row.due_at) if row.due_at else ""),
        (say.both("期限依据", "Ground of the limit"), _ground(term, say) if row.due_at and term else ""),
        (say.both("结案", "Closed"), f"{say.when(told.closed_at)} {names[told.closed_by]}" if told.closed_at else ""),
        (say.both("结案理由", "Why it was closed"), told.closing_reason if told.closed_at else ""),
    )
    return [each for each in rows if each[1]]


def _ground(term: Term, say: Saying) -> str:
    return say.text(term.basis)


def _findings(told: ToldCase, actor: Actor, say: Saying) -> Sequence[Mapping[str, Any]]:
    """Those that hold first."""
    shown_first = [found for number in told.findings[:_FIRST] if (found := by_id(number, actor)) is not None]
    pictures = addresses_of(actor, {event for each in shown_first for event in each.events})
    return [
        {
            "id": each.id,
            "told": say.text(each.told),
            "mend": say.text(each.mend),
            "basis": say.text(each.basis),
            "severity": each.severity.value,
            "severity_name": say.word(SEVERITIES, each.severity.value),
            "is_open": each.is_open,
            "closed_at": each.closed_at,
            "time": each.time,
            "things": each.things[:3],
            "events": each.events[:3],
            "photographs": [address for event in each.events for address in pictures.get(UUID(str(event)), ())][:_MOST],
        }
        for each in shown_first
    ]


def _inspection(each: CaseInspection, say: Saying) -> Mapping[str, Any]:
    results = [line.result for line in each.lines]
    return {
        "it": each,
        "officers": each.officers.splitlines(),
        "ok": results.count(Result.OK),
        "wrong": [(say.text(line.name), line.note) for line in each.lines if line.result == Result.WRONG],
        "lines": [(say.text(line.name), say.word(RESULTS, line.result), line.result, line.note) for line in each.lines],
    }
