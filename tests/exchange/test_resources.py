"""The resources eventTypes, epcs, bizSteps, bizLocations, readPoints and dispositions, and the events of each."""

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import pytest
from django.http import HttpResponse

from tests.exchange.caller import PIG, Caller, codes, document, event, listed, next_path
from tests.exchange.zoo import BOX, MARKET, STALL
from tests.exchange.zoo import document as zoo_document

NAMES = ["eventTypes", "epcs", "bizSteps", "bizLocations", "readPoints", "dispositions"]
STALL_LINK = "https://id.gs1.org/414/6901234000122"


@pytest.fixture
def zoo(operator: Caller) -> Caller:
    assert operator.post("/epcis/capture", zoo_document()).status_code == 202
    return operator


def members(answer: HttpResponse) -> list[str]:
    assert answer.status_code == 200, answer.content
    collection: dict[str, Any] = json.loads(answer.content)
    assert collection["type"] == "Collection"
    assert collection["@context"]
    found: list[str] = collection["member"]
    return found


def everything(caller: Caller, path: str) -> list[str]:
    """All pages of a list."""
    found: list[str] = []
    while path:
        answer = caller.get(path)
        found += members(answer)
        path = next_path(answer)
    return found


@pytest.mark.parametrize("size", [1, 2, 30])
def test_each_list_names_once_what_the_ledger_holds(zoo: Caller, size: int) -> None:
    assert {name: everything(zoo, f"/epcis/{name}?perPage={size}") for name in NAMES[2:]} == {
        "bizSteps": ["arriving", "commissioning", "https://my.example/bathing", "packing", "sensor_reporting"],
        "bizLocations": ["https://id.gs1.org/414/6901234000115"],
        "readPoints": ["https://id.gs1.org/414/6901234000108", STALL_LINK],
        "dispositions": ["active", "https://my.example/clean"],
    }
    assert everything(zoo, f"/epcis/eventTypes?perPage={size}") == [
        f"{kind}Event" for kind in ("Aggregation", "Association", "Object", "Transaction", "Transformation")
    ]


@pytest.mark.parametrize("size", [1, 3, 30])
def test_the_epcs_are_the_objects_and_classes_that_events_name_and_nothing_else(zoo: Caller, size: int) -> None:
    assert everything(zoo, f"/epcis/epcs?perPage={size}") == [
        "https://id.gs1.org/00/069012340000000016",
        "https://id.gs1.org/01/06901234000016",
        "https://id.gs1.org/01/06901234000016/10/L1",
        "https://id.gs1.org/01/06901234000016/10/L2",
        *(f"https://id.gs1.org/01/06901234000016/21/{serial}" for serial in ("HAM1", "PIG1", "PIG2", "PIG5", "PIG6")),
    ]


def test_identifiers_are_listed_in_the_notation_asked_for(zoo: Caller) -> None:
    answer = zoo.get("/epcis/readPoints", GS1_EPC_Format="Always_EPC_URN")
    assert all(member.startswith("urn:epc:id:sgln:") for member in members(answer))


def encoded(value: str) -> str:
    return quote(value, safe="")


@pytest.mark.parametrize(
    ("path", "numbers"),
    [
        ("eventTypes/AggregationEvent", [3]),
        ("bizSteps/packing", [3]),
        (f"bizSteps/{encoded('urn:epcglobal:cbv:bizstep:packing')}", [3]),
        (f"bizSteps/{encoded('https://ref.gs1.org/cbv/BizStep-packing')}", [3]),
        (f"bizSteps/{encoded('https://my.example/bathing')}", [2]),
        ("dispositions/active", [1]),
        (f"bizLocations/{encoded(MARKET)}", [1]),
        (f"readPoints/{encoded(STALL)}", [1]),
        (f"readPoints/{encoded(STALL_LINK)}", [1]),
        (f"readPoints/{STALL_LINK}", [1]),
        (f"epcs/{encoded(PIG.format(1))}", [1, 3, 4]),
        (f"epcs/{encoded('https://id.gs1.org/01/06901234000016/21/PIG1')}", [1, 3, 4]),
        (f"epcs/{encoded('01/06901234000016/21/PIG1')}", [1, 3, 4]),
        (f"epcs/{encoded(BOX)}", [3]),
        (f"epcs/{encoded('urn:epc:class:lgtin:6901234.000001.L1')}", [3, 4]),
    ],
)
def test_a_value_leads_to_its_events(zoo: Caller, path: str, numbers: list[int]) -> None:
    assert members(zoo.get(f"/epcis/{path}")) == ["events"]
    found: list[str] = []
    address = f"/epcis/{path}/events?perPage=1"
    while address:
        answer = zoo.get(address)
        assert answer.status_code == 200, answer.content
        found += [each["eventID"] for each in listed(answer)]
        address = next_path(answer)
    assert found == [event(number)["eventID"] for number in numbers]


