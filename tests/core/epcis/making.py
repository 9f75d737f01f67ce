"""Making: strategies for events that are valid, and for what becomes of them in careless hands."""

import copy
from datetime import datetime
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st

from tests.core.epcis.samples import CAST
from zhuisu.core.epcis import vocabulary

# The machine that runs the tests may be busy with other things.
unhurried = settings(deadline=None, max_examples=100)
SERIALS = st.text("ABCabc0123456789-_.", min_size=1, max_size=12)
ITEMS = st.one_of(
    SERIALS.map(lambda serial: f"urn:epc:id:sgtin:690123400.0001.{serial}"),
    SERIALS.map(lambda serial: f"https://example.cn/01/06901234000016/21/{serial}"),
    SERIALS.map(lambda serial: f"http://id.gs1.org/gtin/6901234000016/lot/L1/ser/{serial}?x=1"),
    st.integers(0, 99999999).map(lambda serial: f"urn:epc:id:sscc:690123400.{serial:08}"),
    SERIALS.map(lambda serial: f"urn:epc:id:giai:690123400.{serial}"),
    SERIALS.map(lambda serial: f"urn:epc:id:grai:690123400.001.{serial}"),
    st.integers(0, 10**12 - 1).map(lambda serial: f"urn:zhuisu:detonator:{serial:013}"),
    st.uuids().map(lambda uuid: f"urn:uuid:{uuid}"),
)
CLASSES = st.one_of(
    SERIALS.map(lambda lot: f"urn:epc:class:lgtin:690123400.0001.{lot}"),
    SERIALS.map(lambda lot: f"https://id.gs1.org/01/06901234000016/10/{lot}"),
    st.just("urn:epc:idpat:sgtin:690123400.0001.*"),
    st.just("https://id.gs1.org/01/06901234000016"),
)
PLACES = st.one_of(
    SERIALS.map(lambda extension: f"urn:epc:id:sgln:690123400.001.{extension}"),
    st.just("https://id.gs1.org/414/6901234000016"),
    st.just("geo:21.95,108.62"),
)
TIMES = st.builds(
    "{}.{:03}{}".format,
    st.datetimes(datetime.fromisoformat("1971-01-01"), datetime.fromisoformat("9998-01-01")).map(
        lambda time: time.isoformat(timespec="seconds")
    ),
    st.integers(0, 999),
    st.sampled_from(["Z", "+08:00", "-06:30", "+00:00"]),
)
NUMBERS = st.one_of(st.integers(-(10**6), 10**6), st.floats(-1e9, 1e9).filter(lambda number: "e" not in str(number)))
WORDS = st.text("abcdefgh ", min_size=1, max_size=8).map(lambda text: f"q {text}")
FREE = st.recursive(
    st.one_of(WORDS, st.booleans(), NUMBERS, ITEMS),
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3), st.dictionaries(st.sampled_from(["qz:a", "qz:b", "qz:c"]), inner)
    ),
    max_leaves=6,
)
NAMES = st.sampled_from(["qz:mark", "qz:grade", "qz:transaction", "qz:partList", "lab:batch"])
EXTENSIONS = st.dictionaries(NAMES, FREE, max_size=2)


def words_of(words: vocabulary.WordList) -> st.SearchStrategy[str]:
    """A word in any notation."""
    return st.sampled_from(sorted(words.canonical))


def optional(members: dict[str, st.SearchStrategy[Any]]) -> st.SearchStrategy[dict[str, Any]]:
    """Some of these members."""
    return st.fixed_dictionaries({}, optional=members)


def some(each: st.SearchStrategy[Any]) -> st.SearchStrategy[list[Any]]:
    """A short list that is not empty."""
    return st.lists(each, min_size=1, max_size=3, unique_by=repr)


