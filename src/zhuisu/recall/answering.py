"""Answering: a holder says what became of what is recalled: by its link, in the console, or by a program."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from hashlib import sha256
from typing import Final

import msgspec
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from zhuisu.access.actor import Actor
from zhuisu.access.permitting import Deed as Permit
from zhuisu.access.permitting import may
from zhuisu.access.visibility import own_names
from zhuisu.core.epcis.query.units import converted
from zhuisu.core.findings import Finding, Text
from zhuisu.core.lineage.units import PIECES as COUNTED
from zhuisu.core.lineage.units import kind_of
from zhuisu.recall.evidence import MEDIA_TYPE, Photo, cleaned, plain_name
from zhuisu.recall.keeping import holders_seen, visible
from zhuisu.recall.kinds import Deed, HoldingState, State
from zhuisu.recall.models import Affected, Answer, Evidence, Holding
from zhuisu.recall.plain import first_odd, first_odd_in_lines
from zhuisu.recall.reckoning import PIECES, expected, is_done, is_measured, unit_of
from zhuisu.recall.refusing import Refusal, Why, conflicting, forbidden, invalid, wrong
from zhuisu.recall.steps import note
from zhuisu.recall.wording import UNITS

LINK: Final = "link"
"""Who answers by the link of a notice, as answers and steps name it."""

MOST: Final = Decimal(10) ** 12
DECIMALS: Final = 3
_GUARD: Final = 3  # digits beyond those that are taken, so that what would be lost is refused
LONGEST_NOTE: Final = 1_000
MOST_ANSWERS: Final = 200
MOST_PHOTOS: Final = 20
SHOWN: Final = 100
FAR: Final = 10
"""So many times of what the records find is asked about before it is taken: a slip of the finger, most likely."""
_TOLD: Final = (State.ISSUED.value, State.CLOSED.value, State.WITHDRAWN.value)


class Said(msgspec.Struct, frozen=True):
    """An answer as it comes. Without a quantity, all that is left is meant; without a key, whatever it is of.

    `sure`: the quantity is meant, though it is far beyond what the records find. `replaces` is the answer that it
    corrects. `after` is the last answer that who speaks knew of (0: none): the same
    said again after the same one is taken once, however often a button was pressed.
    """

    deed: Deed
    quantity: Decimal | None = None
    uom: str = ""
    key: str = ""
    note: str = ""
    photos: tuple[Photo, ...] = ()
    replaces: int | None = None
    after: int | None = None
    sure: bool = False


def holdings_of(actor: Actor) -> QuerySet[Holding]:
    """What was notified to the actor's party, and to those that it may act for, the newest first."""
    if actor.party is None or not may(actor, Permit.ANSWER_RECALLS):
        return Holding.objects.none()
    found = Holding.objects.filter(holder__in=own_names(actor.party), recall__state__in=_TOLD)
    found = found.exclude(recall__issued_at=None)  # a draft that was withdrawn was told to nobody
    return found.select_related("recall").order_by("-id")


def answer(*, actor: Actor, holding: Holding, said: Said) -> Answer | Refusal:
    """An answer of who speaks for the holder, or of an official of the recall who was there."""
    is_own = holdings_of(actor).filter(pk=holding.pk).exists()
    if not is_own and not (may(actor, Permit.KEEP_RECALLS) and _is_seen(actor, holding)):
        return forbidden("answer.not_yours", account=actor.name, holder=holding.name or holding.holder)
    return _answer(actor.name, holding.pk, said)


def answer_by_link(*, holding: Holding, said: Said) -> Answer | Refusal:
    """An answer of whoever has the link of the notice."""
    return _answer(LINK, holding.pk, said)


def mark_seen(holding: Holding, by: str = LINK) -> None:
    """The notice was opened. Only the first time is written down."""
    at, untold = timezone.now(), (HoldingState.WAITING.value, HoldingState.TOLD.value)
    with transaction.atomic():
        found = Holding.objects.filter(pk=holding.pk, seen_at=None)
        if found.update(seen_at=at):
            Holding.objects.filter(pk=holding.pk, state__in=untold).update(state=HoldingState.SEEN.value)
            note(holding.recall, "seen", actor=by, at=at, holder=holding.name or holding.holder, party=holding.holder)


def _is_seen(actor: Actor, holding: Holding) -> bool:
    """Whether an official knows of this holder of a recall that it sees."""
    recall = visible(actor).filter(pk=holding.recall_id).first()
    return recall is not None and holders_seen(actor, recall).filter(pk=holding.pk).exists()


def _answer(by: str, number: int, said: Said) -> Answer | Refusal:
    """Pictures are made anew before anything is locked."""
    pictures = [(photo, cleaned(photo)) for photo in said.photos[: MOST_PHOTOS + 1]]
    with transaction.atomic():
        holding = Holding.objects.select_for_update(of=("self",)).select_related("recall").get(pk=number)
        if holding.recall.state != State.ISSUED:
            return _ended(holding)
        before = list(holding.answers.order_by("id"))
        said = _in_known_unit(holding, said)
        if (same := _same(said, before)) is not None:
            return same
        findings = [*_problems(holding, said, before), *(made for _, made in pictures if isinstance(made, Finding))]
        if findings:
            return invalid(*findings)
        found = _write(by, holding, said, [(photo, made) for photo, made in pictures if isinstance(made, bytes)])
        _advance(holding, [*before, found], found.at)
    return found


def _ended(holding: Holding) -> Refusal:
    if holding.recall.state in _TOLD:
        return conflicting("answer.ended", number=holding.recall.number)
    return Refusal(Why.UNKNOWN, (wrong("answer.unknown"),))


