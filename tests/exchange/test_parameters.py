"""Every parameter of SimpleEventQuery (EPCIS 2.0 §8.2.7.1), over HTTP: what it finds and what it leaves."""

import json
from urllib.parse import urlencode

import pytest

from tests.exchange.caller import PIG, Caller, bare, codes, event, listed, next_path
from tests.exchange.zoo import (
    BOX,
    BUYER,
    CITY,
    DESADV,
    EX,
    FARM,
    LOOSE,
    LOT,
    MARKET,
    PO,
    PROBE,
    PRODUCT,
    STALL,
    document,
)

HEADER = f"ex={EX}, loose={LOOSE}, my=https://my.example/"
NUMBER = {event(number)["eventID"]: number for number in range(10)}

CORE = [
    ({"eventType": "TransformationEvent|AggregationEvent"}, [3, 4]),
    ({"eventType": "https://ref.gs1.org/epcis/AggregationEvent"}, [3]),
    ({"eventType": "https://my.example/BathEvent"}, []),
    ({"GE_eventTime": "2026-09-01T08:06:00+08:00"}, [6, 7, 7]),
    ({"LT_eventTime": "2026-09-01T00:02:00Z"}, [1]),
    ({"GE_eventTime": "2026-09-01T08:02:00+08:00", "LT_eventTime": "2026-09-01T08:02:00.001+08:00"}, [2]),
    ({"GE_recordTime": "2026-01-01T00:00:00Z", "eventType": "AggregationEvent"}, [3]),
    ({"LT_recordTime": "2020-01-01T00:00:00Z"}, []),
    ({"EQ_action": "ADD"}, [1, 3]),
    ({"EQ_bizStep": "commissioning|urn:epcglobal:cbv:bizstep:packing"}, [1, 3]),
    ({"EQ_bizStep": "https://ns.gs1.org/cbv/BizStep-packing"}, [3]),
    ({"EQ_bizStep": "cbv:BizStep-packing"}, [3]),
    ({"EQ_bizStep": "my:bathing"}, [2]),
    ({"EQ_bizStep": "https://my.example/bathing"}, [2]),
    ({"EQ_bizStep": "https://my.example/other"}, []),
    ({"EQ_disposition": "http://ref.gs1.org/cbv/Disp-active|my:clean"}, [1, 2]),
    ({"EQ_persistentDisposition_set": "completeness_verified"}, [1]),
    ({"EQ_persistentDisposition_set": "unknown"}, []),
    ({"EQ_persistentDisposition_unset": "urn:epcglobal:cbv:disp:unknown"}, [1]),
    ({"EQ_eventID": event(2)["eventID"]}, [2]),
    ({"EQ_eventID": event(7)["eventID"]}, [7, 7]),
    ({"EQ_eventID": "urn:uuid:none"}, []),
    ({"EQ_transformationID": "urn:epc:id:gdti:6901234.00006.T1"}, [4]),
    ({"EQ_transformationID": "https://id.gs1.org/253/6901234000061T1"}, [4]),
    ({"EQ_transformationID": "urn:epc:id:gdti:6901234.00006.T2"}, []),
]
WHERE = [
    ({"EQ_readPoint": STALL}, [1]),
    ({"EQ_readPoint": "https://dl.example/414/6901234000122"}, [1]),
    ({"EQ_readPoint": "414/6901234000108"}, [2]),
    ({"EQ_readPoint": MARKET}, []),
    ({"EQ_bizLocation": f"{CITY}|{MARKET}"}, [1]),
    ({"WD_readPoint": CITY}, [1, 2]),
    ({"WD_readPoint": STALL}, [1]),
    ({"WD_bizLocation": CITY}, [1]),
    ({"WD_bizLocation": STALL}, []),
    ({"EQ_readPoint_ex:gate": "north"}, [1]),
    ({"EQ_readPoint_ex:gate": "south"}, []),
    ({"EQ_INNER_readPoint_ex:lane": "4"}, [1]),
    ({"EQ_readPoint_ex:lane": "4"}, []),
    ({"EQ_bizLocation_ex:hall": "A|B"}, [1]),
    ({"EQ_INNER_bizLocation_ex:hall": "B"}, []),
]
WHAT = [
    ({"MATCH_epc": PIG.format(2)}, [2, 3]),
    ({"MATCH_epc": "https://id.gs1.org/01/06901234000016/21/PIG2"}, [2, 3]),
    ({"MATCH_epc": "01/06901234000016/21/PIG2"}, [2, 3]),
    ({"MATCH_epc": PRODUCT}, [1, 2, 3, 5, 6]),
    ({"MATCH_epc": "urn:epc:idpat:sgtin:6901234.*.*"}, [1, 2, 3, 5, 6]),
    ({"MATCH_epc": "urn:epc:idpat:sgtin:6901235.*.*"}, []),
    ({"MATCH_epc": "urn:epc:idpat:sgtin:6901234.000001.PIG2"}, [2, 3]),
    ({"MATCH_epc": BOX}, []),
    ({"MATCH_parentID": f"{BOX}|urn:epc:id:sscc:6901234.0000000002"}, [3]),
    ({"MATCH_parentID": "urn:epc:idpat:sscc:6901234.*"}, [3]),
    ({"MATCH_parentID": "urn:epc:idpat:sscc:*.*"}, [3]),
    ({"MATCH_parentID": "urn:epc:idpat:sscc:6901235.*"}, []),
    ({"MATCH_inputEPC": PIG.format(1)}, [4]),
    ({"MATCH_inputEPC": PIG.format(2)}, []),
    ({"MATCH_outputEPC": "urn:epc:id:sgtin:6901234.000001.HAM1"}, [4]),
    ({"MATCH_outputEPC": PIG.format(1)}, []),
    ({"MATCH_anyEPC": PIG.format(1)}, [1, 3, 4]),
    ({"MATCH_anyEPC": f"urn:epc:idpat:sscc:*.*|{PIG.format(5)}"}, [3, 5]),
    ({"MATCH_epcClass": LOT.format(1)}, [3]),
    ({"MATCH_epcClass": "https://id.gs1.org/01/06901234000016/10/L2"}, [7, 7]),
    ({"MATCH_epcClass": PRODUCT}, [7, 7]),
    ({"MATCH_epcClass": "urn:epc:idpat:lgtin:6901234.000001.*"}, [3, 7, 7]),
    ({"MATCH_epcClass": "urn:epc:idpat:sgtin:6901234.*.*"}, [7, 7]),
    ({"MATCH_inputEPCClass": LOT.format(1)}, [4]),
    ({"MATCH_outputEPCClass": PRODUCT}, [4]),
    ({"MATCH_outputEPCClass": LOT.format(1)}, []),
    ({"MATCH_anyEPCClass": LOT.format(1)}, [3, 4]),
    ({"EQ_quantity": "40"}, [7, 7]),
    ({"EQ_quantity": "3|2.5"}, [3, 4]),
    ({"GT_quantity": "40"}, [4]),
    ({"GE_quantity": "40"}, [4, 7, 7]),
    ({"LT_quantity": "3"}, [3]),
    ({"LE_quantity": "3"}, [3, 4]),
    ({"EQ_quantity_KGM": "2.5"}, [3]),
    ({"EQ_quantity_GRM": "2500"}, [3]),
    ({"EQ_quantity_KGM": "1.5"}, [4]),
    ({"GT_quantity_LBR": "3"}, [3, 4]),
    ({"LT_quantity_MTR": "100"}, []),
    ({"GE_quantity_XBX": "1"}, []),
]
WHY = [
    ({"EQ_bizTransaction_po": PO}, [2]),
    ({"EQ_bizTransaction_urn:epcglobal:cbv:btt:po": PO}, [2]),
    ({"EQ_bizTransaction_https://ref.gs1.org/cbv/BTT-desadv": DESADV}, [2]),
    ({"EQ_bizTransaction_desadv": PO}, []),
    ({"EQ_bizTransaction_po": f"{DESADV}|{PO}"}, [2]),
    ({"EQ_bizTransaction_": PO}, [3]),
    ({"EQ_source_owning_party": FARM}, [2]),
    ({"EQ_source_owning_party": STALL}, []),
    ({"EQ_source_location": "https://id.gs1.org/414/6901234000122"}, [2]),
    ({"EQ_destination_urn:epcglobal:cbv:sdt:owning_party": BUYER}, [2]),
    ({"EQ_destination_possessing_party": BUYER}, []),
]
ERRORS = [
    ({"EXISTS_errorDeclaration": "true", "eventType": "ObjectEvent"}, [7]),
    ({"EXISTS_errorDeclaration": "false", "EQ_action": "ADD"}, [1, 3]),
    ({"GE_errorDeclarationTime": "2026-09-03T00:00:00Z"}, [7]),
    ({"GE_errorDeclarationTime": "2026-09-03T00:00:00.001Z"}, []),
    ({"LT_errorDeclarationTime": "2026-09-03T00:00:00Z"}, []),
    ({"LT_errorDeclaration_Time": "2026-09-03T00:00:01Z"}, [7]),
    ({"EQ_errorReason": "https://ref.gs1.org/cbv/ER-incorrect_data"}, [7]),
    ({"EQ_errorReason": "did_not_occur"}, []),
    ({"EQ_correctiveEventID": "urn:uuid:right|urn:uuid:left"}, [7]),
    ({"EQ_correctiveEventID": "urn:uuid:left"}, []),
]
SENSORS = [
    ({"EXISTS_sensorElement": "true"}, [5, 6]),
    ({"EXISTS_sensorElementList": "1"}, [5, 6]),
    ({"GE_time": "2026-09-01T08:05:00+08:00"}, [5, 6]),
    ({"GE_time": "2026-09-01T08:05:01+08:00"}, [6]),
    ({"LT_time": "2026-09-02T00:00:00Z"}, [5]),
    ({"GE_startTime": "2026-09-01T00:00:00Z"}, [5]),
    ({"LT_startTime": "2026-09-01T00:00:00Z"}, []),
    ({"GE_endTime": "2026-09-01T00:04:00Z"}, [5]),
    ({"LT_endTime": "2026-09-01T00:04:00Z"}, []),
    ({"EQ_type": "Temperature"}, [5, 6]),
    ({"EQ_type": "https://gs1.org/voc/Temperature"}, [5, 6]),
    ({"EQ_type": "my:Smell"}, [5]),
    ({"EQ_type": "Humidity"}, []),
    ({"EQ_deviceID": PROBE}, [5]),
    ({"EQ_deviceID": "https://id.gs1.org/8004/6901234probe1"}, [5]),
    ({"EQ_deviceID": "urn:epc:id:giai:6901234.probe2"}, []),
    ({"EQ_dataProcessingMethod": "https://method.example/1"}, [5]),
    ({"EQ_bizRules": "https://rules.example/1"}, [5]),
    ({"EQ_bizRules": "https://rules.example/2"}, []),
    ({"EQ_microorganism": "https://www.ncbi.nlm.nih.gov/taxonomy/1126011"}, [6]),
    ({"EQ_chemicalSubstance": "https://identifiers.org/inchikey:CZMRCDWAGMRECN-UGDNZRGBSA-N"}, [6]),
    ({"EQ_stringValue": "fresh|stale"}, [5]),
    ({"EQ_stringValue": "stale"}, []),
    ({"EQ_booleanValue": "true"}, [5]),
    ({"EQ_booleanValue": "false"}, [6]),
    ({"EQ_hexBinaryValue": "F00D"}, [6]),
    ({"EQ_uriValue": STALL}, [6]),
    ({"EQ_uriValue": MARKET}, []),
    ({"EQ_value_CEL": "5"}, [5]),
    ({"EQ_value_KEL": "278.15"}, [5]),
    ({"EQ_value_FAH": "41"}, [5]),
    ({"EQ_value_MTR": "5"}, []),
    ({"GT_value_CEL": "5"}, [6]),
    ({"GE_value_CEL": "5"}, [5, 6]),
    ({"GE_value_KEL": "278.15"}, [5, 6]),
    ({"GT_value_KEL": "278.15"}, [6]),
    ({"LT_value_KEL": "278.15"}, []),
    ({"LE_value_KEL": "278.15"}, [5]),
    ({"GT_minValue_CEL": "3.9"}, [5]),
    ({"LE_minValue_CEL": "3.9"}, []),
    ({"GE_maxValue_KEL": "279.65"}, [5]),
    ({"LT_maxValue_KEL": "279.65"}, []),
    ({"LE_meanValue_FAH": "41.45"}, [5]),
    ({"GT_meanValue_FAH": "41.45"}, []),
    ({"GE_sDev_KEL": "0.5"}, [5]),
    ({"LE_sDev_FAH": "0.9"}, [5]),
    ({"LT_sDev_FAH": "0.9"}, []),
    ({"GE_percValue_CEL": "5.1"}, [5]),
    ({"GE_percRank_KEL": "50"}, [5]),
    ({"GT_percRank": "50"}, []),
    ({"GE_percRank": "50"}, [5]),
]
EXTENSIONS = [
    ({"EQ_ex:temper": "mild|wild"}, [1]),
    ({f"EQ_{EX}temper": "mild"}, [1]),
    ({"EQ_ex:temper": "wild"}, []),
    ({f"EQ_{LOOSE}#colour": "white"}, [2]),
    ({"EQ_loose:colour": "pink"}, [2]),
    ({"EQ_ex:age": "7"}, [1]),
    ({"EQ_ex:age": "7.0"}, [1]),
    ({"EQ_ex:age": "9"}, []),
    ({"GT_ex:age": "6"}, [1]),
    ({"GT_ex:age": "7"}, []),
    ({"GE_ex:age": "7"}, [1]),
    ({"LT_ex:age": "7"}, []),
    ({"LE_ex:age": "7"}, [1]),
    ({"EXISTS_ex:age": "true"}, [1]),
    ({"EXISTS_ex:deepest": "true"}, []),
    ({"EXISTS_INNER_ex:deepest": "true"}, [1]),
    ({"EQ_INNER_ex:age": "9"}, [1]),
    ({"EQ_INNER_ex:age": "7"}, []),
    ({"GT_INNER_ex:age": "8"}, [1]),
    ({"EQ_INNER_#plain": "a"}, [1]),
    ({"EQ_ILMD_cbvmda:lotNumber": "L1|L2"}, [1, 4]),
    ({"EQ_ILMD_urn:epcglobal:cbv:mda#lotNumber": "L2"}, [4]),
    ({"EQ_ILMD_lotNumber": "L2"}, [4]),
    ({"EQ_INNER_ILMD_ex:mg": "12.5"}, [1]),
    ({"LT_INNER_ILMD_ex:mg": "12.5"}, []),
    ({"LE_INNER_ILMD_ex:mg": "12.5"}, [1]),
    ({"GE_ILMD_ex:made": "2026-08-30T00:00:00Z"}, [1]),
    ({"GT_ILMD_ex:made": "2026-08-30T00:00:00Z"}, []),
    ({"EQ_ILMD_ex:made": "2026-08-30T00:00:00Z"}, [1]),
    ({"EXISTS_ILMD_cbvmda:itemExpirationDate": "true"}, [4]),
    ({"EQ_ERROR_DECLARATION_ex:by": "clerk"}, [7]),
    ({"EXISTS_INNER_ERROR_DECLARATION_ex:form": "true"}, [7]),
    ({"GT_INNER_ERROR_DECLARATION_ex:form": "12"}, []),
    ({"EXISTS_SENSORELEMENT_ex:rack": "true"}, [5]),
    ({"EQ_INNER_SENSORELEMENT_ex:row": "r1"}, [5]),
    ({"GE_SENSORMETADATA_ex:battery": "80"}, [5]),
    ({"GT_SENSORMETADATA_ex:battery": "80"}, []),
    ({"LE_SENSORREPORT_ex:calibrated": "2026-01-01T08:00:00+08:00"}, [5]),
    ({"LT_SENSORREPORT_ex:calibrated": "2026-01-01T08:00:00+08:00"}, []),
]
MASTER_DATA = [
    ({"HASATTR_bizLocation": "urn:epcglobal:cbv:mda#name"}, [1]),
    ({"HASATTR_bizLocation": "cbvmda:name|cbvmda:none"}, [1]),
    ({"HASATTR_bizLocation": "cbvmda:region"}, []),
    ({"HASATTR_readPoint_cbvmda:region": "true"}, [2]),
    ({"EQATTR_readPoint_urn:epcglobal:cbv:mda:region": "450000"}, [2]),
    ({"EQ_ATTR_readPoint_cbvmda:region": "440000"}, []),
    ({"EQATTR_epcClass_cbvmda:breed": "Duroc|Landrace"}, [7, 7]),
]
SHAPE = [
    ({"orderBy": "eventTime"}, [7, 7, 6, 5, 4, 3, 2, 1]),
    ({"orderBy": "recordTime", "orderDirection": "ASC"}, [1, 2, 3, 4, 5, 6, 7, 7]),
    ({"orderBy": "recordTime", "perPage": "3"}, [7, 7, 6, 5, 4, 3, 2, 1]),
    ({"orderBy": "recordTime", "eventCountLimit": "2", "MATCH_epc": PIG.format(1)}, [3, 1]),
    ({"orderBy": "eventTime", "orderDirection": "ASC", "eventCountLimit": "3", "perPage": "2"}, [1, 2, 3]),
    ({"maxEventCount": "2", "EQ_action": "ADD"}, [1, 3]),
]
ALL = CORE + WHERE + WHAT + WHY + ERRORS + SENSORS + EXTENSIONS + MASTER_DATA + SHAPE


