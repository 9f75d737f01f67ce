"""Dossier: the story of a thing, asked for by any code that names it."""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeAlias
from urllib.parse import urlencode

from zhuisu.core.codes import Code, batch_key, parse_key, recognise
from zhuisu.core.findings import Finding, Language, sentence
from zhuisu.core.lineage import Direction, Limits, Lineage, walk
from zhuisu.core.lineage.sentences import SENTENCES
from zhuisu.ledger.reading import events_by_id, known_things, master_data
from zhuisu.tracing.answer import Edge, Name, SpokenFinding, TraceAnswer, TracedThing
from zhuisu.tracing.names import Directory, name_in
from zhuisu.tracing.source import LedgerSource
from zhuisu.tracing.summary import OpenedEvent, open_event, summarise

DEFAULT_EVENTS = 500


Opening: TypeAlias = Callable[[Lineage, Sequence[OpenedEvent]], Sequence[OpenedEvent]]
"""What is told of the events of a lineage: each as it is, or less of it."""


def whole(_: Lineage, events: Sequence[OpenedEvent]) -> Sequence[OpenedEvent]:
    """Everything that they state."""
    return events


def trace(
    code: str,
    *,
    direction: Direction = Direction.BOTH,
    limit: int = DEFAULT_EVENTS,
    after: str | None = None,
    opening: Opening = whole,
) -> TraceAnswer | None:
    """What the ledger knows of the thing that this code or key names (design §5); None where the text names nothing.

    Of an ambiguous code the candidate that the ledger knows is answered, the others are in `alternatives`. At most
    `limit` events are answered; `after` is the continuation of an answer that was cut; `opening` says how
    much of each event is told.
    """
    candidates = [candidate for candidate in recognise(code) if candidate.key]
    if not candidates:
        return None
    focus = _known_first(candidates)
    lineage = walk(LedgerSource(), focus, direction, limits=Limits(events=limit), after=after)
    return _told(lineage, [each.key for each in candidates if each.key and each.key != focus], opening)


def focus_of(code: str) -> str | None:
    """The key that this code or key names, the one that the ledger knows if several do; None where it names nothing."""
    candidates = [candidate for candidate in recognise(code) if candidate.key]
    return _known_first(candidates) if candidates else None


def _known_first(candidates: Sequence[Code]) -> str:
    """The key that events touch, or else the one that master data describes, or else the likeliest reading."""
    keys = [candidate.key for candidate in candidates if candidate.key]
    if len(keys) == 1:
        return keys[0]
    for known in (known_things(keys), master_data(keys).keys()):
        for key in keys:
            if key in known:
                return key
    return keys[0]


def _told(lineage: Lineage, alternatives: Sequence[str], opening: Opening) -> TraceAnswer:
    stored = events_by_id(event.id for event in lineage.events)
    read = (each for event in stored.values() if (each := open_event(event)) is not None)
    opened = opening(lineage, sorted(read, key=lambda each: (each.stored.event_time, each.stored.id)))
    keys = {*lineage.things, *alternatives, *(key for each in opened for key in each.named_keys())}
    directory = Directory(keys)
    directory.learn({party for each in opened if (party := each.party(directory))})
    stated = _stated(opened)
    return TraceAnswer(
        focus=lineage.focus,
        direction=lineage.direction.value,
        things=tuple(_thing(key, directory, stated.get(key, {})) for key in lineage.things),
        events=tuple(summarise(each, directory) for each in opened),
        edges=tuple(Edge(edge.source, edge.target, edge.kind.value, edge.event) for edge in lineage.edges),
        findings=tuple(_spoken(finding) for finding in lineage.findings),
        truncated=lineage.truncated,
        next=_next(lineage),
        alternatives=tuple(_thing(key, directory, {}) for key in alternatives),
    )


def _thing(key: str, directory: Directory, stated: dict[str, str]) -> TracedThing:
    """A thing with the name that master data gives it, or else the one that its own event states."""
    code = parse_key(key)
    name = directory.name(key)
    return TracedThing(
        key,
        code.scheme,
        code.level.value,
        name if name != Name() else name_in(stated),
        {**directory.attributes(key), **stated},
    )


def _stated(opened: Iterable[OpenedEvent]) -> dict[str, dict[str, str]]:
    """The instance and lot master data that events state, by the things and batches they state it of."""
    stated: dict[str, dict[str, str]] = {}
    for each in opened:
        fields = each.stated()
        if not fields:
            continue
        facts = each.facts
        amounts = (amount.key for amount in (*facts.amounts, *facts.output_amounts))
        batches = (batch for _, batch in facts.memberships)
        lot = fields.get("lotNumber")
        for key in {*facts.items, *facts.outputs, *amounts, *batches, *facts.output_batches}:
            stated.setdefault(key, {}).update(fields)
            if lot and (batch := batch_key(key, lot)):
                stated.setdefault(batch, {}).update(fields)
    return stated


def _spoken(finding: Finding) -> SpokenFinding:
    return SpokenFinding(
        finding.code,
        finding.severity.value,
        finding.path,
        sentence(finding, SENTENCES, Language.ZH),
        sentence(finding, SENTENCES, Language.EN),
    )


def _next(lineage: Lineage) -> str | None:
    if lineage.continuation is None:
        return None
    asked = {"code": lineage.focus, "direction": lineage.direction.value, "after": lineage.continuation}
    return "/api/trace?" + urlencode(asked)
