"""Certificate: the 承诺达标合格证 of a batch, filled from the event of its harvest or promise, and kept as issued."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from typing import Annotated, Any, Final
from uuid import UUID

import msgspec
from django.db import IntegrityError, connection, transaction
from msgspec import Meta

from zhuisu.access.actor import Actor
from zhuisu.access.models import Audit
from zhuisu.core.codes import class_key
from zhuisu.core.findings import Finding
from zhuisu.core.profiles.units import UNITS, is_part
from zhuisu.core.rules import Record
from zhuisu.core.rules.values import made, values
from zhuisu.labelling.asked import Key, Short
from zhuisu.labelling.events import is_mentioned, own_event
from zhuisu.labelling.models import Certificate, Printing, Voiding
from zhuisu.labelling.promise import promise
from zhuisu.labelling.refusing import Refusal, conflicting, invalid, unknown, wrong
from zhuisu.labelling.saying import said_of_key
from zhuisu.labelling.series import Run, take
from zhuisu.labelling.wares import Maker, maker_of, own_parties, product_of
from zhuisu.registry.acting import day_of
from zhuisu.registry.facts import RegistryFacts
from zhuisu.registry.regions import full_name

PRINTED: Final = "certificate:"
MOST_THINGS: Final = 50
PAGE: Final = 50
_PAPER: Final = "licence:conformity_certificate:"
_NEEDED: Final = ("name", "quantity", "unit", "origin", "producer", "contact", "basis")
_MOST_TRIES: Final = 10_000
_NOWHERE: Final = "000000"
_IN_KG: Final = {"KGM": 1.0, "TNE": 1000.0, "GRM": 0.001}
_ROUNDED: Final = 1.000001


class CertificateAsked(
    msgspec.Struct, frozen=True, kw_only=True, rename="camel", omit_defaults=True, forbid_unknown_fields=True
):
    """What the certificate says. `things` are the keys of the batches or items that it is for, `event` the eventID of
    the record that it comes from, `basis` a word of `zhuisu:conformityBasis`, `draft` what the request is called, so
    that a repeat is answered with the same certificate."""

    things: Annotated[tuple[Key, ...], Meta(max_length=MOST_THINGS)] = ()
    event: Key = ""
    name: Short = ""
    quantity: Annotated[float, Meta(gt=0, le=1e9)] | None = None
    unit: Annotated[str, Meta(pattern=r"^([A-Z0-9]{2,3})?$")] = ""
    origin: Short = ""
    producer: Short = ""
    contact: Short = ""
    basis: Annotated[str, Meta(max_length=40)] = ""
    day: date | None = None
    draft: UUID | None = None


class HeldCertificate(msgspec.Struct, frozen=True, rename="camel", omit_defaults=True):
    """A certificate as it was issued; `printed` so often so far. `voided_at`: it counts no more."""

    number: str
    at: datetime
    account: str
    party: str
    says: CertificateAsked
    printed: int
    voided_at: datetime | None = None


def proposed(event_id: str, actor: Actor) -> CertificateAsked | Refusal:
    """What the certificate of an event's goods would say, as far as the event and the registry know."""
    record = own_event(event_id, actor)
    if record is None:
        return unknown("no_event", event=event_id)
    things = made(record)[:MOST_THINGS]
    if not things:
        return conflicting("no_goods", "$.event")
    return _proposal(things, actor, record, event_id)


def proposed_for(key: str, actor: Actor) -> CertificateAsked | Refusal:
    """The same of a batch or an item."""
    if said_of_key(key, actor) is None:
        return unknown("no_thing", key=key)
    return _proposal((key,), actor, None, "")


def certify(asked: CertificateAsked, *, actor: Actor) -> HeldCertificate | Refusal:
    """Issue it, once for each draft: with a number of its own, or that which the event states. What is missing is said.

    That it was issued is an event, too: `zhuisu.promising.issuing` sees to both.
    """
    known = repeat_of(asked, actor)
    if known is not None:
        return known
    wrongs = tuple(_wrongs(asked, actor))
    if wrongs:
        return invalid(*wrongs)
    record = own_event(asked.event, actor) if asked.event else None
    if asked.event and record is None:
        return unknown("no_event", event=asked.event)
    differing = amount_wrongs(asked, record) if record is not None else ()
    if differing:
        return invalid(*differing)
    says = msgspec.structs.replace(asked, day=asked.day or day_of(datetime.now(UTC)))
    stated = stated_number(record) if record is not None else ""
    try:
        with transaction.atomic():
            return _in_turn(asked, record, stated, actor) or _written(stated or _number(actor), says, actor)
    except IntegrityError:
        overtaken = repeat_of(asked, actor)  # the same draft came twice at once
        return overtaken or conflicting("certificate_taken", "$.event", number=stated)


