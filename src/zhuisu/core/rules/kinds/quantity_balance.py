"""Quantity balance: no party has more of a batch out than in (design: quantities), but for a tolerance."""

from collections.abc import Iterable, Iterator, Sequence

from zhuisu.core.codes import Level, level_of_key
from zhuisu.core.lineage import balances
from zhuisu.core.profiles.kinds import QuantityBalance
from zhuisu.core.rules.kind import Breach, Kind, Told, family
from zhuisu.core.rules.numbers import exact, unit_names
from zhuisu.core.rules.record import Record
from zhuisu.core.rules.scene import Scene
from zhuisu.core.rules.values import made, things


def subjects(rule: QuantityBalance, record: Record, scene: Scene) -> Iterable[str]:
    """The batches and trade codes of which the event states amounts."""
    if not scene.judged(rule, record):
        return ()
    keys = dict.fromkeys((*things(record), *made(record)))
    return tuple(key for key in keys if level_of_key(key) in (Level.BATCH, Level.TRANSACTION))


def judge(rule: QuantityBalance, subject: str, timeline: Sequence[Record], scene: Scene) -> Iterator[Breach]:
    """Once for each party and unit. An account with unmeasured records, or of which nothing came in, is not judged:
    a party that reports its sales alone lacks records, which another rule says."""
    parties = {record.id: party for record in timeline if (party := scene.actor(record)) is not None}
    for account in balances([record.traced() for record in timeline], parties):
        if account.key != subject or account.unmeasured or not account.put_in:
            continue
        if account.taken_out > account.put_in * (1 + rule.tolerance) + 1e-9 * account.put_in:
            leaving = [record for record in timeline if parties.get(record.id) == account.party]
            facts: Told = {
                "party": account.party,
                "put_in": exact(account.put_in),
                "taken_out": exact(account.taken_out),
            }
            facts |= {"excess": exact(-account.left), **unit_names(account.uom or "H87")}
            facts |= {"tolerance": exact(rule.tolerance * 100)}
            yield Breach(record=leaving[-1], path="quantity", variant="", facts=facts, others=tuple(leaving[:-1]))


KIND = Kind(need=family, subjects=subjects, judge=judge)
