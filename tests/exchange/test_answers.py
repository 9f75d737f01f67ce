"""Events answered over HTTP in each syntax, version and notation."""

import json
from typing import Any
from xml.etree import ElementTree

import pytest
from django.http import HttpResponse

from tests.exchange.caller import CONTEXT, Caller, bare, codes, document, event, listed

EVENTS, CAPTURE = "/epcis/events", "/epcis/capture"
URN, LINK = "urn:epc:id:sgtin:6901234.000001.PIG1", "https://id.gs1.org/01/06901234000016/21/PIG1"
WITH_LOT = "https://id.gs1.org/01/06901234000016/10/L1/21/PIG1"
STEP_URN, STEP_WEB = "urn:epcglobal:cbv:bizstep:arriving", "https://ref.gs1.org/cbv/BizStep-arriving"
XML = "application/xml"
NAMESPACES = {"1.2": "urn:epcglobal:epcis-query:xsd:1", "2.0": "urn:epcglobal:epcis-query:xsd:2"}


def answered(caller: Caller, **headers: str) -> dict[str, Any]:
    """The one event that there is."""
    answer = caller.get(EVENTS, None, **headers)
    assert answer.status_code == 200, answer.content
    (found,) = listed(answer)
    return found


def xml(caller: Caller, **headers: str) -> tuple[HttpResponse, ElementTree.Element]:
    answer = caller.get(EVENTS, None, **{"Accept": XML} | headers)
    assert answer.status_code == 200, answer.content
    return answer, ElementTree.fromstring(answer.content)


def text(root: ElementTree.Element, name: str) -> str:
    (found,) = root.iter(name)
    return (found.text or "").strip()


def test_a_urn_is_answered_as_a_link_unless_a_urn_is_asked_for(operator: Caller) -> None:
    operator.post(EVENTS, bare(1))
    assert answered(operator)["epcList"] == [LINK]
    assert answered(operator, GS1_EPC_Format="No_Preference")["epcList"] == [LINK]
    assert answered(operator, GS1_EPC_Format="Always_EPC_URN")["epcList"] == [URN]
    assert answered(operator, GS1_EPC_Format="Never_Translates")["epcList"] == [URN]


def test_a_link_is_answered_as_a_urn_where_one_is_asked_for(operator: Caller) -> None:
    operator.post(EVENTS, bare(1, epcList=[LINK, "urn:zhuisu:eartag:145072100000001"]))
    assert answered(operator, GS1_EPC_Format="Always_EPC_URN")["epcList"] == [URN, "urn:zhuisu:eartag:145072100000001"]
    assert answered(operator, GS1_EPC_Format="Never_Translates")["epcList"][0] == LINK


def test_a_lot_in_the_link_of_an_item_is_not_lost(operator: Caller) -> None:
    operator.post(EVENTS, bare(1, epcList=[WITH_LOT]))
    assert answered(operator, GS1_EPC_Format="Always_EPC_URN")["epcList"] == [WITH_LOT]


def test_words_in_json_have_their_short_names_or_stay_as_received(operator: Caller) -> None:
    operator.post(EVENTS, bare(1, bizStep=STEP_URN))
    assert answered(operator)["bizStep"] == answered(operator, GS1_CBV_XML_Format="Always_URN")["bizStep"] == "arriving"
    for header in ("GS1-EPC-Format", "GS1-CBV-XML-Format"):
        assert answered(operator, **{header: "Never_Translates"})["bizStep"] == STEP_URN


def test_extensions_and_lot_data_stay_as_they_came(operator: Caller) -> None:
    own = {"ilmd": {"ex:farm": URN}, "ex:from": {"ex:id": URN, "ex:step": STEP_URN}}
    operator.post(EVENTS, bare(1, action="ADD", **own))
    found = answered(operator)
    assert {name: found[name] for name in own} == own


def test_numbers_are_answered_to_the_letter(operator: Caller) -> None:
    sent = json.dumps(bare(1, **{"ex:weight": 0})).replace('"ex:weight": 0', '"ex:weight": 1.50e3, "ex:price": 12.00')
    operator.post(EVENTS, sent.encode())
    assert b'"ex:weight":1.50e3,"ex:price":12.00' in operator.get(EVENTS).content


def test_an_answer_says_what_it_is(operator: Caller) -> None:
    operator.post(EVENTS, bare(1, **{"ex:gate": "N"}))
    answer = operator.get(EVENTS, None, GS1_EPC_Format="Always_EPC_URN")
    assert answer["GS1-EPCIS-Version"] == answer["GS1-CBV-Version"] == "2.0.0"
    assert answer["GS1-EPC-Format"] == "Always_EPC_URN"
    assert answer["GS1-Extensions"] == "ex=https://ex.example/ns/"
    assert {"Accept", "Authorization", "GS1-EPC-Format", "GS1-EPCIS-Max"} <= set(answer["Vary"].split(", "))


