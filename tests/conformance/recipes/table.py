"""Table: the recipe of every status that the OpenAPI document names."""

from collections.abc import Iterator, Mapping

from tests.conformance.recipes.asking import Recipe, Recipes
from tests.conformance.recipes.cases import CASES
from tests.conformance.recipes.epcis import EPCIS
from tests.conformance.recipes.figures import FIGURES
from tests.conformance.recipes.general import BY_STATUS
from tests.conformance.recipes.labelling import LABELS
from tests.conformance.recipes.platform import PLATFORM
from tests.conformance.recipes.proof import PROOF
from tests.conformance.recipes.queries import QUERIES
from tests.conformance.recipes.rating import RATINGS
from tests.conformance.recipes.recall import RECALLS
from tests.conformance.recipes.recording import RECORDS
from tests.conformance.recipes.registry import REGISTRY
from tests.conformance.recipes.scope import SCOPES
from tests.conformance.recipes.supervision import SUPERVISION
from tests.conformance.recipes.tokens import TOKENS
from zhuisu.exchange.openapi.document import paths, statuses

SPECIFIC: Recipes = {
    **CASES, **EPCIS, **FIGURES, **LABELS, **QUERIES, **PLATFORM, **PROOF, **RATINGS, **RECALLS, **RECORDS,
    **REGISTRY, **SCOPES, **SUPERVISION, **TOKENS,
}  # fmt: skip

EXEMPT: Mapping[tuple[str, str, int], str] = {
    ("get", "/epcis/queries/{queryName}/events", 101): "a WebSocket: tests/exchange/subscriptions/test_sockets.py",
}
"""Statuses without a recipe, and what shows them instead."""


def documented() -> Iterator[tuple[str, str, int]]:
    """Every status of every operation."""
    for path, address in paths().items():
        for verb, operation in address.items():
            for status in sorted({*operation.replies, *statuses(operation)}):
                yield verb, path, status


def recipe(verb: str, path: str, status: int) -> Recipe | None:
    return SPECIFIC.get((verb, path, status)) or BY_STATUS.get(status)
