"""Problems that the public reports: taken down, put into a case, followed by number and secret, answered."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from tests.casework.cast import ORDER, account, codes, done, opened, picture, registered
from tests.supervision.cast import AGRICULTURE, DISTRICT, GROWER, OFFICE, POLICE
from zhuisu.access.models import Audit
from zhuisu.casework.answering import answer, reveal
from zhuisu.casework.doing import assign, close, decide
from zhuisu.casework.models import Case, Report, ReportPicture
from zhuisu.casework.reading import case_told
from zhuisu.casework.reports import MOST_A_DAY, MOST_AN_HOUR, Followed, Receipt, Reported, follow, report
from zhuisu.recall.evidence import Photo

pytestmark = pytest.mark.usefixtures("casework")

LYCHEE = "https://id.gs1.org/01/06901234000016/10/L7"
TOLD = Reported(text="荔枝打开发现有虫", code=LYCHEE, place="城东市场", contact="13800000000", visitor="192.0.2.7")


def reported(**more: Any) -> Receipt:
    made = report(Reported(**{**{"text": "荔枝打开发现有虫"}, **more}))
    assert isinstance(made, Receipt), made
    return made


def followed(receipt: Receipt) -> Followed:
    found = follow(receipt.number, receipt.secret)
    assert found is not None
    return found


def test_a_report_opens_a_case_for_who_answers_for_the_goods() -> None:
    registered()
    made = report(TOLD)
    assert isinstance(made, Receipt)
    case = Case.objects.get()
    assert (case.party_name, case.variety, case.origin) == ("灵山县六荔垌荔枝种植专业合作社", "fruit", "report")
    told = case_told(case.number, AGRICULTURE)
    assert told is not None
    assert (told.reports[0].text, told.reports[0].place, told.reports[0].has_contact) == (TOLD.text, TOLD.place, True)
    assert case_told(case.number, POLICE) is None
    assert b"13800000000" not in bytes(Report.objects.get().contact)
    assert "13800000000" not in str(list(Audit.objects.values_list("facts", flat=True)))


def test_a_report_joins_the_open_case_about_the_same_party_and_variety() -> None:
    registered()
    number = opened()
    reported(code=LYCHEE)
    assert Case.objects.get().number == number
    assert Report.objects.get().case.number == number


def test_what_nobody_knows_has_a_case_of_its_own_that_the_office_sees() -> None:
    reported(text="一瓶没有标签的酒")
    reported(text="另一件没有标签的东西")
    assert Case.objects.count() == 2
    assert case_told(Case.objects.latest("id").number, OFFICE) is not None
    assert case_told(Case.objects.latest("id").number, AGRICULTURE) is None


def test_a_category_that_was_chosen_brings_it_to_its_departments() -> None:
    reported(category="hazmat")
    assert case_told(Case.objects.get().number, POLICE) is not None


def test_it_is_followed_by_number_and_secret_as_people_type_them() -> None:
    made = reported()
    assert followed(made).state == "received"
    loose = f" {made.secret[:4].lower()}-{made.secret[4:8]} {made.secret[8:]}"
    assert follow(made.number.lower(), loose) is not None
    assert follow(made.number, made.secret[:-1]) is None
    assert follow("J1999-00001", made.secret) is None
    assert follow("\0", "\0") is None
    assert bytes(Report.objects.get().secret) != made.secret.encode()


def test_the_public_learns_that_it_is_dealt_with_and_nothing_of_the_case() -> None:
    registered()
    made = reported(code=LYCHEE)
    number = Case.objects.get().number
    account(AGRICULTURE)
    done(assign(number, "agriculture", actor=AGRICULTURE, words="内部意见"))
    assert followed(made).state == "accepted"
    done(decide(number, ORDER, actor=AGRICULTURE))
    told = followed(made)
    assert (told.state, told.told.zh) == ("handled", "已有处理决定，等待答复")
    assert [step.told.zh for step in told.steps] == ["收到举报", "已受理，交由执法人员核实", "作出了处理决定"]
    assert not {"内部意见", "agriculture", "投入品超量"} & {word for step in told.steps for word in (step.told.zh,)}


def test_a_case_is_not_closed_before_who_reported_was_answered() -> None:
    registered()
    made = reported(code=LYCHEE)
    number = Case.objects.get().number
    account(AGRICULTURE)
    done(assign(number, "agriculture", actor=AGRICULTURE))
    done(decide(number, ORDER, actor=AGRICULTURE))
    assert codes(close(number, "完", actor=AGRICULTURE)) == ["case.unanswered"]
    assert codes(answer(made.number, " ", actor=AGRICULTURE)) == ["case.empty"]
    answer(made.number, "已责令该合作社改正。", actor=AGRICULTURE)
    assert codes(answer(made.number, "再答一次", actor=AGRICULTURE)) == ["report.answered"]
    assert (followed(made).state, followed(made).answer) == ("answered", "已责令该合作社改正。")
    assert done(close(number, "完", actor=AGRICULTURE)).row.state == "closed"


def test_how_to_reach_who_reported_is_shown_with_a_reason_that_is_written_down() -> None:
    registered()
    made = reported(code=LYCHEE, contact="13800000000")
    assert codes(reveal(made.number, "", actor=AGRICULTURE)) == ["case.empty"]
    assert codes(reveal(made.number, "好奇", actor=DISTRICT)) == ["report.unknown"]
    assert codes(reveal(made.number, "好奇", actor=GROWER)) == ["case.forbidden"]
    assert reveal(made.number, "核实情况", actor=AGRICULTURE) == "13800000000"
    assert Audit.objects.filter(verb="case revealed", actor="agriculture", facts__reason="核实情况").exists()


def test_photographs_are_made_anew_and_limited() -> None:
    reported(photos=(Photo(picture("PNG")),))
    assert bytes(ReportPicture.objects.get().body).startswith(b"\xff\xd8")
    four = (Photo(picture("PNG")),) * 4
    assert codes(report(Reported(text="照片太多了", photos=four))) == ["report.too_many_photos"]
    assert codes(report(Reported(text="这不是照片", photos=(Photo(b"x"),)))) == ["evidence.no_picture"]


@pytest.mark.parametrize(
    ("members", "found"),
    [
        ({"text": "坏"}, "report.short"),
        ({"text": "长" * 2_001}, "case.too_long"),
        ({"contact": "1" * 201}, "case.too_long"),
        ({"place": "a\0b"}, "case.unprintable"),
        ({"category": "toys"}, "case.no_category"),
    ],
)
def test_what_is_wrong_with_a_report(members: dict[str, str], found: str) -> None:
    assert codes(report(Reported(**{**{"text": "荔枝打开发现有虫"}, **members}))) == [found]  # type: ignore[arg-type]


def test_nothing_is_taken_twice_nor_too_often() -> None:
    reported(visitor="192.0.2.7")
    again: Any = report(Reported(text="荔枝打开发现有虫", visitor="192.0.2.7"))
    assert codes(again) == ["report.again"]
    for number in range(1, MOST_A_DAY):
        reported(text=f"问题还有第 {number} 个", visitor="192.0.2.7")
    assert codes(report(Reported(text="今天的又一个问题", visitor="192.0.2.7"))) == ["report.too_often"]
    reported(text="别人的问题", visitor="192.0.2.8")
    Report.objects.update(at=timezone.now() - timedelta(days=2))
    reported(text="隔天的问题", visitor="192.0.2.7")


def test_all_together_may_report_so_many_in_an_hour() -> None:
    registered()
    reported()
    row = Report.objects.get()
    Report.objects.bulk_create(
        Report(number=f"X{place}", secret=b"", case=row.case, at=row.at, text="x", digest=b"")
        for place in range(MOST_AN_HOUR - 1)
    )
    assert codes(report(Reported(text="还有一个问题"))) == ["report.too_busy"]


def test_a_report_about_a_thing_joins_the_case_in_which_something_was_found_about_it() -> None:
    number = opened(profile="vegetable")  # whatever variety the rules took it for
    reported(code=LYCHEE)
    assert [case.number for case in Case.objects.all()] == [number]
