"""Events: those of a party that labels, certificates and tickets are made from, as rules see them."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import msgspec

from zhuisu.access.actor import Actor
from zhuisu.core.lineage.facts import FIRST_REFERENCE
from zhuisu.core.profiles import Profile
from zhuisu.core.rules import Record
from zhuisu.core.rules.values import actor as actor_of
from zhuisu.core.rules.values import values
from zhuisu.core.rules.varieties import STAGE_FIELD
from zhuisu.labelling.wares import own_parties
from zhuisu.ledger.database import ask, ledger_cursor
from zhuisu.ledger.queries import load
from zhuisu.ledger.reading import declarations_of, event_by_id
from zhuisu.registry.facts import RegistryFacts
from zhuisu.supervision.records import Records

MOST: Final = 20
RECENT: Final = 120
_SQL: Final = load("events", Path(__file__).parent / "sql")


def events_naming(key: str, actor: Actor) -> Sequence[Record]:
    """The first events of a thing that name the actor's party, or one that it acts for; none declared in error."""
    told = {"key": key, "lineage": int(FIRST_REFERENCE), "own": list(own_parties(actor)), "most": MOST}
    return _records("naming", told)


def recent_events(actor: Actor) -> Sequence[Record]:
    """The newest events that name them, the newest first."""
    return tuple(reversed(_records("recent", {"own": list(own_parties(actor)), "most": RECENT})))


def own_event(event_id: str, actor: Actor) -> Record | None:
    """An event by its eventID, if it names the actor's party, or one that it acts for, and stands."""
    stored = event_by_id(event_id)
    found = Records(1).load([str(stored.id)]) if stored is not None else []
    if not found or found[0].is_wrong:
        return None
    record, own = found[0].record, own_parties(actor)
    return record if own & _named(record) else None


def instead_of(event_id: str) -> str | None:
    """The eventID that counts instead of one that was declared in error (empty: none does); None where it stands."""
    for declared in declarations_of(event_id):
        said = msgspec.json.decode(bytes(declared.body)).get("errorDeclaration", {})
        corrective = said.get("correctiveEventIDs", ())
        later = instead_of(corrective[0]) if corrective else ""
        return corrective[0] if later is None else later
    return None


def is_mentioned(key: str) -> bool:
    """Whether any event names this, as goods or as a paper."""
    with ledger_cursor() as cursor:
        row = ask(cursor, _SQL["mentioned"], {"key": key}).fetchone()
    return row is not None and bool(row[0])


def stage_of(record: Record, profile: Profile) -> str:
    """The id of the stage of a profile that the event records; empty where it is none of them."""
    stated = str(record.stated.get(STAGE_FIELD, ""))
    if stated:
        return stated
    event = record.event
    kind, action = type(event).__name__, getattr(event, "action", None)
    fitting = (
        stage.id
        for stage in profile.stages
        if not stage.named_only
        and stage.event == kind
        and stage.action in (None, action)
        and (event.biz_step or "") in stage.steps
    )
    return next(fitting, "")


def _named(record: Record) -> frozenset[str]:
    """The parties that an event names: who acted, who gives and takes, who captured it."""
    registry = RegistryFacts()
    paths = [f"{side}.{kind}_party" for side in ("source", "destination") for kind in ("owning", "possessing")]
    sides = (key for path in paths for key in values(path, record, registry))
    found = (*sides, actor_of(record, registry), record.captured_by)
    return frozenset(key for key in found if key)


def _records(statement: str, told: dict[str, object]) -> Sequence[Record]:
    with ledger_cursor() as cursor:
        ids = [str(event) for (event,) in ask(cursor, _SQL[statement], told)]
    found = (stored.record for stored in Records(len(ids) or 1).load(ids) if not stored.is_wrong)
    return tuple(sorted(found, key=lambda record: record.id))
