"""Column: a cell of a list that a function draws, with its head."""

from collections.abc import Callable
from typing import Any

from zhuisu.console.both import both
from zhuisu.registry.words import FIELDS


def column(title: Any, order: str | None = None) -> Callable[[Callable[[Any, Any], Any]], Any]:
    """The function, with what its column is called and by what it is ordered."""

    def named(function: Any) -> Any:
        function.short_description, function.admin_order_field = title, order
        return function

    return named


def plain(field: str, zh: str = "", en: str = "") -> Any:
    """A column of the table as it is, under the name that the field has for readers, or this one."""
    known = FIELDS.get(field)
    title = both(zh, en) if zh else both(known.zh, known.en) if known is not None else field

    @column(title, field)
    def cell(_: Any, row: Any) -> Any:
        return getattr(row, field)

    return cell