def test_namespaces_that_no_answered_event_uses_are_not_named(operator: Caller) -> None:
    operator.post(EVENTS, bare(1))
    assert "GS1-Extensions" not in operator.get(EVENTS).headers


@pytest.mark.parametrize("accept", ["application/json", XML])
def test_head_says_what_get_would(operator: Caller, accept: str) -> None:
    operator.post(EVENTS, bare(1))
    got, head = (operator.ask(method, EVENTS, Accept=accept) for method in ("GET", "HEAD"))
    assert (head.status_code, head.content) == (200, b"")
    for name in ("GS1-EPC-Format", "GS1-EPCIS-Version", "Content-Type", "Vary"):
        assert head.headers.get(name) == got.headers.get(name)


@pytest.mark.parametrize("path", [EVENTS, f"{EVENTS}/{event(1)['eventID']}"])
def test_what_cannot_be_had_is_refused_before_anything_is_read(operator: Caller, path: str) -> None:
    operator.post(EVENTS, bare(1))
    assert operator.get(path, None, GS1_EPC_Format="always").status_code == 406
    assert codes(operator.get(path, None, Accept="text/csv")) == ["http.not_acceptable"]
    assert codes(operator.get(path, None, Accept="application/json", GS1_EPCIS_Version="1.2")) == [
        "http.not_acceptable"
    ]


def test_xml_of_2_0_has_links_and_web_uris(operator: Caller) -> None:
    operator.post(EVENTS, bare(1))
    answer, root = xml(operator)
    assert answer["Content-Type"] == XML
    assert (answer["GS1-EPCIS-Version"], answer["GS1-CBV-XML-Format"]) == ("2.0.0", "Always_Web_URI")
    assert root.tag == f"{{{NAMESPACES['2.0']}}}EPCISQueryDocument"
    assert (text(root, "epc"), text(root, "bizStep")) == (LINK, STEP_WEB)
    assert text(root, "queryName") == "SimpleEventQuery"
    assert text(root, "recordTime")


def test_xml_of_1_2_has_urns(operator: Caller) -> None:
    operator.post(EVENTS, bare(1, epcList=[LINK], bizStep=STEP_WEB))
    answer, root = xml(operator, GS1_EPCIS_Version="1.2")
    assert (answer["GS1-EPCIS-Version"], answer["GS1-CBV-Version"]) == ("1.2.0", "1.2.0")
    assert (answer["GS1-EPC-Format"], answer["GS1-CBV-XML-Format"]) == ("Always_EPC_URN", "Always_URN")
    assert root.tag == f"{{{NAMESPACES['1.2']}}}EPCISQueryDocument"
    assert (text(root, "epc"), text(root, "bizStep")) == (URN, STEP_URN)


def test_xml_of_2_0_may_have_urns(operator: Caller) -> None:
    operator.post(EVENTS, bare(1))
    _, root = xml(operator, GS1_EPC_Format="Always_EPC_URN", GS1_CBV_XML_Format="Always_URN")
    assert (text(root, "epc"), text(root, "bizStep")) == (URN, STEP_URN)


def test_xml_names_the_extensions_that_it_uses(operator: Caller) -> None:
    operator.post(EVENTS, bare(1, **{"ex:gate": "北"}))
    answer, root = xml(operator)
    assert answer["GS1-Extensions"] == "ex=https://ex.example/ns/"
    assert text(root, "{https://ex.example/ns/}gate") == "北"


@pytest.mark.parametrize(
    "path", ["/epcis/bizSteps/arriving/events", f"/epcis/epcs/{URN}/events", f"{EVENTS}/{event(1)['eventID']}"]
)
def test_events_of_one_resource_are_answered_in_every_form_too(operator: Caller, path: str) -> None:
    operator.post(EVENTS, bare(1))
    answer = operator.get(path, None, Accept=XML, GS1_EPCIS_Version="1.2")
    assert (answer.status_code, answer["GS1-EPCIS-Version"]) == (200, "1.2.0")
    assert text(ElementTree.fromstring(answer.content), "epc") == URN


def test_text_xml_names_its_charset(operator: Caller) -> None:
    answer, _ = xml(operator, Accept="text/xml")
    assert answer["Content-Type"] == "text/xml; charset=utf-8"


@pytest.mark.parametrize("version", ["1.2", "2.0"])
def test_what_is_answered_as_xml_can_be_captured_again(operator: Caller, version: str) -> None:
    operator.post(EVENTS, bare(1, **{"ex:gate": "北"}))
    answer, _ = xml(operator, GS1_EPCIS_Version=version)
    again = operator.post(CAPTURE, answer.content, XML)
    assert again.status_code == 202, again.content
    job = json.loads(operator.get(again["Location"]).content)
    assert (job["accepted"], job["repeated"], job["refused"]) == (0, 1, 0)


