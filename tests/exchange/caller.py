"""Caller: a client of the HTTP interface, and the documents that it sends."""

import json
from typing import Any

from django.http import HttpResponse
from django.test import Client

JSON = "application/json"
CONTEXT = ["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld", {"ex": "https://ex.example/ns/"}]
PIG = "urn:epc:id:sgtin:6901234.000001.PIG{}"


class Caller:
    """Sends requests with a bearer token, in English unless told otherwise."""

    def __init__(self, token: str | None) -> None:
        self.client = Client(raise_request_exception=False)
        self.headers = {"Accept-Language": "en"} | ({"Authorization": f"Bearer {token}"} if token else {})

    def get(self, path: str, query: dict[str, str] | None = None, **headers: str) -> HttpResponse:
        return self._answer(self.client.get(path, query, headers=self._named(headers)))

    def post(self, path: str, body: object, content_type: str = JSON, **headers: str) -> HttpResponse:
        return self.send("POST", path, body, content_type, **headers)

    def send(self, method: str, path: str, body: object, content_type: str = JSON, **headers: str) -> HttpResponse:
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        named = self._named(headers)
        stated: Any = {"CONTENT_TYPE": content_type, "CONTENT_LENGTH": str(len(data))}
        return self._answer(self.client.generic(method, path, data, headers=named, **stated))

    def ask(self, method: str, path: str, **headers: str) -> HttpResponse:
        return self._answer(self.client.generic(method, path, headers=self._named(headers)))

    def events(self, **query: str) -> list[str]:
        """The eventIDs that a query finds, all pages."""
        found: list[str] = []
        path, parameters = "/epcis/events", query or None
        while path:
            answer = self.get(path, parameters)
            assert answer.status_code == 200, answer.content
            found += [event["eventID"] for event in listed(answer)]
            path, parameters = next_path(answer), None
        return found

    def _named(self, headers: dict[str, str]) -> dict[str, str]:
        return self.headers | {name.replace("_", "-"): value for name, value in headers.items()}

    def _answer(self, response: Any) -> HttpResponse:
        assert isinstance(response, HttpResponse)
        return response


def event(number: int, **fields: Any) -> dict[str, Any]:
    """A pig seen at the gate at 08:00 and so many minutes."""
    return {
        "type": "ObjectEvent",
        "eventID": f"urn:uuid:00000000-0000-4000-8000-{number:012d}",
        "eventTime": f"2026-09-01T{8 + number // 60:02d}:{number % 60:02d}:00.000+08:00",
        "eventTimeZoneOffset": "+08:00",
        "action": "OBSERVE",
        "bizStep": "arriving",
        "epcList": [PIG.format(number)],
    } | fields


def document(*events: dict[str, Any], context: object = CONTEXT) -> dict[str, Any]:
    return {
        "@context": context,
        "type": "EPCISDocument",
        "schemaVersion": "2.0",
        "creationDate": "2026-09-01T12:00:00Z",
        "epcisBody": {"eventList": list(events)},
    }


def bare(number: int, **fields: Any) -> dict[str, Any]:
    """An event that stands alone, with its own context."""
    return {"@context": CONTEXT, **event(number, **fields)}


def listed(answer: HttpResponse) -> list[dict[str, Any]]:
    """The events of an EPCISQueryDocument."""
    found: list[dict[str, Any]] = json.loads(answer.content)["epcisBody"]["queryResults"]["resultsBody"]["eventList"]
    return found


def problem(answer: HttpResponse) -> dict[str, Any]:
    assert answer["Content-Type"] == "application/problem+json"
    found: dict[str, Any] = json.loads(answer.content)
    assert found["status"] == answer.status_code
    return found


def codes(answer: HttpResponse) -> list[str]:
    """The code of every reason."""
    return [error["code"] for error in problem(answer)["errors"]]


def next_path(answer: HttpResponse) -> str:
    """Where the Link header leads; empty on the last page."""
    link = answer.headers.get("Link", "")
    assert not link or link.endswith('>; rel="next"')
    return link[1:].partition(">")[0]
