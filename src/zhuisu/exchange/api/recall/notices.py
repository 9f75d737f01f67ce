"""/api/notices: what a party was told of recalls, for its own programs: what it should have, and what became of it."""

from datetime import datetime
from decimal import Decimal
from typing import Annotated, Final

import msgspec
from django.http import HttpRequest, HttpResponse
from msgspec import Meta

from zhuisu.access import Actor
from zhuisu.access.permitting import Deed as Permit
from zhuisu.access.permitting import may
from zhuisu.core.findings import Finding, Severity
from zhuisu.exchange.api.recall.answers import page_of, paged
from zhuisu.exchange.api.recall.filters import NOTICES, filters_of
from zhuisu.exchange.api.registry.answers import json_response
from zhuisu.exchange.api.registry.bodies import body_of
from zhuisu.exchange.api.supervision.answers import granted, not_there, number_of
from zhuisu.exchange.epcis.query import paging_of, read_nothing
from zhuisu.exchange.http.problem import Kind as Kinds
from zhuisu.exchange.http.problem import ProblemError
from zhuisu.recall import reading
from zhuisu.recall.answering import LONGEST_NOTE, MOST_PHOTOS, Said, answer, holdings_of, mark_seen
from zhuisu.recall.effect import lines_of
from zhuisu.recall.english import english_of
from zhuisu.recall.evidence import Photo
from zhuisu.recall.held import Line
from zhuisu.recall.kinds import Deed, HoldingState, Kind, State
from zhuisu.recall.models import Answer, Holding
from zhuisu.recall.noticed import Goods, noticed

PHOTO_BYTES: Final = 12 << 20
"""A body with photographs may have so many bytes."""


class NoticeSummary(msgspec.Struct, frozen=True, rename="camel"):
    """A recall of which a party holds, or held, something. `holdingState` is how far that party has come."""

    id: int
    number: str
    kind: Kind
    grade: str
    title: str
    state: State
    holder: str
    holding_state: HoldingState
    things: int
    issued_at: datetime | None
    told_at: datetime | None
    due_at: datetime | None
    done_at: datetime | None


class ToldAnswer(msgspec.Struct, frozen=True):
    """What was said became of how much. `photos` are the SHA-256 of what was sent with it, in hexadecimal."""

    id: int
    at: datetime
    by: str
    deed: Deed
    quantity: float | None
    uom: str
    key: str
    note: str
    replaces: int | None
    photos: tuple[str, ...]


class ToldNotice(msgspec.Struct, frozen=True, rename="camel"):
    """What a party is told now, and what it answered. `lines` say, by unit, what it should have and what is left to
    answer for; `inForce`: something of it is still meant."""

    id: int
    number: str
    kind: Kind
    state: State
    grade: str
    category: str
    title: str
    goods: tuple[Goods, ...]
    maker: str
    reason: str
    hazard: str
    demand: str
    advice: str
    holder: str
    holding_state: HoldingState
    lines: tuple[Line, ...]
    things: int
    in_force: bool
    issued_at: datetime | None
    due_at: datetime | None
    answers: tuple[ToldAnswer, ...]
    title_en: str
    reason_en: str
    hazard_en: str
    advice_en: str


