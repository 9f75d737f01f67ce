"""What is done with a case: by whom it may be, in which state, and what is written down."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from tests.casework.cast import ORDER, account, assigned, closed, codes, decided, done, end, inspection, opened
from tests.supervision.cast import AGRICULTURE, AUDITOR, DISTRICT, GROWER, OFFICE, POLICE, finding
from zhuisu.access.models import Audit
from zhuisu.casework.doing import Decided, assign, close, decide, reopen, route, say, set_due
from zhuisu.casework.grouping import group_next
from zhuisu.casework.inspecting import inspect
from zhuisu.casework.kinds import State
from zhuisu.casework.looking import changed, changed_count, look
from zhuisu.casework.models import Case, Step
from zhuisu.casework.reading import Only, case_told, only
from zhuisu.casework.sight import assignable
from zhuisu.casework.terms import due_at
from zhuisu.casework.today import today
from zhuisu.core.rules.record import LOCAL
from zhuisu.supervision.models import Finding

pytestmark = pytest.mark.usefixtures("casework")

NEXT_YEAR = date(datetime.now(UTC).year + 1, 3, 1)


def test_a_case_goes_from_new_to_closed_and_is_reopened() -> None:
    number = assigned()
    told = done(say(number, "明天上午去现场", actor=AGRICULTURE))
    assert told.next[0] == "inspect"
    told = done(decide(number, ORDER, actor=AGRICULTURE))
    assert (told.row.state, told.decision, told.decided_by) == ("decided", "order", "agriculture")
    told = done(end(number))
    assert (told.row.state, told.row.is_overdue, told.row.due_at) == ("closed", False, None)
    told = done(reopen(number, "复查又发现", actor=OFFICE))
    assert (told.row.state, told.row.assigned_to) == ("assigned", "agriculture")
    assert [step.verb for step in told.steps] == ["opened", "assigned", "said", "decided", "closed", "reopened"]
    audited = Audit.objects.filter(verb__startswith="case ").values_list("verb", flat=True)
    assert {"case assigned", "case decided", "case closed", "case reopened"} <= set(audited)


@pytest.mark.parametrize("actor", [AUDITOR, GROWER], ids=["auditor", "party"])
def test_who_may_not_work_on_cases(actor: Any) -> None:
    assert codes(say(opened(), "看看", actor=actor)) == ["case.forbidden"]


def test_an_auditor_reads_and_may_do_nothing() -> None:
    told = case_told(opened(), AUDITOR)
    assert told is not None
    assert told.next == ()


@pytest.mark.parametrize("number", ["C1999-00001", "\0", "x" * 400])
def test_what_is_no_case(number: str) -> None:
    assert codes(say(number, "看看", actor=OFFICE)) == ["case.unknown"]


def test_a_case_is_given_to_somebody_who_sees_it() -> None:
    number = opened()
    for actor in (AGRICULTURE, DISTRICT, POLICE, GROWER, OFFICE):
        account(actor)
    assert [each.name for each in assignable(Case.objects.get())] == ["agriculture", "office"]
    for name in ("qinnan", "police", "grower", "nobody", "\0"):
        assert codes(assign(number, name, actor=OFFICE)) == ["case.no_assignee"]
    told = done(assign(number, "agriculture", actor=OFFICE, words="尽快"))
    assert (told.row.state, told.row.assigned_to) == ("assigned", "agriculture")
    assert told.steps[-1].told.zh == "交由 市农业农村局 办理 尽快"
    assert done(assign(number, "office", actor=OFFICE)).row.assigned_to == "office"


def test_what_a_state_does_not_allow_says_where_the_case_stands() -> None:
    number = opened()
    refused: Any = decide(number, ORDER, actor=AGRICULTURE)
    assert (codes(refused), refused.findings[0].facts["zh"]) == (["case.wrong_state"], "待受理")
    assert codes(close(number, "x", actor=AGRICULTURE)) == ["case.wrong_state"]


@pytest.mark.parametrize(
    ("members", "found"),
    [
        ({"decision": "jail"}, "case.no_decision"),
        ({"reason": "  "}, "case.empty"),
        ({"reason": "长" * 2_001}, "case.too_long"),
        ({"reason": "a\0b"}, "case.unprintable"),
        ({"decision": "sanction"}, "case.no_penalty"),
    ],
)
def test_what_is_wrong_with_a_decision(members: dict[str, str], found: str) -> None:
    told = {"decision": "order", "reason": "超量", **members}
    wanted = Decided(decision=told["decision"], reason=told["reason"])
    assert codes(decide(assigned(), wanted, actor=AGRICULTURE)) == [found]


def test_a_deadline_is_moved_with_a_reason() -> None:
    number = assigned()
    assert codes(set_due(number, date(2020, 1, 1), "太早", actor=AGRICULTURE)) == ["case.past"]
    assert codes(set_due(number, NEXT_YEAR, "", actor=AGRICULTURE)) == ["case.empty"]
    told = done(set_due(number, NEXT_YEAR, "等检测结果", actor=AGRICULTURE))
    assert told.steps[-1].told.zh == f"期限改为 {NEXT_YEAR}：等检测结果"


def test_a_deadline_is_within_a_year() -> None:
    number = assigned()
    assert codes(set_due(number, date(9999, 12, 31), "很久以后", actor=AGRICULTURE)) == ["case.too_far"]
    wanted = Decided(decision="order", reason="超量", correct_by=date(9999, 12, 31))
    assert codes(decide(number, wanted, actor=AGRICULTURE)) == ["case.too_far"]


def test_a_deadline_that_was_set_by_hand_stays_until_the_case_is_decided() -> None:
    number, day = assigned(), datetime.now(LOCAL).date() + timedelta(days=8)
    own = done(set_due(number, day, "等检测结果", actor=AGRICULTURE)).row.due_at
    assert done(inspect(number, inspection(), actor=AGRICULTURE)).row.due_at == own
    assert done(decide(number, ORDER, actor=AGRICULTURE)).row.due_at != own
    done(set_due(number, day, "等复查", actor=AGRICULTURE))
    assert done(reopen(number, "再查", actor=AGRICULTURE)).row.due_at != own
    assert done(inspect(number, inspection(), actor=AGRICULTURE)).row.due_at != own


def test_a_case_with_what_still_holds_is_closed_by_who_names_it_in_a_sentence() -> None:
    number, holding = decided(), set(Finding.objects.values_list("pk", flat=True))
    why = "已书面报告整改情况，复查通过。"
    assert codes(close(number, "x", actor=AGRICULTURE)) == ["case.no_sentence", "case.open_findings"]
    assert codes(close(number, "xxxxxxxx", actor=AGRICULTURE, confirmed=holding)) == ["case.no_sentence"]
    assert codes(close(number, why, actor=AGRICULTURE, confirmed={0})) == ["case.open_findings"]
    assert done(close(number, why, actor=AGRICULTURE, confirmed=holding)).row.state == "closed"
    assert done(reopen(number, "复查又发现", actor=AGRICULTURE)).row.state == "assigned"
    done(decide(number, ORDER, actor=AGRICULTURE))
    Finding.objects.update(closed_at=datetime.now(UTC))
    assert done(close(number, "", actor=AGRICULTURE)).row.state == "closed"  # nothing holds any more


def test_a_closed_case_is_not_reopened_beside_an_open_one() -> None:
    number = closed()
    other = opened()
    refused: Any = reopen(number, "复查", actor=OFFICE)
    assert (codes(refused), refused.findings[0].facts["other"]) == (["case.other_open"], other)


def test_a_case_is_handed_to_the_departments_of_another_category() -> None:
    number = opened(scopes=["produce/", "produce/450700"])
    assert codes(route(number, "toys", "", actor=AGRICULTURE)) == ["case.no_category"]
    assert route(number, "hazmat", "是烟花", actor=AGRICULTURE) == number
    assert case_told(number, AGRICULTURE) is None
    assert case_told(number, POLICE) is not None


def test_who_comes_on_shift_sees_what_others_did() -> None:
    number = assigned()
    look(OFFICE, step=Step.objects.latest("id").pk)
    assert changed(OFFICE) == []
    done(say(number, "现场照片已上传", actor=AGRICULTURE))
    (told,) = changed(OFFICE)
    assert (told.number, [step.told.zh for step in told.steps]) == (number, ["现场照片已上传"])
    assert (changed_count(OFFICE), changed_count(DISTRICT)) == (1, 0)
    assert [step.verb for step in changed(AGRICULTURE)[0].steps] == ["opened"]  # not what it did itself
    look(OFFICE, step=1 << 40)
    assert changed(OFFICE) == []
    look(OFFICE, step=0)
    assert changed(OFFICE) == []


def test_today_counts_what_needs_somebody() -> None:
    number = assigned()
    finding(rule="pre_harvest")
    group_next()
    Case.objects.filter(number=number).update(due_at=datetime.now(UTC) - timedelta(hours=1))
    told = today(AGRICULTURE)
    assert (told.new, told.open, told.overdue, told.mine, told.findings_new, told.findings_overdue) == (
        1,
        2,
        1,
        1,
        1,
        1,
    )
    assert [row.number for row in told.late] == [number]
    assert told.late[0].is_overdue
    assert today(DISTRICT).open == 0
    assert today(GROWER).open == 0


def test_lists_hold_the_cases_that_they_are_named_for() -> None:
    first, now = decided(), datetime.now(UTC)
    finding(rule="pre_harvest")
    group_next()
    numbers = {which: [case.number for case in only(OFFICE, which, now)] for which in Only}
    assert (len(numbers[Only.OPEN]), len(numbers[Only.NEW]), numbers[Only.MINE]) == (2, 1, [])
    assert [case.number for case in only(AGRICULTURE, Only.MINE, now)] == [first]
    assert numbers[Only.MENDED] == numbers[Only.REPORTS] == numbers[Only.CLOSED] == numbers[Only.LATE] == []


def test_limits_run_in_working_days_to_the_end_of_the_day_in_china() -> None:
    friday = datetime(2026, 3, 13, 4, 0, tzinfo=UTC)
    assert due_at(State.NEW, "finding", "food", friday) == datetime(2026, 3, 18, 15, 59, 59, tzinfo=UTC)
    assert due_at(State.ASSIGNED, "finding", "produce", friday) == datetime(2026, 3, 20, 15, 59, 59, tzinfo=UTC)
    assert due_at(State.CLOSED, "finding", "food", friday) is None
