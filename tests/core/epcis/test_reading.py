"""Reading one event: what is accepted as what, and what is refused with which finding at which place."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.core.epcis.samples import (
    CAST,
    CONTEXT,
    CONTEXT_JSON,
    GS1_CONTEXT,
    LYCHEES_PICKED,
    OYSTERS_PACKED,
    PORK_CUT,
    SENSOR_FITTED,
    WINE_BOUGHT,
    changed,
    context_of,
    encoded,
    listed,
    problems,
    published,
    read,
)
from zhuisu.core.epcis import ObjectEvent, Refusal, TransformationEvent, normalised, read_event, write_event


def test_every_published_event_is_accepted_and_means_the_same_when_written(shared: Path) -> None:
    count = 0
    for _, document in published(shared):
        context = context_of(document["@context"])
        for raw in listed(document):
            event = read(raw, context)
            assert normalised(read(write_event(event), context), context) == normalised(event, context)
            count += 1
    assert count == 56


@pytest.mark.parametrize("event", CAST, ids=lambda event: str(event["type"]))
def test_the_cast_is_accepted(event: dict[str, Any]) -> None:
    assert read(event).event_time_zone_offset in {"+08:00", "+00:00"}


def test_an_event_keeps_what_it_was_given() -> None:
    event = read(LYCHEES_PICKED)
    assert isinstance(event, ObjectEvent)
    assert event.event_time == datetime(2026, 6, 17, 22, 30, tzinfo=UTC)
    assert event.event_time.utcoffset() == timedelta(hours=8)
    assert event.epc_list == ("urn:epc:id:sgtin:690123400.0001.77",)
    assert event.quantity_list is not None
    assert (event.quantity_list[0].quantity, event.quantity_list[0].uom) == (12.5, "KGM")
    assert event.read_point is not None
    assert event.read_point.id == "urn:epc:id:sgln:690123400.001.0"
    assert event.ilmd == {"cbvmda:lotNumber": "L7", "qz:variety": "三月红"}


def test_fields_of_other_namespaces_are_kept_at_every_level() -> None:
    place = {"id": "geo:21.95,108.62", "qz:berth": 7}
    declared = {"declarationTime": "2026-06-19T00:00:00Z", "lab:why": ["typo"]}
    event = read(
        changed(SENSOR_FITTED, readPoint=place, errorDeclaration=declared, **{"urn:x-lab:a": None, "qz:n": {}})
    )
    assert event.extensions == {"qz:n": {}}
    assert event.read_point is not None
    assert event.read_point.extensions == {"qz:berth": 7}
    assert event.error_declaration is not None
    assert event.error_declaration.extensions == {"lab:why": ["typo"]}
    assert event.sensor_element_list is not None
    assert event.sensor_element_list[0].sensor_report[0].extensions == {"qz:probe": {"at": ["door"]}}


@pytest.mark.parametrize(
    ("member", "attribute"), [({"bizStep": "{}"}, "biz_step"), ({"disposition": "{}"}, "disposition")]
)
@pytest.mark.parametrize(
    "notation", ["{word}", "urn:epcglobal:cbv:{urn}:{word}", "https://ref.gs1.org/cbv/{web}-{word}"]
)
def test_words_become_their_short_names(member: dict[str, str], attribute: str, notation: str) -> None:
    urn, web, word = {"bizStep": ("bizstep", "BizStep", "shipping"), "disposition": ("disp", "Disp", "in_transit")}[
        next(iter(member))
    ]
    event = read(changed(LYCHEES_PICKED, **{next(iter(member)): notation.format(urn=urn, web=web, word=word)}))
    assert getattr(event, attribute) == word


def test_a_word_of_ones_own_is_a_uri() -> None:
    assert read(changed(LYCHEES_PICKED, bizStep="https://zhuisu.example/step/steaming")).biz_step == (
        "https://zhuisu.example/step/steaming"
    )


ACCEPTED: dict[str, dict[str, Any]] = {
    "an empty epcList": changed(LYCHEES_PICKED, epcList=[], quantityList=None),
    "sensors at a read point alone": changed(
        LYCHEES_PICKED,
        epcList=None,
        quantityList=None,
        ilmd=None,
        sensorElementList=SENSOR_FITTED["sensorElementList"],
    ),
    "everything taken out": changed(OYSTERS_PACKED, action="DELETE", childEPCs=None),
    "a box without a number, only seen": changed(OYSTERS_PACKED, action="OBSERVE", parentID=None),
    "a part of a long transformation": changed(PORK_CUT, outputQuantityList=None, transformationID="urn:example:t:1"),
    "a far future": changed(LYCHEES_PICKED, eventTime="9999-12-31T23:59:59Z"),
    "more digits than a microsecond": changed(LYCHEES_PICKED, eventTime="2026-06-18T06:30:00.123456789+08:00"),
    "a CURIE for a type": changed(
        SENSOR_FITTED, sensorElementList=[{"sensorReport": [{"type": "qz:Sweetness", "component": "cbv:Comp-x"}]}]
    ),
    "a name that is a whole URI": changed(LYCHEES_PICKED, **{"https://other.example/voc/colour": "red"}),
    "several certificates": changed(LYCHEES_PICKED, certificationInfo=["urn:example:c:1", "urn:example:c:2"]),
    "a lot by its plain name": changed(LYCHEES_PICKED, ilmd={"lotNumber": "L7"}),
    "a letter beyond ASCII in a URI": changed(LYCHEES_PICKED, epcList=["urn:zhuisu:荔枝:1"]),
    "a backslash before u0000": changed(LYCHEES_PICKED, **{"qz:path": "C:\\u0000"}),
}


@pytest.mark.parametrize("event", ACCEPTED.values(), ids=ACCEPTED.keys())
def test_is_accepted(event: dict[str, Any]) -> None:
    read(event)


REFUSED: dict[str, tuple[dict[str, Any], str, str]] = {
    "no type": (changed(LYCHEES_PICKED, type=None), "missing", "$.type"),
    "an unknown type": (changed(LYCHEES_PICKED, type="QuantityEvent"), "event_type", "$.type"),
    "no time": (changed(LYCHEES_PICKED, eventTime=None), "missing", "$.eventTime"),
    "no action": (changed(LYCHEES_PICKED, action=None), "missing", "$.action"),
    "an action of one's own": (changed(LYCHEES_PICKED, action="MOVE"), "choice", "$.action"),
    "a time without an offset": (changed(LYCHEES_PICKED, eventTime="2026-06-18T06:30:00"), "time", "$.eventTime"),
    "a time before 1970": (
        changed(LYCHEES_PICKED, eventTime="1970-01-01T00:00:00+08:00"), "event_time_range", "$.eventTime",
    ),
    "a time after 9999": (
        changed(LYCHEES_PICKED, eventTime="9999-12-31T23:59:59-01:00"), "event_time_range", "$.eventTime",
    ),
    "an offset of one's own": (changed(LYCHEES_PICKED, eventTimeZoneOffset="+8"), "offset", "$.eventTimeZoneOffset"),
    "a bare string for an EPC": (changed(LYCHEES_PICKED, epcList=["6901234"]), "not_a_uri", "$.epcList[0]"),
    "a blank in an EPC": (changed(LYCHEES_PICKED, epcList=["urn:a:b", "urn:a: b"]), "not_a_uri", "$.epcList[1]"),
    "a line break in an EPC": (changed(LYCHEES_PICKED, epcList=["urn:a:b\nurn:c:d"]), "not_a_uri", "$.epcList[0]"),
    "an EPC twice": (changed(LYCHEES_PICKED, epcList=["urn:a:b", "urn:a:b"]), "repeated", "$.epcList[1]"),
    "a number for an EPC": (changed(LYCHEES_PICKED, epcList=[6901234]), "kind", "$.epcList[0]"),
    "a string for a list": (changed(LYCHEES_PICKED, epcList="urn:a:b"), "kind", "$.epcList"),
    "null": (changed(LYCHEES_PICKED) | {"bizStep": None}, "kind", "$.bizStep"),
    "a word outside CBV": (changed(LYCHEES_PICKED, bizStep="harvesting"), "word", "$.bizStep"),
    "a word outside CBV in its namespace": (
        changed(LYCHEES_PICKED, bizStep="urn:epcglobal:cbv:bizstep:harvesting"), "word", "$.bizStep",
    ),
    "a field of nobody": (changed(LYCHEES_PICKED, weight=3), "no_namespace", "$.weight"),
    "a field of another type": (changed(LYCHEES_PICKED, parentID="urn:a:b"), "no_namespace", "$.parentID"),
    "an undeclared prefix": (changed(LYCHEES_PICKED, **{"xy:a": 1}), "prefix_undeclared", "$['xy:a']"),
    "an undeclared prefix in ILMD": (
        changed(LYCHEES_PICKED, ilmd={"xy:a": 1}), "prefix_undeclared", "$.ilmd['xy:a']",
    ),
    "a plain name in ILMD": (changed(LYCHEES_PICKED, ilmd={"sweetness": 1}), "no_namespace", "$.ilmd.sweetness"),
    "the name of the model's own attribute": (
        changed(LYCHEES_PICKED, **{"(extensions)": {"a": 1}}), "no_namespace", "$['(extensions)']",
    ),
    "an extension of a closed part": (
        changed(LYCHEES_PICKED, quantityList=[{"epcClass": "urn:a:b", "qz:a": 1}]),
        "closed_part",
        "$.quantityList[0]['qz:a']",
    ),
    "ILMD of what is only seen": (changed(LYCHEES_PICKED, action="OBSERVE"), "ilmd_without_add", "$.ilmd"),
    "nothing at all": (changed(LYCHEES_PICKED, epcList=None, quantityList=None), "object_nothing", "$"),
    "no children": (changed(OYSTERS_PACKED, childEPCs=[]), "no_children", "$"),
    "no parent": (changed(OYSTERS_PACKED, parentID=None), "no_parent", "$.parentID"),
    "no parent of what is fitted": (changed(SENSOR_FITTED, parentID=None), "missing", "$.parentID"),
    "no transaction": (changed(WINE_BOUGHT, bizTransactionList=[]), "no_transaction", "$.bizTransactionList"),
    "nothing bought": (changed(WINE_BOUGHT, epcList=None), "transaction_nothing", "$"),
    "no output": (changed(PORK_CUT, outputQuantityList=None), "transforms_nothing", "$"),
    "a unit of one's own": (
        changed(PORK_CUT, outputQuantityList=[{"epcClass": "urn:a:b", "quantity": 1, "uom": "斤"}]),
        "unit",
        "$.outputQuantityList[0].uom",
    ),
    "an empty persistent disposition": (
        changed(PORK_CUT, persistentDisposition={}), "persistent_nothing", "$.persistentDisposition",
    ),
    "an empty set": (changed(PORK_CUT, persistentDisposition={"set": []}), "too_few", "$.persistentDisposition.set"),
    "no reports": (
        changed(SENSOR_FITTED, sensorElementList=[{"sensorReport": []}]),
        "too_few",
        "$.sensorElementList[0].sensorReport",
    ),
    "a report of nothing": (
        changed(SENSOR_FITTED, sensorElementList=[{"sensorReport": [{"value": 1}]}]),
        "missing",
        "$.sensorElementList[0].sensorReport[0].type",
    ),
    "a source of no type": (
        changed(WINE_BOUGHT, sourceList=[{"source": "urn:a:b"}]), "missing", "$.sourceList[0].type",
    ),
    "a true number": (
        changed(SENSOR_FITTED, sensorElementList=[{"sensorReport": [{"type": "Mass", "value": True}]}]),
        "kind",
        "$.sensorElementList[0].sensorReport[0].value",
    ),
    "a context that is a number": (changed(LYCHEES_PICKED, **{"@context": 5}), "context_kind", "$['@context']"),
    "a prefix that stands for a number": (
        changed(LYCHEES_PICKED, **{"@context": {"a": 5}}), "context_definition", "$['@context'].a",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("event", "code", "path"), REFUSED.values(), ids=REFUSED.keys())
def test_is_refused(event: dict[str, Any], code: str, path: str) -> None:
    assert (code, path) in problems(event)


def test_every_problem_is_told() -> None:
    event = changed(LYCHEES_PICKED, eventTime="today", bizStep="harvesting", epcList=["77"], weight=3, ilmd=[])
    assert sorted(problems(event)) == [
        ("kind", "$.ilmd"),
        ("no_namespace", "$.weight"),
        ("not_a_uri", "$.epcList[0]"),
        ("time", "$.eventTime"),
        ("word", "$.bizStep"),
    ]


def test_an_event_may_bring_its_own_context() -> None:
    event = changed(LYCHEES_PICKED, **{"@context": [GS1_CONTEXT, {"xy": "https://xy.example/"}], "xy:a": 1})
    assert read(event).extensions == {"xy:a": 1}


def test_a_context_elsewhere_is_trusted_for_its_prefixes() -> None:
    elsewhere = context_of([GS1_CONTEXT, "https://other.example/context.jsonld"])
    assert read(changed(LYCHEES_PICKED, **{"xy:a": 1}), elsewhere).extensions == {"xy:a": 1}


def test_a_term_that_the_context_declares_is_a_name() -> None:
    declared = context_of(
        [GS1_CONTEXT, *CONTEXT_JSON[1:], {"sweetness": {"@id": "https://zhuisu.example/voc/sweetness"}}]
    )
    assert read(changed(LYCHEES_PICKED, sweetness=7), declared).extensions == {"sweetness": 7}


def with_text(old: str, new: str, event: dict[str, Any] = LYCHEES_PICKED) -> bytes:
    """The event as text, with one piece of text replaced."""
    text = json.dumps(event, ensure_ascii=False)
    assert old in text
    return text.replace(old, new, 1).encode()


TEXTS: dict[str, tuple[bytes, str, str]] = {
    "nothing": (b"", "empty", "$"),
    "blanks": (b" \n", "empty", "$"),
    "an array": (b"[]", "not_an_object", "$"),
    "a number": (b"7", "not_an_object", "$"),
    "null": (b"null", "not_an_object", "$"),
    "half an event": (encoded(LYCHEES_PICKED)[:200], "json", "$"),
    "two events": (encoded(LYCHEES_PICKED) * 2, "json", "$"),
    "a trailing comma": (with_text("}]", "},]"), "json", "$"),
    "NaN": (with_text("12.5", "NaN"), "json", "$"),
    "Infinity": (with_text("12.5", "-Infinity"), "json", "$"),
    "a huge number": (with_text("12.5", "1e999"), "number_range", "$.quantityList[0].quantity"),
    "a huge number that nobody reads": (
        with_text('"ilmd": {', '"ilmd": {"qz:a": 1e999, '), "number_range", "$.ilmd['qz:a']",
    ),
    "a byte order mark": (b"\xef\xbb\xbf" + encoded(LYCHEES_PICKED), "bom", "$"),
    "UTF-16": (json.dumps(LYCHEES_PICKED).encode("utf-16"), "bom", "$"),
    "GB 18030": (json.dumps(LYCHEES_PICKED, ensure_ascii=False).encode("gb18030"), "utf8", "$"),
    "half a surrogate pair": (with_text("三月红", "\\ud800"), "json", "$"),
    "a surrogate in UTF-8": (with_text("三月红", "?").replace(b"?", b"\xed\xa0\x80"), "utf8", "$"),
    "U+0000": (with_text("三月红", "a\\u0000"), "nul", "$.ilmd['qz:variety']"),
    "U+0000 in a name": (with_text("qz:variety", "qz:\\u0000"), "nul", "$.ilmd['qz:␀']"),
    "a control character": (with_text("三月红", "a\x01"), "json", "$"),
    "a time twice": (with_text("{", '{"eventTime": "2026-01-01T00:00:00Z", '), "duplicate", "$.eventTime"),
    "a type twice": (with_text("{", '{"type": "ObjectEvent", '), "duplicate", "$.type"),
    "an eventID twice": (with_text("{", '{"eventID": "urn:a:b", '), "duplicate", "$.eventID"),
    "a name twice in ILMD": (with_text('"ilmd": {', '"ilmd": {"qz:variety": 1, '), "duplicate", "$.ilmd['qz:variety']"),
    "a place's id twice": (with_text('{"id":', '{"id" : "urn:a:b", "id":'), "duplicate", "$.readPoint.id"),
    "a name twice, once escaped": (
        with_text("{", '{"event\\u0054ime": "2026-01-01T00:00:00Z", '), "duplicate", "$.eventTime",
    ),
    "a deep extension": (with_text('"三月红"', "[" * 200 + "]" * 200), "depth", "$"),
    "a bottomless extension": (with_text('"三月红"', "[" * 100_000 + "]" * 100_000), "depth", "$"),
    "an open bracket": (b"[" * 1_000_000, "depth", "$"),
    "open strings": (b'{"a":' + b'"\\"' * 300_000, "json", "$"),
}  # fmt: skip


@pytest.mark.parametrize(("raw", "code", "path"), TEXTS.values(), ids=TEXTS.keys())
def test_text_is_refused(raw: bytes, code: str, path: str) -> None:
    assert (code, path) in problems(raw)


def test_a_hash_id_before_the_eventid_that_counts_is_let_pass() -> None:
    event = read(with_text("{", '{"eventID": "ni:///sha-256;36ab?ver=CBV2.0", '))
    assert event.event_id == LYCHEES_PICKED["eventID"]


def test_nesting_up_to_the_limit_is_accepted() -> None:
    read(with_text('"三月红"', "[" * 98 + "]" * 98))
    assert ("depth", "$") in problems(with_text('"三月红"', "[" * 99 + "]" * 99))


def test_endless_problems_are_cut() -> None:
    found = read_event(encoded(changed(LYCHEES_PICKED, epcList=list(range(100_000)))), CONTEXT)
    assert isinstance(found, Refusal)
    assert len(found.findings) == 1000


def test_a_transformation_has_no_action() -> None:
    event = read(PORK_CUT)
    assert isinstance(event, TransformationEvent)
    assert ("no_namespace", "$.action") in problems(changed(PORK_CUT, action="ADD"))
