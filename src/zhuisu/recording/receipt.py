"""Receipt: the form of a receiver, filled in from what the shipper recorded."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Final
from uuid import UUID

import msgspec
from msgspec import Meta

from zhuisu.core.codes import Level, level_of_key
from zhuisu.core.epcis import ObjectEvent
from zhuisu.core.forms import Asked, Filled, Good, GoodsRole, Input, InputType, Value, asked
from zhuisu.core.forms.asking import GIVER, TAKER
from zhuisu.core.forms.filled import MOST_GOODS
from zhuisu.core.forms.papers import paper_number
from zhuisu.core.lineage.facts import Amount
from zhuisu.core.profiles import Profile
from zhuisu.core.profiles.model import Stage
from zhuisu.core.profiles.units import is_part
from zhuisu.core.rules import Record
from zhuisu.packaged import library
from zhuisu.recording.clock import now, today
from zhuisu.recording.keeping import contents_of
from zhuisu.recording.models import Delivery, Entry
from zhuisu.recording.moving import TAKING, goods_of, opened
from zhuisu.recording.stages import TRANSFER, may_record
from zhuisu.recording.units import PIECES
from zhuisu.registry.entries import PartyRole
from zhuisu.registry.validity import roles_of
from zhuisu.supervision.editions import profiles_on
from zhuisu.supervision.sitting import facts, records

MOST: Final = 1e12
LOOKED_AT: Final = 20
"""So many of the goods say of what variety a delivery is."""
PLATE: Final = "zhuisu:plate"
_CARRIED: Final = frozenset({InputType.TEXT, InputType.PARTY, InputType.DOCUMENT})
"""What the shipper's record answers for the receiver, too; what is measured or judged at arrival is not."""


class Difference(msgspec.Struct, frozen=True, kw_only=True, rename="camel", forbid_unknown_fields=True):
    """What came of one good, where it is not what was shipped: less, more or (0) nothing; of an item 0 or 1."""

    key: Annotated[str, Meta(max_length=500)]
    quantity: Annotated[float, Meta(ge=0, le=MOST)]
    note: Annotated[str, Meta(max_length=500)] = ""


class Receipt(msgspec.Struct, frozen=True):
    """A delivery with what was shipped and the stage that its receipt has at the receiver's."""

    delivery: Delivery
    record: Record
    goods: tuple[Amount, ...]
    profile: Profile
    stage: Stage
    receiver: str

    @property
    def papers(self) -> tuple[str, ...]:
        listed = self.record.event.biz_transaction_list or ()
        return tuple(paper_number(each.biz_transaction) for each in listed)

    @property
    def plate(self) -> str:
        return str(self.record.stated.get(PLATE, ""))


def receipt_of(delivery: Delivery, party: str) -> Receipt | None:
    """The receipt that a party would record of a delivery; None where its event counts no more."""
    found = records().load([str(delivery.event)])
    if not found or found[0].is_wrong:
        return None
    shipped = found[0].record
    goods = goods_of(shipped)[:MOST_GOODS]
    profile, stage = _stage(shipped, goods, roles_of(party, now()))
    return Receipt(delivery, shipped, goods, profile, stage, party)


def filled_of(receipt: Receipt, draft: UUID, differences: Sequence[Difference], values: Mapping[str, Value]) -> Filled:
    """The form as one tap fills it in: all that was shipped, but for the differences."""
    came = {each.key: each.quantity for each in differences}
    goods = tuple(good for each in receipt.goods if (good := _good(each, came)) is not None)
    return Filled(
        draft=draft,
        variety=receipt.profile.id,
        stage=receipt.stage.id,
        goods={GoodsRole.THINGS: goods},
        values={**_carried(receipt), **values},
    )


def unanswered(receipt: Receipt) -> tuple[Input, ...]:
    """What the stage requires and the shipper's record does not answer."""
    known = _carried(receipt)
    return tuple(each for each in _form(receipt).inputs if each.is_required and each.path not in known)


def unknown_keys(receipt: Receipt, differences: Sequence[Difference]) -> list[str]:
    """The goods of differences that were never shipped."""
    shipped = {each.key for each in receipt.goods}
    return [each.key for each in differences if each.key not in shipped]


def unfit(differences: Sequence[Difference]) -> list[Difference]:
    """Those that state what is no amount, however they were made."""
    return [each for each in differences if not 0 <= each.quantity <= MOST]


