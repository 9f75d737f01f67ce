"""Twins are found by their organisation code and by near names, and merged without losing a key or a reference."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.registry import cast
from tests.registry.cast import COOPERATIVE, FOOD_LICENCE, HAND, PIGS, YARD, approved, codes, made
from tests.registry.test_validity import MAY
from zhuisu.registry.duplicates import Likeness, duplicates, near
from zhuisu.registry.entries import Party, Place
from zhuisu.registry.held import Refusal
from zhuisu.registry.history import history_of
from zhuisu.registry.kinds import KINDS
from zhuisu.registry.likeness import NEAR, grams, likeness, telling
from zhuisu.registry.listing import entries
from zhuisu.registry.merging import merge
from zhuisu.registry.models import Party as Row
from zhuisu.registry.states import State
from zhuisu.registry.validity import licences_of, may_act_for
from zhuisu.registry.writing import change, get

pytestmark = pytest.mark.usefixtures("registry")
PARTY = KINDS["party"]
TWIN = {"key": "417/6901234000016", "kind": "enterprise", "name": "望海屠宰公司（钦州市）", "region": "450702"}


def test_names_that_differ_in_their_legal_form_alone_are_near() -> None:
    made("party", PIGS)
    made("party", COOPERATIVE)
    twin = made("party", TWIN, name="钦州望海屠宰有限责任公司").entry.key
    pairs, rest = duplicates()
    assert [(pair.one, pair.other, pair.why) for pair in pairs] == [
        ("uscc:" + cast.SLAUGHTERHOUSE, twin, Likeness.NAME)
    ]
    assert rest is None
    assert [each.entry.key for each, _ in near("望海屠宰", "4507")] == [twin, "uscc:" + cast.SLAUGHTERHOUSE]
    assert near("望海屠宰", "11") == []


def test_what_every_name_of_the_city_has_hides_nobody() -> None:
    kept = made("party", PIGS).entry.key
    now = datetime.now(UTC)
    empty = dict.fromkeys(("name_en", "short_name", "address", "contact", "phone", "email", "organisation"), "")
    Row.objects.bulk_create(
        Row(key=f"party:crowd-{number}", kind="enterprise", name=name, region="450702", grams=sorted(grams(name)),
            created_at=now, changed_at=now, **empty)
        for number in range(2100) if (name := f"钦州市{number:04d}厂")
    )  # fmt: skip
    twin = made("party", TWIN, name="钦州望海屠宰厂").entry.key
    assert [(pair.one, pair.other) for pair in duplicates(limit=1)[0]] == [(kept, twin)]
    assert {each.entry.key for each, _ in near("望海屠宰")} == {twin, kept}


@given(
    st.text(min_size=1, max_size=20),
    st.text(min_size=1, max_size=20),
    st.dictionaries(st.text(max_size=2), st.integers()),
)
def test_a_near_name_has_one_of_the_telling_pairs(one: str, other: str, counts: dict[str, int]) -> None:
    pairs = grams(one)
    shares = not grams(other).isdisjoint(telling(pairs, counts))
    assert shares or likeness(pairs, grams(other)) < NEAR


def test_one_organisation_in_two_codes_is_found_whatever_its_names() -> None:
    made("party", PIGS)
    made("party", TWIN, name="别的名字", aliases=["92450721MA5N1X2K93"])
    pairs, _ = duplicates()
    assert [(pair.why, pair.likeness) for pair in pairs] == [(Likeness.ORGANISATION, 0.0)]


def test_duplicates_are_paged() -> None:
    for number in range(3):
        made("party", TWIN, key="", name=f"望海屠宰{number}")
    pairs, rest = duplicates(limit=2)
    more, end = duplicates(after=rest or 0, limit=2)
    assert (len(pairs), len(more), end) == (3, 0, None)


def test_what_is_merged_keeps_every_key_role_and_reference() -> None:
    kept = approved("party", PIGS).entry.key
    lost = approved("party", TWIN, roles=[{"role": "wholesaler"}]).entry.key
    made("place", YARD, party=lost)
    approved("licence", FOOD_LICENCE, holder=lost)
    answer = merge(PARTY, kept, lost, actor=HAND, reason="同一企业")
    assert not isinstance(answer, Refusal)
    entry = answer.entry
    assert isinstance(entry, Party)
    assert (entry.aliases, [role.role for role in entry.roles]) == ((lost,), ["slaughterhouse", "wholesaler"])
    assert get(PARTY, lost) == answer
    place = get(KINDS["place"], "6901234000016")
    assert place is not None
    assert isinstance(place.entry, Place)
    assert place.entry.party == kept
    assert len(licences_of(kept, MAY)) == len(licences_of(lost, MAY)) == 1
    assert duplicates() == ([], None)
    verbs = [deed.verb for deed in history_of(PARTY, lost) or ()]
    assert verbs == ["register", "file", "approve", "register", "file", "approve", "merge", "merged"]


def test_the_key_of_what_was_merged_is_not_given_away() -> None:
    kept, lost = made("party", PIGS).entry.key, made("party", TWIN).entry.key
    merge(PARTY, kept, lost, actor=HAND, reason="同一企业")
    assert codes(cast.written("party", TWIN)) == ["registry.taken"]
    changed = change(PARTY, lost, {"address": "东风路", "aliases": [lost]}, actor=HAND)
    assert not isinstance(changed, Refusal)
    assert changed.entry.key == kept


def test_a_relation_between_twins_does_not_hinder_their_merger() -> None:
    kept, lost = approved("party", PIGS).entry.key, approved("party", TWIN).entry.key
    other = approved("party", COOPERATIVE).entry.key
    approved("relation", {"kind": "branch", "party": kept, "other": lost})
    approved("relation", {"kind": "agent", "party": lost, "other": other})
    merge(PARTY, kept, lost, actor=HAND, reason="同一企业")
    assert may_act_for(kept, other, MAY)


def test_a_merger_needs_two_entries_and_a_reason() -> None:
    key = made("party", PIGS).entry.key
    assert codes(merge(PARTY, key, key, actor=HAND, reason="x")) == ["registry.same_entry"]
    assert codes(merge(PARTY, key, cast.ORCHARD, actor=HAND, reason="x")) == ["registry.no_such_entry"]
    assert codes(merge(PARTY, key, key, actor=HAND, reason="")) == ["registry.no_reason"]


def test_what_is_merged_is_listed_no_more_as_itself() -> None:
    kept, lost = made("party", PIGS).entry.key, made("party", TWIN).entry.key
    merge(PARTY, kept, lost, actor=HAND, reason="同一企业")
    assert [(each.state, each.merged_into) for each in entries(PARTY, {})] == [
        (State.DRAFT, None),
        (State.MERGED, kept),
    ]


@given(st.text(max_size=30), st.text(max_size=30))
def test_likeness_is_symmetric_and_one_for_the_same_name(one: str, other: str) -> None:
    assert likeness(grams(one), grams(one)) == 1
    assert likeness(grams(one), grams(other)) == likeness(grams(other), grams(one)) <= 1
