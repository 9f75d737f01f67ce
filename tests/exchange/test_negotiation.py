"""Which syntax, version and notations an answer has."""

import json

import msgspec
import pytest
from django.test import RequestFactory

from zhuisu.core.epcis.notation import CbvNotation, EpcNotation
from zhuisu.exchange.epcis.negotiation import DEFAULT_FORM, Form, Syntax, Version, form_of
from zhuisu.exchange.http.problem import Kind, ProblemError

LINK, URN, AS_RECEIVED = EpcNotation.LINK, EpcNotation.URN, EpcNotation.AS_RECEIVED
SHORT, WEB_URI, CBV_URN, WORDS_AS_RECEIVED = CbvNotation


def asked(**headers: str) -> Form:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return form_of(RequestFactory().get("/epcis/events", headers=named))


def refused(**headers: str) -> ProblemError:
    with pytest.raises(ProblemError) as caught:
        asked(**headers)
    assert caught.value.kind is Kind.NOT_ACCEPTABLE
    return caught.value


@pytest.mark.parametrize("accept", ["", "*/*", "application/*", "application/json", "application/xml;q=0.9, */*"])
def test_without_a_preference_the_answer_is_json_with_links(accept: str) -> None:
    assert asked(Accept=accept) == DEFAULT_FORM


@pytest.mark.parametrize(
    ("accept", "syntax", "media_type"),
    [
        ("application/ld+json", Syntax.JSON, "application/ld+json"),
        ("application/xml", Syntax.XML, "application/xml"),
        ("text/xml", Syntax.XML, "text/xml"),
        ("text/*", Syntax.XML, "text/xml"),
        ("application/json;q=0.5, application/xml", Syntax.XML, "application/xml"),
        ("application/xml;q=0.5, application/json;q=0.4", Syntax.XML, "application/xml"),
        ("application/json;q=0, */*;q=0.1", Syntax.JSON, "application/ld+json"),
        ("application/json;q=0, application/ld+json;q=0, */*", Syntax.XML, "application/xml"),
        ("text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.8", Syntax.XML, "application/xml"),
    ],
)
def test_the_preferred_media_type_decides_the_syntax(accept: str, syntax: Syntax, media_type: str) -> None:
    form = asked(Accept=accept)
    assert (form.syntax, form.media_type, form.version) == (syntax, media_type, Version.V2_0)


@pytest.mark.parametrize("header", ["GS1_EPCIS_Version", "GS1_EPCIS_Max", "GS1_CBV_Version", "GS1_CBV_Max"])
@pytest.mark.parametrize("value", ["1.2", "1.2.0", "1.2.2"])
def test_1_2_is_answered_as_xml_with_urns(header: str, value: str) -> None:
    form = asked(Accept="*/*", **{header: value})
    assert form == Form(syntax=Syntax.XML, version=Version.V1_2, epcs=URN, words=CBV_URN, media_type="application/xml")


@pytest.mark.parametrize(
    ("headers", "version"),
    [
        ({"GS1_EPCIS_Min": "1.0", "GS1_EPCIS_Max": "2.0"}, Version.V2_0),
        ({"GS1_EPCIS_Min": "1.2", "GS1_EPCIS_Max": "1.9"}, Version.V1_2),
        ({"GS1_EPCIS_Min": "2"}, Version.V2_0),
        ({"GS1_EPCIS_Max": "3"}, Version.V2_0),
        ({"GS1_EPCIS_Version": "2.0.1"}, Version.V2_0),
        ({"GS1_EPCIS_Max": "2.0", "GS1_CBV_Max": "1.2"}, Version.V1_2),
    ],
)
def test_the_newest_version_within_the_bounds_is_answered(headers: dict[str, str], version: Version) -> None:
    assert asked(**headers).version is version


@pytest.mark.parametrize(
    "headers",
    [
        {"GS1_EPCIS_Min": "2.1"},
        {"GS1_EPCIS_Max": "1.1"},
        {"GS1_EPCIS_Version": "1.0"},
        {"GS1_EPCIS_Version": "two"},
        {"GS1_EPCIS_Version": ""},
        {"GS1_EPCIS_Version": "1.2.0.0"},
        {"GS1_CBV_Min": "2.0", "GS1_EPCIS_Max": "1.2"},
        {"GS1_EPCIS_Min": "1.3", "GS1_EPCIS_Max": "1.9"},
    ],
)
def test_versions_that_are_not_served_are_named(headers: dict[str, str]) -> None:
    (finding,) = refused(**headers).findings
    assert finding.code == "http.version_not_served"
    assert finding.facts["served"] == "2.0.0, 1.2.0"


