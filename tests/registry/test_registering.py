"""Entries are registered under their canonical keys, once each, and refused with everything that is wrong."""

from typing import Any

import pytest
from django.db import ProgrammingError, connection

from tests.registry import cast
from tests.registry.cast import COOPERATIVE, DRIVER, FOOD_LICENCE, PIGS, YARD, codes, made, written
from zhuisu.registry.entries import Licence, Party, Place
from zhuisu.registry.held import Refusal, Why
from zhuisu.registry.history import history_of
from zhuisu.registry.kinds import KINDS
from zhuisu.registry.states import State
from zhuisu.registry.writing import Review, change, get

pytestmark = pytest.mark.usefixtures("registry")
PARTY, PLACE = KINDS["party"], KINDS["place"]


def test_a_party_is_found_by_every_notation_of_its_code() -> None:
    entry = made("party", COOPERATIVE)
    assert (entry.entry.key, entry.state) == ("uscc:93450721MA5685666W", State.DRAFT)
    for text in ("93450721ma5685666w", "uscc:93450721MA5685666W", "urn:zhuisu:uscc:93450721MA5685666W"):
        assert get(PARTY, text) == entry


def test_what_is_registered_comes_back_as_it_was() -> None:
    entry = made("party", COOPERATIVE).entry
    assert isinstance(entry, Party)
    assert (entry.name, entry.region, entry.roles[0].role) == (COOPERATIVE["name"], "450721", "grower")


def test_a_party_without_a_code_gets_one_of_our_own() -> None:
    key = made("party", cast.FRIENDS).entry.key
    assert key.startswith("party:")
    assert get(PARTY, f"urn:zhuisu:{key}") is not None


def test_a_code_with_a_failed_check_digit_is_registered_all_the_same() -> None:
    assert made("party", COOPERATIVE, key="91350100M0001TGQXM").entry.key == "uscc:91350100M0001TGQXM"


def test_everything_that_is_wrong_is_said_at_once() -> None:
    answer = written("party", {"kind": "guild", "region": "45", "colour": "red", "phone": "call me"})
    assert isinstance(answer, Refusal)
    assert answer.why is Why.INVALID
    assert {(f.code, f.path) for f in answer.findings} == {
        ("registry.bad_value", "$.kind"),
        ("registry.bad_value", "$.region"),
        ("registry.unknown_field", "$.colour"),
        ("registry.bad_value", "$.phone"),
        ("registry.missing", "$.name"),
    }


@pytest.mark.parametrize(
    ("kind", "members", "path"),
    [
        ("party", {**COOPERATIVE, "region": "450799"}, "$.region"),
        ("party", {**COOPERATIVE, "key": "450702190001010003"}, "$.key"),
        ("party", {**COOPERATIVE, "roles": [{"role": "king"}]}, "$.roles[0].role"),
        ("party", {**COOPERATIVE, "name": "a\0b"}, "$.name"),
        ("place", {**YARD, "party": ""} | {"longitude": None}, "$.longitude"),
        ("licence", {**FOOD_LICENCE, "kind": "fishing"}, "$.kind"),
        ("licence", {**FOOD_LICENCE, "validTo": "2023-01-01"}, "$.validTo"),
        ("licence", {**FOOD_LICENCE, "key": "sc:SC10145070200019"}, "$.key"),
        ("licence", {**FOOD_LICENCE, "products": ["pork"]}, "$.products"),
        ("person", {**DRIVER, "identity": "4507021900"}, "$.identity"),
        ("person", {**DRIVER, "identityKind": "driver"}, "$.identityKind"),
        ("product", {"key": "06901234000016", "name": "荔枝", "pictures": ["http://x.example/a.png"]}, "$.pictures[0]"),
    ],
)
def test_what_cannot_be_is_refused_at_its_place(kind: str, members: dict[str, Any], path: str) -> None:
    answer = written(kind, members)
    assert isinstance(answer, Refusal)
    assert [finding.path for finding in answer.findings] == [path]


def test_a_key_is_registered_once() -> None:
    made("party", COOPERATIVE)
    answer = written("party", PIGS, aliases=[cast.ORCHARD])
    assert codes(answer) == ["registry.taken"]
    assert isinstance(answer, Refusal)
    assert answer.why is Why.CONFLICT


def test_references_must_be_registered() -> None:
    assert codes(written("place", YARD)) == ["registry.unknown_reference"]
    made("party", PIGS)
    entry = made("place", YARD).entry
    assert isinstance(entry, Place)
    assert (entry.key, entry.party) == ("414/6901234000016", "uscc:91450702MA5N1X2K93")


