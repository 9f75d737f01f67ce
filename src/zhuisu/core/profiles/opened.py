"""Opened: an event reduced to what may be told of it to everybody, with the names of what is withheld."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, Final

import msgspec

from zhuisu.core.codes import key_of_uri
from zhuisu.core.epcis import Context, Event
from zhuisu.core.epcis.model import Place, SensorElement, SensorMetadata, SensorReport
from zhuisu.core.profiles.field_names import field_name

ACTORS: Final = ("zhuisu:actor", "zhuisu:performedBy")
"""The fields that say who acted."""

LABEL: Final = frozenset(
    [
        "zhuisu:productName",
        *(
            f"cbvmda:{name}"
            for name in (
                "descriptionShort", "functionalName", "tradeItemDescription", "lotNumber", "itemExpirationDate",
                "bestBeforeDate", "sellByDate",
            )
        ),
    ]
)  # fmt: skip
"""What stands on the package, for everybody who holds it: what it is, which batch, until when it is good."""

SKELETON: Final = frozenset(["zhuisu:stage", *ACTORS, *LABEL])
"""Fields that are told of every event; who acted only where that is no person."""

PERSONS: Final = ("person:", "idcard:", "8018/")
"""How keys of people begin: those of the registry, identity numbers, who receives a service (GSRN)."""


class Opened(msgspec.Struct, frozen=True):
    """`withheld` names the paths that are not told, in the order of the event: `zhuisu:price`, `transaction.inv`,
    `source.owning_party`, `sensor.Temperature`, `certificationInfo`, another namespace's field by its IRI."""

    event: Event
    withheld: tuple[str, ...]


def opened(event: Event, context: Context, fields: Collection[str]) -> Opened:
    """The event with its type, times, step, state, places and things, and with the `fields` (paths of profiles)."""
    context = context if event.own_context is None else context.with_own(event.own_context)
    told = _Told(context, fields)
    changes: dict[str, Any] = {
        "biz_transaction_list": told.typed("transaction", event.biz_transaction_list),
        "source_list": told.typed("source", event.source_list),
        "destination_list": told.typed("destination", event.destination_list),
        "sensor_element_list": told.readings(event.sensor_element_list),
        "certification_info": told.whole("certificationInfo", event.certification_info),
        "read_point": told.place("readPoint", event.read_point),
        "biz_location": told.place("bizLocation", event.biz_location),
        "extensions": told.members(event.extensions),
    }
    if (ilmd := getattr(event, "ilmd", None)) is not None:
        changes["ilmd"] = told.members(ilmd) or None
    if event.error_declaration is not None and event.error_declaration.extensions:
        changes["error_declaration"] = msgspec.structs.replace(
            event.error_declaration, extensions=told.members(event.error_declaration.extensions)
        )
    if not (changes["extensions"] or changes.get("ilmd")):
        changes["own_context"] = None  # it explains nothing any more
    return Opened(_replaced(event, changes), tuple(dict.fromkeys(told.withheld)))


def is_person(uri: Any) -> bool:
    """Whether a value names a person, or may: whoever is named by anything but a known kind of code."""
    if not isinstance(uri, str):
        return True
    key = key_of_uri(uri)
    return key.startswith((*PERSONS, "uri:"))


def _replaced(event: Event, changes: Mapping[str, Any]) -> Event:
    return msgspec.structs.replace(event, **changes)


class _Told:
    """Decides part by part, and notes what it leaves out."""

    def __init__(self, context: Context, fields: Collection[str]) -> None:
        self._context = context
        self._fields = fields
        self.withheld: list[str] = []

    def whole(self, path: str, value: Any) -> Any:
        return value if value is None or self._tells(path) else None

    def members(self, members: Mapping[str, Any]) -> dict[str, Any]:
        """Those of the fields of other namespaces that are told."""
        return {name: value for name, value in members.items() if self._tells_member(name, value)}

    def typed(self, side: str, parts: Iterable[Any] | None) -> tuple[Any, ...] | None:
        """Those of the papers or parties whose type is told, and that are nobody's own."""
        kept = tuple(part for part in parts or () if self._tells(f"{side}.{part.type or 'other'}", _names(part)))
        return kept or None

    def readings(self, elements: Iterable[SensorElement] | None) -> tuple[SensorElement, ...] | None:
        """The readings of the types that are told, with their times and without their devices."""
        kept = tuple(found for element in elements or () if (found := self._element(element)) is not None)
        return kept or None

    def place(self, path: str, place: Place | None) -> Place | None:
        """Where it was, by its code alone."""
        if place is None or not place.extensions:
            return place
        self.withheld += [f"{path} {field_name(name, self._context)}" for name in place.extensions]
        return Place(id=place.id)

    def _element(self, element: SensorElement) -> SensorElement | None:
        reports = tuple(_report(each) for each in element.sensor_report if self._tells(f"sensor.{each.type}"))
        if not reports:
            return None
        kept = SensorElement(sensor_metadata=_times(element.sensor_metadata), sensor_report=reports)
        if kept != element:
            self.withheld.append("sensor")
        return kept

    def _tells_member(self, name: str, value: Any) -> bool:
        path = field_name(name, self._context)
        if path in ACTORS:
            return self._tells(path, value)
        return path in SKELETON or self._tells(path, *_texts(value))

    def _tells(self, path: str, *values: Any) -> bool:
        is_told = path in self._fields or path in SKELETON
        # What names a person is never told, whatever a profile says.
        names_person = path in ACTORS and any(map(is_person, values))
        if is_told and not names_person and not any(_is_persons(value) for value in values):
            return True
        self.withheld.append(path)
        return False


def _names(part: Any) -> str:
    """What a paper or a party of an event is named by."""
    return str(
        getattr(part, "biz_transaction", None) or getattr(part, "source", None) or getattr(part, "destination", "")
    )


def _is_persons(value: Any) -> bool:
    return isinstance(value, str) and key_of_uri(value).startswith(PERSONS)


def _texts(value: Any) -> Iterator[str]:
    """Every text in a JSON value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from _texts(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _texts(each)


def _times(metadata: SensorMetadata | None) -> SensorMetadata | None:
    if metadata is None:
        return None
    kept = SensorMetadata(time=metadata.time, start_time=metadata.start_time, end_time=metadata.end_time)
    return None if kept == SensorMetadata() else kept


def _report(report: SensorReport) -> SensorReport:
    return msgspec.structs.replace(
        report, device_id=None, device_metadata=None, raw_data=None, data_processing_method=None, biz_rules=None,
        extensions={},
    )  # fmt: skip
