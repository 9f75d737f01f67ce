"""The board: what was done about a measure, who may do it, and the joint meeting."""

from datetime import date, datetime, timedelta

import msgspec
import pytest

from zhuisu.access.actor import Actor, ActorKind, Scope
from zhuisu.access.models import Audit
from zhuisu.core.rules.record import LOCAL
from zhuisu.planning.board import board
from zhuisu.planning.changing import Change, change, prove
from zhuisu.planning.kinds import Settled, State
from zhuisu.planning.meetings import Decided, agenda, call, decide, hold, settle
from zhuisu.planning.models import Decision, Measure, MeasureStep, Meeting
from zhuisu.supervision.refusing import Refusal

KEEPS = frozenset({Scope.READ, Scope.SUPERVISE})
OFFICE = Actor("coordination", None, KEEPS, ActorKind.OFFICE)
FARMERS = Actor("agriculture", None, KEEPS, ActorKind.DEPARTMENT, frozenset({"produce"}), frozenset({"450700"}))
AUDITOR = Actor("audit", None, frozenset({Scope.READ}), ActorKind.AUDITOR)
DISTRICT = Actor("district", None, KEEPS, ActorKind.DEPARTMENT, frozenset({"produce"}), frozenset({"450702"}))
TODAY = date(2019, 12, 1)
TERM = date(2019, 12, 31)
UNDER_WAY = Change(state=State.DOING, percent=60, due=date(2019, 12, 31), why="三十家合作社已备案")


def codes(answer: object) -> list[str]:
    assert isinstance(answer, Refusal), answer
    return [finding.code for finding in answer.findings]


def test_a_measure_that_nobody_touched_is_as_the_plan_has_it() -> None:
    cards = {each.id: each for each in board(TODAY)}
    assert len(cards) == 15
    assert (cards["vaccines"].state, cards["vaccines"].due, cards["vaccines"].is_late) == (
        State.PLANNED,
        date(2019, 12, 31),
        False,
    )
    assert {each.id: each for each in board(date(2020, 1, 1))}["vaccines"].days_late == 1


def test_each_thing_that_changes_is_written_down_with_why() -> None:
    assert isinstance(change(actor=FARMERS, measure="produce_platform", to=UNDER_WAY), Measure)
    steps = MeasureStep.objects.order_by("verb")
    assert [(each.verb, each.actor, each.facts["why"]) for each in steps] == [
        ("percent", "agriculture", UNDER_WAY.why),
        ("state", "agriculture", UNDER_WAY.why),
    ]
    assert Audit.objects.filter(actor="agriculture", verb__startswith="measure").count() == 2
    assert codes(change(actor=FARMERS, measure="produce_platform", to=UNDER_WAY)) == ["plan.nothing"]


@pytest.mark.parametrize(
    ("measure", "to", "refused"),
    [
        ("nonsense", UNDER_WAY, ["plan.unknown"]),
        ("vaccines", UNDER_WAY, ["plan.not_yours"]),
        ("meat_vegetables", Change(state=State.DONE, percent=90, due=TODAY, why="做完了的"), ["plan.done_percent"]),
        ("meat_vegetables", Change(state=State.DOING, percent=100, due=TERM, why="做完了的"), ["plan.whole_percent"]),
        (
            "meat_vegetables",
            Change(state=State.PLANNED, percent=40, due=TERM, why="还没开始"),
            ["plan.planned_percent"],
        ),
        ("meat_vegetables", Change(state=State.DOING, percent=40, due=TODAY, why="时限改早"), ["plan.past"]),
        ("meat_vegetables", Change(state=State.DOING, percent=101, due=TODAY, why=" "), ["plan.why", "plan.percent"]),
    ],
)
def test_what_cannot_be_is_refused(measure: str, to: Change, refused: list[str]) -> None:
    assert codes(change(actor=FARMERS, measure=measure, to=to)) == refused
    assert not MeasureStep.objects.exists()


