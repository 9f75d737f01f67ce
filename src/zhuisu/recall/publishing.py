"""Publishing: what everybody may read of recalls and their kin that were made public."""

import re
from datetime import datetime
from typing import Final

import msgspec
from django.db.models import Exists, OuterRef, Q, QuerySet, TextField
from django.db.models.fields.json import KeyTransform
from django.db.models.functions import Cast, Coalesce

from zhuisu.access.openness import closed_among
from zhuisu.core.codes import class_key, parse_key
from zhuisu.core.codes.gs1.values import key_value
from zhuisu.recall.english import english_of
from zhuisu.recall.goods import Goods, goods_of
from zhuisu.recall.kinds import Kind, State
from zhuisu.recall.models import Affected, Recall
from zhuisu.registry.entries import Party, Product
from zhuisu.registry.named import entries_named
from zhuisu.tracing.answer import Name
from zhuisu.tracing.dossier import focus_of
from zhuisu.tracing.names import Directory

MOST: Final = 50
"""So many are answered at once."""

_TOLD: Final = (State.ISSUED, State.CLOSED, State.WITHDRAWN)


class PublicGood(msgspec.Struct, frozen=True):
    """A lot, a single thing or a product that is recalled, and what it is called. Of a product with `pieces` so many
    single things are, each with a code of its own, and no others of it."""

    key: str
    names: Name
    pieces: int = 0


class PublicRecall(msgspec.Struct, frozen=True, kw_only=True):
    """A published recall, warning, stop-sale, ban or alert. `goods` are what it counts for now, as consumers have it,
    without what was lifted; empty where they are closed. `goods_total` counts all. `product_names` are of its product,
    where that is registered and something of it is among the goods; a `product` of words stands as it was given."""

    number: str
    kind: Kind
    grade: str
    category: str
    title: str
    product: str
    product_names: Name = Name()
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
        told = Coalesce(Cast(KeyTransform("goods", "counts"), TextField()), Cast("keys", TextField()))
        rows = rows.annotate(named=told).filter(_meant(text))
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
    """In its words, or a thing that it counts for; a lot ends the key of its batch, in JSON and arrays as PostgreSQL
    writes them. Index: recall_affected_thing."""
    lot = re.escape(key_value(text))
    is_worded = Q(title__icontains=text) | Q(title_en__icontains=text) | Q(product__icontains=text)
    counted = Affected.objects.filter(thing=text, gone=None, lifted_at=None).values("recall")
    untold = Q(keys__contains=[text]) & ~Exists(Affected.objects.filter(recall=OuterRef("pk"), thing=text))
    return is_worded | Q(pk__in=counted) | untold | Q(named__iregex=f'/{lot}[",}}]')


def _published() -> QuerySet[Recall]:
    return Recall.objects.filter(is_public=True, issued_at__isnull=False, state__in=_TOLD)


def _told(rows: list[Recall]) -> list[PublicRecall]:
    goods = {row.pk: goods_of(row) for row in rows}
    every = {key for row in rows for key in row.keys[:MOST]}
    every |= {key for of in goods.values() for each in of.told for key in (each.key, each.product) if key}
    closed = closed_among(every | {product for key in every if (product := class_key(key))})
    names = _Names({*every, *(key for row in rows for key in (row.party, row.product) if key)})
    return [_public(row, goods[row.pk], names, closed) for row in rows]


class _Names:
    """What things and parties are called: as they are registered, or else by master data."""

    def __init__(self, keys: set[str]) -> None:
        self._registered = entries_named(("product", "party"), {class_key(key) or key for key in keys})
        self._stated = Directory(keys)

    def of(self, key: str) -> Name:
        for kind in ("product", "party"):
            found = self._registered.get((kind, class_key(key) or key))
            if found is not None and isinstance(found.entry, (Product, Party)):
                return Name(found.entry.name, found.entry.name_en)
        return self._stated.name(key)


def _public(row: Recall, goods: Goods, names: _Names, closed: frozenset[str]) -> PublicRecall:
    assert row.issued_at is not None  # those without are not asked for
    is_closed = any(_is_closed(key, closed) for key in (*row.keys[:MOST], *(each.key for each in goods.told)))
    told = () if is_closed else tuple(PublicGood(each.key, names.of(each.key), each.pieces) for each in goods.told)
    is_about = any(each.product == row.product for each in goods.told)
    return PublicRecall(
        number=row.number,
        kind=Kind(row.kind),
        grade=row.grade,
        category=row.category,
        title=row.title,
        product="" if _is_key(row.product) else row.product,
        product_names=names.of(row.product) if is_about and not is_closed else Name(),
        party="" if is_closed else row.party,
        party_names=Name() if is_closed or not row.party else names.of(row.party),
        reason=row.reason,
        hazard=row.hazard,
        advice=row.advice,
        state=State(row.state),
        issued_at=row.issued_at,
        ended_at=row.ended_at,
        end_reason=row.end_reason,
        goods=told,
        goods_total=goods.total,
        **english_of(row),
    )


def _is_key(product: str) -> bool:
    """Whether a product is named by its code, which tells nobody what it is."""
    return focus_of(product) == product


def _is_closed(key: str, closed: frozenset[str]) -> bool:
    return key in closed or class_key(key) in closed or parse_key(key).scheme in ("detonator", "cas", "un")
