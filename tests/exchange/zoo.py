"""Zoo: events that hold between them everything that a parameter of SimpleEventQuery can ask for."""

from typing import Any

from tests.exchange.caller import PIG, event

EX = "https://ex.example/ns/"
LOOSE = "https://loose.example/ns"
CONTEXT = [
    "https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld",
    {"ex": EX, "loose": LOOSE, "my": "https://my.example/"},
]
BOX = "urn:epc:id:sscc:6901234.0000000001"
LOT = "urn:epc:class:lgtin:6901234.000001.L{}"
PRODUCT = "urn:epc:idpat:sgtin:6901234.000001.*"
CITY, MARKET, STALL = (f"urn:epc:id:sgln:6901234.{place}.0" for place in ("00010", "00011", "00012"))
FARM, BUYER = (f"urn:epc:id:pgln:6901234.{party}" for party in ("00020", "00021"))
PO, DESADV = "urn:epcglobal:cbv:bt:6901234000009:po1", "http://erp.example/desadv/7"
PROBE = "urn:epc:id:giai:6901234.probe1"


def _only(number: int, **fields: Any) -> dict[str, Any]:
    made = event(number, **fields)
    del made["epcList"]
    return made


EVENTS: dict[int, dict[str, Any]] = {
    1: event(
        1,
        action="ADD",
        bizStep="commissioning",
        disposition="active",
        readPoint={"id": STALL, "ex:gate": "north", "ex:deep": {"ex:lane": 4}},
        bizLocation={"id": MARKET, "ex:hall": "B"},
        persistentDisposition={"set": ["completeness_verified"], "unset": ["unknown"]},
        ilmd={"cbvmda:lotNumber": "L1", "ex:dose": {"ex:mg": 12.5}, "ex:made": "2026-08-30T08:00:00+08:00"},
        **{"ex:temper": "mild", "ex:age": 7, "ex:inside": {"ex:age": 9, "plain": ["a", {"ex:deepest": "x"}]}},
    ),
    2: event(
        2,
        bizStep="https://my.example/bathing",
        disposition="https://my.example/clean",
        readPoint={"id": "https://id.gs1.org/414/6901234000108"},
        bizTransactionList=[{"type": "po", "bizTransaction": PO}, {"type": "desadv", "bizTransaction": DESADV}],
        sourceList=[{"type": "owning_party", "source": FARM}, {"type": "location", "source": STALL}],
        destinationList=[{"type": "owning_party", "destination": BUYER}],
        **{f"{LOOSE}#colour": ["pink", "white"]},
    ),
    3: _only(
        3,
        type="AggregationEvent",
        action="ADD",
        bizStep="packing",
        parentID=BOX,
        childEPCs=[PIG.format(1), PIG.format(2)],
        childQuantityList=[{"epcClass": LOT.format(1), "quantity": 2.5, "uom": "KGM"}],
        bizTransactionList=[{"bizTransaction": PO}],
    ),
    4: {
        name: value
        for name, value in _only(
            4,
            type="TransformationEvent",
            inputEPCList=[PIG.format(1)],
            inputQuantityList=[{"epcClass": LOT.format(1), "quantity": 3}],
            outputEPCList=["https://id.gs1.org/01/06901234000016/21/HAM1"],
            outputQuantityList=[{"epcClass": PRODUCT, "quantity": 1500, "uom": "GRM"}],
            transformationID="urn:epc:id:gdti:6901234.00006.T1",
            ilmd={"lotNumber": "L2", "cbvmda:itemExpirationDate": "2027-01-01"},
        ).items()
        if name != "action"
    },
    5: event(
        5,
        bizStep="sensor_reporting",
        sensorElementList=[
            {
                "sensorMetadata": {
                    "time": "2026-09-01T08:05:00+08:00",
                    "startTime": "2026-09-01T08:00:00+08:00",
                    "endTime": "2026-09-01T08:04:00+08:00",
                    "deviceID": PROBE,
                    "bizRules": "https://rules.example/1",
                    "dataProcessingMethod": "https://method.example/1",
                    "ex:battery": 80,
                },
                "sensorReport": [
                    {
                        "type": "Temperature",
                        "value": 5.0,
                        "uom": "CEL",
                        "minValue": 4,
                        "maxValue": 6.5,
                        "meanValue": 5.25,
                        "sDev": 0.5,
                        "percRank": 50,
                        "percValue": 5.1,
                        "ex:calibrated": "2026-01-01T00:00:00Z",
                    },
                    {"type": "https://my.example/Smell", "stringValue": "fresh", "booleanValue": True},
                ],
                "ex:rack": {"ex:row": "r1"},
            }
        ],
    ),
    6: event(
        6,
        sensorElementList=[
            {
                "sensorReport": [
                    {
                        "type": "gs1:Temperature",
                        "value": 300,
                        "uom": "KEL",
                        "time": "2026-09-02T00:00:00Z",
                        "microorganism": "https://www.ncbi.nlm.nih.gov/taxonomy/1126011",
                        "chemicalSubstance": "https://identifiers.org/inchikey:CZMRCDWAGMRECN-UGDNZRGBSA-N",
                        "hexBinaryValue": "f00D",
                        "uriValue": "urn:epc:id:sgln:6901234.00012.0",
                        "booleanValue": False,
                    }
                ]
            }
        ],
    ),
    7: _only(7, quantityList=[{"epcClass": LOT.format(2), "quantity": 40}, {"epcClass": PRODUCT}]),
}
WRONG = EVENTS[7] | {
    "errorDeclaration": {
        "declarationTime": "2026-09-03T08:00:00+08:00",
        "reason": "incorrect_data",
        "correctiveEventIDs": ["urn:uuid:right"],
        "ex:by": "clerk",
        "ex:why": {"ex:form": 12},
    }
}
"""Says that event 7 is wrong; it carries the same eventID."""


def _place(uri: str, *children: str, **attributes: str) -> dict[str, Any]:
    named = [{"id": f"urn:epcglobal:cbv:mda#{name}", "attribute": value} for name, value in attributes.items()]
    return {"id": uri, "attributes": named, "children": list(children)}


def document() -> dict[str, Any]:
    """All of them, and master data: the city holds the market, the market holds the stall and (wrongly) the city."""
    places = [_place(CITY, MARKET, region="450000"), _place(MARKET, STALL, CITY, name="West"), _place(STALL)]
    lots = [_place("urn:epc:class:lgtin:6901234.000001.L2", breed="Duroc")]
    master = [
        {"type": "urn:epcglobal:epcis:vtype:BusinessLocation", "vocabularyElementList": places},
        {"type": "urn:epcglobal:epcis:vtype:EPCClass", "vocabularyElementList": lots},
    ]
    return {
        "@context": CONTEXT,
        "type": "EPCISDocument",
        "schemaVersion": "2.0",
        "creationDate": "2026-09-01T12:00:00Z",
        "epcisHeader": {"epcisMasterData": {"vocabularyList": master}},
        "epcisBody": {"eventList": [*EVENTS.values(), WRONG]},
    }