def test_a_licence_has_the_key_of_its_number_or_one_made_of_it() -> None:
    made("party", PIGS)
    assert made("licence", FOOD_LICENCE).entry.key == "sc:SC10445070200190"
    other = made("licence", {**FOOD_LICENCE, "kind": "pesticide_business", "number": "农药经许（桂） 450702100031"})
    assert other.entry.key == "licence:pesticide_business:农药经许(桂)450702100031"
    assert get(KINDS["licence"], "SC10445070200190") is not None
    assert isinstance(get(KINDS["licence"], other.entry.key), type(other))
    assert isinstance(other.entry, Licence)


def test_the_holder_may_be_a_person() -> None:
    driver = made("person", DRIVER).entry.key
    licence = made("licence", FOOD_LICENCE, holder=driver).entry
    assert isinstance(licence, Licence)
    assert licence.holder == driver


def test_a_change_keeps_what_it_does_not_name() -> None:
    made("party", COOPERATIVE)
    answer = change(PARTY, cast.ORCHARD, {"address": "新圩镇", "contact": None}, actor="clerk")
    assert not isinstance(answer, Refusal)
    entry = answer.entry
    assert isinstance(entry, Party)
    assert (entry.address, entry.contact, entry.phone) == ("新圩镇", "", COOPERATIVE["phone"])


def test_a_change_of_nothing_leaves_no_trace() -> None:
    made("party", COOPERATIVE)
    change(PARTY, cast.ORCHARD, {"region": "450721"}, actor="clerk")
    assert [deed.verb for deed in history_of(PARTY, cast.ORCHARD) or ()] == ["register"]


def test_the_history_says_who_changed_what_and_masks_people() -> None:
    made("party", COOPERATIVE)
    change(PARTY, cast.ORCHARD, {"region": "450722", "contact": "陆大荔"}, actor="clerk")
    deeds = history_of(PARTY, cast.ORCHARD) or ()
    assert [(deed.verb, deed.actor) for deed in deeds] == [("register", "inspector"), ("change", "clerk")]
    assert deeds[1].fields == {"region": ("450721", "450722"), "contact": ("陆**", "陆**")}
    assert deeds[0].fields["phone"] == (None, "0777****0001")


def test_the_history_is_final() -> None:
    made("party", COOPERATIVE)
    with pytest.raises(ProgrammingError, match="append-only"), connection.cursor() as cursor:
        cursor.execute("UPDATE registry_change SET actor = 'nobody'")


def test_aliases_are_added_and_taken_away() -> None:
    made("party", COOPERATIVE)
    change(PARTY, cast.ORCHARD, {"aliases": ["417/6901234000016"]}, actor="clerk")
    assert get(PARTY, "https://id.gs1.org/417/6901234000016") == get(PARTY, cast.ORCHARD)
    change(PARTY, cast.ORCHARD, {"aliases": []}, actor="clerk")
    assert get(PARTY, "417/6901234000016") is None
    assert get(PARTY, cast.ORCHARD) is not None


def test_a_key_stays() -> None:
    made("party", COOPERATIVE)
    assert codes(change(PARTY, cast.ORCHARD, {"key": cast.SLAUGHTERHOUSE}, actor="clerk")) == ["registry.key_is_final"]


def test_a_place_is_not_within_itself() -> None:
    made("party", PIGS)
    made("place", YARD)
    inner = made("place", YARD, key="", parent=YARD["key"]).entry.key
    assert codes(change(PLACE, str(YARD["key"]), {"parent": inner}, actor="clerk")) == ["registry.loop"]


def test_what_is_approved_is_filed_again_when_its_facts_change() -> None:
    cast.approved("party", COOPERATIVE)
    kept = change(PARTY, cast.ORCHARD, {"phone": "0777-6520002"}, actor="clerk", review=Review.AGAIN)
    assert not isinstance(kept, Refusal)
    assert kept.state is State.APPROVED
    again = change(PARTY, cast.ORCHARD, {"name": "六荔垌合作社"}, actor="clerk", review=Review.AGAIN)
    assert not isinstance(again, Refusal)
    assert again.state is State.FILED


def test_unknown_entries_are_said_to_be_unknown() -> None:
    answer = change(PARTY, cast.ORCHARD, {}, actor="clerk")
    assert isinstance(answer, Refusal)
    assert answer.why is Why.UNKNOWN
    assert get(PARTY, "a\0b") is None
    assert get(KINDS["licence"], "") is None
