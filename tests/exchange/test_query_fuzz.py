"""No address under /epcis breaks the server, whatever its parameters hold."""

from urllib.parse import urlencode

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.exchange.caller import Caller
from tests.exchange.zoo import EX, document
from zhuisu.core.epcis.query.parameters import FIXED

NAMES = st.sampled_from(
    [
        *FIXED,
        *(
            f"EQ_{field}_{kind}"
            for field in ("bizTransaction", "source", "destination")
            for kind in ("", "po", "urn:x:y")
        ),
        *(f"{relation}_quantity_{unit}" for relation in ("EQ", "LT") for unit in ("KGM", "XBX", "P1")),
        *(f"{relation}_{member}_CEL" for relation in ("EQ", "GT") for member in ("value", "sDev", "percRank")),
        *("GE_time", "LT_startTime", "HASATTR_bizLocation", "EQATTR_epcClass_cbvmda:breed", "HASATTR_ex:field"),
        *(f"{relation}_{part}ex:field" for relation in ("EQ", "GE", "EXISTS") for part in ("", "INNER_", "ILMD_")),
        *("EXISTS_INNER_SENSORREPORT_ex:a", "EQ_readPoint_ex:gate", "EQ_INNER_#x", "EQ_https://a.example/ns#x"),
        *("orderBy", "orderDirection", "eventCountLimit", "maxEventCount", "perPage", "nextPageToken"),
    ]
)
TEXTS = st.one_of(
    st.text(max_size=40),
    st.sampled_from(
        [
            *("true", "false", "1", "0", "5.5", "1e308", "-1e-320", "1e400", "NaN", "Infinity", "9" * 400, "a|b", "|"),
            *("0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "2026-09-01T08:00:00Z", "2026-09-01T24:00:00Z"),
            *(
                "urn:epc:idpat:sgtin:6901234.*.*",
                "urn:epc:idpat:sscc:*.*",
                "urn:epc:idpat:grai:1.*.*",
                "urn:epc:idpat:",
            ),
            *("urn:epc:id:sgtin:6901234.000001.1", "https://id.gs1.org/01/06901234000016", "01/06901234000016", "uri:"),
            *("eventTime", "recordTime", "ASC", "shipping", "ObjectEvent", "ADD", "\ud7ff", "\U0010ffff", "%", "'\"\\"),
        ]
    ),
)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(NAMES, TEXTS, max_size=4))
@example({"GE_eventTime": "0001-01-01T00:00:00+14:00", "LT_recordTime": "9999-12-31T23:59:59-14:00"})
@example({"GE_recordTime": "0001-01-01T00:00:00+14:00", "orderBy": "recordTime"})
@example({"MATCH_epc": "urn:epc:idpat:sgtin:*.*.*", "orderBy": "recordTime"})
@example({"GE_time": "9999-12-31T23:59:59-14:00"})
def test_every_address_is_answered_or_refused(operator: Caller, parameters: dict[str, str]) -> None:
    operator.post("/epcis/capture", document())
    answer = operator.get(f"/epcis/events?{urlencode(parameters)}", GS1_Extensions=f"ex={EX}")
    assert answer.status_code in {200, 400, 413}, answer.content


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(min_size=1, max_size=30), TEXTS)
def test_every_name_is_answered_or_refused(operator: Caller, name: str, text: str) -> None:
    answer = operator.get(f"/epcis/events?{urlencode({name: text})}")
    assert answer.status_code in {200, 400, 413}, answer.content
    assert operator.get(f"/epcis/epcs/{urlencode({'': text})[1:]}/events").status_code in {200, 400, 404, 413}