def test_a_department_changes_what_it_leads_and_nothing_else_of_its_categories() -> None:
    farmers = msgspec.structs.replace(FARMERS, department="agriculture")
    market = msgspec.structs.replace(farmers, department="market_regulation")
    assert isinstance(change(actor=farmers, measure="produce_platform", to=UNDER_WAY), Measure)
    assert codes(change(actor=farmers, measure="meat_vegetables", to=UNDER_WAY)) == ["plan.not_lead"]
    assert isinstance(change(actor=market, measure="vaccines", to=UNDER_WAY), Measure)


def test_a_district_does_not_say_how_far_the_city_is() -> None:
    assert codes(change(actor=DISTRICT, measure="produce_platform", to=UNDER_WAY)) == ["plan.not_the_city"]
    assert codes(prove(actor=DISTRICT, measure="produce_platform", title="验收报告")) == ["plan.not_the_city"]


@pytest.mark.parametrize(("days", "refused"), [(-31, ["meeting.past"]), (367, ["meeting.far"])])
def test_a_meeting_is_to_come_or_was_held_lately(days: int, refused: list[str]) -> None:
    day = datetime.now(LOCAL).date() + timedelta(days=days)
    assert codes(call(actor=OFFICE, day=day, place="市政府三楼")) == refused


def test_an_auditor_changes_nothing() -> None:
    assert codes(change(actor=AUDITOR, measure="vaccines", to=UNDER_WAY)) == ["plan.not_yours"]
    assert codes(prove(actor=AUDITOR, measure="vaccines", title="验收报告")) == ["plan.not_yours"]
    assert codes(call(actor=FARMERS, day=TODAY, place="市政府三楼")) == ["meeting.office"]


def test_an_address_that_would_run_is_refused() -> None:
    assert codes(prove(actor=OFFICE, measure="vaccines", title="验收报告", address="javascript:alert(1)")) == [
        "plan.address"
    ]


def test_a_meeting_speaks_of_what_is_blocked_late_or_due_soon_and_of_open_decisions() -> None:
    change(
        actor=OFFICE,
        measure="sharing",
        to=Change(state=State.BLOCKED, percent=10, due=date(2020, 12, 31), why="接口未定"),
    )
    change(actor=OFFICE, measure="vaccines", to=Change(state=State.DONE, percent=100, due=TERM, why="全部接入"))
    spoken = [(point.measure, point.why.zh) for point in agenda(date(2020, 1, 10))]
    assert ("sharing", "受阻：接口未定") in spoken
    assert ("markets", "已逾期 10 天") in spoken
    assert "vaccines" not in [measure for measure, _ in spoken]
    assert "medicines" not in [measure for measure, _ in spoken]


def test_a_meeting_decides_is_held_and_what_it_decided_is_settled() -> None:
    day = datetime.now(LOCAL).date()
    meeting = call(actor=OFFICE, day=day, place="市政府三楼")
    assert isinstance(meeting, Meeting)
    assert meeting.number == f"M{day.year}-01"
    what = Decided(text="年底前接入全部疫苗接种点", owner="health", due=TODAY, measure="vaccines")
    decision = decide(actor=OFFICE, number=meeting.number, what=what)
    assert isinstance(decision, Decision)
    assert ("vaccines", f"待落实：{meeting.number} · 年底前接入全部疫苗接种点") in [
        (point.measure, point.why.zh) for point in agenda(TODAY)
    ]
    assert isinstance(
        hold(actor=OFFICE, number=meeting.number, minutes="会议听取了汇报。", present=["health"]), Meeting
    )
    assert codes(decide(actor=OFFICE, number=meeting.number, what=what)) == ["meeting.held"]
    done = settle(actor=OFFICE, decision=decision.pk, state=Settled.DONE, outcome="九个接种点已接入")
    assert isinstance(done, Decision)
    assert codes(settle(actor=OFFICE, decision=decision.pk, state=Settled.DONE, outcome="再来一次")) == [
        "decision.settled"
    ]
    assert [each.verb for each in MeasureStep.objects.filter(measure="vaccines").order_by("id")] == [
        "decided",
        "settled",
    ]
