"""Shares: of the lots that several hold by amounts, what is lifted of one holder's, and reinstated.

They are kept as `lifted` of a `zhuisu.recall.models.Holding`; counting takes them off what is due there.
"""

from collections.abc import Collection, Iterable, Mapping
from typing import Any, Final

from zhuisu.recall.models import Affected, Holding, Recall
from zhuisu.recall.part import Meant

_DUE: Final = ("quantity", "sold", "destroyed")

Shares = Mapping[str, str]
"""The lots of which something is meant, each with its product."""


def lift_shares(recall: Recall, meant: Meant) -> Shares:
    """Lift all that one holder has of the lots that are meant: they stay recalled with everybody else."""
    row = _rows(recall).filter(holder=meant.holder).first() if meant.holder else None
    if row is None:
        return {}
    parts = [part for each in row.amounts if is_share(part := _part(each))]
    shares = _in_force(recall, meant, (part["key"] for part in parts))
    row.lifted = _summed([*row.lifted, *(part for part in parts if part["key"] in shares)])
    row.amounts = [each for each in row.amounts if each["key"] not in shares]
    row.save(update_fields=["lifted", "amounts"])
    return shares


def lifted_shares(recall: Recall, meant: Meant) -> Shares:
    """Of which lots that are in force something is lifted of this holder's, or where none is named of anybody's."""
    rows = _rows(recall).filter(holder=meant.holder) if meant.holder else _rows(recall).exclude(lifted=[])
    return _in_force(recall, meant, (each["key"] for row in rows for each in row.lifted if is_share(each)))


def reinstate_shares(recall: Recall, meant: Meant) -> None:
    """Reinstate these; of a lot that is reinstated as a whole, of everybody's."""
    rows = list(_rows(recall).filter(holder=meant.holder) if meant.holder else _rows(recall).exclude(lifted=[]))
    back = _in_force(recall, meant, (each["key"] for row in rows for each in row.lifted))
    for row in rows:
        row.lifted = [each for each in row.lifted if each["key"] not in back]
    Holding.objects.bulk_update(rows, ("lifted",))


def remember(recall: Recall) -> None:
    """Of lots that were lifted as a whole, keep who had some, though nothing of it counts any more."""
    rows = list(_rows(recall).exclude(amounts=[]))
    lots = {each["key"] for row in rows for each in row.amounts}
    lifted = Affected.objects.filter(recall=recall, thing__in=lots, gone=None).exclude(lifted_at=None)
    whole = frozenset(lifted.values_list("thing", flat=True))
    for row in rows:
        had = (each for each in row.amounts if each["key"] in whole)
        row.lifted = _summed(
            [*row.lifted, *({"key": each["key"], "quantity": 0.0, "uom": each["uom"]} for each in had)]
        )
    Holding.objects.bulk_update(rows, ("lifted",))


def released(names: Collection[str]) -> frozenset[tuple[str, str]]:
    """The lots of which one who goes by these names may sell what it has, each with the recall of which that was
    lifted: all of its share was, and nothing came since."""
    rows = Holding.objects.filter(holder__in=names).exclude(lifted=[]).select_related("recall")
    found = ((each["key"], row) for row in rows for each in row.lifted if is_share(each))
    return frozenset((lot, row.recall.number) for lot, row in found if lot not in {each["key"] for each in row.amounts})


def is_share(part: Mapping[str, Any]) -> bool:
    """Whether it is more than nothing: none is kept of a lot that was lifted as a whole, as a memory."""
    return part["quantity"] is None or part["quantity"] > 0


def was_lifted(holding: Holding) -> bool:
    """Whether something that the holder has, or had, was lifted."""
    lifted = Affected.objects.filter(recall=holding.recall_id, holder=holding.holder, gone=None).exclude(lifted_at=None)
    return bool(holding.lifted) or lifted.exists()


def _rows(recall: Recall) -> Any:
    return Holding.objects.select_for_update(no_key=True).filter(recall=recall)


def _in_force(recall: Recall, meant: Meant, lots: Iterable[str]) -> Shares:
    """Those of these lots that are in force, and meant."""
    wanted = set(lots)
    named = meant.named()
    rows = Affected.objects.filter(recall=recall, is_batch=True, gone=None, lifted_at=None)
    rows = rows.filter(thing__in=wanted if named is None else wanted & named)
    rows = rows.filter(product=meant.product) if meant.product else rows
    return dict(rows.values_list("thing", "product"))


def _part(amount: Mapping[str, Any]) -> dict[str, Any]:
    """All that is due of an amount; without a quantity where the records name none."""
    due = None if amount["quantity"] is None else sum(float(amount.get(name) or 0) for name in _DUE)
    return {"key": amount["key"], "quantity": due, "uom": amount["uom"]}


def _summed(parts: Collection[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """One part a lot and unit; without a quantity where one of its parts has none."""
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for part in parts:
        known = found.setdefault((part["key"], part["uom"]), {**part, "quantity": 0.0})
        amounts = known["quantity"], part["quantity"]
        known["quantity"] = None if None in amounts else amounts[0] + amounts[1]
    return list(found.values())
