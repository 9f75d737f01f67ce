"""The OpenAPI document: valid, whole, and never stricter than what is accepted."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema_rs
import msgspec
import pytest
import schemathesis
from hypothesis import given

from tests.core.epcis.making import EVENTS, unhurried
from tests.exchange.caller import Caller, bare, document, event
from zhuisu.core.epcis.query import Query, read_definition
from zhuisu.exchange.openapi import examples, schemas
from zhuisu.exchange.openapi.document import openapi
from zhuisu.exchange.openapi.event_schema import event_schemas

DESCRIBED = json.loads(openapi("http://testserver"))
COMPONENTS = DESCRIBED["components"]
EXAMPLES = Path(__file__).parents[4] / "shared" / "epcis" / "json"
DOCUMENTS: list[Path | None] = [*sorted(EXAMPLES.rglob("*.jsonld"))] or [None]


def validator(name: str) -> jsonschema_rs.Validator:
    return jsonschema_rs.validator_for({"$ref": f"#/components/schemas/{name}", "components": COMPONENTS})


def references(value: Any) -> Iterator[str]:
    """Every $ref below this value."""
    for name, inner in value.items() if isinstance(value, dict) else ():
        yield from [inner] if name == "$ref" else references(inner)
    for inner in value if isinstance(value, list) else ():
        yield from references(inner)


def test_it_is_served_to_everybody(stranger: Caller) -> None:
    answer = stranger.get("/api/openapi.json")
    assert answer.status_code == 200
    assert json.loads(answer.content) == DESCRIBED


def test_it_is_valid() -> None:
    schemathesis.openapi.from_dict(DESCRIBED).validate()
    assert DESCRIBED["openapi"].startswith("3.1.")
    assert [name for name, schema in COMPONENTS["schemas"].items() if not jsonschema_rs.meta.is_valid(schema)] == []


@pytest.mark.parametrize("name", [name for name, schema in COMPONENTS["schemas"].items() if "examples" in schema])
def test_examples_fit_their_schemas(name: str) -> None:
    assert all(map(validator(name).is_valid, COMPONENTS["schemas"][name]["examples"]))


def test_examples_are_accepted(operator: Caller) -> None:
    assert operator.post("/epcis/capture", examples.DOCUMENT).status_code == 202
    assert operator.post("/epcis/events", examples.EVENT).status_code == 201
    assert isinstance(read_definition(examples.QUERY["query"], {}), Query)


def test_every_reference_leads_somewhere_and_every_component_is_used() -> None:
    there = {f"#/components/{kind}/{name}" for kind, each in COMPONENTS.items() for name in each}
    schemes = {f"#/components/securitySchemes/{name}" for name in COMPONENTS["securitySchemes"]}
    mapped = {
        uri for each in COMPONENTS["schemas"].values() for uri in each.get("discriminator", {}).get("mapping", {})
    }
    assert mapped <= {"ObjectEvent", "AggregationEvent", "TransactionEvent", "TransformationEvent", "AssociationEvent"}
    assert set(references(DESCRIBED)) == there - schemes


def test_every_operation_needs_a_token_that_is_described() -> None:
    operations = [each for address in DESCRIBED["paths"].values() for each in address.values()]
    named = {name for each in operations for need in each["security"] for name in need}
    assert named == set(COMPONENTS["securitySchemes"])


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem if path else "none")
def test_published_documents_fit_their_schema(path: Path | None, shared: Path) -> None:
    assert path is not None
    published = json.loads(path.read_bytes())
    assert [str(error) for error in validator(published["type"]).iter_errors(published)] == []


@unhurried
@given(EVENTS)
def test_an_event_that_is_accepted_fits_its_schema(made: dict[str, Any]) -> None:
    assert validator("Event").is_valid(made)


@pytest.mark.parametrize(
    "wrong",
    [{"action": "LOOK"}, {"eventTime": None}, {"bizStep": "dancing"}, {"epcList": ["no uri"]}, {"quantityList": [{}]},
     {"eventTimeZoneOffset": "+25:00"}, {"sensorElementList": [{}]}, {"readPoint": "https://id.gs1.org/414/1"}],
)  # fmt: skip
def test_an_event_that_is_refused_for_one_of_its_fields_fits_none(operator: Caller, wrong: dict[str, Any]) -> None:
    assert operator.post("/epcis/events", bare(1, **wrong)).status_code == 400
    assert not validator("Event").is_valid(bare(1, **wrong))
    assert not validator("EPCISDocument").is_valid(document(event(1, **wrong)))


def test_no_answer_takes_the_name_of_a_part_of_an_event() -> None:
    names = msgspec.json.schema_components(schemas.ANSWERS, ref_template="#/{name}")[1]
    assert set(names) & {*event_schemas(), *schemas.WRITTEN} == set()
