"""Documents that were damaged in any way: refused or captured, never a failure of the server."""

import json
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.exchange.caller import Caller, bare, codes, document, event

WHOLE = json.dumps(
    document(
        event(1, **{"ex:note": {"深": [1, 2.5, None, True]}}),
        event(2, sensorElementList=[{"sensorReport": [{"type": "Temperature", "value": 4.5, "uom": "CEL"}]}]),
        event(3, ilmd={"cbvmda:lotNumber": "L1"}, quantityList=[{"epcClass": "urn:epc:class:lgtin:6901234.000001.L1"}]),
    )
).encode()
OFTEN = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])

json_values: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner, max_size=4),
    max_leaves=12,
)
fields = st.sampled_from(
    ["eventTime", "eventTimeZoneOffset", "epcList", "action", "type", "bizStep", "readPoint", "ilmd", "eventID", "x",
     "sensorElementList", "bizTransactionList", "quantityList", "@context", "sourceList", "recordTime",
     "errorDeclaration"]
)  # fmt: skip


def check(answer: Any) -> None:
    assert answer.status_code in (201, 202, 400, 409), answer.content
    assert answer.status_code < 400 or codes(answer)


@OFTEN
@given(st.data())
def test_bytes_that_were_changed(operator: Caller, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(WHOLE) - 1))
    until = data.draw(st.integers(at, min(len(WHOLE), at + 40)))
    check(operator.post("/epcis/capture", WHOLE[:at] + data.draw(st.binary(max_size=20)) + WHOLE[until:]))


@OFTEN
@given(fields, json_values)
def test_fields_that_hold_anything(operator: Caller, name: str, value: Any) -> None:
    check(operator.post("/epcis/events", bare(1, **{name: value})))


@OFTEN
@given(json_values)
def test_anything_that_is_json(operator: Caller, value: Any) -> None:
    check(operator.post("/epcis/capture", value))


@OFTEN
@given(st.dictionaries(st.text(max_size=20), st.text(max_size=40), max_size=3))
def test_any_query(operator: Caller, query: dict[str, str]) -> None:
    assert operator.get("/epcis/events", query).status_code in (200, 400)
    assert operator.get("/api/trace", query).status_code in (200, 400, 404)


@OFTEN
@given(st.text(max_size=60))
def test_any_text(operator: Caller, text: str) -> None:
    assert operator.get("/api/identify", {"text": text}).status_code in (200, 400)
    assert operator.get("/api/trace", {"code": text}).status_code in (200, 400, 404)
