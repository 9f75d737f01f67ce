"""Kinds: what each finds at its edges; that each finds what it should is shown by tests/chains."""

from datetime import datetime
from typing import Any

import msgspec
import pytest

from tests.core.rules.bench import codes, faulty, judge
from zhuisu.core.findings import Language, Severity, sentence
from zhuisu.core.profiles.kinds import Rule
from zhuisu.core.rules import KINDS, SENTENCES
from zhuisu.packaged import profiles

MAKE = {"stage": "make", "by": "farm", "things": ["lot 10 KGM"]}
SHIP = {"stage": "ship", "by": "farm", "from": "farm", "to": "shop", "things": ["lot 10 KGM"]}
RECEIVE = {"stage": "receive", "by": "shop", "from": "farm", "to": "shop", "things": ["lot 10 KGM"]}
SELL = {"stage": "sell", "by": "shop", "from": "shop", "things": ["lot 2 KGM"]}
TEST = {"stage": "test", "by": "farm", "things": ["lot 10 KGM"], "result": "pass"}
RECALL = {"stage": "recall", "by": "farm", "things": ["lot 10 KGM"]}


def test_every_kind_of_the_form_has_a_judge() -> None:
    assert set(KINDS) == set(Rule.__args__)


def test_every_kind_is_used_by_some_variety() -> None:
    used = {type(rule) for profile in profiles().values() for rule in profile.rules}
    assert set(KINDS) == used


@pytest.mark.parametrize("code", sorted(SENTENCES.keys() - {"rule.cut"}))
def test_a_sentence_names_its_kind(code: str) -> None:
    infos = [msgspec.inspect.type_info(form) for form in KINDS]
    assert code.split(".")[1] in {info.tag for info in infos if isinstance(info, msgspec.inspect.StructType)}


def test_precedence_accepts_the_same_moment_and_refuses_a_later_one() -> None:
    rule = 'kind = "precedence"\nat = ["ship"]\nneeds = ["test"]\n'
    assert codes(judge(rule, MAKE, TEST, {**SHIP, "time": "+0h"})) == []
    assert codes(judge(rule, MAKE, SHIP, TEST)) == ["rule.precedence.missing"]


def test_precedence_tells_a_failed_step_from_a_missing_one() -> None:
    rule = 'kind = "precedence"\nat = ["ship"]\nneeds = ["test"]\nwhen = { "zhuisu:result" = "pass" }\n'
    assert codes(judge(rule, MAKE, {**TEST, "result": "fail"}, SHIP)) == ["rule.precedence.failed"]
    assert codes(judge(rule, MAKE, {**TEST, "result": "fail"}, {**TEST, "name": "again"}, SHIP)) == []


def test_never_after_is_lifted() -> None:
    rule = 'kind = "never_after"\nat = ["sell"]\nafter = ["recall"]\nuntil = ["test"]\n'
    assert codes(judge(rule, MAKE, RECALL, SELL)) == ["rule.never_after"]
    assert codes(judge(rule, MAKE, RECALL, TEST, SELL)) == []
    assert codes(judge(rule, MAKE, SELL, RECALL)) == []


def test_never_after_heeds_a_persistent_disposition() -> None:
    rule = 'kind = "never_after"\nat = ["sell"]\ndispositions = ["recalled"]\n'
    assert codes(judge(rule, MAKE, {**TEST, "persistent": ["recalled"]}, SELL)) == ["rule.never_after"]


def test_interval_at_least_counts_to_the_hour() -> None:
    rule = 'kind = "interval_at_least"\nat = ["sell"]\nsince = ["test"]\ndays = 2\n'
    assert codes(judge(rule, MAKE, TEST, {**SELL, "time": "+48h"})) == []
    assert codes(judge(rule, MAKE, TEST, {**SELL, "time": "+47h"})) == ["rule.interval_at_least"]


def test_interval_at_least_takes_the_longest_rest() -> None:
    rule = 'kind = "interval_at_least"\nat = ["sell"]\nsince = ["test"]\ndays_from = "zhuisu:withdrawalDays"\n'
    long, short = {**TEST, "withdrawalDays": 30}, {**TEST, "name": "short", "withdrawalDays": 1, "time": "+1d"}
    found = judge(rule, MAKE, long, short, {**SELL, "time": "+20d"})
    assert [judged.finding.facts["expected"] for judged in found] == [30]


def test_interval_at_most_is_due_only_when_the_time_has_passed() -> None:
    rule = 'kind = "interval_at_most"\nat = ["make"]\nuntil = ["test"]\ndays = 3\n'
    due = datetime.fromisoformat("2026-03-04T09:00:00+08:00")
    assert codes(judge(rule, MAKE, now=due)) == []
    assert codes(judge(rule, MAKE, now=due.replace(minute=1))) == ["rule.interval_at_most.overdue"]


def test_interval_at_most_stays_late_after_all() -> None:
    rule = 'kind = "interval_at_most"\nat = ["make"]\nuntil = ["test"]\ndays = 3\n'
    assert codes(judge(rule, MAKE, {**TEST, "time": "+4d"})) == ["rule.interval_at_most.late"]


