"""Properties: an event says the same after it was written as XML and read again."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.epcis.making import EVENTS, unhurried
from tests.core.epcis.samples import CONTEXT, GS1_CONTEXT, LYCHEES_PICKED, changed, context_of, read
from tests.core.epcis.xml.xml_samples import through_xml
from zhuisu.core.epcis import normalised
from zhuisu.core.epcis.xml import XmlVersion
from zhuisu.core.epcis.xml.namespaces import is_name, to_json, to_json_name, to_xml, to_xml_name

# Any text that JSON may hold in an event, of which XML cannot hold all.
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=8)
ODD_NAMES = st.one_of(
    TEXTS,
    st.sampled_from(
        [
            "@a",
            "@qz:a",
            "@xml:lang",
            "@xml:space",
            "@xmlns",
            "@xsi:type",
            "@xsi:nil",
            "#text",
            "@id",
            "qz:a",
            "un:a",
            "urn:b:c",
        ]
    ),
    st.sampled_from(
        ["json:a", "xs:b", "_x0041_", "_x00", "a:b:c", "http://a.example/b/", "lab:1", "item", "xmlns:q", ""]
    ),
)
ANYTHING = st.recursive(
    st.one_of(
        TEXTS,
        st.none(),
        st.booleans(),
        st.integers(-(2**63), 2**64 - 1),
        st.floats(allow_nan=False, allow_infinity=False),
    ),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(ODD_NAMES, inner, max_size=3)),
    max_leaves=6,
)
EXTENSION_NAMES = st.sampled_from(
    [
        "qz:a",
        "qz:1",
        "qz:a b",
        "lab:x/y",
        "https://zhuisu.example/voc/whole",
        "http://other.example/a#b",
        "grade",
        "urn:x:y:z",
    ]
)
TERMS = context_of(
    [
        GS1_CONTEXT,
        {"qz": "https://zhuisu.example/voc/", "lab": "urn:example:lab:", "grade": "https://zhuisu.example/voc/grade"},
    ]
)


@pytest.mark.parametrize("version", XmlVersion)
@settings(unhurried, max_examples=200)
@given(EVENTS)
def test_an_event_says_the_same_after_xml(version: XmlVersion, event: dict[str, Any]) -> None:
    back, context = through_xml(event, version)
    assert normalised(back, context) == normalised(read(event), CONTEXT)


@pytest.mark.parametrize("version", XmlVersion)
@settings(unhurried, max_examples=300)
@given(st.dictionaries(EXTENSION_NAMES, ANYTHING, min_size=1, max_size=2))
def test_any_extension_says_the_same_after_xml(version: XmlVersion, extensions: dict[str, Any]) -> None:
    event = {**LYCHEES_PICKED, **extensions}
    back, context = through_xml(event, version, TERMS)
    assert normalised(back, context) == normalised(read(event, TERMS), TERMS)


@pytest.mark.parametrize("version", XmlVersion)
def test_an_extension_may_use_the_prefix_that_the_document_itself_has(version: XmlVersion) -> None:
    event = {**LYCHEES_PICKED, "epcis:note": "north slope"}
    back, context = through_xml(event, version, TERMS)
    assert normalised(back, context) == normalised(read(event, TERMS), TERMS)


@unhurried
@given(st.dictionaries(st.sampled_from(["qz:a", "qz:b", "lab:c"]), ANYTHING, min_size=1))
def test_extensions_of_parts_say_the_same_after_xml(extensions: dict[str, Any]) -> None:
    report = {"type": "Temperature", "value": 1e-7, **extensions}
    sensors = [{"sensorMetadata": dict(extensions), "sensorReport": [report], **extensions}]
    place = {"id": "geo:21.95,108.62", **extensions}
    event = changed(LYCHEES_PICKED, sensorElementList=sensors, readPoint=place, ilmd={"lotNumber": "L7", **extensions})
    back, context = through_xml(event)
    assert normalised(back, context) == normalised(read(event), CONTEXT)


@unhurried
@given(TEXTS)
def test_any_name_survives(name: str) -> None:
    assert is_name(to_xml_name(name))
    assert to_json_name(to_xml_name(name)) == name


@unhurried
@given(st.one_of(TEXTS, st.sampled_from(["urn:epcglobal:cbv:mda", "relative", "urn:a b"])))
def test_a_namespace_of_xml_survives(namespace: str) -> None:
    assert to_xml(to_json(namespace)) == namespace
