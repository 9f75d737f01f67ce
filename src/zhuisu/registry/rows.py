"""Rows: entries as rows of their tables, and back."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

import msgspec
from django.db.models import TextField

from zhuisu.registry.entries import Entry
from zhuisu.registry.held import Held
from zhuisu.registry.keys import organisation_of
from zhuisu.registry.kinds import KINDS, Kind
from zhuisu.registry.likeness import grams
from zhuisu.registry.models import Alias, PartyRole, Person, Record
from zhuisu.registry.states import State
from zhuisu.registry.vault import mark, mask, seal

NOT_COLUMNS: Final = frozenset({"key", "aliases", "roles", "identity", "masked", "holder"})
"""Fields of entries that are kept otherwise than as a column of the same name."""


def columns_of(kind: Kind, entry: Entry, references: Mapping[str, int | None]) -> dict[str, Any]:
    """The columns of an entry; `references` holds the number of each entry that it refers to, by column."""
    values = {name: value for name, value in msgspec.structs.asdict(entry).items() if name not in NOT_COLUMNS}
    columns: dict[str, Any] = {}
    for name, value in values.items():
        if name not in kind.refers:
            is_text = isinstance(kind.table._meta.get_field(name), TextField)
            columns[name] = "" if value is None and is_text else _plain(value)
    columns |= {f"{name}_id": number for name, number in references.items()}
    if kind.name == "party":
        columns |= {"grams": sorted(grams(values["name"]))}
    if kind.name == "person":
        columns |= _identity(entry)
    return columns


def write_roles(party: Record, entry: Entry) -> None:
    """The roles of a party, all of them anew."""
    roles = getattr(entry, "roles", ())
    PartyRole.objects.filter(party_id=party.pk).delete()
    PartyRole.objects.bulk_create(
        PartyRole(
            party_id=party.pk,
            **{name: _role_value(name, value) for name, value in msgspec.structs.asdict(role).items()},
        )
        for role in roles
    )


def held(kind: Kind, rows: Sequence[Record]) -> list[Held]:
    """The entries of these rows, in their order, with a fixed number of queries."""
    numbers = [row.pk for row in rows]
    aliases = _grouped(Alias.objects.filter(kind=kind.name, record__in=numbers).order_by("id"), "record")
    roles = (
        _grouped(PartyRole.objects.filter(party__in=numbers).order_by("id"), "party_id") if kind.name == "party" else {}
    )
    keys = _keys_of(kind, rows)
    return [_held(kind, row, aliases.get(row.pk, ()), roles.get(row.pk, ()), keys) for row in rows]


def _held(kind: Kind, row: Record, aliases: Sequence[Any], roles: Sequence[Any], keys: Mapping[Any, str]) -> Held:
    fields = {field.name: field for field in msgspec.structs.fields(kind.entry)}
    values: dict[str, Any] = {"key": row.key}
    for name, target in kind.refers.items():
        values[name] = keys.get((target, getattr(row, f"{name}_id")), "")
    for name in fields:
        if name not in NOT_COLUMNS and name not in kind.refers:
            values[name] = _stated(fields[name], getattr(row, name))
    if "aliases" in fields:
        values["aliases"] = [each.key for each in aliases if each.key != row.key]
    if "roles" in fields:
        values["roles"] = [_role(each) for each in roles]
    if isinstance(row, Person):
        values["masked"] = row.masked
    if kind.name == "licence":
        holder: Any = row
        values["holder"] = keys.get(("party", holder.party_id)) or keys.get(("person", holder.person_id), "")
    named = {fields[name].encode_name: value for name, value in values.items()}
    entry = msgspec.convert(named, kind.entry)
    merged = keys.get((kind.name, row.merged_into_id))  # type: ignore[attr-defined]
    return Held(row.pk, kind.name, State(row.state), row.reason, row.created_at, row.changed_at, merged, entry)


def _identity(entry: Any) -> dict[str, Any]:
    """The columns of an identity number that is given; none is given: they stay."""
    if not entry.identity:
        return {}
    return {
        "identity": seal(entry.identity),
        "mark": mark(entry.identity_kind.value, entry.identity),
        "masked": mask(entry.identity),
    }


def organisation_among(keys: Iterable[str]) -> str:
    """The organisation code that one of a party's keys holds."""
    return next(filter(None, map(organisation_of, keys)), "")


def _role(row: PartyRole) -> dict[str, Any]:
    return {
        "role": row.role,
        "category": row.category or None,
        "variety": row.variety,
        "validFrom": row.valid_from,
        "validTo": row.valid_to,
    }


def _role_value(name: str, value: Any) -> Any:
    return "" if value is None and name == "category" else _plain(value)


def _plain(value: Any) -> Any:
    """A value as its column holds it: an enumeration as its word, nothing as an empty text; numbers and days stay."""
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, str):
        return str(value)
    return value


def _stated(field: Any, value: Any) -> Any:
    """A column's value as the field of an entry: an empty text where the field may be None is None."""
    return field.default if value == "" and field.default is None else value


def _keys_of(kind: Kind, rows: Iterable[Record]) -> dict[tuple[str, int | None], str]:
    """The keys of all that these rows refer to."""
    wanted: dict[str, set[int]] = {}
    for row in rows:
        for name, target in _targets(kind).items():
            number = getattr(row, f"{name}_id")
            if number is not None:
                wanted.setdefault(target, set()).add(number)
    found: dict[tuple[str, int | None], str] = {}
    for target, numbers in wanted.items():
        pairs = KINDS[target].table._default_manager.filter(pk__in=numbers).values_list("pk", "key")
        found |= {(target, number): key for number, key in pairs}
    return found


def _targets(kind: Kind) -> Mapping[str, str]:
    holders = {"party": "party", "person": "person"} if kind.name == "licence" else kind.refers
    return {**holders, "merged_into": kind.name}


def _grouped(rows: Iterable[Any], by: str) -> dict[int, list[Any]]:
    grouped: dict[int, list[Any]] = {}
    for row in rows:
        grouped.setdefault(getattr(row, by), []).append(row)
    return grouped
