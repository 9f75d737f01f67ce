"""Filters: the parameters of a list of cases, and the form that each must have."""

from collections.abc import Mapping
from typing import Any, Final

from zhuisu.casework.reading import Only
from zhuisu.core.profiles import Category
from zhuisu.exchange.api.registry.filters import LONGEST, TEXT

CASES: Final[Mapping[str, Mapping[str, Any]]] = {
    "only": {"enum": [each.value for each in Only]},
    "category": {"enum": [each.value for each in Category]},
    "severity": {"enum": ["error", "warning"]},
    "party": {"type": "string", "minLength": 1, "maxLength": LONGEST, "pattern": TEXT},
}
"""The JSON Schema of each filter, by name."""
