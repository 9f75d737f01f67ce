"""Event query: the parameters of SimpleEventQuery (EPCIS 2.0 §8.2.7.1) as they stand in an address."""

from typing import Final

from zhuisu.exchange.openapi.describing import TEXT, JsonSchema, Parameter, pattern, query, ref, values

TIME: Final[JsonSchema] = {"type": "string", "format": "date-time"}
NUMBER: Final[JsonSchema] = {"type": "number"}
FLAG: Final[JsonSchema] = {"enum": ["true", "false", "1", "0"]}
FIELD: Final = (
    r"(https?://[a-z0-9.\-]+/[A-Za-z0-9/._\-]*#?[A-Za-z][A-Za-z0-9_]*|[A-Za-z][A-Za-z0-9_]*:[A-Za-z][A-Za-z0-9_]*)"
)
"""An extension field: the namespace and the name joined, or a prefix that `GS1-Extensions` declares, and the name."""
HOLDER: Final = r"(INNER_)?((ILMD|ERROR_DECLARATION|SENSORELEMENT|SENSORMETADATA|SENSORREPORT)_)?"
UNIT: Final = r"[A-Z0-9]{2,4}"
WORD: Final = r"[A-Za-z][A-Za-z_]*"

CORE: Final = (
    values("eventType", "One of these event types.", {"anyOf": [{"enum": [
        "ObjectEvent", "AggregationEvent", "TransactionEvent", "TransformationEvent", "AssociationEvent",
    ]}, ref("Uri")]}),
    query("GE_eventTime", "It happened at this time or later.", TIME),
    query("LT_eventTime", "It happened before this time.", TIME),
    query("GE_recordTime", "It was recorded at this time or later.", TIME),
    query("LT_recordTime", "It was recorded before this time.", TIME),
    values("EQ_action", "One of these actions.", {"enum": ["ADD", "OBSERVE", "DELETE"]}),
    values("EQ_bizStep", "One of these business steps, as short names, URNs or web URIs.", ref("BizStep")),
    values("EQ_disposition", "One of these dispositions, in any notation.", ref("Disposition")),
    values("EQ_eventID", "One of these events."),
    values("EQ_transformationID", "A transformation with one of these identifiers."),
    values("EQ_persistentDisposition_set", "It sets one of these dispositions.", ref("Disposition")),
    values("EQ_persistentDisposition_unset", "It unsets one of these dispositions.", ref("Disposition")),
)  # fmt: skip

WHERE: Final = (
    values("EQ_readPoint", "It was seen at one of these read points."),
    values("WD_readPoint", "It was seen at one of these read points, or at a place that master data puts below one."),
    values("EQ_bizLocation", "It is at one of these places afterwards."),
    values("WD_bizLocation", "It is at one of these places afterwards, or at one below."),
)

_MATCHED: Final = "in any notation, or as a pattern (`urn:epc:idpat:…`, `urn:epc:classpat:…`)"
WHAT: Final = (
    values("MATCH_epc", f"One of these is observed, or a child: {_MATCHED}."),
    values("MATCH_parentID", f"One of these is the parent: {_MATCHED}."),
    values("MATCH_inputEPC", f"One of these is an input: {_MATCHED}."),
    values("MATCH_outputEPC", f"One of these is an output: {_MATCHED}."),
    values("MATCH_anyEPC", f"One of these is named in any of those roles: {_MATCHED}."),
    values("MATCH_epcClass", f"An amount of one of these classes or batches, {_MATCHED}."),
    values("MATCH_inputEPCClass", f"An amount of one of these as input, {_MATCHED}."),
    values("MATCH_outputEPCClass", f"An amount of one of these as output, {_MATCHED}."),
    values("MATCH_anyEPCClass", f"An amount of one of these in any role, {_MATCHED}."),
    pattern("quantity", "`{EQ,GT,GE,LT,LE}_quantity`, with `_<unit>` for an amount with a unit of measure.",
            {rf"^(EQ|GT|GE|LT|LE)_quantity(_{UNIT})?$": NUMBER}),
)  # fmt: skip

WHY: Final = (
    pattern("typed", "`EQ_{bizTransaction,source,destination}_<type>`: one element of the list has this type and one "
            "of these values. The type is a CBV word in any notation, or a URI.",
            {rf"^EQ_(bizTransaction|source|destination)_({WORD}|[A-Za-z][A-Za-z0-9+.\-]*:[^\s|]+)$": TEXT}),
)  # fmt: skip

ERROR: Final = (
    query("EXISTS_errorDeclaration", "It declares an earlier event wrong.", FLAG),
    query("GE_errorDeclarationTime", "It was declared wrong at this time or later.", TIME),
    query("LT_errorDeclarationTime", "It was declared wrong before this time.", TIME),
    values("EQ_errorReason", "One of these reasons of an error declaration.", ref("ErrorReason")),
    values("EQ_correctiveEventID", "One of these events corrects it."),
)

