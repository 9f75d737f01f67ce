"""Hash id: the CBV 2.0 event hash (§8.9), an eventID that anyone can compute from the event itself.

The pre-hash string joins the fields in the standard's order, each list sorted, times in UTC milliseconds, words as web
URIs, identifiers as canonical Digital Links; then everything else (transactions, sources, destinations, ILMD, fields of
other namespaces), sorted. recordTime, eventID and errorDeclaration stay out. Where the published generator
(epcis-event-hash-generator 1.9.3) reads the standard in its own way, this follows it.
"""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from typing import Any, TypeAlias

from zhuisu.core.epcis import vocabulary
from zhuisu.core.epcis.context import Context
from zhuisu.core.epcis.hash_values import Node, Values, joined
from zhuisu.core.epcis.model import (
    BizTransaction,
    Destination,
    Event,
    OpenPart,
    PersistentDisposition,
    Place,
    QuantityElement,
    SensorElement,
    SensorMetadata,
    SensorReport,
    Source,
)

Writer: TypeAlias = "Callable[[_PreHash, Any], str]"


def hash_id(event: Event, context: Context) -> str:
    """`ni:///sha-256;…?ver=CBV2.0` of an event under the context of its document."""
    digest = hashlib.sha256(pre_hash(event, context).encode()).hexdigest()
    return f"ni:///sha-256;{digest}?ver=CBV2.0"


def pre_hash(event: Event, context: Context) -> str:
    """The text whose SHA-256 the hash id is."""
    if event.own_context is not None:
        context = context.with_own(event.own_context)
    return _PreHash(Values(context.declared)).of(event)


class _PreHash:
    """Writes one event. `rest` gathers what the standard's order does not name; it comes last, sorted."""

    def __init__(self, values: Values) -> None:
        self.values = values
        self.rest: list[str] = []

    def of(self, event: Event) -> str:
        pieces = [f"eventType={event.__struct_config__.tag}"]
        for attribute, write in _EVENT_ORDER:
            value = getattr(event, attribute, None)
            if value is not None:
                pieces.append(write(self, value))
        self.rest.extend(self.values.written(self.values.nodes(event.extensions)))
        ilmd = getattr(event, "ilmd", None)
        if ilmd is not None:
            self.rest.append("ilmd" + joined(self.values.written(self.values.nodes(ilmd))))
        return "".join(pieces) + joined(self.rest)

    def extended(self, part: OpenPart, fields: Sequence[Node]) -> tuple[str, list[Node]]:
        """The extensions that go with their part, and those left for the rest.

        The generator takes only those of namespaces that end with a slash along, unless the part holds nothing else
        or a name with `action` in it.
        """
        if not part.extensions:
            return "", []
        nodes = self.values.nodes(part.extensions)
        names = [node[0] for node in (*fields, *nodes)]
        if len(names) < 2 or any("action" in found or "eventTime" in found for found in names):
            return "", nodes
        along = [node for node in nodes if "{" in node[0] and "/}" in node[0]]
        return joined(self.values.written(along)), [node for node in nodes if node not in along]

    def place(self, name: str, place: Place) -> str:
        extensions, left = self.extended(place, [("id", place.id, [])])
        if left:
            self.rest.append(name + joined(self.values.written(left)))
        return name + self.values.field("id", place.id) + extensions

    def pairs(self, name: str, pairs: Iterable[tuple[str | None, str, str]]) -> str:
        """Transactions, sources and destinations: type before value."""
        written = [
            (self.values.field("type", kind) if kind is not None else "") + self.values.field(field, value)
            for kind, field, value in pairs
        ]
        if written:
            self.rest.append(name + joined(written))
        return ""

    def sensors(self, elements: tuple[SensorElement, ...]) -> str:
        written = []
        left = []
        for element in elements:
            text, left_of_element = self.sensor_element(element)
            written.append("sensorElement" + text)
            if left_of_element:
                left.append(("sensorElement", "", left_of_element))
        if left:
            self.rest.append("sensorElementList" + joined(self.values.written(left)))
        return "sensorElementList" + joined(written) if written else ""

    def sensor_element(self, element: SensorElement) -> tuple[str, list[Node]]:
        left: list[Node] = []
        text = ""
        fields: list[Node] = [("sensorReport", "", []) for _ in element.sensor_report]
        if element.sensor_metadata is not None:
            fields.append(("sensorMetadata", "", []))
            metadata, left_of_part = self.sensor_part("sensorMetadata", element.sensor_metadata, _METADATA_ORDER)
            text += metadata
            left.extend(left_of_part)
        reports = []
        for report in element.sensor_report:
            written, left_of_part = self.sensor_part("sensorReport", report, _REPORT_ORDER)
            reports.append(written)
            left.extend(left_of_part)
        extensions, left_of_element = self.extended(element, fields)
        return text + joined(reports) + extensions, left + left_of_element

    def sensor_part(
        self, name: str, part: SensorMetadata | SensorReport, order: Sequence[tuple[str, str, Writer]]
    ) -> tuple[str, list[Node]]:
        text = ""
        fields: list[Node] = []
        for attribute, field, write in order:
            value = getattr(part, attribute)
            if value is not None:
                fields.append((field, "", []))
                text += write(self, value)
        left: list[Node] = []
        if isinstance(part, SensorReport) and part.biz_rules is not None:
            left.append(("bizRules", part.biz_rules, []))  # which the generator's order of a report lacks
        extensions, left_of_part = self.extended(part, [*fields, *left])
        left = [*left, *left_of_part]
        text += extensions
        return (name + text if text else ""), ([(name, "", left)] if left else [])


