"""Sources: all that the public pages ask of the layers below, as the public."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from uuid import UUID

import msgspec
from django.core.cache import cache
from django.utils import timezone

from zhuisu.access import PUBLIC, traced
from zhuisu.access import printed as as_printed
from zhuisu.access.openness import closed_among
from zhuisu.access.traced import Asked, Enterprise, Told, Ware
from zhuisu.access.visibility import RESTRICTED_SCHEMES
from zhuisu.casework import reports
from zhuisu.casework.refusing import Refusal as ReportRefused
from zhuisu.casework.reports import Followed, Receipt, Reported
from zhuisu.core.codes import parse_key
from zhuisu.core.lineage.facts import Facts
from zhuisu.core.profiles import Profile
from zhuisu.core.tlog.notes import read_signature
from zhuisu.labelling import scans
from zhuisu.labelling.scans import Seen
from zhuisu.labelling.visitors import Visitor
from zhuisu.ledger import checkpoints, reading, search
from zhuisu.ledger.checkpoints import Published
from zhuisu.ledger.proofs import EventProof, Pending
from zhuisu.ledger.proofs import proof_of as ledger_proof_of
from zhuisu.portal.story import Kinds
from zhuisu.recall import publishing, standing
from zhuisu.recall.publishing import PublicRecall
from zhuisu.recall.standing import Standing
from zhuisu.registry.varieties import sorts_of
from zhuisu.supervision import completeness, findings
from zhuisu.supervision.completeness import ToldCompleteness
from zhuisu.supervision.editions import in_force
from zhuisu.supervision.findings import ToldFinding
from zhuisu.tracing.answer import Name, TraceAnswer, TracedThing
from zhuisu.tracing.names import Directory
from zhuisu.tracing.public import PublicEvent, public_event, public_story
from zhuisu.tracing.summary import open_event

MOST_RECENT = 60
MOST_FINDINGS = 200
COMPLETENESS_SECONDS = 600
"""For so long a change in the registry may go unnoticed in the figure; new events do not."""
_RESTRICTED = "access.restricted_"


class Shown(msgspec.Struct, frozen=True):
    """A proof for everybody: with the record where all of it is open (`is_whole`), else sealed."""

    proof: EventProof | Pending
    is_whole: bool


class Printed(msgspec.Struct, frozen=True):
    """The batches of a lot with their products, the products of a registration, the holders of a licence."""

    batches: Sequence[tuple[str, Ware]] = ()
    wares: Sequence[Ware] = ()
    holders: Sequence[Enterprise] = ()


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


def kinds_of(answer: TraceAnswer) -> Kinds:
    """The varieties of an answer's things and of what stands beside them in its events, with their profiles of today.
    Two questions, however many things."""
    beside = (amount.key for event in answer.events for amount in event.amounts if amount.quantity is not None)
    sorts = sorts_of({*(thing.key for thing in answer.things), *beside})
    varieties = {key: sort.variety for key, sort in sorts.items() if sort.variety}
    now = profiles_now() if varieties else {}
    return Kinds(varieties, {each: now[each] for each in set(varieties.values()) if each in now})


def profiles_now() -> dict[str, Profile]:
    """The profile of each variety as it is in force today, in the order of the city's plan."""
    today = timezone.localdate()
    return {variety: each.profile for variety, texts in in_force().items() for each in texts if each.judges(today)}


def findings_of(keys: Collection[str]) -> list[ToldFinding]:
    """What was found about any of these things, as everybody may read it."""
    return findings.of_things(keys, PUBLIC, limit=MOST_FINDINGS)


def is_in_doubt(keys: Collection[str]) -> bool:
    """Whether an error is open about any of these things: all that is told of closed goods."""
    return findings.is_in_doubt(keys)


def alerts_of(keys: Collection[str]) -> Mapping[str, tuple[Standing, ...]]:
    """The recalls and their kin that count, or counted, for each of these things. Never from a cache."""
    return standing.in_force(keys)


