"""Scope reading: pages of a scope from the ledger, in bounded memory."""

import gc
from collections import OrderedDict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Final, NamedTuple

import msgspec

from zhuisu.core.findings import Finding, Severity
from zhuisu.core.lineage.answer import Direction, EdgeKind
from zhuisu.core.lineage.facts import FIRST_REFERENCE, Action, EventType, Facts, Role, TracedEvent
from zhuisu.core.lineage.forms import Forms
from zhuisu.core.lineage.likeness import Page, packings_of
from zhuisu.core.lineage.stays import Packing
from zhuisu.ledger.scope_touches import FIRST_ID, TouchingEvent, outlined_events, touching, touching_one, whole_events

MOST_TOUCHES: Final = 50_000  # of one page
MOST_NAMES: Final = 100_000  # that the events of one page may keep in memory
MOST_PER_THING: Final = 300_000  # touches of one thing; a busier one is followed only so far, and a finding says so
_MOST_PACKINGS: Final = 20_000
_AT_LEAST: Final = 16  # touches asked for at once: no event names a thing in more roles

ALL_ROLES: Final = tuple(int(role) for role in Role if role < FIRST_REFERENCE)
BUT_MEMBERS: Final = tuple(role for role in ALL_ROLES if role != Role.MEMBER_OF)
_AS_PARENT: Final = (int(Role.PARENT),)
_OUTLINED: Final = frozenset(map(int, (Role.ITEM, Role.CHILD, Role.OUTPUT, Role.OUTPUT_BATCH, Role.DEVICE)))
"""Forward, roles in which a thing's event is asked for no other names than that of its parent."""

_facts = msgspec.msgpack.Decoder(Facts).decode
_TYPES: Final = {int(kind): kind for kind in EventType}
_ACTIONS: Final = {int(action): action for action in Action}
_KINDS: Final = (EdgeKind.CONTAINED, EdgeKind.ASSOCIATED)
_NOTHING: Final = Facts()
_SOME: Final = ("",)  # children whose names nobody asks for
_NONE: Final = msgspec.Raw(b"\x90")  # an empty array of MessagePack

Where = tuple[str | None, str | None]
"""Place and party of an event."""

Named = dict[str, list[tuple[str, int]]]
"""By event, what of a page it names: (key, role)."""


