"""A pork stall that was notified: its entry in the registry, what it has, and the notice to it."""

from datetime import UTC, datetime
from typing import Any, Final

from tests.recall.alerted import affect, alert
from zhuisu.access.actor import Actor, ActorKind, Scope
from zhuisu.access.tokens import OPERATOR, make_account
from zhuisu.core.profiles.model import Category
from zhuisu.recall.models import Holding
from zhuisu.registry.entries import Party, PartyKind, Product
from zhuisu.registry.kinds import KINDS
from zhuisu.registry.writing import register

STALL: Final = "uscc:91450702MA5N1X2K93"
BUTCHER: Final = "uscc:91450702MA5NEXTR3B"
PORK: Final = "01/06901234000016"
LOT: Final = f"{PORK}/10/L0314"
PIECES: Final = tuple(f"{PORK}/21/P{number:02d}" for number in range(30))
DUE: Final = datetime(2099, 3, 15, 4, 0, tzinfo=UTC)
SELLER: Final = Actor(name="stall", party=STALL, kind=ActorKind.ENTERPRISE, scopes=frozenset({Scope.READ}))
STRANGER: Final = Actor(name="other", party=BUTCHER, kind=ActorKind.ENTERPRISE, scopes=frozenset({Scope.READ}))
INSPECTOR: Final = Actor(
    name="inspector",
    kind=ActorKind.DEPARTMENT,
    scopes=frozenset({Scope.READ, Scope.SUPERVISE}),
    categories=frozenset({"food"}),
    regions=frozenset({"450700"}),
)


def stall(**members: Any) -> None:
    """The stall in the registry, and what it sells."""
    told = {"phone": "138 7777 0012", "email": "laowang@example.cn", **members}
    register(KINDS["party"], Party(key=STALL, kind=PartyKind.STALL, name="老王鲜肉摊", **told), actor="operator")
    register(
        KINDS["product"],
        Product(key=PORK, name="冷鲜前腿肉", category=Category.FOOD, specification="500 克/盒", unit="EA"),
        actor="operator",
    )


def account() -> None:
    """Somebody signs in for the stall."""
    make_account("stall", actor=OPERATOR, scopes=frozenset({Scope.READ}), kind=ActorKind.ENTERPRISE, party=STALL)


def notified(**members: Any) -> Holding:
    """The stall should have thirty boxes, of which ten were sold before."""
    recall = alert(title="冷鲜前腿肉检出禁用药物", product=PORK, hazard="食用后可能心悸", **members)
    affect(recall, *PIECES, holder=STALL, product=PORK)
    return Holding.objects.create(
        recall=recall,
        holder=STALL,
        name="老王鲜肉摊",
        things=len(PIECES),
        states={"in_stock": 20, "sold": 10},
        gone=10,
        state="told",
        due_at=DUE,
    )