def test_the_events_of_a_value_can_be_queried_further(zoo: Caller) -> None:
    pig = f"/epcis/epcs/{encoded(PIG.format(1))}/events"
    newest = zoo.get(pig, {"orderBy": "eventTime", "eventCountLimit": "1"})
    assert [each["type"] for each in listed(newest)] == ["TransformationEvent"]
    assert [each["bizStep"] for each in listed(zoo.get(pig, {"EQ_action": "ADD", "MATCH_parentID": BOX}))] == [
        "packing"
    ]
    assert listed(zoo.get("/epcis/bizSteps/packing/events", {"EQ_bizStep": "commissioning"})) == []
    assert codes(zoo.get(pig, {"EQ_colour": "x"})) == ["query.unknown_parameter"]


@pytest.mark.parametrize("below", ["", "/events"])
@pytest.mark.parametrize(
    "path",
    [
        "eventTypes/BathEvent",
        "bizSteps/bathing",
        "bizSteps/shipping",
        "dispositions/recalled",
        "bizLocations/urn:epc:id:sgln:6901234.00099.0",
        f"readPoints/{encoded('https://id.gs1.org/414/6901234000999')}",
        f"epcs/{PIG.format(99)}",
        "epcs/nonsense",
    ],
)
def test_what_nobody_used_is_not_found(zoo: Caller, path: str, below: str) -> None:
    answer = zoo.get(f"/epcis/{path}{below}")
    assert (answer.status_code, codes(answer)) == (404, ["http.no_such_value"])


@pytest.mark.parametrize("name", NAMES)
def test_every_address_tells_what_is_possible_and_takes_no_other_parameter(
    inspector: Caller, stranger: Caller, name: str
) -> None:
    for path in (f"/epcis/{name}", f"/epcis/{name}/x", f"/epcis/{name}/x/events"):
        assert stranger.ask("OPTIONS", path).status_code == 204
        assert stranger.get(path).status_code == 401
    assert codes(inspector.get(f"/epcis/{name}?colour=red")) == ["query.unknown_parameter"]
    assert codes(inspector.get(f"/epcis/{name}/x?perPage=3")) == ["query.unknown_parameter"]
    assert codes(inspector.get(f"/epcis/{name}?perPage=0")) == ["query.bad_value"]


def test_a_page_token_of_another_list_is_refused(zoo: Caller) -> None:
    token = next_path(zoo.get("/epcis/bizSteps?perPage=1")).rpartition("nextPageToken=")[2]
    assert codes(zoo.get(f"/epcis/dispositions?nextPageToken={token}")) == ["query.bad_page"]
    assert codes(zoo.get(f"/epcis/bizSteps/packing/events?nextPageToken={token}")) == ["query.bad_page"]


def test_a_token_can_be_given_back(zoo: Caller, stranger: Caller) -> None:
    token = next_path(zoo.get("/epcis/bizSteps?perPage=1")).rpartition("nextPageToken=")[2]
    assert stranger.ask("OPTIONS", f"/epcis/nextPageToken/{token}").status_code == 204
    assert zoo.ask("DELETE", f"/epcis/nextPageToken/{token}").status_code == 204
    assert zoo.ask("DELETE", "/epcis/nextPageToken/nonsense!").status_code == 404


PARTY = "417/6901234000207"


@pytest.fixture
def farmer(caller: Callable[..., Caller], ledger: None) -> Caller:
    """Acts for the farm of the zoo."""
    from zhuisu.access import Scope  # noqa: PLC0415 - Django must be set up first
    from zhuisu.access.tokens import OPERATOR, issue_token, make_account  # noqa: PLC0415

    make_account("farmer", actor=OPERATOR, scopes=frozenset({Scope.READ}), party=PARTY)
    return Caller(issue_token("farmer"))


def test_a_party_sees_what_names_it_and_nothing_else(zoo: Caller, farmer: Caller) -> None:
    zoo.post(
        "/epcis/capture",
        document(event(9, sourceList=[{"type": "owning_party", "source": "urn:epc:id:pgln:6901234.00020"}])),
    )
    assert farmer.events() == [event(2)["eventID"], event(9)["eventID"]]
    assert farmer.events(EQ_eventID=event(1)["eventID"]) == []
    assert farmer.get(f"/epcis/events/{event(1)['eventID']}").status_code == 404
    assert farmer.get(f"/epcis/events/{event(2)['eventID']}").status_code == 200
    assert everything(farmer, "/epcis/bizSteps?perPage=1") == ["arriving", "https://my.example/bathing"]
    assert everything(farmer, "/epcis/dispositions") == ["https://my.example/clean"]
    assert farmer.get("/epcis/bizSteps/packing").status_code == 404
    assert farmer.get(f"/epcis/epcs/{encoded(PIG.format(1))}/events").status_code == 404
    assert everything(farmer, "/epcis/epcs?perPage=1") == [
        f"https://id.gs1.org/01/06901234000016/21/{serial}" for serial in ("PIG2", "PIG9")
    ]
