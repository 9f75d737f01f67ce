"""Stating: a certificate as the form of its stage, and what is wrong with that form as the certificate's."""

from collections.abc import Iterator, Mapping
from typing import Final
from uuid import NAMESPACE_URL, UUID, uuid5

import msgspec

from zhuisu.access.actor import Actor
from zhuisu.core.codes import key_of_uri
from zhuisu.core.findings import Finding, Severity
from zhuisu.core.profiles.model import Stage
from zhuisu.core.rules import Record
from zhuisu.labelling.certificates import CertificateAsked, HeldCertificate, amount_of
from zhuisu.labelling.events import own_event
from zhuisu.labelling.refusing import Refusal, wrong
from zhuisu.promising.stage import CERTIFY
from zhuisu.recording.filled import Filled, Good, GoodsRole
from zhuisu.registry.named import entries_named

PAPER: Final = "urn:zhuisu:licence:conformity_certificate:"
_FIELDS: Final[Mapping[str, str]] = {"zhuisu:conformityBasis": "$.basis", "zhuisu:contact": "$.contact"}
_CODES: Final[Mapping[str, str]] = {"recording.no_unit": "$.unit", "recording.no_quantity": "$.quantity"}


def draft_of(number: str) -> UUID:
    """What the record of a certificate is called."""
    return uuid5(NAMESPACE_URL, f"certificate:{number}")


def filled_of(held: HeldCertificate, variety: str, actor: Actor) -> Filled:
    """What a person would fill in, who had issued it on paper."""
    says = held.says
    record = own_event(says.event, actor) if says.event else None
    return Filled(
        draft=draft_of(held.number),
        variety=variety,
        stage=CERTIFY,
        place=_place(record),
        event_time=held.at,
        goods={GoodsRole.THINGS: tuple(_goods(says, record))},
        values={
            "transaction.cert": f"{PAPER}{held.number}",
            "zhuisu:conformityBasis": says.basis,
            "zhuisu:contact": says.contact,
        },
    )


def read_back(refusal: Refusal, variety: str, stage: Stage) -> Refusal:
    """The errors by the fields of the certificate; and where to record what it has no field for."""
    found = tuple(msgspec.structs.replace(each, path=_path(each)) for each in refusal.findings)
    errors = tuple(each for each in found if each.severity is Severity.ERROR)
    form = f"/work/record/{variety}/{stage.id}"
    last = wrong("certificate_not_recorded", stage_zh=stage.zh, stage_en=stage.en, form=form)
    return Refusal(refusal.why, (*errors, last))


def _path(finding: Finding) -> str:
    known = _CODES.get(finding.code) or _FIELDS.get(finding.path)
    if known is not None:
        return known
    return f"$.{finding.path}" if finding.path.startswith("things") else finding.path or "$"


def _place(record: Record | None) -> str:
    """Where the record was made, if that is registered; else it is where the party is."""
    at = record.event.biz_location if record is not None else None
    key = key_of_uri(at.id) if at is not None else ""
    return key if key and entries_named(("place",), (key,))["place", key] is not None else ""


def _goods(says: CertificateAsked, record: Record | None) -> Iterator[Good]:
    """One with its amount; of several the amounts of the record, where the certificate is for all of it."""
    if len(says.things) == 1:
        yield Good(code=says.things[0], quantity=says.quantity, unit=says.unit)
        return
    is_all = record is not None and amount_of(record) == (says.quantity, says.unit)
    facts = record.facts if record is not None and is_all else None
    listed = (facts.output_amounts or facts.amounts) if facts is not None else ()
    amounts = {each.key: each for each in listed}
    for key in says.things:
        each = amounts.get(key)
        yield Good(code=key) if each is None else Good(code=key, quantity=each.quantity, unit=each.uom or "")
