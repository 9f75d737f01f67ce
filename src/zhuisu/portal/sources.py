"""Sources: all that the public pages ask of the layers below, as the public."""

from collections.abc import Collection, Iterator
from datetime import UTC, datetime
from uuid import UUID

import msgspec

from zhuisu.access.visibility import RESTRICTED_SCHEMES
from zhuisu.core.codes import parse_key
from zhuisu.core.lineage.facts import Facts
from zhuisu.core.tlog.notes import read_signature
from zhuisu.ledger import checkpoints, reading, search
from zhuisu.ledger.checkpoints import Published
from zhuisu.ledger.proofs import EventProof, Pending
from zhuisu.ledger.proofs import proof_of as ledger_proof_of
from zhuisu.tracing.answer import Name, TraceAnswer, TracedThing
from zhuisu.tracing.names import Directory
from zhuisu.tracing.public import public_story, tells
from zhuisu.tracing.summary import open_event

MOST_RECENT = 60
_RESTRICTED = "access.restricted_"


class LogState(msgspec.Struct, frozen=True):
    """The public log as it is: its name and keys, and its signed head with those who cosigned that."""

    origin: str
    vkeys: tuple[str, ...]
    size: int
    signed_at: datetime
    witnesses: tuple[str, ...]


def answer_of(key: str, after: str | None = None) -> TraceAnswer:
    """The story of a key as the public may see it, or the part of it that follows."""
    return public_story(key, after)


def is_reduced(answer: TraceAnswer) -> bool:
    """Whether the public is told no more than a verdict."""
    return any(finding.code.startswith(_RESTRICTED) for finding in answer.findings)


def raw_event(event: str, of: str, after: str | None = None) -> bytes | None:
    """An event as it was received; None unless the public story of `of` tells it."""
    stored = reading.events_by_id([event]).get(event) if _is_told(event, of, after) else None
    return stored.body if stored else None


def proof_of(event: str, of: str, after: str | None = None) -> EventProof | Pending | None:
    """The proof of an event; None unless the public story of `of` tells it."""
    return ledger_proof_of(UUID(event), now=datetime.now(UTC)) if _is_told(event, of, after) else None


def log_state() -> LogState | None:
    """The public log; None before its first checkpoint."""
    shown, keys = checkpoints.shown(datetime.now(UTC)), checkpoints.log_keys()
    if shown is None or not keys:
        return None
    current = tuple(key.vkey for key in keys if key.until_size is None)
    return LogState(keys[0].origin, current, shown.size, shown.signed_at, witnesses_of(shown))


def witnesses_of(published: Published) -> tuple[str, ...]:
    """Who cosigned a checkpoint."""
    signatures = (read_signature(line) for line in published.witness_lines.splitlines())
    return tuple(signature.name for signature in signatures if signature is not None)


def _is_told(event: str, of: str, after: str | None) -> bool:
    return tells(answer_of(of, after), event)


def known_things(keys: Collection[str]) -> set[str]:
    """Those of the keys that any event names."""
    return reading.known_things(keys)


def recent_things(most: int) -> list[TracedThing]:
    """Named products, batches and items of the newest events that the public may see, one of each product."""
    opened = [each for stored in search.newest(MOST_RECENT) if (each := open_event(stored)) is not None]
    keys = dict.fromkeys(key for each in opened for key in _goods(each.facts))
    directory, found = Directory(keys), dict[Name, TracedThing]()
    for key in keys:
        code, names = parse_key(key), directory.name(key)
        if names != Name() and names not in found and code.scheme not in RESTRICTED_SCHEMES:
            found[names] = TracedThing(key, code.scheme, code.level.value, names, directory.attributes(key))
    return list(found.values())[:most]


def _goods(facts: Facts) -> Iterator[str]:
    yield from facts.outputs
    yield from facts.items
    yield from (amount.key for amount in (*facts.output_amounts, *facts.amounts))