@pytest.mark.parametrize("accept", ["application/json", "application/ld+json, text/html"])
def test_there_is_no_json_of_1_2(accept: str) -> None:
    (finding,) = refused(Accept=accept, GS1_EPCIS_Version="1.2").findings
    assert finding.facts["offered"] == "application/xml, text/xml"


@pytest.mark.parametrize(
    ("value", "notation"),
    [
        ("No_Preference", LINK),
        ("Always_GS1_Digital_Link", LINK),
        ("Always_EPC_URN", URN),
        ("Never_Translates", AS_RECEIVED),
    ],
)
@pytest.mark.parametrize("accept", ["application/json", "application/xml"])
def test_identifiers_are_written_as_asked(accept: str, value: str, notation: EpcNotation) -> None:
    form = asked(Accept=accept, GS1_EPC_Format=value)
    assert form.epcs is notation
    assert form.headers["GS1-EPC-Format"] == notation.value


@pytest.mark.parametrize(
    ("value", "notation"),
    [
        ("No_Preference", WEB_URI),
        ("Always_Web_URI", WEB_URI),
        ("Always_URN", CBV_URN),
        ("Never_Translates", WORDS_AS_RECEIVED),
    ],
)
def test_words_in_xml_are_written_as_asked(value: str, notation: CbvNotation) -> None:
    form = asked(Accept="application/xml", GS1_CBV_XML_Format=value)
    assert form.words is notation
    assert form.headers["GS1-CBV-XML-Format"] == notation.value


@pytest.mark.parametrize("value", ["No_Preference", "Always_Web_URI", "Always_URN"])
def test_words_in_json_are_short(value: str) -> None:
    form = asked(GS1_CBV_XML_Format=value)
    assert form.words is SHORT
    assert "GS1-CBV-XML-Format" not in form.headers


@pytest.mark.parametrize("header", ["GS1_EPC_Format", "GS1_CBV_XML_Format"])
def test_in_json_words_stay_as_received_where_nothing_is_to_be_translated(header: str) -> None:
    assert asked(**{header: "Never_Translates"}).words is WORDS_AS_RECEIVED


@pytest.mark.parametrize(
    ("header", "value"), [("GS1_EPC_Format", "Always_GS1_Digital_Link"), ("GS1_CBV_XML_Format", "Always_Web_URI")]
)
def test_1_2_knows_urns_alone(header: str, value: str) -> None:
    (finding,) = refused(GS1_EPCIS_Version="1.2", **{header: value}).findings
    assert finding.code == "http.notation_of_later"


def test_1_2_may_be_had_as_received() -> None:
    form = asked(GS1_EPCIS_Version="1.2", GS1_EPC_Format="Never_Translates", GS1_CBV_XML_Format="Never_Translates")
    assert (form.epcs, form.words) == (AS_RECEIVED, WORDS_AS_RECEIVED)


@pytest.mark.parametrize("header", ["GS1_EPC_Format", "GS1_CBV_XML_Format"])
@pytest.mark.parametrize("value", ["", "always_epc_urn", "short", "Always_EPC_URN, Never_Translates", "ä" * 200])
def test_unknown_notations_are_refused_with_those_that_are_known(header: str, value: str) -> None:
    (finding,) = refused(**{header: value}).findings
    assert finding.code == "http.bad_header"
    assert "Never_Translates" in str(finding.facts["allowed"])
    assert "short" not in str(finding.facts["allowed"])


def test_a_form_can_be_kept() -> None:
    form = asked(Accept="application/xml", GS1_EPC_Format="Always_EPC_URN")
    assert msgspec.json.decode(msgspec.json.encode(form), type=Form) == form
    assert json.loads(msgspec.json.encode(DEFAULT_FORM))["epcs"] == "Always_GS1_Digital_Link"
