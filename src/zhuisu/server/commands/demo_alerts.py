"""The alerts of the demonstration city: drafted, frozen, issued and answered as an office and its holders would."""

from importlib import import_module
from typing import Any

import msgspec

from zhuisu.access.actor import Actor, ActorKind, Scope
from zhuisu.demo import City
from zhuisu.demo.alerts import Alert, alerts
from zhuisu.server.trouble import TroubleError

OFFICE = Actor(name="coordination", kind=ActorKind.OFFICE, scopes=frozenset({Scope.READ, Scope.SUPERVISE}))


def after(town: City) -> None:
    """Once, when the city is loaded: a ledger that has any alert keeps those that it has."""
    if not import_module("zhuisu.recall.models").Recall.objects.exists():
        for each in alerts(town):
            _raise(each)


def _raise(each: Alert) -> None:
    drafting = import_module("zhuisu.recall.drafting")  # uses Django, which is set up by now
    number = _done(drafting.draft(msgspec.convert(each.plan, drafting.Plan), actor=OFFICE)).number
    if each.state != "issued":
        return
    _done(import_module("zhuisu.recall.freezing").freeze(number, actor=OFFICE))
    _done(import_module("zhuisu.recall.issuing").issue(number, actor=OFFICE))
    _answer(number, each.answered)


def _answer(number: str, deeds: tuple[str, ...]) -> None:
    answering, kinds = import_module("zhuisu.recall.answering"), import_module("zhuisu.recall.kinds")
    holdings = import_module("zhuisu.recall.models").Holding.objects.filter(recall__number=number).exclude(holder="")
    for holding, deed in zip(holdings.order_by("id"), deeds, strict=False):
        said = answering.Said(kinds.Deed(deed))
        holder = Actor(
            name=holding.holder, kind=ActorKind.ENTERPRISE, party=holding.holder, scopes=frozenset({Scope.READ})
        )
        _done(answering.answer(actor=holder, holding=holding, said=said))


def _done(answer: Any) -> Any:
    """The answer, if it is no refusal."""
    if isinstance(answer, import_module("zhuisu.recall.refusing").Refusal):
        codes = ", ".join(finding.code for finding in answer.findings)
        raise TroubleError(f"An alert of the demonstration city was refused: {codes}.")
    return answer