@pytest.fixture
def zoo(operator: Caller) -> Caller:
    answer = operator.post("/epcis/capture", document())
    assert answer.status_code == 202, answer.content
    job = json.loads(operator.get(answer["Location"]).content)
    assert job["success"], job
    return operator


def found(caller: Caller, query: dict[str, str]) -> list[int]:
    numbers: list[int] = []
    path = f"/epcis/events?{urlencode(query)}"
    while path:
        answer = caller.get(path, GS1_Extensions=HEADER)
        assert answer.status_code == 200, answer.content
        numbers += [NUMBER[each["eventID"]] for each in listed(answer)]
        path = next_path(answer)
    return numbers


def test_each_parameter_finds_what_it_asks_for_and_nothing_else(zoo: Caller) -> None:
    assert [(query, found(zoo, query)) for query, _ in ALL] == ALL


def test_parameters_together_all_hold(zoo: Caller) -> None:
    assert found(zoo, {"EQ_action": "ADD", "MATCH_anyEPC": PIG.format(1), "EQ_bizStep": "packing"}) == [3]
    assert found(zoo, {"EQ_type": "Temperature", "LT_value_CEL": "10", "EQ_deviceID": PROBE}) == [5]
    assert found(zoo, {"EQ_bizTransaction_po": PO, "EQ_source_location": MARKET}) == []


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"EQ_bizStep": "bathing"}, ["query.bad_value"]),
        ({"eventType": "BathEvent"}, ["query.bad_value"]),
        ({"EQ_action": "add"}, ["query.bad_value"]),
        ({"GE_eventTime": "yesterday"}, ["query.bad_value"]),
        ({"GE_time": "2026-09-01"}, ["query.bad_value"]),
        ({"EQ_quantity": "many"}, ["query.bad_value"]),
        ({"GT_quantity": "1|2"}, ["query.one_value"]),
        ({"GE_value_cel": "1"}, ["query.unknown_parameter"]),
        ({"EQ_booleanValue": "maybe"}, ["query.bad_value"]),
        ({"EXISTS_errorDeclaration": "perhaps"}, ["query.bad_value"]),
        ({"MATCH_epc": "urn:epc:idpat:sgtin:*.000001.*"}, ["query.bad_value"]),
        ({"MATCH_epc": "urn:epc:idpat:nothing:1.*"}, ["query.bad_value"]),
        ({"EQ_other:field": "1"}, ["query.prefix_undeclared"]),
        ({"GT_ex:age": "old"}, ["query.bad_value"]),
        ({"WD_epc": "urn:x:1"}, ["query.unknown_parameter"]),
        ({"EQ_age": "7"}, ["query.unknown_parameter"]),
        ({"HASATTR_gate": "urn:x"}, ["query.unknown_parameter"]),
        ({"EQ_ILMD_weight": "7"}, ["query.unknown_parameter"]),
        ({"orderDirection": "ASC"}, ["query.missing"]),
        ({"orderBy": "eventTime", "orderDirection": "UP"}, ["query.bad_value"]),
        ({"maxEventCount": "0"}, ["query.bad_value"]),
        ({"@context": "x"}, ["query.unknown_parameter"]),
    ],
)
def test_what_a_parameter_cannot_have_is_refused(inspector: Caller, query: dict[str, str], expected: list[str]) -> None:
    answer = inspector.get("/epcis/events", query, GS1_Extensions=HEADER)
    assert (answer.status_code, codes(answer)) == (400, expected)


def test_an_order_by_an_extension_field_is_too_complex(inspector: Caller) -> None:
    answer = inspector.get("/epcis/events", {"orderBy": "ex:age"}, GS1_Extensions=HEADER)
    assert (answer.status_code, codes(answer)) == (413, ["query.order_too_complex"])


def test_names_with_escaped_letters_are_found(operator: Caller) -> None:
    escaped = json.dumps(bare(1, **{"ex:gate": "north"})).replace("ex:gate", "\\u0065x:g\\u0061te")
    assert operator.post("/epcis/events", escaped.encode()).status_code == 201
    assert found(operator, {"EQ_ex:gate": "north"}) == [1]
    assert found(operator, {"EQ_ex:gate": "south"}) == []