QUANTITIES = some(
    st.fixed_dictionaries(
        {"epcClass": CLASSES}, optional={"quantity": NUMBERS, "uom": st.sampled_from(["KGM", "CEL", "2N"])}
    )
)
SDT = words_of(vocabulary.SOURCE_DESTINATION_TYPES)
REPORTS = st.builds(
    lambda required, more: {**required, **more},
    st.fixed_dictionaries(
        {"type": words_of(vocabulary.MEASUREMENT_TYPES)},
        optional={
            "value": NUMBERS,
            "time": TIMES,
            "deviceID": ITEMS,
            # No URN: the published generator knows none for components.
            "component": words_of(vocabulary.COMPONENTS).filter(lambda word: not word.startswith("urn:")),
            "booleanValue": st.booleans(),
            "stringValue": WORDS,
            "hexBinaryValue": st.sampled_from(["0A", "f0f0", "12"]),
            "exception": words_of(vocabulary.SENSOR_ALERTS),
            "bizRules": ITEMS,
            "uom": st.just("CEL"),
        },
    ),
    EXTENSIONS,
)
METADATA = st.builds(
    lambda own, more: {**own, **more}, optional({"time": TIMES, "deviceID": ITEMS, "rawData": ITEMS}), EXTENSIONS
)
SENSORS = some(
    st.builds(
        lambda required, more: {**required, **more},
        st.fixed_dictionaries({"sensorReport": some(REPORTS)}, optional={"sensorMetadata": METADATA}),
        EXTENSIONS,
    )
)
PLACED = st.builds(lambda place, more: {"id": place, **more}, PLACES, EXTENSIONS)
COMMON = {
    "eventID": ITEMS,
    "recordTime": TIMES,
    "certificationInfo": st.one_of(ITEMS, some(ITEMS)),
    "bizStep": words_of(vocabulary.BIZ_STEPS),
    "disposition": words_of(vocabulary.DISPOSITIONS),
    "persistentDisposition": st.fixed_dictionaries(
        {"set": st.just(["conformant"])}, optional={"unset": st.just(["urn:epcglobal:cbv:disp:unknown"])}
    ),
    "readPoint": PLACED,
    "bizLocation": PLACED,
    "bizTransactionList": some(
        st.fixed_dictionaries({"type": words_of(vocabulary.BIZ_TRANSACTION_TYPES), "bizTransaction": ITEMS})
    ),
    "sourceList": some(st.fixed_dictionaries({"type": SDT, "source": ITEMS})),
    "destinationList": some(st.fixed_dictionaries({"type": SDT, "destination": ITEMS})),
    "sensorElementList": SENSORS,
    "errorDeclaration": st.fixed_dictionaries(
        {"declarationTime": TIMES}, optional={"reason": words_of(vocabulary.ERROR_REASONS), "qz:by": WORDS}
    ),
}
REQUIRED = {"eventTime": TIMES, "eventTimeZoneOffset": st.sampled_from(["+08:00", "-06:00", "+14:00", "+00:00"])}
ACTIONS = st.sampled_from(["ADD", "OBSERVE", "DELETE"])


def _of_type(
    name: str, required: dict[str, st.SearchStrategy[Any]], own: dict[str, st.SearchStrategy[Any]]
) -> st.SearchStrategy[dict[str, Any]]:
    members = st.fixed_dictionaries(
        {"type": st.just(name), **REQUIRED, **required},
        optional={key: value for key, value in {**COMMON, **own}.items() if key not in required},
    )
    return st.builds(lambda event, more: {**event, **more}, members, EXTENSIONS)


ILMD = st.dictionaries(st.sampled_from(["cbvmda:lotNumber", "qz:variety", "lotNumber", "qz:harvest"]), FREE)
EVENTS = st.one_of(
    _of_type("ObjectEvent", {"action": ACTIONS, "epcList": some(ITEMS)}, {"quantityList": QUANTITIES}),
    _of_type("ObjectEvent", {"action": st.just("ADD"), "quantityList": QUANTITIES}, {"ilmd": ILMD}),
    _of_type(
        "AggregationEvent",
        {"action": ACTIONS, "parentID": ITEMS, "childEPCs": some(ITEMS)},
        {"childQuantityList": QUANTITIES},
    ),
    _of_type(
        "AssociationEvent",
        {"action": ACTIONS, "parentID": ITEMS, "childEPCs": some(ITEMS)},
        {"childQuantityList": QUANTITIES},
    ),
    _of_type(
        "TransactionEvent",
        {"action": ACTIONS, "bizTransactionList": COMMON["bizTransactionList"], "epcList": some(ITEMS)},
        {"parentID": ITEMS, "quantityList": QUANTITIES},
    ),
    _of_type(
        "TransformationEvent",
        {"inputEPCList": some(ITEMS), "outputQuantityList": QUANTITIES},
        {"inputQuantityList": QUANTITIES, "outputEPCList": some(ITEMS), "transformationID": ITEMS, "ilmd": ILMD},
    ),
)

ANY_JSON = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(-(2**70), 2**70),
        st.floats(allow_nan=False, allow_infinity=False),
        st.text(max_size=8),
    ),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=6), inner, max_size=3)),
    max_leaves=5,
)
ODD_VALUES = st.one_of(
    ANY_JSON,
    st.sampled_from(
        [
            "",
            "x",
            "urn:",
            "a:b",
            "a: b",
            "ADD",
            "2026-01-01",
            "1969-12-31T23:59:59Z",
            "+14:01",
            "9999-12-31T23:59:59-01:00",
        ]
    ),
    st.sampled_from([[], {}, ["a:b", "a:b"], [{}], {"id": "x"}, {"set": []}, {"set": ["active", "active"]}]),
)
ODD_NAMES = st.sampled_from(
    ["foo", "qz:foo", "un:foo", "http://a.example/b", "type", "ilmd", "(extensions)", "set", "\0"]
)


def _places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(place for key, item in items for place in _places(item, (*path, key)))]


@st.composite
def careless(draw: st.DrawFn) -> dict[str, Any]:
    """An event of the cast, after up to three careless edits."""
    event: dict[str, Any] = copy.deepcopy(draw(st.one_of(st.sampled_from(CAST), EVENTS)))
    for _ in range(draw(st.integers(0, 3))):
        *above, last = draw(st.sampled_from(_places(event)[1:] or [("type",)]))
        holder: Any = event
        for key in above:
            holder = holder[key]
        match draw(st.sampled_from(["replace", "remove", "add"])):
            case "replace":
                holder[last] = copy.deepcopy(draw(ODD_VALUES))
            case "remove":
                del holder[last]
            case "add" if isinstance(holder, dict):
                holder[draw(ODD_NAMES)] = copy.deepcopy(draw(ODD_VALUES))
    return event