def test_interval_at_most_ends_with_the_thing() -> None:
    rule = 'kind = "interval_at_most"\nat = ["make"]\nuntil = ["test"]\nends = ["recall"]\ndays = 3\n'
    assert (
        codes(judge(rule, MAKE, {**RECALL, "time": "+1d"}, now=datetime.fromisoformat("2027-01-01T00:00:00+08:00")))
        == []
    )


def test_a_date_holds_to_the_end_of_its_day_in_china() -> None:
    rule = 'kind = "not_expired"\nat = ["sell"]\ndate = "cbvmda:bestBeforeDate"\n'
    made = {**MAKE, "cbvmda:bestBeforeDate": "2026-03-02"}
    assert codes(judge(rule, made, {**SELL, "time": "+38h"})) == []
    assert codes(judge(rule, made, {**SELL, "time": "+39h"})) == ["rule.not_expired"]


def test_a_rule_counts_only_while_it_is_in_force() -> None:
    rule = 'kind = "precedence"\nat = ["ship"]\nneeds = ["test"]\nvalid_from = 2026-03-02\nvalid_to = 2026-03-03\n'
    assert codes(judge(rule, MAKE, {**SHIP, "time": "+1h"})) == []
    assert codes(judge(rule, MAKE, {**SHIP, "time": "+15h"})) == ["rule.precedence.missing"]
    assert codes(judge(rule, MAKE, {**SHIP, "time": "+62h"})) == ["rule.precedence.missing"]
    assert codes(judge(rule, MAKE, {**SHIP, "time": "+63h"})) == []


def test_a_range_includes_its_ends() -> None:
    rule = 'kind = "value_range"\nat = ["test"]\nvalue = "zhuisu:moisture"\nminimum = 10\nmaximum = 14\n'
    assert codes(judge(rule, MAKE, {**TEST, "moisture": 14})) == []
    assert codes(judge(rule, MAKE, {**TEST, "moisture": 10.0})) == []
    assert codes(judge(rule, MAKE, {**TEST, "moisture": 14.1})) == ["rule.value_range.high"]
    assert codes(judge(rule, MAKE, {**TEST, "moisture": 9})) == ["rule.value_range.low"]
    assert codes(judge(rule, MAKE, TEST)) == []


def test_a_short_excursion_is_tolerated_a_long_one_is_not() -> None:
    rule = 'kind = "sensor_range"\nat = ["log"]\nmaximum = 8\ntolerated_minutes = 30\n'
    log = {"stage": "log", "by": "carrier", "things": ["box"]}
    short = [["+0min", 5.0], ["+10min", 9.0], ["+30min", 6.0]]
    long = [["+0min", 5.0], ["+10min", 9.0], ["+20min", 9.5], ["+60min", 6.0]]
    assert codes(judge(rule, MAKE, {**log, "sensors": short})) == []
    found = judge(rule, MAKE, {**log, "sensors": long})
    assert [(judged.finding.facts["found"], judged.finding.facts["minutes"]) for judged in found] == [(9.5, 50)]


def test_a_gap_is_found_at_its_beginning_and_end() -> None:
    rule = 'kind = "sensor_range"\nat = ["log"]\ngap_minutes = 60\nbegins = ["ship"]\nends = ["receive"]\n'
    log = {"stage": "log", "by": "carrier", "things": ["lot 10 KGM"], "time": "+1h"}
    assert codes(judge(rule, MAKE, SHIP, {**log, "sensors": [["-10min", 4.0]]}, RECEIVE)) == ["rule.sensor_range.gap"]
    assert codes(judge(rule, MAKE, SHIP, {**log, "sensors": [["-10min", 4.0], ["+30min", 4.0]]}, RECEIVE)) == []


def test_what_is_shipped_is_not_missed_before_it_is_due() -> None:
    rule = 'kind = "shipped_is_received"\nat = ["ship"]\nreceived = ["receive"]\ndays = 2\n'
    assert codes(judge(rule, MAKE, SHIP)) == []
    late = datetime.fromisoformat("2026-03-09T00:00:00+08:00")
    assert codes(judge(rule, MAKE, SHIP, now=late)) == ["rule.shipped_is_received.missing"]
    assert codes(judge(rule, MAKE, SHIP, RECEIVE, now=late)) == []
    assert codes(judge(rule, MAKE, SHIP, {**RECEIVE, "things": ["lot 9 KGM"]})) == ["rule.shipped_is_received.amount"]


def test_an_unknown_holder_is_noted_not_blamed() -> None:
    rule = 'kind = "licence_valid"\nat = ["sell"]\nholder = "actor"\nlicences = ["food_business"]\n'
    stranger = {**SELL, "by": "stranger", "from": "stranger"}
    found = judge(rule, MAKE, stranger)
    assert [(judged.finding.code, judged.finding.severity) for judged in found] == [
        ("rule.licence_valid.unknown", Severity.NOTE)
    ]