@pytest.mark.parametrize("version", ["1.2", "2.0"])
def test_xml_in_is_json_out(operator: Caller, version: str) -> None:
    sent = (
        f'<epcis:EPCISDocument xmlns:epcis="urn:epcglobal:epcis:xsd:{version[0]}" schemaVersion="{version}"'
        ' creationDate="2026-09-01T12:00:00Z"><EPCISBody><EventList><ObjectEvent>'
        "<eventTime>2026-09-01T08:01:00+08:00</eventTime><eventTimeZoneOffset>+08:00</eventTimeZoneOffset>"
        f"<epcList><epc>{URN}</epc></epcList><action>OBSERVE</action><bizStep>{STEP_URN}</bizStep>"
        "</ObjectEvent></EventList></EPCISBody></epcis:EPCISDocument>"
    )
    assert operator.post(CAPTURE, sent.encode(), XML).status_code == 202
    found = answered(operator)
    assert (found["epcList"], found["bizStep"], found["action"]) == ([LINK], "arriving", "OBSERVE")
    _, root = xml(operator, GS1_EPCIS_Version=version, GS1_EPC_Format="Always_EPC_URN", GS1_CBV_XML_Format="Always_URN")
    assert (text(root, "epc"), text(root, "bizStep")) == (URN, STEP_URN)


def test_a_page_of_xml_leads_to_the_next(operator: Caller) -> None:
    operator.post(CAPTURE, document(*(event(number) for number in range(3))))
    answer = operator.get(EVENTS, {"perPage": "2"}, Accept=XML)
    assert len(list(ElementTree.fromstring(answer.content).iter("ObjectEvent"))) == 2
    assert 'rel="next"' in answer["Link"]


def test_an_empty_answer_is_a_document_too(operator: Caller) -> None:
    _, root = xml(operator)
    assert not list(root.iter("ObjectEvent"))
    answer = operator.get(EVENTS)
    assert listed(answer) == []
    assert json.loads(answer.content)["@context"] == CONTEXT[:1]


def test_a_capture_job_is_xml_where_that_is_asked_for(operator: Caller) -> None:
    behaviour = {"GS1-Capture-Error-Behaviour": "proceed"}
    sent = operator.post(CAPTURE, document(event(1), event(2, action="\x07")), **behaviour)
    answer = operator.get(sent["Location"], None, Accept=XML)
    root = ElementTree.fromstring(answer.content)
    assert answer["Content-Type"] == XML
    assert root.tag == "{urn:epcglobal:epcis:xsd:2}EPCISCaptureJob"
    assert dict(root.attrib) == {
        "running": "false",
        "success": "false",
        "captureID": sent["Location"].rpartition("/")[2],
    }
    assert [child.tag for child in root] == ["captureErrorBehaviour", "createdAt", "finishedAt", "errors"]
    assert text(root, "type") == "epcisException:ValidationException"


@pytest.mark.parametrize("path", ["/epcis/", CAPTURE])
def test_lists_are_json_alone(operator: Caller, path: str) -> None:
    assert operator.get(path, None, Accept=XML).status_code == 406
    assert operator.get(path, None, GS1_EPCIS_Max="1.2").status_code == 406


@pytest.mark.parametrize("path", ["/epcis/", CAPTURE, EVENTS])
def test_options_say_that_every_notation_is_served(stranger: Caller, path: str) -> None:
    answer = stranger.ask("OPTIONS", path)
    assert answer["GS1-EPC-Format"] == answer["GS1-CBV-XML-Format"] == "No_Preference"
    assert (answer["GS1-EPCIS-Min"], answer["GS1-EPCIS-Max"]) == ("1.2.0", "2.0.0")
    assert (answer["GS1-CBV-Min"], answer["GS1-CBV-Max"]) == ("1.2.0", "2.0.0")


SOAP = b'<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"/>'


@pytest.mark.parametrize("path", [CAPTURE, EVENTS, "/epcis/queries"])
@pytest.mark.parametrize(
    ("content_type", "headers"), [("text/xml", {"SOAPAction": '""'}), ("application/soap+xml; charset=utf-8", {})]
)
def test_a_soap_request_is_told_where_to_go(
    operator: Caller, path: str, content_type: str, headers: dict[str, str]
) -> None:
    answer = operator.post(path, SOAP, content_type, **headers)
    assert (answer.status_code, codes(answer)) == (415, ["http.soap"])
    assert b"GET /epcis/events" in answer.content


@pytest.mark.parametrize("path", ["/epcis/soap", "/epcis/query", "/epcis/services/Query"])
def test_a_soap_request_to_its_old_address_needs_no_token_to_learn_that(stranger: Caller, path: str) -> None:
    answer = stranger.post(path, SOAP, "text/xml", SOAPAction='"poll"')
    assert (answer.status_code, codes(answer)) == (415, ["http.soap"])


@pytest.mark.parametrize("path", ["/epcis/soap", "/epcis/query", "/epcis/query/"])
def test_the_old_addresses_point_to_the_new_ones(operator: Caller, stranger: Caller, path: str) -> None:
    answer = operator.get(path)
    assert (answer.status_code, codes(answer)) == (404, ["http.soap"])
    assert stranger.get(path).status_code == 401
