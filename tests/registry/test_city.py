"""The demonstration city's cast is registered, once, with papers of which some have run out."""

from datetime import UTC, datetime, timedelta

import pytest

from zhuisu.core.codes import key_of_uri
from zhuisu.demo import city
from zhuisu.demo.directory import party, place, product, table
from zhuisu.demo.registering import registered
from zhuisu.registry.facts import RegistryFacts
from zhuisu.registry.kinds import KINDS
from zhuisu.registry.listing import entries
from zhuisu.registry.models import Licence
from zhuisu.registry.seeding import SeedError, seed
from zhuisu.registry.states import State
from zhuisu.registry.validity import licences_of, may_act_for, places_of, roles_of
from zhuisu.registry.validity import product as product_of
from zhuisu.registry.writing import change, get

pytestmark = pytest.mark.usefixtures("registry")
NOW = datetime(2026, 11, 25, 4, tzinfo=UTC)


def key(slug: str) -> str:
    return key_of_uri(party(slug).id)


def test_the_whole_cast_is_registered_and_approved_once() -> None:
    count = seed(registered(NOW.date()), actor="operator")
    assert count == len(list(registered(NOW.date())))
    assert seed(registered(NOW.date()), actor="operator") == 0
    for kind in KINDS.values():
        assert {held.state for held in entries(kind, {}, limit=1000)} <= {State.APPROVED}
    assert all(product_of(key_of_uri(product(slug).id)) for slug in table("products"))
    assert [each.key for each in places_of(key("orchard"), NOW)] == [
        key_of_uri(place(slug).id) for slug in ("plot_a", "plot_b")
    ]
    assert [role.role for role in roles_of(key("slaughterhouse"), NOW)] == ["slaughterhouse", "maker"]
    assert may_act_for("party:qinzhou-lychee", key("orchard"), NOW)
    assert get(KINDS["party"], "4507020020011") == get(KINDS["party"], key("veg_trader"))


def test_some_licences_have_run_out_on_the_citys_day() -> None:
    seed(registered(NOW.date()), actor="operator")
    gone = Licence.objects.filter(valid_to__lt=NOW.date())
    assert {row.number for row in gone} == {"桂DA778-0042", "桂动运备450722-0031"}
    assert licences_of(key("live_carrier"), NOW) == ()
    assert len(licences_of(key("live_carrier"), NOW - timedelta(days=60))) == 1
    assert [licence.kind for licence in licences_of(key("pharmacy_2"), NOW)] == ["psychotropic_retail"]


def test_the_stories_bring_papers_people_and_things_by_the_keys_that_their_events_name() -> None:
    town = city(7, 1, NOW)
    entries = list(town.registry())
    assert seed(entries, actor="operator") == len(entries)
    facts = RegistryFacts()
    varieties = {each.slug: facts.variety(each.key) for each in town.showcases}
    assert (varieties["lift"], varieties["cylinder"]) == ("lift", "gas_cylinder")
    assert (varieties["drug_twice"], varieties["pesticide_bottle"]) == ("psychotropic", "pesticide")
    for kind, members in entries:
        if kind == "licence":
            paper = facts.paper(key_of_uri(f"urn:zhuisu:licence:{members['kind']}:{members['number']}"))
            assert paper is None or (paper.kind, paper.holder) == (members["kind"], members["holder"])
    certificates = [members for kind, members in entries if kind == "licence" and "quarantine" in members["kind"]]
    assert all(facts.paper(f"licence:{each['kind']}:{each['number']}") for each in certificates)


def test_what_was_changed_since_stays_as_it_is() -> None:
    seed(registered(NOW.date()), actor="operator")
    change(KINDS["party"], key("market"), {"phone": "0777-1234567"}, actor="clerk")
    seed(registered(NOW.date()), actor="operator")
    held = get(KINDS["party"], key("market"))
    assert held is not None
    assert getattr(held.entry, "phone", "") == "0777-1234567"


def test_a_seed_that_cannot_be_is_a_bug_that_says_where() -> None:
    with pytest.raises(SeedError, match=r"party:some-party: registry.bad_value \$.kind"):
        seed([("party", {"key": "party:some-party", "kind": "guild", "name": "x"})], actor="operator")
