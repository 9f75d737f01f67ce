"""Findings are told to readers in words, each to whom it may be."""

from datetime import timedelta

import msgspec
import pytest

from tests.supervision.cast import (
    AGRICULTURE,
    AUDITOR,
    BATCH,
    DISTRICT,
    FACTS,
    GROWER,
    NOON,
    OFFICE,
    OPERATOR,
    ORCHARD,
    POLICE,
    SLAUGHTERHOUSE,
    finding,
)
from zhuisu.access import PUBLIC, Actor, Scope
from zhuisu.access.actor import ActorKind
from zhuisu.core.findings import Text
from zhuisu.core.rules import KINDS, SENTENCES
from zhuisu.supervision.breaches import OTHERWISE, breach_of, titled
from zhuisu.supervision.doubting import doubted
from zhuisu.supervision.findings import (
    Filters,
    Standing,
    Tally,
    by_id,
    is_in_doubt,
    listed,
    of_party,
    of_things,
    position_of,
    tallied,
)
from zhuisu.supervision.mending import MENDING, mending
from zhuisu.tracing.answer import SpokenFinding, TraceAnswer

pytestmark = pytest.mark.usefixtures("supervision")

HAZARD = {"profile": "explosives", "category": "hazmat", "scopes": ["closed:hazmat/", "closed:hazmat/450700"]}


def test_a_finding_says_what_is_wrong_how_to_mend_it_and_on_what_ground() -> None:
    finding()
    (told,) = of_things([BATCH], OPERATOR)
    assert told.told.zh.startswith("【投入品记录】种植（2026-03-14 12:00）：" + ORCHARD.removeprefix("uscc:"))
    assert "moved 12 kg in 2026; its certificate allows 10 kg." in told.told.en
    assert told.mend.en == "Stop what exceeds it, and apply for another quota."
    assert told.basis.zh == "农产品质量安全法第27条"
    assert told.basis.en == "Law on Quality and Safety of Farm Produce, art. 27"
    assert (told.variety.en, told.rule_name.en, told.stage_name.zh) == ("fruit", "inputs are recorded", "种植")
    assert (told.is_open, told.is_plain, told.subject, told.party) == (True, False, BATCH, ORCHARD)


def test_a_licence_that_ran_out_is_said_to_have_run_out() -> None:
    facts = {**FACTS, "holder": ORCHARD, "licence_zh": "食品经营许可证", "licence_en": "food licence"}
    facts |= {"number": "jy:JY14507210001237", "ended": "2026-02-21", "state": "valid"}
    finding(code="rule.licence_valid.expired", facts=facts)
    finding(code="rule.licence_valid.expired", facts={**facts, "state": "suspended"})
    suspended, ended = of_things([BATCH], OPERATOR)
    assert "93450721MA5685666W 的食品经营许可证（JY14507210001237）已于 2026-02-21 到期。" in ended.told.zh
    assert "（JY14507210001237）当时无效（已暂停）。" in suspended.told.zh
    assert "uscc:" not in ended.told.en


def test_every_breach_is_named_by_what_went_wrong() -> None:
    assert titled("rule.licence_valid.expired", Text("许可有效", "valid")).zh == "许可过期或无效（要求：许可有效）"
    assert all(breach_of(code) != OTHERWISE for code in SENTENCES if code != "rule.cut")


def test_every_kind_of_rule_says_how_to_mend_it() -> None:
    kinds = {msgspec.inspect.type_info(rule).tag for rule in KINDS}  # type: ignore[attr-defined]
    assert set(MENDING) == kinds
    assert all(mending(code) for code in SENTENCES)


def test_the_public_learns_the_rule_and_the_day_and_nothing_that_names_anybody() -> None:
    finding(things=[BATCH, "person:buyer-1"], rule="<script>", facts={**FACTS, "party": SLAUGHTERHOUSE})
    (told,) = of_things([BATCH], PUBLIC)
    assert told.is_plain
    assert told.told.en.startswith("inputs are recorded: growing (2026-03-14): this requirement is not met.")
    assert told.told.zh.startswith("【投入品记录】种植（2026-03-14）：不符合此项要求。依据：")
    assert told.things == (BATCH,)
    assert (told.subject, told.party, told.place, told.path, told.events, told.closed_by) == ("", "", "", "", (), "")
    assert SLAUGHTERHOUSE not in str(told)


def test_the_day_of_a_plain_finding_is_that_of_china() -> None:
    finding(time=NOON.replace(hour=20))
    assert "(2026-03-15)" in of_things([BATCH], PUBLIC)[0].told.en


@pytest.mark.parametrize(
    "more",
    [{"severity": "note"}, HAZARD, {"profile": "narcotic", "category": "drugs", "scopes": ["closed:drugs/"]}],
    ids=["notes", "dangerous goods", "special medicines"],
)
def test_what_is_not_public(more: dict[str, object]) -> None:
    finding(**more)
    assert of_things([BATCH], PUBLIC) == []
    assert len(of_things([BATCH], OFFICE)) == 1


@pytest.mark.parametrize("actor", [OPERATOR, OFFICE, AUDITOR, AGRICULTURE, GROWER], ids=lambda actor: actor.name)
def test_who_sees_it_in_full(actor: Actor) -> None:
    row = finding()
    assert [told.is_plain for told in of_things([BATCH], actor)] == [False]
    assert [told.id for told in listed(Filters(), actor)] == [row.pk]
    assert by_id(row.pk, actor) == listed(Filters(), actor)[0]
    assert tallied(Filters(), actor) == [Tally("fruit", "input_records", "error", 1, 0)]