def _same(said: Said, before: Sequence[Answer]) -> Answer | None:
    """The answer that this one repeats, if any: since what its sender knew of, the same was said."""
    if said.after is None:
        return None
    since = (each for each in before if each.pk > said.after)
    return next((each for each in since if _words(each) == _words(said)), None)


def _words(said: Said | Answer) -> tuple[str, Decimal | None, str, str]:
    return said.deed, said.quantity, unit_of(said.uom), said.key


def _problems(holding: Holding, said: Said, before: Sequence[Answer]) -> Iterable[Finding]:
    if len(before) >= MOST_ANSWERS:
        yield wrong("answer.too_many", limit=MOST_ANSWERS)
    if said.quantity is not None and not _is_quantity(said.quantity, said.deed):
        yield wrong("answer.bad_quantity", "$.quantity", found=str(said.quantity)[:SHOWN])
    lines = {line.uom: line.expected for line in expected(holding)}
    known = list(lines)
    if not said.sure and _is_far(holding, said, lines):
        uom = unit_of(said.uom)
        unit, there = UNITS.get(uom, Text(uom, uom)), f"{lines[uom].normalize():f}"
        yield wrong("answer.far_beyond", "$.quantity", found=f"{said.quantity:f}", there=there, zh=unit.zh, en=unit.en)
    if unit_of(said.uom) not in known:
        told = ", ".join(uom or "—" for uom in known)
        yield wrong("answer.bad_unit", "$.uom", found=said.uom[:SHOWN], known=told)
    if said.key and not _is_meant(holding, said.key):
        yield wrong("answer.bad_key", "$.key", found=said.key[:SHOWN])
    if len(said.note) > LONGEST_NOTE or first_odd_in_lines(said.note) is not None:
        yield wrong("answer.bad_note", "$.note", limit=LONGEST_NOTE, size=len(said.note))
    replaced = {each.replaces_id for each in before}
    if said.replaces is not None and said.replaces not in {each.pk for each in before} - replaced:
        yield wrong("answer.not_replaceable", "$.replaces", found=said.replaces)
    photos = holding.evidence.count() + len(said.photos)
    if said.photos and photos > MOST_PHOTOS:
        yield wrong("evidence.too_many", "$.photos", count=photos - len(said.photos), limit=MOST_PHOTOS)


def _in_known_unit(holding: Holding, said: Said) -> Said:
    """The same in a unit of the notice, where it was said in another of that kind: grams of kilograms. Pieces and
    heads are not weighed against each other."""
    known, uom = [line.uom for line in expected(holding)], unit_of(said.uom)
    if uom in known or uom == PIECES:
        return said
    for wanted in known:
        number = converted(float(said.quantity or 0), uom, wanted) if kind_of(wanted) != COUNTED else None
        if number is not None:
            quantity = None if said.quantity is None else Decimal(repr(round(number, DECIMALS + _GUARD)))
            return msgspec.structs.replace(said, quantity=quantity, uom=wanted)
    return said


def _is_far(holding: Holding, said: Said, lines: Mapping[str, Decimal]) -> bool:
    """Whether far more is said than the records find, where they name a quantity."""
    there = lines.get(unit_of(said.uom))
    if said.quantity is None or not said.quantity.is_finite() or there is None or not is_measured(holding):
        return False
    return said.quantity > FAR * max(there, Decimal(1))


def _is_quantity(quantity: Decimal, deed: Deed) -> bool:
    """A number above zero (a count may be zero) that the table can hold."""
    if not quantity.is_finite() or not 0 <= quantity <= MOST or (quantity == 0 and deed is not Deed.ON_HAND):
        return False
    exponent = quantity.normalize().as_tuple().exponent
    return isinstance(exponent, int) and exponent >= -DECIMALS


def _is_meant(holding: Holding, key: str) -> bool:
    """Whether something of this holder is of this key: a product, a batch or an item."""
    if first_odd(key) is not None:
        return False
    lots = [each["key"] for each in holding.amounts]
    mine = Affected.objects.filter(Q(holder=holding.holder) | Q(thing__in=lots), recall=holding.recall)
    return key in lots or mine.filter(Q(thing=key) | Q(product=key)).exists()


def _write(by: str, holding: Holding, said: Said, pictures: Sequence[tuple[Photo, bytes]]) -> Answer:
    at = timezone.now()
    found = Answer.objects.create(
        holding=holding, at=at, by=by, deed=said.deed.value, quantity=said.quantity, uom=unit_of(said.uom),
        key=said.key, note=said.note.strip(), replaces_id=said.replaces,
    )  # fmt: skip
    found.evidence.set([_keep(holding, at, by, photo, body) for photo, body in pictures])
    note(
        holding.recall,
        "answered",
        actor=by,
        at=at,
        holder=holding.name or holding.holder,
        party=holding.holder,
        answer=found.pk,
        deed=said.deed.value,
        quantity="" if said.quantity is None else f"{said.quantity.normalize():f} {found.uom}".strip(),
        key=said.key,
        photos=len(pictures),
        replaces=said.replaces,
    )
    return found


def _keep(holding: Holding, at: datetime, by: str, photo: Photo, body: bytes) -> Evidence:
    return Evidence.objects.create(
        holding=holding,
        at=at,
        by=by,
        name=plain_name(photo.name),
        media_type=MEDIA_TYPE,
        digest=sha256(body).digest(),
        body=body,
    )


def _advance(holding: Holding, answers: Sequence[Answer], at: datetime) -> None:
    """A correction may undo what was done."""
    is_all = is_done(holding, answers)
    holding.state = (HoldingState.DONE if is_all else HoldingState.ANSWERED).value
    holding.seen_at, holding.answered_at = holding.seen_at or at, holding.answered_at or at
    holding.done_at = (holding.done_at or at) if is_all else None
    holding.save(update_fields=["state", "seen_at", "answered_at", "done_at"])
