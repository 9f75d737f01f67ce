"""Checks: what the form of an entry cannot say: that codes, regions, roles and licences exist and days are in order."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from zhuisu.core.codes import SCHEMES, parse_key
from zhuisu.core.codes.national.regions import is_region
from zhuisu.core.findings import Finding, Severity
from zhuisu.packaged import library
from zhuisu.registry.entries import Entry, IdentityKind, Licence, Listing, Party, Person, Place
from zhuisu.registry.keys import canonical, licence_key, listing_key
from zhuisu.registry.kinds import KINDS, Kind
from zhuisu.registry.reading import wrong


def problems(kind: Kind, entry: Entry) -> tuple[Finding, ...]:
    """Everything that is wrong with an entry by itself."""
    return tuple(_problems(kind, entry))


def doubts(key: str) -> tuple[Finding, ...]:
    """What is odd about a key and no reason to refuse it: a failed check digit of a code typed from paper."""
    return tuple(
        Finding(each.code, Severity.WARNING, "$.key", each.facts)
        for each in parse_key(key).findings
        if each.code == "codes.check_digit"
    )


def _problems(kind: Kind, entry: Entry) -> Iterator[Finding]:
    found: Any = entry
    if entry.key and not _is_key(kind, entry):
        yield wrong("key", "key", entry.key)
    for alias in getattr(found, "aliases", ()):
        if canonical(kind, alias) is None:
            yield wrong("aliases", "aliases", alias)
    if getattr(found, "region", "") and not is_region(found.region):
        yield wrong("region", "region", found.region)
    yield from _days(getattr(found, "valid_from", None), getattr(found, "valid_to", None), "validTo")
    if isinstance(entry, Party):
        yield from _party(entry)
    elif isinstance(entry, Place) and (entry.latitude is None) != (entry.longitude is None):
        missing = "latitude" if entry.latitude is None else "longitude"
        yield Finding("registry.half_a_position", Severity.ERROR, f"$.{missing}")
    elif isinstance(entry, Person) and entry.identity:
        yield from _identity(entry)
    elif isinstance(entry, Licence):
        yield from _licence(entry)


def _is_key(kind: Kind, entry: Entry) -> bool:
    if isinstance(entry, Licence):
        return entry.key == licence_key(entry.kind, entry.number)
    if isinstance(entry, Listing):
        return canonical(kind, entry.key) == listing_key(entry.list, entry.name)
    return canonical(kind, entry.key) is not None


def _identity(entry: Person) -> Iterator[Finding]:
    if entry.identity_kind is None:
        yield Finding("registry.no_identity_kind", Severity.ERROR, "$.identityKind")
    elif entry.identity_kind is IdentityKind.RESIDENT and SCHEMES["idcard"].read(entry.identity.upper()) is None:
        yield Finding("registry.bad_identity", Severity.ERROR, "$.identity")


def _party(entry: Party) -> Iterator[Finding]:
    for index, role in enumerate(entry.roles):
        if role.role not in library().roles:
            yield wrong("role", f"roles[{index}].role", role.role, tuple(library().roles))
        yield from _days(role.valid_from, role.valid_to, f"roles[{index}].validTo")


def _licence(entry: Licence) -> Iterator[Finding]:
    if entry.kind not in library().licences:
        yield wrong("kind", "kind", entry.kind, tuple(library().licences))
    for name in ("products", "places"):
        for key in getattr(entry, name):
            if canonical(KINDS[name[:-1]], key) is None:
                yield wrong(name, name, key)
    if canonical(KINDS["party"], entry.holder) is None and canonical(KINDS["person"], entry.holder) is None:
        yield wrong("holder", "holder", entry.holder)


def _days(first: date | None, last: date | None, path: str) -> Iterator[Finding]:
    if first is not None and last is not None and last < first:
        facts = {"first": first.isoformat(), "last": last.isoformat()}
        yield Finding("registry.days_reversed", Severity.ERROR, f"$.{path}", facts)