def _milliseconds(time: datetime) -> str:
    utc = time.astimezone(UTC)
    microsecond = min(round(utc.microsecond, -3), 999_000)
    return utc.replace(microsecond=microsecond, tzinfo=None).isoformat(timespec="milliseconds") + "Z"


def _time(name: str) -> Writer:
    return lambda pre, value: f"{name}={_milliseconds(value)}"


def _field(name: str) -> Writer:
    return lambda pre, value: pre.values.field(name, value if isinstance(value, str) else str(value))


def _word(name: str, words: vocabulary.WordList) -> Writer:
    return lambda pre, value: pre.values.field(name, words.web_uri(value))


def _fields(name: str) -> Writer:
    return lambda pre, value: joined(
        [pre.values.field(name, text) for text in ([value] if isinstance(value, str) else value)]
    )


def _uris(name: str) -> Writer:
    return lambda pre, value: name + joined([pre.values.field("epc", uri) for uri in value]) if value else ""


def _quantities(name: str) -> Writer:
    def one(pre: _PreHash, element: QuantityElement) -> str:
        text = "quantityElement" + pre.values.field("epcClass", element.epc_class)
        if element.quantity is not None:
            text += pre.values.field("quantity", str(element.quantity))
        return text if element.uom is None else text + pre.values.field("uom", element.uom)

    return lambda pre, value: name + joined([one(pre, element) for element in value]) if value else ""


def _persistent(pre: _PreHash, value: PersistentDisposition) -> str:
    return "persistentDisposition" + "".join(
        joined([pre.values.field(name, vocabulary.DISPOSITIONS.web_uri(word)) for word in words])
        for name, words in (("set", value.set or ()), ("unset", value.unset or ()))
    )


def _transactions(pre: _PreHash, value: tuple[BizTransaction, ...]) -> str:
    web_uri = vocabulary.BIZ_TRANSACTION_TYPES.web_uri
    return pre.pairs(
        "bizTransactionList",
        ((web_uri(pair.type) if pair.type else None, "bizTransaction", pair.biz_transaction) for pair in value),
    )


def _sources(pre: _PreHash, value: tuple[Source, ...]) -> str:
    web_uri = vocabulary.SOURCE_DESTINATION_TYPES.web_uri
    return pre.pairs("sourceList", ((web_uri(pair.type), "source", pair.source) for pair in value))