def repeat_of(asked: CertificateAsked, actor: Actor) -> HeldCertificate | Refusal | None:
    """What a draft that was issued before is answered with; None where it was not."""
    drafted = Certificate.objects.filter(party=actor.party or "", draft=asked.draft) if asked.draft else None
    row = drafted.first() if drafted is not None else None
    if row is None:
        return None
    held = held_certificate(row)
    same = msgspec.structs.replace(asked, day=asked.day or held.says.day, draft=None) == held.says
    return held if same else conflicting("certificate_draft", "$.draft", number=held.number)


def certificates_of(actor: Actor, *, most: int = PAGE) -> Sequence[HeldCertificate]:
    """Those of the parties that the actor acts for, the newest first."""
    rows = Certificate.objects.filter(party__in=own_parties(actor)).order_by("-at")[:most]
    return [held_certificate(row) for row in rows]


def certificate(number: str, actor: Actor) -> HeldCertificate | None:
    """One of them."""
    row = Certificate.objects.filter(number=number, party__in=own_parties(actor)).first()
    return held_certificate(row) if row is not None else None


def held_certificate(row: Certificate) -> HeldCertificate:
    printed = sum(Printing.objects.filter(key=f"{PRINTED}{row.number}").values_list("copies", flat=True))
    says = msgspec.convert({**row.facts, "things": row.things, "event": row.event}, CertificateAsked)
    return HeldCertificate(row.number, row.at, row.account, row.party, says, printed, _voided_at(row.number))


def _wrongs(asked: CertificateAsked, actor: Actor) -> Iterator[Finding]:
    for name in _NEEDED:
        if not getattr(asked, name):
            yield wrong(f"missing_{name}", f"$.{name}")
    if asked.quantity is not None and asked.unit and is_part(asked.quantity, asked.unit):
        yield wrong("whole", "$.quantity", said=amount_in_words(asked.quantity, asked.unit))
    if asked.basis and asked.basis not in promise().basis:
        yield wrong("no_basis", "$.basis", basis=asked.basis, known=", ".join(promise().basis))
    if not asked.things:
        yield wrong("missing_things", "$.things")
    for place, key in enumerate(asked.things):
        if said_of_key(key, actor) is None:
            yield wrong("no_thing", f"$.things[{place}]", key=key)


def amount_wrongs(asked: CertificateAsked, record: Record) -> tuple[Finding, ...]:
    """It may be for less than was recorded, not for more, nor in a unit that says something else."""
    recorded, unit = amount_of(record) if record.facts.output_amounts or record.facts.amounts else (None, "")
    if recorded is None or asked.quantity is None:
        return ()
    told = {"recorded": amount_in_words(recorded, unit), "said": amount_in_words(asked.quantity, asked.unit)}
    if (unit in _IN_KG) is not (asked.unit in _IN_KG) or (unit not in _IN_KG and unit != asked.unit):
        return (wrong("other_unit", "$.unit", **told),)
    is_more = asked.quantity * _IN_KG.get(asked.unit, 1) > recorded * _IN_KG.get(unit, 1) * _ROUNDED
    return (wrong("more_than_recorded", "$.quantity", **told),) if is_more else ()


def _in_turn(
    asked: CertificateAsked, record: Record | None, stated: str, actor: Actor
) -> HeldCertificate | Refusal | None:
    """What keeps it from being written, once whoever certifies the same record at this moment is done. A number that
    the record states is given once anyway."""
    if record is None or stated:
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"{PRINTED}{asked.event}"])
    spent = _spent_wrongs(asked, record)
    return repeat_of(asked, actor) or (invalid(*spent) if spent else None)


def _spent_wrongs(asked: CertificateAsked, record: Record) -> tuple[Finding, ...]:
    """Of one record no more is promised in all than was recorded: what its other certificates say that are not void
    counts."""
    recorded, unit = amount_of(record)
    if recorded is None or asked.quantity is None:
        return ()
    rows = Certificate.objects.filter(event=asked.event).exclude(number__in=Voiding.objects.values("number"))
    others = [(row.facts.get("quantity") or 0.0, row.facts.get("unit", "")) for row in rows]
    each_in, scale = _IN_KG if unit in _IN_KG else {unit: 1.0}, _IN_KG.get(unit, 1.0)
    spent = sum(quantity * each_in.get(said, 0.0) for quantity, said in others) / scale
    wanted = asked.quantity * each_in.get(asked.unit, 0.0) / scale
    if not spent or spent + wanted <= recorded * _ROUNDED:
        return ()
    told = {"recorded": amount_in_words(recorded, unit), "spent": amount_in_words(spent, unit)}
    left = amount_in_words(max(0.0, round(recorded - spent, 6)), unit)
    return (wrong("more_than_left", "$.quantity", **told, left=left),)