def published_recalls(kind: str, category: str, text: str) -> list[PublicRecall]:
    """What was made public, of a kind or a category, or with a text."""
    return publishing.published(kind=kind, category=category, text=text)


def standing_recalls(most: int) -> list[PublicRecall]:
    """The newest that are in force."""
    return publishing.standing_now(most)


def published_recall(number: str) -> PublicRecall | None:
    """The one of this number, if it is public."""
    return publishing.published_one(number)


def reported(told: Reported) -> Receipt | ReportRefused:
    """A problem that somebody tells is taken down."""
    return reports.report(told)


def followed(number: str, secret: str) -> Followed | None:
    """What became of it."""
    return reports.follow(number, secret)


def looked_up(key: str, visitor: Visitor) -> Seen | None:
    """How often this code was looked up before, and since when. This look is counted from now on."""
    before = scans.seen(key)
    scans.note(key, visitor)
    return before


def enterprises(asked: Asked) -> traced.Page:
    """The enterprises that everybody may know of."""
    return traced.enterprises(asked, timezone.now())


def regions() -> Sequence[str]:
    """The regions in which there are any."""
    return traced.regions(timezone.now())


def enterprise(key: str) -> Told | None:
    """One of them."""
    return traced.enterprise(key, timezone.now())


def products(text: str, most: int) -> Sequence[Ware]:
    """Public products whose name has this text."""
    return traced.products(text, most)


def product(key: str) -> tuple[Ware, Enterprise | None] | None:
    """A public product, with its maker."""
    return traced.product(key)


def printed(text: str) -> Printed:
    """What is on record under a number as packs print it."""
    numbers = as_printed.notations(text)
    if not numbers:
        return Printed()
    found = as_printed.batches(numbers), as_printed.registered(numbers), as_printed.licensed(numbers, timezone.now())
    return Printed(*found)


def completeness_of(answer: TraceAnswer) -> ToldCompleteness | None:
    """How much of a thing's chain is on record, as everybody may read it. Worked out once for a story as it stands: it
    costs as much as the story itself."""
    told = "\n".join([answer.focus, *(event.id for event in answer.events)])
    kept = f"portal.completeness.{sha256(told.encode()).hexdigest()}"
    found: ToldCompleteness | None = cache.get(kept)
    if found is None:
        found = completeness.of_thing(answer.focus, PUBLIC)
        cache.set(kept, found, COMPLETENESS_SECONDS)
    return found


def opened_event(event: str, of: str, after: str | None = None) -> PublicEvent | None:
    """An event as far as it is open; None unless the public story of `of` tells it."""
    return public_event(event, of, after)


def proof_of(event: str, of: str, after: str | None = None) -> Shown | None:
    """The proof of an event; None unless the public story of `of` tells it."""
    told = public_event(event, of, after)
    found = ledger_proof_of(UUID(event), now=datetime.now(UTC)) if told is not None else None
    return Shown(found, told.is_whole) if told is not None and found is not None else None


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


def known_things(keys: Collection[str]) -> set[str]:
    """Those of the keys that any event names."""
    return reading.known_things(keys)


def recent_things(most: int) -> list[TracedThing]:
    """Named products, batches and items of the newest events that the public may see, one of each product."""
    opened = [each for stored in search.newest(MOST_RECENT) if (each := open_event(stored)) is not None]
    keys = dict.fromkeys(key for each in opened for key in _goods(each.facts))
    directory, found, closed = Directory(keys), dict[Name, TracedThing](), closed_among(keys)
    for key in keys:
        code, names = parse_key(key), directory.name(key)
        if names != Name() and names not in found and code.scheme not in RESTRICTED_SCHEMES and key not in closed:
            found[names] = TracedThing(key, code.scheme, code.level.value, names, directory.attributes(key))
    return list(found.values())[:most]


def _goods(facts: Facts) -> Iterator[str]:
    yield from facts.outputs
    yield from facts.items
    yield from (amount.key for amount in (*facts.output_amounts, *facts.amounts))
