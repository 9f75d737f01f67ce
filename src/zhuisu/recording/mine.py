"""Mine: the records of a party, the newest first, a page at a time."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Final
from uuid import UUID

from msgspec.structs import replace

from zhuisu.access.actor import Actor, Scope
from zhuisu.access.parties import names_of
from zhuisu.access.visibility import own_names
from zhuisu.core.codes import Level, level_of_key
from zhuisu.core.findings import Text
from zhuisu.core.forms.filled import Filled
from zhuisu.core.forms.model import NOTHING, Told
from zhuisu.core.lineage import Role
from zhuisu.core.lineage.facts import Amount
from zhuisu.core.profiles.units import unit_name
from zhuisu.core.rules import Record
from zhuisu.core.rules.values import actor as actor_of
from zhuisu.core.rules.values import outputs, things
from zhuisu.ledger.database import ask, ledger_cursor
from zhuisu.ledger.queries import load
from zhuisu.ledger.reading import declarations_of
from zhuisu.packaged import profiles
from zhuisu.recording.carrying import carried
from zhuisu.recording.folder import SQL_FOLDER
from zhuisu.recording.models import Entry
from zhuisu.recording.names import Names, stage_name
from zhuisu.recording.saying import Said, differences_of, said_by
from zhuisu.recording.units import with_units
from zhuisu.supervision.models import Finding
from zhuisu.supervision.records import Stored, declared_wrong
from zhuisu.supervision.sitting import facts, registered_of
from zhuisu.supervision.sitting import records as remembered
from zhuisu.supervision.standing import moment

PAGE: Final = 50
MOST: Final = 200
SHOWN: Final = 20
_NAMED: Final = 3
_LAST: Final = UUID(int=(1 << 128) - 1)
_SQL = load("mine", SQL_FOLDER)


class RecordState(StrEnum):
    """What became of a record."""

    STANDS = "stands"
    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"


class RecordRow(Told, frozen=True, kw_only=True, rename="camel"):
    """An event that the party captured, by a form or otherwise. `id` is its place in pages.

    `replaced_by` is the eventID that counts instead, where it was corrected; `findings` how many open errors and
    warnings rest on it; `filled` what was typed (None: not by a form, so that it can be withdrawn, not corrected). Of
    one record that no form made, `filled` is read back from it, and `left` names what the form has no place for.
    `is_own`: the party captured it, else another account did for it, and it is that one's to correct. `values` and
    `differences` (of a receipt) are told of one record alone.
    """

    id: str
    event: str
    variety: str
    variety_name: Text
    stage: str
    stage_name: Text
    event_time: datetime
    recorded_at: datetime
    account: str
    things: tuple[str, ...]
    things_told: Text
    state: RecordState
    replaced_by: str
    reason: str
    findings: int
    filled: Filled | None
    is_own: bool = True
    values: tuple[Said, ...] = ()
    differences: tuple[Text, ...] = ()
    left: tuple[Text, ...] = ()


def records(actor: Actor, *, before: str = "", limit: int = PAGE) -> tuple[RecordRow, ...]:
    """The records of the actor's party older than that of this `id` (empty: from the newest on), by the time when it
    happened. Declarations of errors are no records of their own."""
    if actor.party is None or not actor.may(Scope.READ):
        return ()
    asked = {
        "parties": sorted(names_of(actor.party)),
        "role": int(Role.CAPTURED_BY),
        "before": _read_id(before),
        "limit": min(limit, MOST),
    }
    with ledger_cursor() as cursor:
        ids = [str(event) for (event,) in ask(cursor, _SQL["captured"], asked)]
    return _rows(ids, actor.party)


def record(actor: Actor, event: str) -> RecordRow | None:
    """One record by its eventID, with all that it says; None where the party neither captured it nor acts in it."""
    if actor.party is None or not actor.may(Scope.READ):
        return None
    own = own_names(actor.party)
    found = {each.record.id: each.record for each in remembered().load(declared_wrong([event]))}
    registry = facts({key for each in found.values() for key in registered_of(each)})
    ours = [key for key, each in found.items() if each.captured_by in own or actor_of(each, registry) in own]
    row = next((row for row in _rows(ours, actor.party) if row.event == event), None)
    if row is None:
        return None
    told = found[row.id]
    is_own = told.captured_by in own
    back = carried(told, row.variety) if is_own and row.filled is None and row.variety else None
    if back is not None:
        row = replace(
            row, stage=back.stage, stage_name=stage_name(row.variety, back.stage), filled=back.filled, left=back.left
        )
    filled = row.filled if is_own else None
    said = said_by(told, row.variety, row.stage)
    return replace(row, is_own=is_own, filled=filled, values=said, differences=differences_of(told))


def _read_id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        return _LAST


def _rows(ids: Sequence[str], party: str) -> tuple[RecordRow, ...]:
    """In the order of the ids, without declarations."""
    stored = {each.record.id: each for each in remembered().load(ids)}
    found = [stored[each] for each in ids if each in stored and stored[each].record.event.error_declaration is None]
    entries = {
        row.event: row
        for row in Entry.objects.filter(event__in=[_event_of(each.record) for each in found]).select_related(
            "replaced_by"
        )
    }
    shown = [(each, _things(each.record)) for each in found]
    names = Names(key for _, keys in shown for key in keys)
    registry, counts = facts({key for _, keys in shown for key in keys[:1]}), _findings(ids, party)
    return tuple(
        _row(
            each, keys, entries.get(_event_of(each.record)), names, registry.variety(keys[0]) if keys else None, counts
        )
        for each, keys in shown
    )


def _row(
    stored: Stored,
    keys: Sequence[str],
    entry: Entry | None,
    names: Names,
    variety: str | None,
    counts: Mapping[str, int],
) -> RecordRow:
    each = stored.record
    sort = entry.variety if entry is not None else variety or ""
    stage = entry.stage if entry is not None else str(each.stated.get("zhuisu:stage", ""))
    state, replaced_by = _state(stored, entry)
    return RecordRow(
        id=each.id,
        event=_event_of(each),
        variety=sort,
        variety_name=profiles()[sort].name if sort in profiles() else NOTHING,
        stage=stage,
        stage_name=stage_name(sort, stage) if stage else NOTHING,
        event_time=moment(each.time),
        recorded_at=moment(each.recorded or each.time),
        account=entry.account if entry is not None else "",
        things=tuple(keys[:SHOWN]),
        things_told=_told(each, keys, names),
        state=state,
        replaced_by=replaced_by,
        reason=entry.reason if entry is not None else "",
        findings=counts.get(each.id, 0),
        filled=with_units(filled) if entry is not None and (filled := entry.filled_in) is not None else None,
    )


def _state(stored: Stored, entry: Entry | None) -> tuple[RecordState, str]:
    """What a later declaration made of it; of another's programs the declaration itself is asked."""
    if not stored.is_wrong:
        return RecordState.STANDS, ""
    if entry is not None and entry.replaced_by is not None:
        return RecordState.CORRECTED, entry.replaced_by.event
    for declaration in remembered().load([str(each.id) for each in declarations_of(_event_of(stored.record))]):
        declared = declaration.record.event.error_declaration
        if declared is not None and declared.corrective_event_ids:
            return RecordState.CORRECTED, declared.corrective_event_ids[0]
    return RecordState.WITHDRAWN, ""


