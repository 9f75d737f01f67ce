"""Column: a cell of a list that a function draws, with its head."""

from collections.abc import Callable
from typing import Any


def column(title: Any, order: str | None = None) -> Callable[[Callable[[Any, Any], Any]], Any]:
    """The function, with what its column is called and by what it is ordered."""

    def named(function: Any) -> Any:
        function.short_description, function.admin_order_field = title, order
        return function

    return named