class _Outline(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """The beginning of Facts, of which only the parent becomes a name."""

    items: msgspec.Raw = _NONE
    amounts: msgspec.Raw = _NONE
    parent: str | None = None
    children: msgspec.Raw = _NONE
    child_amounts: msgspec.Raw = _NONE


_outline = msgspec.msgpack.Decoder(_Outline).decode


class Read(NamedTuple):
    """A page of the first keys that were asked for, where its events were, and which events label items of which of its
    batches."""

    keys: Sequence[str]
    page: Page
    where: dict[str, Where]
    labels: dict[str, list[str]]
    named: Named


class ScopeReader:
    """Reads pages, and remembers when containers were emptied."""

    def __init__(self, direction: Direction) -> None:
        self._direction = direction
        self._forms = Forms()
        self.events = 0
        self.findings: dict[str, Finding] = {}
        self.emptied: dict[str, Where] = {}  # where containers were emptied: it is the last news of their contents
        self._packings: OrderedDict[tuple[str, EdgeKind], Packing] = OrderedDict()

    def read(self, keys: Sequence[str], roles: Collection[int]) -> Read:
        """A page of the first of these things, as many as it may hold: at least one."""
        with _uncollected():
            return self._read(keys, roles)

    def _read(self, keys: Sequence[str], roles: Collection[int]) -> Read:
        while (touches := self._touches(keys, roles)) is None:
            keys = keys[: len(keys) // 2]
        named: Named = {}
        labels: dict[str, list[str]] = {}
        for event, key, role in touches:
            if role == Role.MEMBER_OF:
                labels.setdefault(event, []).append(key)
            else:
                named.setdefault(event, []).append((key, role))
        where: dict[str, Where] = {}
        outlined, whole = self._asked(named)
        traced, kept = self._whole(keys, _in_order(whole, keys, named), where)
        if len(kept) < len(keys):
            named, labels = _of(kept, named), _labels_of(kept, labels)
            traced = [told for told in traced if told.id in named]
        traced += [_outlined(each, where) for each in outlined_events([each for each in outlined if each in named])]
        traced.sort(key=_when)
        read = Read(kept, Page(kept, self._direction, self._forms), where, labels, named)
        for told in traced:
            read.page.enter(told, named[told.id])
        self.events += len(traced)
        return read

    def _whole(
        self, keys: Sequence[str], order: Sequence[tuple[int, str]], where: dict[str, Where]
    ) -> tuple[list[TracedEvent], Sequence[str]]:
        """Events, by the places of the first things that they name, until there are as many names as may be held; and
        the things all of whose events were read. Of the first thing, all are."""
        traced: list[TracedEvent] = []
        names, read = 0, 0
        for event in whole_events([event for _, event in order]):
            while order[read][1] != event.id:  # declared in error
                read += 1
            if names > MOST_NAMES and order[read][0] > 0:
                return traced, keys[: order[read][0]]
            told = _whole(event, where)
            names += _names(told.facts)
            traced.append(told)
        return traced, keys

    def labelled(self, ids: Sequence[str]) -> Iterator[TracedEvent]:
        """Events with all that they name, a few at a time in memory."""
        where: dict[str, Where] = {}
        return (_whole(each, where) for each in whole_events(ids))

    def packings(self, page: Page, where: Mapping[str, Where]) -> dict[tuple[str, EdgeKind], Packing]:
        """What the events of each parent of the page say of everything in it."""
        parents = page.parents()
        kept = self._packings
        unknown = [parent for parent in parents if (parent, EdgeKind.CONTAINED) not in kept]
        found = {}
        for parent in parents.keys() - set(unknown):
            for kind in _KINDS:
                found[parent, kind] = kept[parent, kind]
                kept.move_to_end((parent, kind))
        if unknown:
            found |= self._read_packings(unknown, {event.id: event for event in page.events}, where)
        while len(kept) > _MOST_PACKINGS:
            for event in kept.popitem(last=False)[1].emptied:
                self.emptied.pop(event.id, None)
        return found

    def _read_packings(
        self, parents: Sequence[str], known: Mapping[str, TracedEvent], where: Mapping[str, Where]
    ) -> dict[tuple[str, EdgeKind], Packing]:
        touches = self._touches(parents, _AS_PARENT)
        if touches is None:
            half = len(parents) // 2
            return self._read_packings(parents[:half], known, where) | self._read_packings(parents[half:], known, where)
        ids = dict.fromkeys(event for event, _, _ in touches)
        events = [_packing_only(known[event]) for event in ids if event in known]
        places = dict(where)
        events += [_outlined(each, places) for each in outlined_events([each for each in ids if each not in known])]
        for traced in events:
            if traced.action is Action.DELETE and not (traced.facts.children or traced.facts.child_amounts):
                self.emptied[traced.id] = places[traced.id]
        read = packings_of(parents, sorted(events, key=_when))
        self._packings.update(read)
        return read

    def _asked(self, named: Named) -> tuple[list[str], list[str]]:
        """Events of which no more is asked than whose child they tell of, and those that are read whole."""
        if self._direction is Direction.BACKWARD:
            return [], list(named)
        outlined: list[str] = []
        whole: list[str] = []
        for event, touches in named.items():
            for _, role in touches:
                if role not in _OUTLINED:
                    whole.append(event)
                    break
            else:
                outlined.append(event)
        return outlined, whole

    def _touches(self, keys: Sequence[str], roles: Collection[int]) -> Iterable[tuple[str, str, int]] | None:
        """(event, key, role); None where the keys are several and have more than a page may hold."""
        if len(keys) == 1:
            return self._touches_of_one(keys[0], roles)
        rows = touching(keys, roles, MOST_TOUCHES)
        if len(rows) >= MOST_TOUCHES:
            return None
        return [(event, keys[code >> 4], code & 15) for event, code in rows]

    def _touches_of_one(self, key: str, roles: Collection[int]) -> Iterator[tuple[str, str, int]]:
        """All of one thing, so many at a time; the last event of each time once more, since it may have more roles."""
        after, read, most = FIRST_ID, 0, max(MOST_TOUCHES, _AT_LEAST)
        while True:
            rows = touching_one(key, roles, most, after)
            last = rows[-1][0] if len(rows) >= most else None
            told = [(event, key, role) for event, role in rows if event != last]
            yield from told
            if last is None:
                return
            after, read = told[-1][0], read + len(told)
            if read >= MOST_PER_THING:
                self.findings[key] = Finding(
                    "lineage_busy_thing", Severity.WARNING, key, {"key": key, "limit": MOST_PER_THING}
                )
                return


@contextmanager
def _uncollected() -> Iterator[None]:
    """Python looks for no garbage meanwhile: it would go through the names of a page again and again, and find none."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _in_order(events: Iterable[str], keys: Sequence[str], named: Named) -> list[tuple[int, str]]:
    """Each with the place of the first of these things that it names."""
    places = {key: place for place, key in enumerate(keys)}
    return sorted((min(places[key] for key, _ in named[event]), event) for event in events)


def _of(keys: Sequence[str], named: Named) -> Named:
    """What is said of these things alone."""
    kept = frozenset(keys)
    told = {event: [each for each in touches if each[0] in kept] for event, touches in named.items()}
    return {event: touches for event, touches in told.items() if touches}


def _labels_of(keys: Sequence[str], labels: dict[str, list[str]]) -> dict[str, list[str]]:
    kept = frozenset(keys)
    told = {event: [batch for batch in batches if batch in kept] for event, batches in labels.items()}
    return {event: batches for event, batches in told.items() if batches}


def _packing_only(event: TracedEvent) -> TracedEvent:
    """Whether it names children is all that a packing asks of them."""
    facts = event.facts
    if len(facts.children) > 1 or len(facts.child_amounts) > 1:
        kept = Facts(parent=facts.parent, children=facts.children[:1], child_amounts=facts.child_amounts[:1])
        return msgspec.structs.replace(event, facts=kept)
    return event


def _whole(event: TouchingEvent, where: dict[str, Where]) -> TracedEvent:
    return _told(event, _facts(event[6] or b""), where)


def _outlined(event: TouchingEvent, where: dict[str, Where]) -> TracedEvent:
    if event[6] is None:
        return _told(event, _NOTHING, where)
    outline = _outline(event[6])
    has_children = outline.children != _NONE or outline.child_amounts != _NONE
    return _told(event, Facts((), (), outline.parent, _SOME if has_children else ()), where)


def _told(event: TouchingEvent, facts: Facts, where: dict[str, Where]) -> TracedEvent:
    key, kind, action, time_us, step, disposition, _, place, party = event
    where[key] = place, party
    return TracedEvent(key, "", _TYPES[kind], _ACTIONS[action], time_us, step, disposition, facts)


def _names(facts: Facts) -> int:
    return len(facts.children) + len(facts.outputs) + len(facts.inputs) + len(facts.items) + len(facts.memberships)


def _when(event: TracedEvent) -> tuple[int, str]:
    return event.time, event.id
