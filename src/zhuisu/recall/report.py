"""Report: all that the closing report of a recall says, gathered once, as far as a document can hold it."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

import msgspec
from django.db.models import Count, Prefetch, Q, Sum

from zhuisu.access.actor import Actor
from zhuisu.access.people import all_called
from zhuisu.core.findings import Text
from zhuisu.recall import reading
from zhuisu.recall.held import HeldHolding, HeldReach, HeldRecall, HeldStep
from zhuisu.recall.keeping import holders_seen
from zhuisu.recall.kinds import HoldingState
from zhuisu.recall.models import Answer, Evidence, Notice
from zhuisu.registry.named import entries_named

MOST_ROWS: Final = 1000
"""So many rows of each table are in a document: one of 5,000 takes seconds and 400 MB. The sheet has all."""


class RegionLine(msgspec.Struct, frozen=True):
    """The holders of a region."""

    region: str
    holders: int
    done: int
    things: int


class NoticeLine(msgspec.Struct, frozen=True):
    """So many notices of one purpose, by one channel, in one state."""

    purpose: str
    channel: str
    state: str
    number: int


class AnswerLine(msgspec.Struct, frozen=True):
    """What a holder said, and the SHA-256 of the photographs with it, in hexadecimal."""

    at: datetime
    by: str
    holder: str
    deed: str
    quantity: float | None
    uom: str
    key: str
    note: str
    photos: tuple[str, ...]


class Report(msgspec.Struct, frozen=True, rename="camel"):
    """A recall with its holders, answers, notices and steps. The counts are of all, the lists of the first."""

    at: datetime
    actor: Actor
    recall: HeldRecall
    grade: Text | None
    names: Mapping[str, str]
    reaches: Sequence[HeldReach]
    regions: Sequence[RegionLine]
    holders: Sequence[HeldHolding]
    holder_count: int
    answers: Sequence[AnswerLine]
    answer_count: int
    notices: Sequence[NoticeLine]
    steps: Sequence[HeldStep]
    step_count: int
    people: Mapping[str, Text]

    def named(self, key: str) -> str:
        """What the registry calls a product or a party, and its key."""
        name = self.names.get(key, "")
        return f"{name}  {key}" if name else key

    def who(self, account: str) -> Text:
        """What the person or department of an account is called that did something here."""
        return self.people.get(account, Text(account, account))


def report_of(number: str, actor: Actor, at: datetime) -> Report | None:
    """The report, for who may see the recall and what came of it; None for others."""
    row = reading.visible(actor).filter(number=number).first()
    if row is None or actor.party is not None:
        return None
    recall, held = reading.held(row, actor), holders_seen(actor, row)
    said = Answer.objects.filter(holding__in=held)
    steps, answers = reading.steps(number, actor), answers_of(said.order_by("id")[:MOST_ROWS])
    did = (recall.opened_by, recall.issued_by, recall.ended_by, *(each.actor for each in steps[:MOST_ROWS]))
    return Report(
        at=at,
        actor=actor,
        recall=recall,
        grade=recall.terms.grade_name if recall.terms is not None and recall.grade else None,
        names=names_of([recall.product, recall.party]),
        reaches=reading.reaches(number, actor),
        regions=regions_of(held),
        holders=reading.holders(number, actor, most=MOST_ROWS),
        holder_count=held.count(),
        answers=answers,
        answer_count=said.count(),
        notices=notices_of(Notice.objects.filter(recall=row, holding__in=held)),
        steps=steps[:MOST_ROWS],
        step_count=len(steps),
        people=all_called([*did, *(each.by for each in answers)]),
    )


def every_holder(number: str, actor: Actor) -> Iterator[HeldHolding]:
    """All holders, those that are outstanding first, read a thousand at a time."""
    after = 0
    while found := reading.holders(number, actor, after=after, most=MOST_ROWS):
        yield from found
        after += len(found)


def names_of(keys: Sequence[str]) -> Mapping[str, str]:
    """What the registry calls these products and parties."""
    found = entries_named(("product", "party"), [key for key in keys if key])
    return {key: str(getattr(held.entry, "name", "")) for (_, key), held in found.items() if held is not None}


def regions_of(held: Any) -> Sequence[RegionLine]:
    """Holders by region, the most things first. One query."""
    rows = held.values("region").annotate(
        holders=Count("id"), done=Count("id", filter=Q(state=HoldingState.DONE)), total=Sum("things")
    )
    return tuple(
        RegionLine(row["region"], row["holders"], row["done"], int(row["total"] or 0))
        for row in rows.order_by("-total", "region")
    )


def notices_of(rows: Any) -> Sequence[NoticeLine]:
    """Notices by purpose, channel and state. One query."""
    counted = rows.values("purpose", "channel", "state").annotate(number=Count("id"))
    return tuple(NoticeLine(*row) for row in counted.values_list("purpose", "channel", "state", "number").order_by())


def answers_of(rows: Any) -> Sequence[AnswerLine]:
    """Answers with who gave them. Two queries: photographs are not read, but their digests."""
    return tuple(answer_line(row) for row in rows.select_related("holding").prefetch_related(photographs()))


def answer_line(row: Answer) -> AnswerLine:
    return AnswerLine(
        at=row.at,
        by=row.by,
        holder=row.holding.name or row.holding.holder,
        deed=row.deed,
        quantity=None if row.quantity is None else float(row.quantity),
        uom=row.uom,
        key=row.key,
        note=row.note,
        photos=tuple(bytes(each.digest).hex() for each in row.evidence.all()),
    )


def photographs() -> Any:
    """The evidence of answers without its bytes."""
    return Prefetch("evidence", Evidence.objects.defer("body"))
