"""Every status that the OpenAPI document names is answered, as it is described."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import jsonschema_rs
import pytest

from tests.casework.cast import TABLES as CASES_KEPT
from tests.conformance.recipes.asking import Asked, World
from tests.conformance.recipes.table import EXEMPT, documented, recipe
from tests.emptying import empty
from tests.exchange.caller import Caller
from tests.labelling.tables import TABLES as LABELS
from tests.recall.alerted import TABLES as RECALLS
from tests.recording.conftest import RECORDED
from zhuisu.exchange.openapi.document import openapi

DESCRIBED = json.loads(openapi("http://testserver"))
CASES = [case for case in documented() if case not in EXEMPT]


@pytest.fixture(autouse=True)
def _afresh(ledger: None) -> Iterator[None]:
    from zhuisu.exchange.oauth.views import attempts  # noqa: PLC0415 - Django must be set up first

    attempts.forget()
    yield
    attempts.forget()
    empty(
        f"exchange_delivery, exchange_subscription, exchange_namedquery, {RECALLS}, {LABELS}, {CASES_KEPT}, {RECORDED}"
    )


@pytest.fixture
def world(caller: Callable[..., Caller], supervision: None, settings: Any, monkeypatch: pytest.MonkeyPatch) -> World:
    return World(caller, settings, monkeypatch)


def validates(body: bytes, schema: dict[str, Any]) -> bool:
    whole = {**schema, "components": DESCRIBED["components"]}
    return jsonschema_rs.validator_for(whole).is_valid(json.loads(body))


@pytest.mark.parametrize(("verb", "path", "status"), CASES)
def test_a_documented_status_is_answered_as_described(world: World, verb: str, path: str, status: int) -> None:
    ask = recipe(verb, path, status)
    assert ask is not None, "a status that is documented needs a recipe in tests/conformance/recipes"
    answer = ask(Asked(world, path, verb))
    assert answer.status_code == status, answer.content
    described = DESCRIBED["paths"][path][verb]["responses"][str(status)]
    content = described.get("content", {})
    media_type = answer.headers.get("Content-Type", "").partition(";")[0]
    assert media_type in content or not (content or answer.content)
    assert "json" not in media_type or not content or validates(answer.content, content[media_type]["schema"])
    assert set(answer.headers) - UNDESCRIBED <= set(described.get("headers", {}))


UNDESCRIBED = {
    "Access-Control-Allow-Origin", "Cache-Control", "Content-Language", "Content-Length", "Content-Security-Policy",
    "Content-Type", "Cross-Origin-Opener-Policy", "Cross-Origin-Resource-Policy", "Permissions-Policy", "Pragma",
    "Referrer-Policy", "Vary", "X-Content-Type-Options", "X-Frame-Options",
}  # fmt: skip
"""Headers of HTTP itself, and those that speak to browsers."""
