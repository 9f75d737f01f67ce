"""`{{ findings|at:path }}`: what stands under a key that only the page knows."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import template

register = template.Library()


@register.filter
def at(found: Mapping[str, Sequence[Any]], path: str) -> Sequence[Any]:
    """The rows of that key; none where there are none."""
    return (found or {}).get(str(path), ())