@pytest.mark.parametrize(
    "actor",
    [
        POLICE,
        DISTRICT,
        Actor(name="no categories", kind=ActorKind.DEPARTMENT, scopes=frozenset({Scope.READ})),
        Actor(name="peer", kind=ActorKind.PEER, scopes=frozenset({Scope.READ}), categories=frozenset({"food"})),
        Actor(name="other", kind=ActorKind.ENTERPRISE, party=SLAUGHTERHOUSE, scopes=frozenset({Scope.READ})),
        Actor(name="nobody", kind=ActorKind.ENTERPRISE, scopes=frozenset({Scope.READ})),
        Actor(name="sensor", scopes=frozenset({Scope.CAPTURE})),
        PUBLIC,
    ],
    ids=lambda actor: actor.name,
)
def test_who_sees_it_as_everybody_does(actor: Actor) -> None:
    row = finding()
    assert [told.is_plain for told in of_things([BATCH], actor)] == [True]
    assert listed(Filters(), actor) == []
    assert by_id(row.pk, actor) is None
    assert tallied(Filters(), actor) == []


def test_a_district_sees_what_happened_in_it() -> None:
    finding(scopes=["produce/", "produce/450000", "produce/450700", "produce/450702"])
    assert [told.is_plain for told in of_things([BATCH], DISTRICT)] == [False]


def test_a_closed_variety_is_seen_by_its_department_and_not_by_a_peer() -> None:
    row = finding(**HAZARD)
    peer = msgspec.structs.replace(POLICE, kind=ActorKind.PEER)
    assert by_id(row.pk, POLICE) is not None
    assert by_id(row.pk, peer) is None
    assert [told.id for told in listed(Filters(region="450700"), POLICE)] == [row.pk]


def test_a_party_is_found_under_both_keys_of_its_gln() -> None:
    finding(party="414/6901234000016")
    assert len(of_party("417/6901234000016", OPERATOR)) == 1


def test_findings_are_filtered_by_what_they_are_about() -> None:
    first = finding()
    second = finding(
        profile="livestock", rule="quarantine", severity="warning", party=SLAUGHTERHOUSE, things=["eartag:1"],
        scopes=["produce/", "produce/450000", "produce/450700", "produce/450702"], closed_at=NOON + timedelta(days=2),
    )  # fmt: skip
    asked = {
        Filters(profile="fruit"): [first],
        Filters(rule="quarantine"): [second],
        Filters(severity="warning"): [second],
        Filters(category="produce"): [second, first],
        Filters(party=ORCHARD): [first],
        Filters(thing="eartag:1"): [second],
        Filters(region="450721"): [first],
        Filters(region="450700"): [second, first],
        Filters(standing=Standing.OPEN): [first],
        Filters(standing=Standing.CLOSED): [second],
        Filters(since=NOON + timedelta(minutes=1)): [second],
        Filters(until=NOON + timedelta(hours=1)): [first],
        Filters(profile="fruit", severity="warning"): [],
    }
    found = {filters: [told.id for told in listed(filters, OPERATOR)] for filters in asked}
    assert found == {filters: [row.pk for row in rows] for filters, rows in asked.items()}


def test_pages_hold_every_finding_once_though_many_are_of_one_moment() -> None:
    made = {finding(time=NOON).pk for _ in range(7)}
    seen: list[int] = []
    page = listed(Filters(), OPERATOR, limit=3)
    for _ in range(3):
        seen += [told.id for told in page]
        page = listed(Filters(), OPERATOR, after=position_of(page[-1]), limit=3) if page else []
    assert seen == sorted(made, reverse=True)


def test_a_finding_whose_sentence_is_gone_is_still_told() -> None:
    finding(code="rule.kind_of_long_ago", facts={"rule": "x"}, rule="old")
    (told,) = listed(Filters(), OPERATOR)
    assert told.told.en == "old: 2026-03-14: this requirement is not met."
    assert told.mend.zh


def test_open_and_closed_ones_are_counted() -> None:
    finding()
    finding(closed_at=NOON + timedelta(days=2))
    finding(severity="note")
    assert tallied(Filters(), OPERATOR) == [
        Tally("fruit", "input_records", "error", 1, 1),
        Tally("fruit", "input_records", "note", 1, 0),
    ]


def test_goods_are_in_doubt_while_an_error_is_open_whatever_their_variety() -> None:
    doubted = finding(category="hazmat", profile="explosives")
    assert is_in_doubt([BATCH])
    assert not is_in_doubt(["01/06901234000016/10/OTHER"])
    doubted.closed_at = NOON + timedelta(days=2)
    doubted.save()
    assert not is_in_doubt([BATCH])
    finding(severity="warning")
    assert not is_in_doubt([BATCH])


def test_a_closed_story_says_that_it_is_in_doubt_as_the_page_does_and_an_open_one_stays() -> None:
    genuine = SpokenFinding("access.restricted_genuine", "note", "", "在册", "on record")
    story = TraceAnswer(BATCH, "both", (), (), (), (genuine,), False, None)
    told = msgspec.structs.replace(story, findings=())
    assert doubted(story) == story
    finding(category="hazmat", profile="explosives")
    (said,) = doubted(story).findings
    assert (said.code, said.severity) == ("access.restricted_in_doubt", "warning")
    assert "疑问" in said.zh
    assert doubted(told) == told