class NoticePhoto(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A JPEG, PNG or WebP in base64."""

    body: bytes
    name: Annotated[str, Meta(max_length=200)] = ""


class NoticeAnswer(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What became of how much. Without `quantity` all that is left is meant, without `key` whatever it is of; without
    `uom` pieces. `replaces` is an answer that this one corrects; `after` the last answer that is known: what is sent
    again after the same one counts once. `sure`: the quantity is meant, though it is over ten times what the records
    find."""

    deed: Deed
    quantity: Annotated[float, Meta(ge=0, le=1e12)] | None = None
    uom: Annotated[str, Meta(max_length=20)] = ""
    key: Annotated[str, Meta(max_length=500)] = ""
    note: Annotated[str, Meta(max_length=LONGEST_NOTE)] = ""
    photos: Annotated[tuple[NoticePhoto, ...], Meta(max_length=MOST_PHOTOS)] = ()
    replaces: int | None = None
    after: int | None = None
    sure: bool = False


def get_notices(request: HttpRequest, actor: Actor, /, **_: str) -> HttpResponse:
    """What the actor's party, and those that it speaks for, were told, the newest first."""
    wanted, (size, token) = filters_of(request, NOTICES), paging_of(request)
    after = page_of(request, token)
    rows = holdings_of(actor).filter(**{NOTICE_FIELDS[name]: value for name, value in wanted.items()})
    found = list((rows.filter(pk__lt=after) if after else rows)[: size + 1])
    return paged(request, [_summary(row) for row in found], size, found[size - 1].pk if len(found) > size else 0)


def get_notice(request: HttpRequest, actor: Actor, /, **path: str) -> HttpResponse:
    """What one holder is told now. Who reads it as the holder has seen it."""
    read_nothing(request.GET)
    row = _holding(path, actor)
    if holdings_of(actor).filter(pk=row.pk).exists():
        mark_seen(row, actor.name)
        row.refresh_from_db()
    return json_response(_told(row))


def post_answer(request: HttpRequest, actor: Actor, /, **path: str) -> HttpResponse:
    """What became of how much, said by who speaks for the holder or by an official who was there."""
    read_nothing(request.GET)
    if not (may(actor, Permit.ANSWER_RECALLS) or may(actor, Permit.KEEP_RECALLS)):
        raise ProblemError(Kinds.FORBIDDEN, Finding("recall.no_answerer", Severity.ERROR, "", {"account": actor.name}))
    given = body_of(request, NoticeAnswer, PHOTO_BYTES)
    row = _holding(path, actor)
    photos = tuple(Photo(each.body, each.name) for each in given.photos)
    quantity = None if given.quantity is None else Decimal(str(given.quantity))
    said = Said(given.deed, quantity, given.uom, given.key, given.note, photos, given.replaces, given.after, given.sure)
    granted(answer(actor=actor, holding=row, said=said))
    return json_response(_told(Holding.objects.select_related("recall").get(pk=row.pk)), 201)


NOTICE_FIELDS: Final = {"number": "recall__number", "state": "recall__state", "holdingState": "state"}
"""The column of each filter."""


def _holding(path: dict[str, str], actor: Actor) -> Holding:
    """The holding that an address names: the actor's own, or one that it sees as an official. Raises ProblemError."""
    number = number_of(path["id"])
    row = None if number is None else holdings_of(actor).filter(pk=number).first()
    if row is None and number is not None and reading.holding(number, actor) is not None:
        row = Holding.objects.select_related("recall").filter(pk=number).first()
    if row is None:
        raise not_there("recall.no_notice", id=path["id"][:100])
    return row


def _summary(row: Holding) -> NoticeSummary:
    recall = row.recall
    return NoticeSummary(
        id=row.pk, number=recall.number, kind=Kind(recall.kind), grade=recall.grade, title=recall.title,
        state=State(recall.state), holder=row.holder, holding_state=HoldingState(row.state), things=row.things,
        issued_at=recall.issued_at, told_at=row.told_at, due_at=row.due_at, done_at=row.done_at,
    )  # fmt: skip


def _told(row: Holding) -> ToldNotice:
    told = noticed(row)
    return ToldNotice(
        id=row.pk, number=told.number, kind=told.kind, state=told.state, grade=told.grade, category=told.category,
        title=told.title, goods=told.goods, maker=told.maker, reason=told.reason, hazard=told.hazard,
        demand=told.demand, advice=told.advice, holder=told.holder, holding_state=told.holding_state,
        lines=lines_of(row, told.answers), things=told.things, in_force=told.in_force, issued_at=told.issued_at,
        due_at=told.due_at, answers=tuple(_answer(each) for each in told.answers), **english_of(told),
    )  # fmt: skip


def _answer(row: Answer) -> ToldAnswer:
    photos = tuple(bytes(each.digest).hex() for each in row.evidence.all())
    quantity = None if row.quantity is None else float(row.quantity)
    return ToldAnswer(
        row.pk, row.at, row.by, Deed(row.deed), quantity, row.uom, row.key, row.note, row.replaces_id, photos
    )
