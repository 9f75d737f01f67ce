"""Publishing: what everybody may read of recalls and their kin that were made public."""

import re
from datetime import datetime
from typing import Final

import msgspec
from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast

from zhuisu.access.openness import closed_among
from zhuisu.core.codes import class_key, parse_key
from zhuisu.core.codes.gs1.values import key_value
from zhuisu.recall.english import english_of
from zhuisu.recall.kinds import Kind, State
from zhuisu.recall.models import Recall
from zhuisu.tracing.answer import Name
from zhuisu.tracing.names import Directory

MOST: Final = 50
"""So many are answered at once, and of one so many of its goods."""

_TOLD: Final = (State.ISSUED, State.CLOSED, State.WITHDRAWN)


class PublicGood(msgspec.Struct, frozen=True):
    """A batch, an item or a product that is recalled, and what it is called."""

    key: str
    names: Name


class PublicRecall(msgspec.Struct, frozen=True, kw_only=True):
    """A published recall, warning, stop-sale, ban or alert. `goods` is empty where they are closed;
    `goods_total` counts all."""

    number: str
    kind: Kind
    grade: str
    category: str
    title: str
    product: str
    party: str
    party_names: Name
    reason: str
    hazard: str
    advice: str
    state: State
    issued_at: datetime
    ended_at: datetime | None
    end_reason: str
    goods: tuple[PublicGood, ...]
    goods_total: int
    title_en: str = ""
    reason_en: str = ""
    hazard_en: str = ""
    advice_en: str = ""


def published(*, kind: str = "", category: str = "", text: str = "", most: int = MOST) -> list[PublicRecall]:
    """Those in force before those that ended, the newest first. `text` is in their words, or is a key or a lot of
    theirs."""
    rows = _published()
    if kind:
        rows = rows.filter(kind=kind)
    if category:
        rows = rows.filter(category=category)
    if text:
        rows = rows.annotate(named=Cast("keys", TextField())).filter(_meant(text))
    order = ("-issued_at", "-id")
    standing = list(rows.filter(state=State.ISSUED).order_by(*order)[:most])
    ended = list(rows.exclude(state=State.ISSUED).order_by(*order)[: most - len(standing)])
    return _told([*standing, *ended])


def standing_now(most: int) -> list[PublicRecall]:
    """The newest that are in force. Index: recall_recall_state_id."""
    return _told(list(_published().filter(state=State.ISSUED).order_by("-id")[:most]))


def published_one(number: str) -> PublicRecall | None:
    """The one of this number, if it is public."""
    return next(iter(_told(list(_published().filter(number=number)))), None)


def _meant(text: str) -> Q:
    """A lot ends the key of its batch, in the array as PostgreSQL writes it."""
    lot = re.escape(key_value(text))
    is_worded = Q(title__icontains=text) | Q(title_en__icontains=text) | Q(product__icontains=text)
    return is_worded | Q(keys__contains=[text]) | Q(named__iregex=f'/{lot}[",}}]')


def _published() -> QuerySet[Recall]:
    return Recall.objects.filter(is_public=True, issued_at__isnull=False, state__in=_TOLD)


def _told(rows: list[Recall]) -> list[PublicRecall]:
    keys = {row.pk: tuple(row.keys[:MOST]) for row in rows}
    every = {key for of in keys.values() for key in of}
    closed = closed_among(every | {product for key in every if (product := class_key(key))})
    directory = Directory({*every, *(row.party for row in rows if row.party)})
    return [_public(row, keys[row.pk], directory, closed) for row in rows]


def _public(row: Recall, keys: tuple[str, ...], directory: Directory, closed: frozenset[str]) -> PublicRecall:
    assert row.issued_at is not None  # those without are not asked for
    is_closed = any(_is_closed(key, closed) for key in keys)
    goods = () if is_closed else tuple(PublicGood(key, directory.name(key)) for key in keys)
    return PublicRecall(
        number=row.number,
        kind=Kind(row.kind),
        grade=row.grade,
        category=row.category,
        title=row.title,
        product=row.product,
        party="" if is_closed else row.party,
        party_names=Name() if is_closed else directory.name(row.party),
        reason=row.reason,
        hazard=row.hazard,
        advice=row.advice,
        state=State(row.state),
        issued_at=row.issued_at,
        ended_at=row.ended_at,
        end_reason=row.end_reason,
        goods=goods,
        goods_total=len(row.keys),
        **english_of(row),
    )


def _is_closed(key: str, closed: frozenset[str]) -> bool:
    return key in closed or class_key(key) in closed or parse_key(key).scheme in ("detonator", "cas", "un")