def test_a_licence_counts_on_its_last_day() -> None:
    rule = 'kind = "licence_valid"\nat = ["sell"]\nholder = "actor"\nlicences = ["food_business"]\n'
    ends = datetime.fromisoformat("2026-03-01T10:00:00+08:00")
    known: dict[str, Any] = {"licences": {"shop": {"food_business": {"valid_to": ends}}}}
    assert codes(judge(rule, MAKE, SELL, **known)) == []
    assert codes(judge(rule, MAKE, {**SELL, "time": "+61min"}, **known)) == ["rule.licence_valid.expired"]


def test_an_unknown_permit_is_noted_and_none_is_an_error() -> None:
    rule = 'kind = "permit_covers"\nat = ["ship"]\ndocument = "transaction.cert"\npapers = ["animal_quarantine"]\n'
    assert codes(judge(rule, MAKE, {**SHIP, "papers": {"cert": "unheard-of"}})) == ["rule.permit_covers.unknown"]
    assert codes(judge(rule, MAKE, SHIP)) == ["rule.permit_covers.missing"]


def test_a_register_that_lacks_a_list_judges_nothing() -> None:
    rule = 'kind = "listed"\nat = ["test"]\nvalue = "zhuisu:drugName"\nmode = "banned"\nregister = "banned_vetdrugs"\n'
    assert codes(judge(rule, MAKE, {**TEST, "drugName": "克百威"})) == []


def test_a_window_may_go_over_midnight() -> None:
    rule = 'kind = "time_window"\nat = ["sell"]\nearliest = "20:00"\nlatest = "06:00"\n'
    assert codes(judge(rule, MAKE, {**SELL, "time": "+13h"})) == []
    assert codes(judge(rule, MAKE, {**SELL, "time": "+5h"})) == ["rule.time_window.hours"]


def test_a_count_begins_anew_after_it_was_told() -> None:
    rule = 'kind = "count_at_most"\nat = ["sell"]\nby = "actor"\nmost = 2\ndays = 1\n'
    sales = [{**SELL, "name": f"s{number}", "time": "+1h"} for number in range(6)]
    assert len(judge(rule, MAKE, *sales)) == 2


def test_a_balance_of_a_party_that_reports_sales_alone_is_not_judged() -> None:
    rule = 'kind = "quantity_balance"\ntolerance = 0.1\n'
    assert codes(judge(rule, MAKE, SELL)) == []
    assert codes(judge(rule, MAKE, SHIP, RECEIVE, {**SELL, "things": ["lot 11 KGM"]})) == []
    assert codes(judge(rule, MAKE, SHIP, RECEIVE, {**SELL, "things": ["lot 12 KGM"]})) == ["rule.quantity_balance"]


def test_a_sum_is_judged_when_it_is_closed() -> None:
    rule = (
        'kind = "sum_equals"\nby = "transaction.prodorder"\nleft = ["ship"]\nright = ["receive"]\ncloses = ["recall"]\n'
    )
    order = {"papers": {"prodorder": "o1"}}
    short = {**RECEIVE, **order, "things": ["lot 9 KGM"]}
    assert codes(judge(rule, MAKE, {**SHIP, **order}, short)) == []
    assert codes(judge(rule, MAKE, {**SHIP, **order}, short, {**RECALL, **order})) == ["rule.sum_equals"]


def test_a_code_at_one_place_is_never_too_far() -> None:
    rule = 'kind = "too_far_apart"\nat = ["sell"]\nkm_per_hour = 100\n'
    here: dict[str, Any] = {"positions": {"farm": [22.0, 108.6], "shop": [22.0, 108.6]}}
    assert codes(judge(rule, MAKE, SELL, **here)) == []
    there: dict[str, Any] = {"positions": {"farm": [22.0, 108.6], "shop": [23.5, 108.6]}}
    assert codes(judge(rule, MAKE, SELL, **there)) == ["rule.too_far_apart"]
    assert codes(judge(rule, MAKE, {**SELL, "time": "+2h"}, **there)) == []


@pytest.mark.parametrize(
    "rule",
    [
        'kind = "interval_at_least"\nsince = ["test"]\n',
        'kind = "value_range"\nvalue = "quantity"\n',
        'kind = "listed"\nvalue = "quantity"\nmode = "banned"\n',
        'kind = "never_after"\n',
    ],
)
def test_a_rule_without_a_limit_is_refused(rule: str) -> None:
    assert [finding.code for finding in faulty(rule).findings] == ["profile.needs_number"]


def test_a_finding_says_where_what_and_why_in_both_languages() -> None:
    rule = 'kind = "interval_at_least"\nat = ["sell"]\nsince = ["test"]\ndays = 2\nbasis = ["pesticide_ordinance 34"]\n'
    finding = judge(rule, MAKE, TEST, SELL)[0].finding
    zh, en = (sentence(finding, SENTENCES, language) for language in (Language.ZH, Language.EN))
    assert zh.startswith("【规则】零售（2026-03-01 11:00）：距上次“检验”（2026-03-01 10:00）只有 0.0 天，")
    assert zh.endswith("至少应隔 2 天。依据：《农药管理条例》第34条。")
    assert en == (
        "rule: sale (2026-03-01 11:00): 0.0 days after 'test' (2026-03-01 10:00); at least 2 days must pass. "
        "Ground: Pesticide Regulations, art. 34."
    )
