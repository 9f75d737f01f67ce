"""Issuing: codes of batches, items and logistic units, each given out once, with the range written down."""

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Final

import msgspec
from django.db import IntegrityError, transaction

from zhuisu.access.actor import Actor
from zhuisu.access.models import Audit
from zhuisu.core.codes import batch_key
from zhuisu.core.findings import Finding
from zhuisu.labelling.asked import IssueAsked, LabelGoods
from zhuisu.labelling.codes import is_gs1_number
from zhuisu.labelling.issued import HeldIssue, held_issue
from zhuisu.labelling.kinds import IssueKind
from zhuisu.labelling.limits import limits
from zhuisu.labelling.models import Issue
from zhuisu.labelling.numbering import number
from zhuisu.labelling.refusing import Refusal, conflicting, invalid, unknown, wrong
from zhuisu.labelling.series import Run, take
from zhuisu.labelling.wares import Maker, Ware, maker_of, ware_of
from zhuisu.ledger.reading import known_things
from zhuisu.registry.acting import day_of

_SSCC_DIGITS: Final = 16
_MOST_LOTS: Final = 99
"""So many lots of a product and a day are tried."""


def issue(asked: IssueAsked, *, actor: Actor) -> HeldIssue | Refusal:
    """Give out the codes that are asked for, to the party that the actor acts for."""
    found = ware_of(asked.product, actor)
    if found is None:
        return unknown("no_product", product=asked.product)
    wrongs = tuple(_wrongs(asked))
    if wrongs:
        return invalid(*wrongs)
    ware = number(found, actor=actor)
    if isinstance(ware, Refusal):
        return ware
    maker = maker_of(ware.party)
    if maker is None:
        return unknown("no_product", product=asked.product)
    refused = _not_theirs(ware, maker)
    if refused is not None:
        return refused
    return _GIVEN[asked.kind](asked, ware, maker, actor)


def _wrongs(asked: IssueAsked) -> Iterator[Finding]:
    goods = asked.goods
    if asked.kind is IssueKind.TRADE:
        yield wrong("trade_from_sale", "$.kind")
    if asked.kind is not IssueKind.BATCH and asked.count > limits().items_at_once:
        yield wrong("too_many_codes", "$.count", count=asked.count, most=limits().items_at_once)
    if goods.produced and goods.expires and goods.expires < goods.produced:
        yield wrong("expires_first", "$.goods.expires", produced=str(goods.produced), expires=str(goods.expires))


def _not_theirs(ware: Ware, maker: Maker) -> Refusal | None:
    """A GTIN is the maker's where it has the maker's prefix, or a department approved that it is."""
    if not is_gs1_number(ware.number) or ware.is_approved:
        return None
    if maker.prefix and ware.number.removeprefix("01/0").startswith(maker.prefix):
        return None
    return conflicting("gtin_not_approved", "$.product", gtin=ware.number.removeprefix("01/"))


def _batch(asked: IssueAsked, ware: Ware, maker: Maker, actor: Actor) -> HeldIssue | Refusal:
    """One batch: its lot is new for the product, here and in the ledger."""
    if asked.lot:
        return _named_batch(asked, ware, maker, actor) or conflicting(
            "lot_taken", "$.lot", lot=asked.lot, key=batch_key(ware.number, asked.lot) or ""
        )
    day = f"{day_of(datetime.now(UTC)):%y%m%d}"
    for _ in range(_MOST_LOTS):
        lot = f"{day}-{take(Run.LOT, f'{ware.number} {day}').first:02d}"
        made = _named_batch(msgspec.structs.replace(asked, lot=lot), ware, maker, actor)
        if made is not None:
            return made
    return conflicting("no_lots_left", "$.lot", day=day)


def _named_batch(asked: IssueAsked, ware: Ware, maker: Maker, actor: Actor) -> HeldIssue | None:
    """The batch of that lot; None where there is one already."""
    key = batch_key(ware.number, asked.lot)
    if key is None or known_things([key]):
        return None
    try:
        return _written(asked, ware, maker, actor, head=ware.number, first=lambda: 0, count=1)
    except IntegrityError as fault:
        if "labelling_batch_once" not in str(fault):
            raise
        return None


def _items(asked: IssueAsked, ware: Ware, maker: Maker, actor: Actor) -> HeldIssue:
    return _written(
        asked, ware, maker, actor, head=ware.number, count=asked.count,
        first=lambda: take(Run.ITEM, ware.number, asked.count, begin=0).first,
    )  # fmt: skip


def _logistic(asked: IssueAsked, ware: Ware, maker: Maker, actor: Actor) -> HeldIssue | Refusal:
    """Logistic units of the maker's prefix; there is no other scheme for them that the world reads."""
    if not maker.prefix:
        return conflicting("no_prefix", "$.kind", party=maker.name.zh)
    try:
        return _written(
            asked, ware, maker, actor, head=maker.prefix, count=asked.count,
            first=lambda: _in_sscc(take(Run.LOGISTIC, maker.prefix, asked.count, begin=0).first, asked.count, maker),
        )  # fmt: skip
    except _NoneLeftError:
        return conflicting("no_numbers_left", "$.count", city=maker.prefix)


class _NoneLeftError(Exception):
    """A series has not so many numbers left."""


def _in_sscc(first: int, count: int, maker: Maker) -> int:
    if first + count > 10 ** (_SSCC_DIGITS - len(maker.prefix)):
        raise _NoneLeftError
    return first


_Given = Callable[[IssueAsked, Ware, Maker, Actor], HeldIssue | Refusal]
_GIVEN: Final[Mapping[IssueKind, _Given]] = {
    IssueKind.BATCH: _batch,
    IssueKind.ITEM: _items,
    IssueKind.LOGISTIC: _logistic,
}


def _written(
    asked: IssueAsked, ware: Ware, maker: Maker, actor: Actor, *, head: str, first: Callable[[], int], count: int
) -> HeldIssue:
    """The range is taken and written down in one transaction, with what is said of the goods and the audit row."""
    with transaction.atomic():
        row = Issue.objects.create(
            at=datetime.now(UTC), account=actor.name, party=maker.key, kind=asked.kind.value, head=head, lot=asked.lot,
            first=first(), count=count, facts=_facts(asked.goods, ware, maker),
        )  # fmt: skip
        told = {"issue": row.pk, "kind": row.kind, "head": head, "lot": row.lot, "first": row.first, "count": count}
        Audit.objects.create(actor=actor.name, verb="codes issued", facts=told)
    return held_issue(row)


def _facts(goods: LabelGoods, ware: Ware, maker: Maker) -> dict[str, object]:
    told: dict[str, object] = msgspec.to_builtins(goods)
    if goods.quantity is not None and not goods.unit and ware.unit:
        told["unit"] = ware.unit
    return {**told, "product": ware.key, "name": msgspec.to_builtins(ware.name), "specification": ware.specification}