SENSOR: Final = (
    query("EXISTS_sensorElement", "It holds sensor data.", FLAG),
    query("GE_time", "A sensor observed something at this time or later.", TIME),
    query("LT_time", "A sensor observed something before this time.", TIME),
    query("GE_startTime", "A sensor's observation began at this time or later.", TIME),
    query("LT_startTime", "A sensor's observation began before this time.", TIME),
    query("GE_endTime", "A sensor's observation ended at this time or later.", TIME),
    query("LT_endTime", "A sensor's observation ended before this time.", TIME),
    values("EQ_type", "One of these properties was measured."),
    values("EQ_deviceID", "One of these devices observed it."),
    values("EQ_dataProcessingMethod", "One of these methods made the data."),
    values("EQ_microorganism", "One of these microorganisms was looked for."),
    values("EQ_chemicalSubstance", "One of these substances was looked for."),
    values("EQ_bizRules", "One of these rules was used."),
    values("EQ_stringValue", "One of these texts was reported."),
    query("EQ_booleanValue", "This truth value was reported.", FLAG),
    values("EQ_hexBinaryValue", "One of these hexadecimal values was reported.",
           {"type": "string", "pattern": "^[A-Fa-f0-9]+$"}),
    values("EQ_uriValue", "One of these URIs was reported.", ref("Uri")),
    pattern("measured", "`{EQ,GT,GE,LT,LE}_{value,minValue,maxValue,meanValue,sDev,percValue,percRank}_<unit>`: in one "
            "report; units are converted, so that `GE_value_CEL` finds what was reported in KEL.",
            {rf"^(EQ|GT|GE|LT|LE)_(value|minValue|maxValue|meanValue|sDev|percValue|percRank)_{UNIT}$": NUMBER,
             "^(EQ|GT|GE|LT|LE)_percRank$": NUMBER}),
)  # fmt: skip

EXTENSION: Final = (
    pattern("extension", "`{EQ,GT,GE,LT,LE}_[INNER_][ILMD_|ERROR_DECLARATION_|SENSORELEMENT_|SENSORMETADATA_|"
            "SENSORREPORT_]<field>`: an extension field compared with a text, a number or a time; INNER_: at any "
            "depth. `EQ_[INNER_]{readPoint,bizLocation}_<field>`: one of a place.",
            {rf"^EQ_{HOLDER}{FIELD}$": TEXT,
             rf"^(GT|GE|LT|LE)_{HOLDER}{FIELD}$": {"anyOf": [NUMBER, TIME]},
             rf"^EQ_(INNER_)?(readPoint|bizLocation)_{FIELD}$": TEXT}),
    pattern("exists", "`EXISTS_[INNER_][…_]<field>`: an extension field is there, whatever its value.",
            {rf"^EXISTS_{HOLDER}{FIELD}$": FLAG}),
)  # fmt: skip

MASTER_DATA: Final = (
    pattern("attribute", "`EQATTR_<field>_<attribute>`: master data gives this attribute one of these values, for the "
            "thing that stands in `readPoint`, `bizLocation`, `epc`, `epcClass`, …",
            {r"^EQATTR_(readPoint|bizLocation)_[A-Za-z][A-Za-z0-9:/.#_\-]*$": TEXT}),
    pattern("attributes", "`HASATTR_<field>`: master data gives one of these attributes to what stands there.",
            {r"^HASATTR_(readPoint|bizLocation)$": TEXT}),
)  # fmt: skip

SHAPE: Final = (
    query("orderBy", "The field by which the events are put in order.", {"enum": ["eventTime", "recordTime"]}),
    query("orderDirection", "Which way. Default: DESC.", {"enum": ["ASC", "DESC"]}),
    query("eventCountLimit", "So many events and no more, the first by `orderBy`. Not with `maxEventCount`.",
          {"type": "integer", "minimum": 1, "maximum": 1_000_000}),
    query("maxEventCount", "Where more match: 413. Not with `eventCountLimit`.",
          {"type": "integer", "minimum": 1, "maximum": 1_000_000}),
)  # fmt: skip

PER_PAGE: Final = query(
    "perPage", "The most entries of one page. Default: 30.", {"type": "integer", "minimum": 1, "maximum": 1000}
)
PAGE_TOKEN: Final = query(
    "nextPageToken",
    "Where the page begins: taken from the Link header, never made.",
    {"type": "string", "minLength": 1},
)
PAGING: Final[tuple[Parameter, ...]] = (PER_PAGE, PAGE_TOKEN)

EVENT_QUERY: Final[tuple[Parameter, ...]] = (
    *CORE, *WHERE, *WHAT, *WHY, *ERROR, *SENSOR, *EXTENSION, *MASTER_DATA, *SHAPE,
)  # fmt: skip
