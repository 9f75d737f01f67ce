"""Ticket: the 20-digit code of a trade in meat or vegetables (SB/T 10680), given out once, and what its ticket says."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any, Final

import msgspec
from django.db import transaction

from zhuisu.access.actor import Actor
from zhuisu.access.models import Audit
from zhuisu.core.codes import parse_key
from zhuisu.core.findings import Text
from zhuisu.core.lineage.facts import Amount
from zhuisu.core.rules import Record
from zhuisu.core.rules.record import local
from zhuisu.core.rules.values import as_number, values
from zhuisu.labelling.events import is_mentioned, own_event
from zhuisu.labelling.kinds import IssueKind
from zhuisu.labelling.models import Issue, Printing
from zhuisu.labelling.refusing import Refusal, conflicting, unknown
from zhuisu.labelling.series import Run, take
from zhuisu.labelling.wares import Maker, maker_of, own_parties, product_of
from zhuisu.registry.facts import RegistryFacts

PRINTED: Final = "ticket:"
PAGE: Final = 50
_SCHEME: Final = "meatveg:"
_OPERATOR, _NODE = "meatveg_operator:", "meatveg_node:"
_LAST: Final = 9_999_999
_MOST_TRIES: Final = 10_000
_SELLS: Final = frozenset({"shipping", "retail_selling", "repackaging", "commissioning", "dispensing"})


class Sold(msgspec.Struct, frozen=True, rename="camel"):
    """A line of a ticket: so much of what."""

    key: str
    name: Text
    quantity: float | None
    unit: str


class HeldTicket(msgspec.Struct, frozen=True, rename="camel"):
    """A ticket: its number, who sold what to whom, when, at which price; printed so often so far."""

    issue: int
    number: str
    key: str
    at: datetime
    event: str
    sold_at: datetime | None
    seller: str
    buyer: str
    price: float | None
    goods: tuple[Sold, ...]
    origins: tuple[str, ...]
    printed: int


def reserve(*, actor: Actor) -> HeldTicket | Refusal:
    """The number of a trade that is about to be recorded."""
    return _issued(None, "", actor)


def ticket(event_id: str, *, actor: Actor) -> HeldTicket | Refusal:
    """The ticket of a sale on record: the number that it states, or a new one; asked again, the same."""
    before = Issue.objects.filter(event=event_id, kind=IssueKind.TRADE.value, party__in=own_parties(actor)).first()
    if before is not None:
        return held_ticket(before, actor)
    record = own_event(event_id, actor)
    if record is None:
        return unknown("no_event", event=event_id)
    if (record.event.biz_step or "") not in _SELLS:
        return conflicting("not_a_sale", "$.event", step=record.event.biz_step or "—")
    return _issued(record, event_id, actor)


def tickets_of(actor: Actor, *, most: int = PAGE) -> Sequence[HeldTicket]:
    """The tickets of the parties that the actor acts for, the newest first."""
    rows = Issue.objects.filter(kind=IssueKind.TRADE.value, party__in=own_parties(actor)).order_by("-id")[:most]
    return [held_ticket(row, actor) for row in rows]


def ticket_of(issue: int, actor: Actor) -> HeldTicket | None:
    """One of them."""
    rows = Issue.objects.filter(kind=IssueKind.TRADE.value, party__in=own_parties(actor))
    row = rows.filter(pk=issue).first()
    return held_ticket(row, actor) if row is not None else None


def held_ticket(row: Issue, actor: Actor) -> HeldTicket:
    """With what the sale says, where it is on record."""
    record = own_event(row.event, actor) if row.event else None
    number = f"{row.head}{row.first:07d}"
    printed = sum(Printing.objects.filter(key=f"{PRINTED}{number}").values_list("copies", flat=True))
    return HeldTicket(
        *(row.pk, number, f"{_SCHEME}{number}", row.at, row.event),
        **_says(record) if record is not None else _NOTHING,
        printed=printed,
    )


_NOTHING: Final[dict[str, Any]] = {
    "sold_at": None, "seller": "", "buyer": "", "price": None, "goods": (), "origins": (),
}  # fmt: skip


def _issued(record: Record | None, event_id: str, actor: Actor) -> HeldTicket | Refusal:
    stated = _stated(record) if record is not None else ""
    operator = stated[:13] or operator_of(maker_of(actor.party or ""))
    if not operator:
        return conflicting("no_operator")
    with transaction.atomic():
        place = int(stated[13:]) if stated else _next(operator)
        if place > _LAST:
            return conflicting("no_numbers_left", city=operator)
        row = Issue.objects.create(
            at=datetime.now(UTC), account=actor.name, party=actor.party or "", kind=IssueKind.TRADE.value,
            head=operator, first=place, count=1, event=event_id, facts=_FACTS,
        )  # fmt: skip
        told = {"issue": row.pk, "kind": row.kind, "head": operator, "first": place, "count": 1, "event": event_id}
        Audit.objects.create(actor=actor.name, verb="codes issued", facts=told)
    return held_ticket(row, actor)


_FACTS: Final = {"product": "", "name": {"zh": "肉菜交易", "en": "trade"}, "specification": ""}


def _next(operator: str) -> int:
    """The next number of an operator that no trade on record has; one more than the last where none is left."""
    for _ in range(_MOST_TRIES):
        place = take(Run.TRADE, operator).first
        if place > _LAST or not is_mentioned(f"{_SCHEME}{operator}{place:07d}"):
            return place
    return _LAST + 1


def operator_of(maker: Maker | None) -> str:
    """The 13 digits of who trades: its operator's code, or its node's and four noughts; empty where it has neither."""
    aliases = maker.aliases if maker is not None else ()
    for lead, tail in ((_OPERATOR, ""), (_NODE, "0000")):
        found = next((key.removeprefix(lead) for key in aliases if key.startswith(lead)), "")
        if found:
            return found + tail
    return ""


def _stated(record: Record) -> str:
    """The trade code that the sale names already: as what it makes or moves, or as its paper."""
    facts = record.facts
    amounts = (*facts.output_amounts, *facts.amounts)
    keys = (*facts.outputs, *facts.items, *(each.key for each in amounts), *facts.output_batches, *_papers(record))
    return next((key.removeprefix(_SCHEME) for key in keys if key.startswith(_SCHEME)), "")


def _papers(record: Record) -> Iterator[str]:
    for kind in ("inv", "desadv", "po", "cert"):
        yield from (str(each) for each in values(f"transaction.{kind}", record, RegistryFacts()))


def _says(record: Record) -> dict[str, Any]:
    registry = RegistryFacts()
    price = next(iter(values("zhuisu:price", record, registry)), None)
    facts = record.facts
    return {
        "sold_at": local(record.time),
        "seller": _party(record, "source", registry),
        "buyer": _party(record, "destination", registry),
        "price": as_number(price) if price is not None else None,
        "goods": tuple(_sold(record)),
        "origins": tuple(dict.fromkeys((*facts.inputs, *(each.key for each in facts.input_amounts))))[:6],
    }


def _party(record: Record, side: str, registry: RegistryFacts) -> str:
    key = next(iter(values(f"{side}.owning_party", record, registry)), None)
    found = maker_of(key) if key else None
    return found.name.zh if found is not None else str(key or "")


def _sold(record: Record) -> Iterator[Sold]:
    """What was sold: of a repacking what it made, under the names of what it was made of."""
    facts = record.facts
    amounts: Sequence[Amount] = facts.output_amounts or facts.amounts
    sources = (*(each.key for each in facts.input_amounts), *facts.inputs)
    for each in amounts:
        yield Sold(each.key, _name(each.key, sources), each.quantity, each.uom or "H87")
    for key in (*facts.items, *facts.outputs):
        yield Sold(key, _name(key, sources), 1, "H87")


def _name(key: str, sources: Sequence[str]) -> Text:
    names = [ware.name for each in (key, *sources) if (ware := product_of(each)) is not None]
    if not names:
        return Text(parse_key(key).value, parse_key(key).value)
    names = list(dict.fromkeys(names))
    return names[0] if len(names) == 1 else Text("、".join(n.zh for n in names), ", ".join(n.en for n in names))