def _written(number: str, says: CertificateAsked, actor: Actor) -> HeldCertificate:
    facts: dict[str, Any] = msgspec.to_builtins(says)
    things = facts.pop("things")
    event = facts.pop("event", "")
    facts.pop("draft", None)
    row = Certificate(
        number=number, at=datetime.now(UTC), account=actor.name, party=actor.party or "", event=event, things=things,
        facts=facts, draft=says.draft,
    )  # fmt: skip
    row.save(force_insert=True)
    Audit.objects.create(
        actor=actor.name, verb="certificate issued", facts={"number": number, "event": event, "things": things}
    )
    return held_certificate(row)


def _number(actor: Actor) -> str:
    """The region, the day and a number of that day: there is no national form. One that is on record is passed over."""
    maker = maker_of(actor.party or "")
    head = f"{maker.region if maker is not None and maker.region else _NOWHERE}{day_of(datetime.now(UTC)):%Y%m%d}"
    for _ in range(_MOST_TRIES):
        number = f"{head}{take(Run.CERTIFICATE, head).first:05d}"
        if not is_mentioned(f"{_PAPER}{number}"):
            return number
    raise RuntimeError(f"no certificate numbers are left for {head}")


def void(number: str, *, actor: Actor) -> bool:
    """From now on the certificate counts no more. Answers whether it did until now, and is the actor's."""
    if not Certificate.objects.filter(number=number, party__in=own_parties(actor)).exists():
        return False
    with transaction.atomic():
        _, is_new = Voiding.objects.get_or_create(
            number=number, defaults={"at": datetime.now(UTC), "account": actor.name}
        )
        if is_new:
            Audit.objects.create(actor=actor.name, verb="certificate voided", facts={"number": number})
    return is_new


def _voided_at(number: str) -> datetime | None:
    return Voiding.objects.filter(number=number).values_list("at", flat=True).first()


def stated_number(record: Record) -> str:
    papers = values("transaction.cert", record, RegistryFacts())
    return next((key.removeprefix(_PAPER) for key in papers if str(key).startswith(_PAPER)), "")


def _proposal(things: Sequence[str], actor: Actor, record: Record | None, event_id: str) -> CertificateAsked:
    ware, said = product_of(things[0]), said_of_key(things[0], actor)
    maker = maker_of(actor.party or "")
    quantity, unit = amount_of(record) if record is not None else (None, "")
    if quantity is None and said is not None:
        quantity, unit = said.goods.quantity, said.goods.unit
    stated = record.stated if record is not None else {}
    return CertificateAsked(
        things=tuple(things),
        event=event_id,
        name=ware.name.zh if ware is not None else class_key(things[0]) or "",
        quantity=quantity,
        unit=unit or (ware.unit if ware is not None else ""),
        origin=_text(stated, "zhuisu:origin") or (said.goods.origin if said else "") or _where(maker),
        producer=maker.name.zh if maker is not None else "",
        contact=_text(stated, "zhuisu:contact") or (maker.phone if maker is not None else ""),
        basis=_text(stated, "zhuisu:conformityBasis"),
    )


def amount_of(record: Record) -> tuple[float | None, str]:
    """All that the event makes or names, where it has one unit; else the number of its things."""
    facts = record.facts
    amounts = [each for each in (facts.output_amounts or facts.amounts) if each.quantity]
    units = {each.uom or "H87" for each in amounts}
    if len(units) == 1:
        return sum(each.quantity or 0 for each in amounts), units.pop()
    return (float(len(made(record))), "H87") if not amounts else (None, "")


def amount_in_words(quantity: float, unit: str) -> str:
    return f"{quantity:g} {UNITS[unit].zh if unit in UNITS else unit}".strip()


def _text(stated: Any, name: str) -> str:
    found = stated.get(name)
    return found[:100] if isinstance(found, str) else ""


def _where(maker: Maker | None) -> str:
    return f"{full_name(maker.region)}{maker.address}"[:100] if maker is not None else ""
