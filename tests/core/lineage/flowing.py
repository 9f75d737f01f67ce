"""Flowing: amounts that pass between parties, told shortly, and what becomes of them."""

from itertools import count

from zhuisu.core.lineage import Action, Amount, EventType, Facts, TracedEvent
from zhuisu.core.lineage.books import Books, books_of
from zhuisu.core.lineage.entries import Handled, entries_of
from zhuisu.core.lineage.network import network_of
from zhuisu.core.lineage.shares import Shares, shares_of
from zhuisu.core.lineage.units import Content

FARM, MILL, SHOP, STALL = "uscc:farm", "uscc:mill", "uscc:shop", "uscc:stall"
PADDY, OTHER_PADDY = "01/06901234000023/10/P1", "01/06901234000023/10/P2"
RICE, FLOUR, CAKE = "01/06901234000016/10/R1", "01/06901234000030/10/F1", "01/06901234000047/10/C1"


def kg(lot: str, quantity: float) -> Amount:
    return Amount(lot, quantity, "KGM")


class Flowing:
    """Collects what happened, in the order in which it is told; each method is a verb."""

    def __init__(self) -> None:
        self.handled: list[Handled] = []
        self._time = count(1)

    def _tell(
        self,
        kind: EventType,
        action: Action,
        step: str | None,
        facts: Facts,
        actor: str,
        giver: str = "",
        taker: str = "",
    ) -> str:
        time = next(self._time)
        name = f"{time:04}"
        self.handled.append(
            Handled(TracedEvent(name, name, kind, action, time, step, None, facts), actor, giver, taker)
        )
        return name

    def produce(self, party: str, *amounts: Amount) -> str:
        return self._tell(EventType.OBJECT, Action.ADD, None, Facts(amounts=amounts), party)

    def label(self, party: str, lot: str, *items: str) -> str:
        facts = Facts(items=items, memberships=tuple((item, lot) for item in items))
        return self._tell(EventType.OBJECT, Action.ADD, "commissioning", facts, party)

    def make(self, party: str, used: tuple[Amount, ...], made: tuple[Amount, ...], by: str | None = None) -> str:
        facts = Facts(input_amounts=used, output_amounts=made, transformation=by)
        return self._tell(EventType.TRANSFORMATION, Action.NONE, "commissioning", facts, party)

    def ship(self, giver: str, taker: str, *amounts: Amount) -> str:
        return self._tell(EventType.OBJECT, Action.OBSERVE, "shipping", Facts(amounts=amounts), giver, giver, taker)

    def receive(self, taker: str, giver: str, *amounts: Amount) -> str:
        return self._tell(EventType.OBJECT, Action.OBSERVE, "receiving", Facts(amounts=amounts), taker, giver, taker)

    def sell(self, party: str, *amounts: Amount, to: str = "") -> str:
        facts = Facts(amounts=amounts)
        return self._tell(EventType.OBJECT, Action.OBSERVE, "retail_selling", facts, party, party, to)

    def destroy(self, party: str, *amounts: Amount) -> str:
        return self._tell(EventType.OBJECT, Action.DELETE, "destroying", Facts(amounts=amounts), party)

    def books(self, **contents: Content) -> Books:
        return books_of(entries_of(self.handled), contents)

    def shares(self, lot: str, contents: dict[str, Content] | None = None) -> Shares:
        return shares_of(lot, network_of(books_of(entries_of(self.handled), contents or {}), contents or {}))
