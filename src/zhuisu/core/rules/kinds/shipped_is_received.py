"""Shipped is received: by whom it was sent to, in time, and as much."""

from collections.abc import Iterator, Sequence

from zhuisu.core.lineage.facts import Amount
from zhuisu.core.profiles.kinds import ShippedIsReceived
from zhuisu.core.rules.kind import Breach, Kind, Told, own
from zhuisu.core.rules.kinds.subjects import judged_things
from zhuisu.core.rules.numbers import DAY, exact, stamp
from zhuisu.core.rules.record import Record
from zhuisu.core.rules.scene import Scene
from zhuisu.core.rules.values import things


def judge(rule: ShippedIsReceived, subject: str, timeline: Sequence[Record], scene: Scene) -> Iterator[Breach]:
    for record in timeline:
        if not scene.judged(rule, record) or subject not in things(record):
            continue
        due = record.time + int(rule.days * DAY)
        receipts = [
            each
            for each in timeline
            if each.time >= record.time and scene.is_at(each, rule.received) and subject in things(each)
        ]
        sent_to = set(scene.values("destination.owning_party", record))
        mine = [each for each in receipts if not sent_to or scene.actor(each) in sent_to]
        facts: Told = {"destination": ", ".join(sorted(sent_to)), "days": exact(rule.days)}
        if not mine:
            if receipts and receipts[0].time <= due:
                told = facts | {"found": scene.actor(receipts[0]) or ""}
                yield Breach(record=receipts[0], variant="other", facts=told, others=(record,))
            elif scene.now > due:
                yield Breach(record=record, variant="missing", facts=facts | {"due": stamp(due)}, at=due)
            continue
        sent, got = _amount(subject, record), _amount(subject, mine[0])
        if sent is not None and got is not None and abs(sent - got) > rule.tolerance * sent + 1e-9 * sent:
            told = facts | {"sent": exact(sent), "found": exact(got)}
            yield Breach(record=mine[0], variant="amount", path="quantity", facts=told, others=(record,))


def _amount(subject: str, record: Record) -> float | None:
    amounts: tuple[Amount, ...] = (*record.facts.amounts, *record.facts.child_amounts)
    found = [amount.quantity for amount in amounts if amount.key == subject and amount.quantity is not None]
    return sum(found) if found else None


def wakes(rule: ShippedIsReceived, subject: str, timeline: Sequence[Record], scene: Scene) -> Iterator[int]:
    """Right after each receipt falls due."""
    for record in timeline:
        if scene.judged(rule, record) and subject in things(record):
            yield record.time + int(rule.days * DAY) + 1


KIND = Kind(need=own, subjects=judged_things, judge=judge, wakes=wakes)