def parts(receipt: Receipt, differences: Sequence[Difference]) -> Iterator[tuple[Difference, str]]:
    """Those that state a part of what is counted one by one, though it was not sent so; with the unit."""
    sent = {each.key: each for each in receipt.goods}
    for each in differences:
        good = sent.get(each.key)
        if good is not None and each.quantity != good.quantity and is_part(each.quantity, good.uom or ""):
            yield each, good.uom or ""


def differences_told(receipt: Receipt, differences: Sequence[Difference]) -> Iterator[str]:
    """Each difference in a line that the event keeps: what was shipped, what came, and why."""
    shipped = {each.key: each for each in receipt.goods}
    for each in differences:
        sent = shipped[each.key]
        unit = sent.uom or ""
        amount = 1.0 if sent.quantity is None else sent.quantity
        note = f" {each.note.strip()}" if each.note.strip() else ""
        yield f"{each.key}: {amount:g} → {each.quantity:g} {unit}".rstrip() + note


def _form(receipt: Receipt) -> Asked:
    return asked(receipt.profile, receipt.stage, library())


def _good(each: Amount, came: Mapping[str, float]) -> Good | None:
    """One good as it came; None where it did not. Of individuals there is one, or none."""
    quantity = came.get(each.key, each.quantity)
    if each.key in came and not came[each.key]:
        return None
    is_counted = level_of_key(each.key) in (Level.CLASS, Level.BATCH) or each.quantity is not None
    return Good(
        code=each.key, quantity=quantity if is_counted else None, unit=each.uom or (PIECES if is_counted else "")
    )


def _carried(receipt: Receipt) -> dict[str, Value]:
    """What the shipper's record says for the receiver."""
    event, stated = receipt.record.event, receipt.record.stated
    found: dict[str, Value] = {GIVER: receipt.delivery.giver, TAKER: receipt.receiver}
    for each in _form(receipt).inputs:
        head, _, sort = each.path.partition(".")
        if head == "transaction":
            listed = tuple(t.biz_transaction for t in event.biz_transaction_list or () if t.type == sort)
            if listed:
                found[each.path] = listed[: each.most]
        elif each.type in _CARRIED and isinstance(stated.get(each.path), str):
            found[each.path] = str(stated[each.path])
    return found


def _stage(shipped: Record, goods: Sequence[Amount], roles: Sequence[PartyRole]) -> tuple[Profile, Stage]:
    """The stage of the goods' variety that a role of the receiver lets it record; else a plain receipt."""
    profile = _profile(shipped, goods, roles)
    taking = (
        stage
        for stage in profile.stages
        if stage.event == ObjectEvent.__name__ and not TAKING.isdisjoint(stage.steps) and not stage.of_inputs
    )
    own = (stage for stage in taking if may_record(stage, profile, roles))
    first = sorted(own, key=lambda stage: "receiving" not in stage.steps)
    return profile, first[0] if first else TRANSFER


def _profile(shipped: Record, goods: Sequence[Amount], roles: Sequence[PartyRole]) -> Profile:
    """That of the goods, or of what lies in them, by the registry; where it does not know them, that of the form by
    which they were shipped, else of who has the stage that the shipper named; else one that the receiver handles."""
    current = list(profiles_on(today()).values())
    variety = _variety(shipped, goods)
    named = str(shipped.stated.get("zhuisu:stage", ""))
    by_goods = (profile for profile in current if profile.id == variety)
    by_stage = [profile for profile in current if any(stage.id == named for stage in profile.stages)]
    handled = [p for p in by_stage or current if any(may_record(stage, p, roles) for stage in p.stages)]
    return next(by_goods, next(iter((*handled, *by_stage, *current))))


def _variety(shipped: Record, goods: Sequence[Amount]) -> str | None:
    """The first that is known of the goods and of what was packed in them; else of the shipper's form."""
    inner = [one for each in goods[:LOOKED_AT] for one in opened(each, shipped.time, contents_of)]
    keys = [each.key for each in (*inner[:LOOKED_AT], *goods[:LOOKED_AT])]
    registry = facts(keys)
    known = (variety for key in keys if (variety := registry.variety(key)) is not None)
    return next(known, None) or _of_form(shipped)


def _of_form(shipped: Record) -> str | None:
    rows = Entry.objects.filter(event=shipped.event.event_id or "").values_list("variety", flat=True)
    return rows.first()
