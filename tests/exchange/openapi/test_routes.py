"""The document and the routes are the same list: a route that nobody described fails here, and the other way round."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from tests.exchange.caller import Caller
from zhuisu.exchange.openapi.document import paths

pytestmark = pytest.mark.usefixtures("ledger")

NAMESPACES = ("/epcis/", "/api/", "/log/", "/oauth/", "/witness/", "/.well-known/oauth")
PARAMETER = re.compile(r"<[^>]+>|\{[^}]+\}")
IMPLIED = {"HEAD"}


def shape(path: str) -> str:
    """A path without the names of its parameters."""
    return PARAMETER.sub("{}", path)


def routes(patterns: list[Any], prefix: str = "/") -> Iterator[str]:
    for pattern in patterns:
        path = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns, path)
        elif isinstance(pattern, URLPattern) and path.startswith(NAMESPACES):
            yield path


def served() -> list[str]:
    """Every address with something behind it: the catch-alls of nothing stand last in their lists."""
    return sorted({shape(path) for path in routes(get_resolver().url_patterns) if not path.endswith("<anything:rest>")})


def test_every_address_is_described_and_every_described_address_is_there() -> None:
    assert served() == sorted(map(shape, paths()))


@pytest.mark.parametrize("path", sorted(paths()))
def test_the_methods_that_an_address_allows_are_those_described(stranger: Caller, path: str) -> None:
    answer = stranger.ask("OPTIONS", PARAMETER.sub("x", path))
    assert answer.status_code in (204, 405)
    assert set(answer["Allow"].split(", ")) - IMPLIED == {verb.upper() for verb in paths()[path]}
    assert (answer.status_code == 204) == ("options" in paths()[path])


def test_every_operation_has_an_identifier_of_its_own() -> None:
    ids = [operation.id for address in paths().values() for operation in address.values()]
    assert len(ids) == len(set(ids))


def test_parameters_of_one_key_are_the_same_parameter() -> None:
    found: dict[str, Any] = {}
    for address in paths().values():
        for parameter in (each for operation in address.values() for each in operation.parameters):
            assert found.setdefault(parameter.key, parameter) == parameter


@pytest.mark.parametrize("path", sorted(paths()))
def test_the_parameters_of_a_path_are_described(path: str) -> None:
    names = {name[1:-1] for name in PARAMETER.findall(path)}
    for operation in paths()[path].values():
        assert {each.name for each in operation.parameters if each.place.value == "path"} == names
