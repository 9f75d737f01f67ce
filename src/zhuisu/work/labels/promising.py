"""Promising: the certificate that was issued is on record, too, as the stage of the goods' variety that it is."""

from typing import Final
from uuid import NAMESPACE_URL, UUID, uuid5

from zhuisu.access.actor import Actor
from zhuisu.core.codes import key_of_uri
from zhuisu.labelling.certificates import HeldCertificate
from zhuisu.labelling.events import own_event
from zhuisu.labelling.wares import product_of
from zhuisu.recording.correcting import withdraw
from zhuisu.recording.filled import Filled, Good, GoodsRole
from zhuisu.recording.models import Entry
from zhuisu.recording.refusing import Refusal
from zhuisu.recording.saving import Saved, save
from zhuisu.recording.stages import stages_of

CERTIFY: Final = "certify"
_PAPER: Final = "urn:zhuisu:licence:conformity_certificate:"


def promise(held: HeldCertificate, actor: Actor) -> Saved | Refusal | None:
    """Record that it was issued, once. None where the party records no such stage, or what it rests on is that."""
    record = own_event(held.says.event, actor) if held.says.event else None
    if record is not None and record.stated.get("zhuisu:stage") == CERTIFY:
        return None
    ware = product_of(held.says.things[0])
    variety = ware.variety if ware is not None else ""
    if not any(row.variety == variety and row.stage == CERTIFY for row in stages_of(actor)):
        return None
    at = record.event.biz_location if record is not None else None
    return save(actor=actor, filled=_filled(held, variety, key_of_uri(at.id) if at is not None else ""))


def take_back(held: HeldCertificate, actor: Actor, reason: str) -> None:
    """What was recorded of a certificate that is void is declared in error."""
    row = Entry.objects.filter(party=held.party, draft=_draft(held)).first()
    if row is not None:
        withdraw(actor=actor, event=row.event, reason=reason)


def _filled(held: HeldCertificate, variety: str, place: str) -> Filled:
    says = held.says
    is_one = len(says.things) == 1
    goods = tuple(
        Good(
            code=key,
            quantity=says.quantity if is_one else None,
            unit=says.unit if is_one and says.unit != "H87" else "",
        )
        for key in says.things
    )
    return Filled(
        draft=_draft(held),
        variety=variety,
        stage=CERTIFY,
        place=place,
        event_time=held.at,
        goods={GoodsRole.THINGS: goods},
        values={
            "transaction.cert": f"{_PAPER}{held.number}",
            "zhuisu:conformityBasis": says.basis,
            "zhuisu:contact": says.contact,
        },
    )


def _draft(held: HeldCertificate) -> UUID:
    return uuid5(NAMESPACE_URL, f"certificate:{held.number}")
