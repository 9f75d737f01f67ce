"""The cast of labelling: a dairy with a company prefix, a grower without one, and their products."""

from typing import Any

from zhuisu.access.actor import Actor, ActorKind, Scope
from zhuisu.labelling.asked import IssueAsked, LabelGoods
from zhuisu.labelling.issued import HeldIssue
from zhuisu.labelling.issuing import issue
from zhuisu.labelling.kinds import IssueKind
from zhuisu.registry.seeding import seed

DAIRY, GROWER = "uscc:91450703MA52822D6H", "uscc:93450722MA5LYCH015"
MILK, GREENS = "01/06901234000016", "product:choy-sum"
LITTLE = LabelGoods(quantity=5)


ENTRIES: tuple[tuple[str, dict[str, Any]], ...] = (
    ("party", {"key": DAIRY, "kind": "enterprise", "name": "汐垌乳业有限公司", "nameEn": "Xidong Dairy",
               "region": "450703", "attributes": {"gs1CompanyPrefix": "6901234"}}),
    ("party", {"key": GROWER, "kind": "cooperative", "name": "浦北菜心合作社", "region": "450722",
               "phone": "0777-8800123", "address": "小江街道 3 号", "contact": "黄大山"}),
    ("product", {"key": MILK, "name": "鲜牛奶 250 毫升", "nameEn": "Fresh milk 250 ml", "variety": "dairy",
                 "category": "food", "party": DAIRY, "specification": "250 ml"}),
    ("product", {"key": GREENS, "name": "菜心", "nameEn": "Choy sum", "variety": "vegetable",
                 "category": "produce", "party": GROWER, "unit": "KGM"}),
)  # fmt: skip


def registered() -> None:
    """All of them, approved."""
    seed(ENTRIES, actor="operator")


def acting(party: str, name: str = "someone") -> Actor:
    scopes = frozenset({Scope.CAPTURE, Scope.READ, Scope.REGISTRY})
    return Actor(name=name, party=party, scopes=scopes, kind=ActorKind.ENTERPRISE)


def issued(kind: IssueKind, product: str, party: str, **more: Any) -> HeldIssue:
    made = issue(IssueAsked(kind=kind, product=product, **more), actor=acting(party))
    assert isinstance(made, HeldIssue), made
    return made
