"""Event: what happened, as the five event types of EPCIS 2.0 §7.4, and the parts that they are made of.

These types are also the table of what an event may hold: `zhuisu.core.epcis.shape` derives the rules of validation
from the annotations here. `extensions` keeps the fields of other namespaces under their names as received. EPCs and
URIs stay as received; words of the Core Business Vocabulary become their short names.

An `Identifier` names a thing, a place, a party or a transaction, and may be answered as an EPC URN or as a Digital
Link. A `Uri` names anything else (an event, a certificate, a method, a measured value), and has one notation.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any, Literal, TypeAlias

import msgspec
from msgspec import Meta, field

Uri: TypeAlias = Annotated[str, Meta(extra={"rule": "uri"})]
Time: TypeAlias = Annotated[datetime, Meta(tz=True, extra={"rule": "time"})]
Offset: TypeAlias = Annotated[str, Meta(extra={"rule": "offset"})]
Unit: TypeAlias = Annotated[str, Meta(extra={"rule": "unit"})]
HexBinary: TypeAlias = Annotated[str, Meta(extra={"rule": "hex"})]
Uris: TypeAlias = Annotated[tuple[str, ...], Meta(extra={"rule": "uris"})]
Identifier: TypeAlias = Annotated[str, Meta(extra={"rule": "uri", "names": "thing"})]
Identifiers: TypeAlias = Annotated[tuple[str, ...], Meta(extra={"rule": "uris", "names": "thing"})]
UniqueIdentifiers: TypeAlias = Annotated[tuple[str, ...], Meta(extra={"rule": "unique_uris", "names": "thing"})]
Dispositions: TypeAlias = Annotated[tuple[str, ...], Meta(extra={"rule": "dispositions"})]
BizStep: TypeAlias = Annotated[str, Meta(extra={"rule": "biz_step"})]
Disposition: TypeAlias = Annotated[str, Meta(extra={"rule": "disposition"})]
BizTransactionType: TypeAlias = Annotated[str, Meta(extra={"rule": "biz_transaction_type"})]
SourceDestinationType: TypeAlias = Annotated[str, Meta(extra={"rule": "source_destination_type"})]
ErrorReason: TypeAlias = Annotated[str, Meta(extra={"rule": "error_reason"})]
MeasurementType: TypeAlias = Annotated[str, Meta(extra={"rule": "measurement_type"})]
SensorAlert: TypeAlias = Annotated[str, Meta(extra={"rule": "sensor_alert"})]
Component: TypeAlias = Annotated[str, Meta(extra={"rule": "component"})]
EventAction: TypeAlias = Literal["ADD", "OBSERVE", "DELETE"]
Extensions: TypeAlias = Mapping[str, Any]

# The JSON name of `extensions` is no name that an event may use: a received event that uses it is refused.
EXTENSIONS_NAME = "(extensions)"


class Part(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True, gc=False):
    """A part of an event that the standard closes: it has no extensions. Decoded JSON holds no cycles to collect."""


class OpenPart(Part, frozen=True, kw_only=True):
    """A part of an event that may hold fields of other namespaces."""

    extensions: Extensions = field(default_factory=dict, name=EXTENSIONS_NAME)


class QuantityElement(Part, frozen=True, kw_only=True):
    """So much of a class or a batch. No unit of measure (UN/ECE Recommendation 20): pieces. §7.3.3.3"""

    epc_class: Identifier = field(name="epcClass")
    quantity: float | None = None
    uom: Unit | None = None


class BizTransaction(Part, frozen=True, kw_only=True):
    """A business transaction, such as a purchase order. §7.3.5.3"""

    type: BizTransactionType | None = None
    biz_transaction: Identifier = field(name="bizTransaction")


class Source(Part, frozen=True, kw_only=True):
    """Where, or from whom, a transfer begins. §7.3.5.4"""

    type: SourceDestinationType
    source: Identifier


class Destination(Part, frozen=True, kw_only=True):
    """Where, or at whom, a transfer ends. §7.3.5.4"""

    type: SourceDestinationType
    destination: Identifier


class PersistentDisposition(Part, frozen=True, kw_only=True):
    """Conditions that hold until they are unset. §7.3.5.6"""

    set: Dispositions | None = None
    unset: Dispositions | None = None


class Place(OpenPart, frozen=True, kw_only=True):
    """A read point or a business location. §7.3.4"""

    id: Identifier


class ErrorDeclaration(OpenPart, frozen=True, kw_only=True):
    """Says that the event with this eventID, as captured before, is wrong. §7.4.1.3"""

    declaration_time: Time = field(name="declarationTime")
    reason: ErrorReason | None = None
    corrective_event_ids: Uris | None = field(default=None, name="correctiveEventIDs")


class SensorMetadata(OpenPart, frozen=True, kw_only=True):
    """What all reports of a sensor element share. §7.3.7.1"""

    time: Time | None = None
    start_time: Time | None = field(default=None, name="startTime")
    end_time: Time | None = field(default=None, name="endTime")
    device_id: Identifier | None = field(default=None, name="deviceID")
    device_metadata: Uri | None = field(default=None, name="deviceMetadata")
    raw_data: Uri | None = field(default=None, name="rawData")
    data_processing_method: Uri | None = field(default=None, name="dataProcessingMethod")
    biz_rules: Uri | None = field(default=None, name="bizRules")


class SensorReport(OpenPart, frozen=True, kw_only=True):
    """One observed property. §7.3.7.2"""

    type: MeasurementType
    exception: SensorAlert | None = None
    device_id: Identifier | None = field(default=None, name="deviceID")
    device_metadata: Uri | None = field(default=None, name="deviceMetadata")
    raw_data: Uri | None = field(default=None, name="rawData")
    data_processing_method: Uri | None = field(default=None, name="dataProcessingMethod")
    biz_rules: Uri | None = field(default=None, name="bizRules")
    time: Time | None = None
    microorganism: Uri | None = None
    chemical_substance: Uri | None = field(default=None, name="chemicalSubstance")
    coordinate_reference_system: Uri | None = field(default=None, name="coordinateReferenceSystem")
    value: float | None = None
    component: Component | None = None
    string_value: str | None = field(default=None, name="stringValue")
    boolean_value: bool | None = field(default=None, name="booleanValue")
    hex_binary_value: HexBinary | None = field(default=None, name="hexBinaryValue")
    uri_value: Uri | None = field(default=None, name="uriValue")
    min_value: float | None = field(default=None, name="minValue")
    max_value: float | None = field(default=None, name="maxValue")
    mean_value: float | None = field(default=None, name="meanValue")
    s_dev: float | None = field(default=None, name="sDev")
    perc_rank: float | None = field(default=None, name="percRank")
    perc_value: float | None = field(default=None, name="percValue")
    uom: str | None = None


class SensorElement(OpenPart, frozen=True, kw_only=True):
    """What sensors observed. §7.3.7"""

    sensor_metadata: SensorMetadata | None = field(default=None, name="sensorMetadata")
    sensor_report: Annotated[tuple[SensorReport, ...], Meta(extra={"at_least": 1})] = field(name="sensorReport")


class CommonEvent(OpenPart, frozen=True, kw_only=True, tag_field="type"):
    """What all event types share. §7.4.1

    `own_context` is the JSON-LD context inside the event itself, as decoded JSON; it adds to the document's.
    """

    own_context: Any = field(default=None, name="@context")
    event_time: Time = field(name="eventTime")
    event_time_zone_offset: Offset = field(name="eventTimeZoneOffset")
    record_time: Time | None = field(default=None, name="recordTime")
    event_id: Uri | None = field(default=None, name="eventID")
    certification_info: Uri | Uris | None = field(default=None, name="certificationInfo")
    error_declaration: ErrorDeclaration | None = field(default=None, name="errorDeclaration")
    biz_step: BizStep | None = field(default=None, name="bizStep")
    disposition: Disposition | None = None
    persistent_disposition: PersistentDisposition | None = field(default=None, name="persistentDisposition")
    read_point: Place | None = field(default=None, name="readPoint")
    biz_location: Place | None = field(default=None, name="bizLocation")
    biz_transaction_list: tuple[BizTransaction, ...] | None = field(default=None, name="bizTransactionList")
    source_list: tuple[Source, ...] | None = field(default=None, name="sourceList")
    destination_list: tuple[Destination, ...] | None = field(default=None, name="destinationList")
    sensor_element_list: tuple[SensorElement, ...] | None = field(default=None, name="sensorElementList")


class ObjectEvent(CommonEvent, frozen=True, kw_only=True, tag="ObjectEvent"):
    """Something happened to objects. §7.4.2"""

    action: EventAction
    epc_list: UniqueIdentifiers | None = field(default=None, name="epcList")
    quantity_list: tuple[QuantityElement, ...] | None = field(default=None, name="quantityList")
    ilmd: dict[str, Any] | None = None


class AggregationEvent(CommonEvent, frozen=True, kw_only=True, tag="AggregationEvent"):
    """Objects were put into, seen in or taken out of a container. §7.4.3"""

    action: EventAction
    parent_id: Identifier | None = field(default=None, name="parentID")
    child_epcs: Identifiers | None = field(default=None, name="childEPCs")
    child_quantity_list: tuple[QuantityElement, ...] | None = field(default=None, name="childQuantityList")


class TransactionEvent(CommonEvent, frozen=True, kw_only=True, tag="TransactionEvent"):
    """Objects were linked to, or separated from, business transactions. §7.4.4"""

    action: EventAction
    parent_id: Identifier | None = field(default=None, name="parentID")
    epc_list: UniqueIdentifiers | None = field(default=None, name="epcList")
    quantity_list: tuple[QuantityElement, ...] | None = field(default=None, name="quantityList")


class TransformationEvent(CommonEvent, frozen=True, kw_only=True, tag="TransformationEvent"):
    """Inputs were used up, outputs were made. §7.4.5"""

    input_epc_list: UniqueIdentifiers | None = field(default=None, name="inputEPCList")
    input_quantity_list: tuple[QuantityElement, ...] | None = field(default=None, name="inputQuantityList")
    output_epc_list: UniqueIdentifiers | None = field(default=None, name="outputEPCList")
    output_quantity_list: tuple[QuantityElement, ...] | None = field(default=None, name="outputQuantityList")
    transformation_id: Identifier | None = field(default=None, name="transformationID")
    ilmd: dict[str, Any] | None = None


class AssociationEvent(CommonEvent, frozen=True, kw_only=True, tag="AssociationEvent"):
    """Objects were fitted to, seen on or removed from another object or a place. §7.4.6"""

    action: EventAction
    parent_id: Identifier = field(name="parentID")
    child_epcs: Identifiers | None = field(default=None, name="childEPCs")
    child_quantity_list: tuple[QuantityElement, ...] | None = field(default=None, name="childQuantityList")


Event: TypeAlias = ObjectEvent | AggregationEvent | TransactionEvent | TransformationEvent | AssociationEvent

EVENT_TYPES: Mapping[str, type[CommonEvent]] = {
    "ObjectEvent": ObjectEvent,
    "AggregationEvent": AggregationEvent,
    "TransactionEvent": TransactionEvent,
    "TransformationEvent": TransformationEvent,
    "AssociationEvent": AssociationEvent,
}
