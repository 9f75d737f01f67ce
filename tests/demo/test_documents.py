"""Documents are EPCIS 2.0 as published, and introduce what they speak of."""

import io
import json
from pathlib import Path

import pytest

from tests.demo.cities import NOW
from zhuisu.core.codes import key_of_uri
from zhuisu.core.epcis import Event, Refusal, open_document
from zhuisu.demo import City, DemoDocument, city


@pytest.fixture(scope="module")
def flagships() -> list[DemoDocument]:
    return list(city(7, 1, NOW).documents())


def test_every_event_is_accepted(events: list[Event]) -> None:
    assert len(events) > 2800


def test_a_flagship_document_names_every_place_and_party_that_it_speaks_of(flagships: list[DemoDocument]) -> None:
    for each in flagships:
        document = json.loads(each.body)
        lists = document["epcisHeader"]["epcisMasterData"]["vocabularyList"]
        known = {element["id"] for vocabulary in lists for element in vocabulary["vocabularyElementList"]}
        events = document["epcisBody"]["eventList"]
        spoken = {event["readPoint"]["id"] for event in events}
        spoken |= {source["source"] for event in events for source in event.get("sourceList", [])}
        spoken |= {taker["destination"] for event in events for taker in event.get("destinationList", [])}
        spoken = {uri for uri in spoken if not uri.startswith("urn:zhuisu:person:")}
        assert spoken <= known, each.name


def test_the_whole_city_introduces_every_party_and_place(town: City) -> None:
    known: set[str] = set()
    spoken: set[str] = set()
    for each in town.documents():
        opened = open_document(io.BytesIO(each.body))
        assert not isinstance(opened, Refusal)
        known.update(key_of_uri(element.id) for element in opened.header.master_data)
        events = json.loads(each.body)["epcisBody"]["eventList"]
        spoken.update(key_of_uri(event["readPoint"]["id"]) for event in events)
    assert spoken <= known


def test_names_are_stated_in_both_languages(flagships: list[DemoDocument]) -> None:
    for each in flagships:
        for vocabulary in json.loads(each.body)["epcisHeader"]["epcisMasterData"]["vocabularyList"]:
            for element in vocabulary["vocabularyElementList"]:
                stated = {attribute["id"]: attribute["attribute"] for attribute in element["attributes"]}
                assert stated["zhuisu:name@zh"]
                assert stated["zhuisu:name@en"]


def test_no_document_holds_a_name_of_a_person(town: City) -> None:
    """Buyers, drivers, patients and workers are opaque references."""
    for each in town.documents():
        for event in json.loads(each.body)["epcisBody"]["eventList"]:
            for field in ("operator", "blaster", "vaccinator", "supervisor", "executor", "vet", "officialVet"):
                assert event.get(f"zhuisu:{field}", "urn:zhuisu:person:").startswith("urn:zhuisu:person:")


def test_words_are_those_of_the_published_schema(flagships: list[DemoDocument], shared: Path) -> None:
    schema = json.loads((shared / "epcis" / "EPCIS-JSON-Schema.json").read_text(encoding="utf-8"))["definitions"]
    steps = set(schema["bizStep"]["anyOf"][1]["enum"])
    states = set(schema["disposition"]["anyOf"][1]["enum"])
    papers = set(schema["bizTransaction-type"]["anyOf"][1]["enum"])
    measured = set(schema["measurementType"]["anyOf"][1]["enum"])
    for each in flagships:
        for event in json.loads(each.body)["epcisBody"]["eventList"]:
            assert event["bizStep"] in steps
            assert event["disposition"] in states
            assert {paper["type"] for paper in event.get("bizTransactionList", [])} <= papers
            reports = [report for element in event.get("sensorElementList", []) for report in element["sensorReport"]]
            assert {report["type"] for report in reports} <= measured
