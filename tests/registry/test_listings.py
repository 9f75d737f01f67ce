"""Named lists and zones are entries with days; rules ask what counted at the time of an event."""

from datetime import UTC, datetime

import pytest

from tests.registry.cast import HAND, approved, codes, made, written
from zhuisu.packaged import profiles
from zhuisu.registry.deciding import decide
from zhuisu.registry.facts import RegistryFacts
from zhuisu.registry.kinds import KINDS
from zhuisu.registry.reference import listings, register_reference
from zhuisu.registry.states import Act
from zhuisu.registry.writing import get

pytestmark = pytest.mark.usefixtures("registry")
MAY, JUNE, JULY = (datetime(2026, month, 2, tzinfo=UTC) for month in (5, 6, 7))
CARBOFURAN = {"list": "banned_pesticides", "name": "克百威", "validFrom": "2026-06-01", "source": "公告第736号"}
OLD_TOWN = {
    "kind": "fireworks_forbidden",
    "name": "占鳌巷",
    "region": "450702",
    "latitude": 21.95,
    "longitude": 108.62,
    "radiusKm": 1.5,
    "validTo": "2026-06-30",
}


def test_a_list_names_what_it_named_at_the_time() -> None:
    approved("listing", CARBOFURAN)
    facts = RegistryFacts()
    assert facts.listed("banned_pesticides", MAY) == frozenset()
    assert facts.listed("banned_pesticides", JUNE) == frozenset({"克百威"})
    assert facts.listed("banned_vetdrugs", JUNE) is None


def test_what_nobody_approved_is_on_no_list() -> None:
    made("listing", CARBOFURAN)
    made("zone", OLD_TOWN)
    assert RegistryFacts().listed("banned_pesticides", JULY) is None
    assert RegistryFacts().zones("fireworks_forbidden") is None


def test_a_list_names_a_thing_once() -> None:
    key = made("listing", CARBOFURAN).entry.key
    assert key == "listing:banned_pesticides:克百威"
    assert codes(written("listing", CARBOFURAN)) == ["registry.taken"]
    found = get(KINDS["listing"], "urn:zhuisu:listing:banned_pesticides:%E5%85%8B%E7%99%BE%E5%A8%81")
    assert found is not None
    assert found.entry.key == key
    assert codes(written("listing", CARBOFURAN, key="listing:banned_pesticides:氧乐果")) == ["registry.bad_value"]


def test_a_zone_counts_between_its_days_and_not_while_it_is_suspended() -> None:
    key = approved("zone", OLD_TOWN).entry.key
    assert counting(MAY, JUNE, JULY) == [1, 1, 0]
    decide(KINDS["zone"], key, Act.SUSPEND, actor=HAND, reason="春节放开", since=datetime(2026, 5, 15, tzinfo=UTC))
    assert counting(MAY, JUNE, JULY) == [1, 0, 0]


def counting(*moments: datetime) -> list[int]:
    """How many zones counted at each of these times."""
    zones = RegistryFacts().zones("fireworks_forbidden") or ()
    return [sum(zone.counts_at(moment) for zone in zones) for moment in moments]


def test_a_zone_needs_its_circle() -> None:
    assert codes(written("zone", {**OLD_TOWN, "radiusKm": 0})) == ["registry.bad_value"]
    assert codes(written("zone", {"kind": "fireworks_forbidden", "name": "x"})) == ["registry.missing"] * 3


def test_reference_lists_are_registered_once_and_left_as_somebody_made_them() -> None:
    assert register_reference(actor=HAND) == len(list(listings()))
    decide(KINDS["listing"], "listing:banned_pesticides:福美胂", Act.CLOSE, actor=HAND, reason="移出名录", since=JUNE)
    assert register_reference(actor=HAND) == 0
    facts = RegistryFacts()
    banned_in_may, banned_in_july = (facts.listed("banned_pesticides", at) for at in (MAY, JULY))
    assert banned_in_may is not None
    assert banned_in_july is not None
    assert banned_in_july - banned_in_may == {"氧乐果", "克百威", "灭多威", "涕灭威"}
    assert banned_in_may - banned_in_july == {"福美胂"}


def test_reference_lists_are_those_that_rules_name() -> None:
    named = {getattr(rule, "register", "") for profile in profiles().values() for rule in profile.rules}
    assert {members["list"] for members in listings()} <= named


def test_a_thing_is_of_the_one_variety_that_has_its_scheme_or_lists_what_it_is() -> None:
    made(
        "product",
        {"key": "01/06901231000026", "name": "全脂奶粉", "category": "food", "attributes": {"hs": "04022100"}},
    )
    facts = RegistryFacts()
    assert facts.variety("pesticide:12005001201000000000000000000001") == "pesticide"
    assert facts.variety("01/06901231000026/10/L1") == "imported_milk_powder"
    assert facts.variety("cas:6484-52-2") is None
    assert facts.variety("uri:https://example.com/1") is None
