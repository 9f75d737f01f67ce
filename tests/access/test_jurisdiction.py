"""For which entries of the registry a department answers, and what it may do with them."""

from datetime import UTC, datetime
from typing import Any

import pytest

from tests.registry.cast import COOPERATIVE, ORCHARD, PIGS, SLAUGHTERHOUSE, YARD, made
from tests.registry.conftest import registry
from zhuisu.access import Actor, Scope
from zhuisu.access.actor import ActorKind
from zhuisu.access.jurisdiction import answers_for
from zhuisu.access.registering import for_departments, may_decide, may_write, shown
from zhuisu.registry.states import Act

__all__ = ["registry"]
pytestmark = pytest.mark.usefixtures("registry")
NOW = datetime.now(UTC)
KEEPS = frozenset({Scope.READ, Scope.REGISTRY})


HELD_BY = "91350100M000100Y43"
HOLDER = {**COOPERATIVE, "key": HELD_BY, "name": "灵山县某果业公司"}


def department(category: str, *regions: str) -> Actor:
    return Actor("bureau", None, KEEPS, ActorKind.DEPARTMENT, frozenset({category}), frozenset(regions))


@pytest.mark.parametrize(
    ("kind", "members", "answering", "others"),
    [
        ("party", COOPERATIVE, department("produce", "450721"), department("food", "450721")),
        ("party", COOPERATIVE, department("produce", "450700"), department("produce", "450702")),
        ("party", PIGS, department("produce", "450702"), department("produce", "450721")),
        ("party", PIGS, department("produce", "450702"), department("hazmat", "450702")),
        ("licence", {"kind": "drug_business", "number": "桂DA0770001", "holder": HELD_BY},
         department("drugs", "450721"), department("produce", "450721")),
        ("product", {"name": "荔枝", "variety": "fruit"}, department("produce"), department("food")),
        ("licence", {"kind": "food_production", "number": "SC10445070200190", "holder": HELD_BY,
          "varieties": ["dairy"]},
         department("food"), department("produce")),
        ("person", {"name": "黄大年", "party": HELD_BY},
         department("produce", "450721"), department("produce", "450702")),
        ("zone", {"kind": "flood", "name": "淹没区", "region": "450721", "latitude": 22.4, "longitude": 109.2,
                  "radiusKm": 1.0}, department("produce", "450721"), department("produce", "450702")),
    ],
)  # fmt: skip
def test_a_department_answers_by_category_and_region(
    kind: str, members: dict[str, Any], answering: Actor, others: Actor
) -> None:
    made("party", HOLDER)
    entry = made(kind, members).entry
    assert answers_for(answering, entry)
    assert not answers_for(others, entry)
    assert may_write(answering, (entry,), NOW) is None
    refused = may_decide(others, Act.APPROVE, entry, NOW)
    assert refused is not None
    assert refused.code == "registry.not_your_field"


def test_a_place_without_a_region_is_its_partys() -> None:
    made("party", PIGS)
    yard = made("place", YARD).entry
    assert answers_for(department("produce", "450702"), yard)
    assert not answers_for(department("food", "450721"), yard)


def test_the_office_keeps_all_and_a_party_its_own() -> None:
    entry = made("party", PIGS)
    office = Actor("office", None, KEEPS, ActorKind.OFFICE)
    owner = Actor("owner", f"uscc:{SLAUGHTERHOUSE}", KEEPS, ActorKind.ENTERPRISE)
    stranger = Actor("stranger", f"uscc:{ORCHARD}", KEEPS, ActorKind.ENTERPRISE)
    assert for_departments(office, entry.entry) is None
    assert may_write(owner, (entry.entry,), NOW) is None
    assert may_decide(owner, Act.APPROVE, entry.entry, NOW) is not None
    assert may_write(stranger, (entry.entry,), NOW) is not None


def test_an_auditor_reads_contacts_and_writes_nothing() -> None:
    entry = made("party", COOPERATIVE)
    auditor = Actor("auditor", None, frozenset(Scope), ActorKind.AUDITOR)
    peer = Actor("peer", None, frozenset(Scope), ActorKind.PEER, frozenset({"produce"}))
    assert shown(auditor, entry, NOW) == entry
    assert shown(peer, entry, NOW) != entry
    assert not auditor.may(Scope.REGISTRY)
    assert may_write(auditor, (entry.entry,), NOW) is not None
