"""Concern: by category and region, whom an event or a finding is the business of.

A scope key is `<category>/<region>`: `produce/450702` is farm produce in Qinnan. What happens in a district concerns
its city and its province, too, and `produce/` whoever answers for the category everywhere. What speaks of a closed
variety (`zhuisu.core.profiles.closed`) has the category `closed:<category>` in all of its keys, which fewer may see.
"""

from collections.abc import Iterable
from itertools import product

CLOSED = "closed:"
_LEVELS = (6, 4, 2)


def scope_keys(categories: Iterable[str], regions: Iterable[str]) -> tuple[str, ...]:
    """Every scope key of what is of these categories and happened in these regions (codes of GB/T 2260), sorted."""
    areas = {area for region in regions for area in within(region)} | {""}
    return tuple(sorted(f"{category}/{area}" for category, area in product(set(categories), areas)))


def closed(category: str) -> str:
    """The category of what speaks of a closed variety of it."""
    return CLOSED + category


def within(region: str) -> tuple[str, ...]:
    """A region and those that it lies in, the smallest first: a district, its city, its province."""
    return tuple(dict.fromkeys(region[:digits].ljust(6, "0") for digits in _LEVELS)) if region else ()