def _event_of(record: Record) -> str:
    return record.event.event_id or record.id


def _things(record: Record) -> list[str]:
    """What it made, else what it is about."""
    return list(dict.fromkeys((*outputs(record), *things(record))))


def _told(record: Record, keys: Sequence[str], names: Names) -> Text:
    """The first goods with their amounts: 菜心 120 千克、…"""
    every = record.facts
    keys = [key for key in keys if level_of_key(key) is not Level.TRANSACTION] or keys  # a ticket goes with the goods
    amounts = {
        each.key: each for each in (*every.amounts, *every.child_amounts, *every.input_amounts, *every.output_amounts)
    }
    counted = Counter(names.of(key) for key in keys if key not in amounts)
    said = [_amount(names.of(key), amounts[key]) for key in keys if key in amounts]
    said += [Text(f"{name.zh} {count} 件", f"{count} × {name.en}") for name, count in counted.items()]
    more = len(said) > _NAMED
    zh = "、".join(each.zh for each in said[:_NAMED]) + ("等" if more else "")
    return Text(zh, ", ".join(each.en for each in said[:_NAMED]) + (" …" if more else ""))


def _amount(name: Text, amount: Amount) -> Text:
    if amount.quantity is None:
        return name
    unit = unit_name(amount.uom or "")
    return Text(f"{name.zh} {amount.quantity:g} {unit.zh}", f"{name.en} {amount.quantity:g} {unit.en}")


def _findings(ids: Collection[str], party: str) -> Mapping[str, int]:
    """How many findings that are open against the party rest on each of these events."""
    events = [UUID(each) for each in ids]
    open_ones = Finding.objects.filter(party__in=sorted(names_of(party)), closed_at=None, events__overlap=events)
    return Counter(str(event) for found in open_ones.values_list("events", flat=True)[:MOST] for event in found)
