"""Sums: rows of the figures' tables, by the names of the statements in sql/reading.sql."""

from typing import Any, Final

import msgspec
from django.db import transaction

from zhuisu.figures.asked import Asked
from zhuisu.figures.folder import SQL_FOLDER
from zhuisu.figures.terms import terms
from zhuisu.figures.view import View, beginning, parameters
from zhuisu.ledger.database import ask, ledger_cursor
from zhuisu.ledger.queries import load
from zhuisu.packaged import profiles

_SQL: Final = load("reading", SQL_FOLDER)

Rows = list[tuple[Any, ...]]


def sums(statement: str, asked: Asked, view: View, **more: Any) -> Rows:
    """What a statement answers of what is asked for, as far as it is seen."""
    return rows(statement, {"limit": asked.rows, **parameters(asked, view), **more})


def flows(asked: Asked, view: View, *, inward: bool) -> Rows:
    """What came into the city, or left it."""
    return sums("flows", asked, view, inward=inward, city=beginning(terms().city))


def enrolled(asked: Asked, view: View) -> tuple[dict[str, int], int]:
    """How many parties are in the register, by category (empty: of none that is known), and in all."""
    *by_category, (_, every) = sums("enrolled", asked, view, of_variety=_categories())
    return {category or "": many for category, many in by_category}, every


def rows(statement: str, given: dict[str, Any]) -> Rows:
    """The rows of a statement."""
    with transaction.atomic(), ledger_cursor() as cursor:
        cursor.execute(_SQL["ease"])
        return ask(cursor, _SQL[statement], given).fetchall()


def _categories() -> str:
    """The category of each variety, as JSON."""
    return msgspec.json.encode({variety: profile.category.value for variety, profile in profiles().items()}).decode()
