"""Findings become cases: one of a party, a variety and a rule, until it is closed."""

from datetime import timedelta

import pytest

from tests.casework.cast import ORDER, account, closed, codes, done, opened, registered
from tests.supervision.cast import AGRICULTURE, DISTRICT, GROWER, NOON, OFFICE, POLICE, finding
from zhuisu.casework.doing import assign, close, decide
from zhuisu.casework.grouping import group_next
from zhuisu.casework.kinds import State
from zhuisu.casework.mended import mend_next
from zhuisu.casework.models import Case, Joined
from zhuisu.casework.reading import case_told
from zhuisu.casework.sight import visible
from zhuisu.supervision.models import Finding

pytestmark = pytest.mark.usefixtures("casework")


def grouped() -> list[Case]:
    while group_next(limit=2):
        pass
    return list(Case.objects.order_by("id"))


def test_findings_of_one_party_variety_and_rule_are_one_case() -> None:
    registered()
    finding(severity="warning")
    finding()
    finding(rule="pre_harvest")
    finding(party="uscc:91450702MA5N1X2K93")
    finding(profile="vegetable")
    cases = grouped()
    assert [case.joined.count() for case in cases] == [2, 1, 1, 1]
    assert cases[0].number.startswith("C20")
    assert (cases[0].party_name, cases[0].region) == ("灵山县六荔垌荔枝种植专业合作社", "450721")
    assert (cases[0].severity, cases[0].title_zh) == ("error", "水果：超出核定数量（要求：投入品记录）")


def test_notes_and_what_was_mended_at_once_open_no_case() -> None:
    finding(severity="note")
    finding(closed_at=NOON + timedelta(days=2))
    assert grouped() == []
    assert group_next() == 0


def test_what_names_no_party_is_grouped_by_its_place() -> None:
    finding(party="")
    finding(party="", place="414/6901234000023")
    assert [case.place for case in grouped()] == ["414/6901234000016", "414/6901234000023"]


def test_a_new_finding_joins_the_open_case_and_widens_who_sees_it() -> None:
    number = opened(severity="warning")
    assert not visible(DISTRICT).exists()
    finding(scopes=["produce/450702", "produce/450700"])
    grouped()
    case = Case.objects.get()
    assert (case.number, case.severity, case.joined.count()) == (number, "error", 2)
    assert [step.verb for step in case.steps.order_by("id")] == ["opened", "joined"]
    assert visible(DISTRICT).exists()
    told = case_told(number, DISTRICT)
    assert told is not None
    assert (len(told.findings), told.row.findings_total) == (1, 1)  # that of the other region is not its own


def test_after_a_case_was_closed_a_new_one_is_opened() -> None:
    number = closed()
    assert opened() != number
    assert Case.objects.exclude(state=State.CLOSED).count() == 1


def test_a_case_says_which_findings_were_mended() -> None:
    number = opened()
    finding()
    grouped()
    assert mend_next() == 0
    Finding.objects.filter(pk=Joined.objects.earliest("id").finding_id).update(closed_at=NOON + timedelta(days=3))
    assert mend_next() == 1
    assert mend_next() == 0
    told = case_told(number, AGRICULTURE)
    assert told is not None
    assert (told.row.findings_open, told.row.findings_total) == (1, 2)
    assert told.steps[-1].told.zh == "1 个问题已消除"


def test_every_finding_is_looked_at_in_portions() -> None:
    opened()
    finding()
    finding()
    grouped()
    Finding.objects.update(closed_at=NOON + timedelta(days=3))
    assert [mend_next(limit=2) for _ in range(3)] == [2, 1, 0]


@pytest.mark.parametrize("actor", [DISTRICT, POLICE, GROWER], ids=["other region", "other category", "the party"])
def test_who_does_not_see_a_case(actor: object) -> None:
    number = opened()
    assert case_told(number, actor) is None  # type: ignore[arg-type]


def test_what_is_closed_is_seen_by_its_department_alone() -> None:
    number = opened(profile="explosives", category="hazmat", scopes=["closed:hazmat/", "closed:hazmat/450700"])
    assert case_told(number, POLICE) is not None
    assert case_told(number, AGRICULTURE) is None
    assert case_told(number, OFFICE) is not None


def test_a_case_is_closed_with_reasons_while_findings_hold() -> None:
    account(AGRICULTURE)
    number = opened()
    done(assign(number, AGRICULTURE.name, actor=AGRICULTURE))
    done(decide(number, ORDER, actor=AGRICULTURE))
    assert codes(close(number, " ", actor=AGRICULTURE)) == ["case.no_sentence", "case.open_findings"]
    Finding.objects.update(closed_at=NOON + timedelta(days=3))
    assert done(close(number, "", actor=AGRICULTURE)).row.state == State.CLOSED