def _destinations(pre: _PreHash, value: tuple[Destination, ...]) -> str:
    web_uri = vocabulary.SOURCE_DESTINATION_TYPES.web_uri
    return pre.pairs("destinationList", ((web_uri(pair.type), "destination", pair.destination) for pair in value))


_EVENT_ORDER: Sequence[tuple[str, Writer]] = (
    ("event_time", _time("eventTime")),
    ("event_time_zone_offset", _field("eventTimeZoneOffset")),
    ("certification_info", _fields("certificationInfo")),
    ("parent_id", _field("parentID")),
    ("epc_list", _uris("epcList")),
    ("input_epc_list", _uris("inputEPCList")),
    ("child_epcs", _uris("childEPCs")),
    ("quantity_list", _quantities("quantityList")),
    ("child_quantity_list", _quantities("childQuantityList")),
    ("input_quantity_list", _quantities("inputQuantityList")),
    ("output_epc_list", _uris("outputEPCList")),
    ("output_quantity_list", _quantities("outputQuantityList")),
    ("action", _field("action")),
    ("transformation_id", _field("transformationID")),
    ("biz_step", _word("bizStep", vocabulary.BIZ_STEPS)),
    ("disposition", _word("disposition", vocabulary.DISPOSITIONS)),
    ("persistent_disposition", _persistent),
    ("read_point", lambda pre, value: pre.place("readPoint", value)),
    ("biz_location", lambda pre, value: pre.place("bizLocation", value)),
    ("biz_transaction_list", _transactions),
    ("source_list", _sources),
    ("destination_list", _destinations),
    ("sensor_element_list", lambda pre, value: pre.sensors(value)),
)
_METADATA_ORDER: Sequence[tuple[str, str, Writer]] = (
    ("time", "time", _time("time")),
    ("start_time", "startTime", _time("startTime")),
    ("end_time", "endTime", _time("endTime")),
    ("device_id", "deviceID", _field("deviceID")),
    ("device_metadata", "deviceMetadata", _field("deviceMetadata")),
    ("raw_data", "rawData", _field("rawData")),
    ("data_processing_method", "dataProcessingMethod", _field("dataProcessingMethod")),
    ("biz_rules", "bizRules", _field("bizRules")),
)
_REPORT_ORDER: Sequence[tuple[str, str, Writer]] = (
    ("type", "type", _word("type", vocabulary.MEASUREMENT_TYPES)),
    ("exception", "exception", _word("exception", vocabulary.SENSOR_ALERTS)),
    ("device_id", "deviceID", _field("deviceID")),
    ("device_metadata", "deviceMetadata", _field("deviceMetadata")),
    ("raw_data", "rawData", _field("rawData")),
    ("data_processing_method", "dataProcessingMethod", _field("dataProcessingMethod")),
    ("time", "time", _time("time")),
    ("microorganism", "microorganism", _field("microorganism")),
    ("chemical_substance", "chemicalSubstance", _field("chemicalSubstance")),
    ("value", "value", _field("value")),
    ("component", "component", _word("component", vocabulary.COMPONENTS)),
    ("string_value", "stringValue", _field("stringValue")),
    ("boolean_value", "booleanValue", _field("booleanValue")),
    ("hex_binary_value", "hexBinaryValue", _field("hexBinaryValue")),
    ("uri_value", "uriValue", _field("uriValue")),
    ("min_value", "minValue", _field("minValue")),
    ("max_value", "maxValue", _field("maxValue")),
    ("mean_value", "meanValue", _field("meanValue")),
    ("s_dev", "sDev", _field("sDev")),
    ("perc_rank", "percRank", _field("percRank")),
    ("perc_value", "percValue", _field("percValue")),
    ("uom", "uom", _field("uom")),
    ("coordinate_reference_system", "coordinateReferenceSystem", _field("coordinateReferenceSystem")),
)
