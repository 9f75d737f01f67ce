"""Adding: a product of one's own is filed, gets a number and codes; nobody adds to others or under their GTIN."""

import pytest

from tests.labelling.cast import DAIRY, GROWER, MILK, acting, issued, registered
from zhuisu.access.actor import Actor, ActorKind, Scope
from zhuisu.labelling.adding import WareAsked, add
from zhuisu.labelling.kinds import IssueKind
from zhuisu.labelling.refusing import Refusal
from zhuisu.labelling.wares import Ware
from zhuisu.registry.kinds import KINDS
from zhuisu.registry.states import State
from zhuisu.registry.writing import get


@pytest.fixture(autouse=True)
def _registered(labelling: None) -> None:
    registered()


def codes_of(answer: object) -> list[str]:
    assert isinstance(answer, Refusal), answer
    return [each.code for each in answer.findings]


def test_a_product_is_filed_and_has_codes_at_once() -> None:
    made = add(WareAsked(name="荔枝干", variety="fruit", unit="KGM"), actor=acting(GROWER))
    assert isinstance(made, Ware)
    held = get(KINDS["product"], made.key)
    assert held is not None
    assert held.state is State.FILED
    assert issued(IssueKind.ITEM, made.key, GROWER, count=2).number.startswith("city:4507")


def test_a_gtin_that_somebody_has_is_taken() -> None:
    asked = WareAsked(name="假牛奶", variety="dairy", gtin=MILK.removeprefix("01/"))
    assert codes_of(add(asked, actor=acting(GROWER))) == ["registry.taken"]


def test_who_may_not_register_adds_nothing() -> None:
    scopes = frozenset({Scope.CAPTURE, Scope.READ})
    clerk = Actor(name="clerk", party=DAIRY, scopes=scopes, kind=ActorKind.ENTERPRISE)
    assert codes_of(add(WareAsked(name="酸奶", variety="dairy"), actor=clerk)) == ["labels.may_not_add"]
