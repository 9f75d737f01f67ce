"""Story: the verbs in which a chain is told; each writes one EPCIS 2.0 event as JSON-LD."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from random import Random
from typing import Any, NamedTuple, TypedDict, Unpack

import msgspec

from zhuisu.demo.model import Amount, Json, Known, Party, Place, Thing

Paper = tuple[str, str]


class Details(TypedDict, total=False):
    """What an event may say beyond what, when, where and why."""

    stage: str  # of the profile of its variety
    giver: Party  # who owned it before
    taker: Party | str  # who owns it after: a party, or the opaque URI of a person
    papers: Sequence[Paper]  # CBV business transaction type and its identifier
    readings: Sequence[Json]  # sensor elements
    says: Json  # fields of our own vocabulary, without prefix
    proves: str  # certificationInfo
    keeps: str  # a persistent disposition set
    clears: str  # a persistent disposition unset
    by: Party  # who reports it, where that is not who runs the place


class At(msgspec.Struct, frozen=True):
    """A stage of a profile with the data that it requires, and who acts where the event does not show it."""

    stage: str = ""
    says: Json = {}
    by: Party | None = None

    def details(self, **says: Any) -> Details:
        """The same as details of an event, which also says this."""
        details: Details = {"says": {**says, **self.says}}
        if self.stage:
            details["stage"] = self.stage
        if self.by is not None:
            details["by"] = self.by
        return details


class Told(NamedTuple):
    """An event with those that its document has to introduce; a late one is reported after the rest of the city."""

    event: Json
    reporter: Party
    places: tuple[Place, ...]
    parties: tuple[Party, ...]
    is_late: bool = False


class Story:
    """One chain being told. Holds its own randomness, the prefix of its event ids, and what it told so far.

    What would happen after `until` has not happened yet: it is counted as `untold` and not told.
    """

    def __init__(self, chain: str, rng: Random, prefix: str, until: datetime) -> None:
        self.chain = chain
        self.rng = rng
        self.told: list[Told] = []
        self.known: dict[str, Known] = {}
        self.untold = 0
        self.is_late = False  # what is told from now on is reported late
        self._prefix = prefix
        self._numbered = 0
        self._until = until

    def introduce(self, *things: Known) -> None:
        """Say what products and named things this story speaks of: their master data goes with its documents."""
        for thing in things:
            self.known[thing.id] = thing

    # ObjectEvent

    def begin(
        self,
        when: datetime,
        where: Place,
        step: str,
        state: str,
        things: Iterable[Thing],
        ilmd: Json,
        **more: Unpack[Details],
    ) -> str:
        """Things come to be known (ObjectEvent ADD), with their instance or lot master data."""
        event = self._object("ADD", things)
        event["ilmd"] = ilmd
        return self._tell(event, when, where, step, state, more)

    def see(
        self, when: datetime, where: Place, step: str, state: str, things: Iterable[Thing], **more: Unpack[Details]
    ) -> str:
        """Things are seen (ObjectEvent OBSERVE)."""
        return self._tell(self._object("OBSERVE", things), when, where, step, state, more)

    def end(
        self, when: datetime, where: Place, step: str, state: str, things: Iterable[Thing], **more: Unpack[Details]
    ) -> str:
        """Things are used up, destroyed or leave the chain (ObjectEvent DELETE)."""
        return self._tell(self._object("DELETE", things), when, where, step, state, more)

    # AggregationEvent and AssociationEvent

    def pack(
        self,
        when: datetime,
        where: Place,
        step: str,
        state: str,
        parent: str,
        things: Iterable[Thing],
        **more: Unpack[Details],
    ) -> str:
        """Things go into a container (AggregationEvent ADD)."""
        return self._tell(self._parent("AggregationEvent", "ADD", parent, things), when, where, step, state, more)

    def unpack(
        self,
        when: datetime,
        where: Place,
        step: str,
        state: str,
        parent: str,
        things: Iterable[Thing] = (),
        **more: Unpack[Details],
    ) -> str:
        """Things come out of a container; all of them where none is named (AggregationEvent DELETE)."""
        return self._tell(self._parent("AggregationEvent", "DELETE", parent, things), when, where, step, state, more)

    def fit(
        self,
        when: datetime,
        where: Place,
        step: str,
        state: str,
        parent: str,
        parts: Iterable[Thing],
        **more: Unpack[Details],
    ) -> str:
        """Parts are fitted to equipment (AssociationEvent ADD)."""
        return self._tell(self._parent("AssociationEvent", "ADD", parent, parts), when, where, step, state, more)

    def unfit(
        self,
        when: datetime,
        where: Place,
        step: str,
        state: str,
        parent: str,
        parts: Iterable[Thing],
        **more: Unpack[Details],
    ) -> str:
        """Parts are taken off equipment (AssociationEvent DELETE)."""
        return self._tell(self._parent("AssociationEvent", "DELETE", parent, parts), when, where, step, state, more)

    # TransformationEvent

    def make(
        self,
        when: datetime,
        where: Place,
        step: str,
        state: str,
        *,
        uses: Iterable[Thing] = (),
        gives: Iterable[Thing] = (),
        ilmd: Json | None = None,
        process: str = "",
        **more: Unpack[Details],
    ) -> str:
        """Things become other things (TransformationEvent); events of one `process` are one making."""
        event: Json = {"type": "TransformationEvent", "eventID": ""}
        _list(event, uses, "inputEPCList", "inputQuantityList")
        _list(event, gives, "outputEPCList", "outputQuantityList")
        if process or not (uses and gives):  # EPCIS asks for both sides, or for the name of what is made
            event["transformationID"] = process or f"urn:zhuisu:making:{self._prefix[9:]}{self._numbered + 1:012x}"
        if ilmd:
            event["ilmd"] = ilmd
        return self._tell(event, when, where, step, state, more)

    # TransactionEvent

    def trade(
        self, when: datetime, where: Place, step: str, state: str, things: Iterable[Thing], **more: Unpack[Details]
    ) -> str:
        """Things are bound to business transactions, the `papers` (TransactionEvent ADD)."""
        event: Json = {"type": "TransactionEvent", "eventID": "", "action": "ADD"}
        _list(event, things, "epcList", "quantityList")
        return self._tell(event, when, where, step, state, more)

    # Corrections

    def tell_again(self, event: Json, where: Place) -> str:
        """What an event should have said: the same under an id of its own, from who runs the place."""
        event_id = self._next_id()
        self.told.append(Told({**event, "eventID": event_id}, where.party, (where,), (), self.is_late))
        return event_id

    def declare_wrong(self, wrong: str, declared: datetime, corrected_by: Sequence[str]) -> None:
        """The same event once more, declared to hold incorrect data (EPCIS 2.0 §7.4.1.4)."""
        told = next(told for told in self.told if told.event["eventID"] == wrong)
        declaration = {
            "declarationTime": declared.isoformat(timespec="seconds"),
            "reason": "incorrect_data",
            "correctiveEventIDs": [*corrected_by],
        }
        event = {**told.event, "errorDeclaration": declaration}
        self.told.append(told._replace(event=event, is_late=self.is_late))

    # How an event is written

    def _next_id(self) -> str:
        self._numbered += 1
        return f"{self._prefix}{self._numbered:012x}"

    def _object(self, action: str, things: Iterable[Thing]) -> Json:
        event: Json = {"type": "ObjectEvent", "eventID": "", "action": action}
        _list(event, things, "epcList", "quantityList")
        return event

    def _parent(self, kind: str, action: str, parent: str, things: Iterable[Thing]) -> Json:
        event: Json = {"type": kind, "eventID": "", "action": action, "parentID": parent}
        _list(event, things, "childEPCs", "childQuantityList")
        return event

    def _tell(self, event: Json, when: datetime, where: Place, step: str, state: str, more: Details) -> str:
        event_id = self._next_id()
        if when > self._until:
            self.untold += 1
            return event_id
        event["eventID"] = event_id
        stamp = when.isoformat(timespec="seconds")
        event["eventTime"] = stamp
        event["eventTimeZoneOffset"] = stamp[-6:]
        event["bizStep"] = step
        event["disposition"] = state
        place = {"id": where.id}
        event["readPoint"] = place
        if not where.is_moving:
            event["bizLocation"] = place
        parties = _say(event, more) if more else ()
        self.told.append(Told(event, more.get("by", where.party), (where,), parties, self.is_late))
        return event_id


def _list(event: Json, things: Iterable[Thing], epcs: str, amounts: str) -> None:
    items: list[str] = []
    quantities: list[Amount] = []
    for thing in things:
        if isinstance(thing, str):
            items.append(thing)
        else:
            quantities.append(thing)
    if items:
        event[epcs] = items
    if quantities:
        event[amounts] = quantities


def _say(event: Json, more: Details) -> tuple[Party, ...]:
    parties: list[Party] = []
    if giver := more.get("giver"):
        parties.append(giver)
        event["sourceList"] = [{"type": "owning_party", "source": giver.id}]
    if taker := more.get("taker"):
        if isinstance(taker, Party):
            parties.append(taker)
        event["destinationList"] = [
            {"type": "owning_party", "destination": taker if isinstance(taker, str) else taker.id}
        ]
    if papers := more.get("papers"):
        event["bizTransactionList"] = [{"type": kind, "bizTransaction": number} for kind, number in papers]
    if readings := more.get("readings"):
        event["sensorElementList"] = readings
    if proves := more.get("proves"):
        event["certificationInfo"] = proves
    if keeps := more.get("keeps"):
        event["persistentDisposition"] = {"set": [keeps]}
    if clears := more.get("clears"):
        event.setdefault("persistentDisposition", {})["unset"] = [clears]
    if stage := more.get("stage"):
        event["zhuisu:stage"] = stage
    if by := more.get("by"):
        event["zhuisu:actor"] = by.id
        parties.append(by)
        event["zhuisu:performedBy"] = by.name.zh
        event["zhuisu:performedBy_en"] = by.name.en
    for field, value in more.get("says", {}).items():
        event[f"zhuisu:{field}"] = value
    return tuple(parties)
