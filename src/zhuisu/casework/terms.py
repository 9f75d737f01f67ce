"""Terms: by when the next step of a case is to be taken, from data/terms.toml."""

import tomllib
from datetime import date, datetime, timedelta
from functools import cache
from importlib.resources import files

import msgspec

from zhuisu.casework.kinds import State
from zhuisu.casework.refusing import wrong
from zhuisu.casework.workdays import after_working_days
from zhuisu.core.findings import Finding, Text
from zhuisu.core.rules.record import LOCAL


class Term(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """So many days, or working days, in a state. What is empty fits all."""

    state: str
    origin: str = ""
    category: str = ""
    days: int = 0
    working_days: int = 0
    basis: Text
    unsure: Text

    def fits(self, state: str, origin: str, category: str) -> bool:
        return self.state == state and self.origin in ("", origin) and self.category in ("", category)

    def due_at(self, since: datetime) -> datetime:
        """The end of the last day, in China; where that is a weekend or a public holiday, of the next working day."""
        return after_working_days(since + timedelta(days=self.days), self.working_days)


class Book(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The terms, the city's code of GB/T 2260, and how many days ahead a deadline set by hand may be."""

    city: str
    furthest_days: int
    term: tuple[Term, ...]


def term_of(state: str, origin: str, category: str) -> Term | None:
    """The term that counts; None in a state that has none."""
    fitting = [each for each in book().term if each.fits(state, origin, category)]
    return fitting[-1] if fitting else None


def due_at(state: State, origin: str, category: str, since: datetime) -> datetime | None:
    """By when the next step is to be taken, of a case that came into this state then; None where there is no limit."""
    term = term_of(state.value, origin, category)
    return None if term is None else term.due_at(since)


def day_wrong(day: date, path: str, now: datetime) -> Finding | None:
    """What is wrong with a day as a deadline; None where it may be one."""
    today = now.astimezone(LOCAL).date()
    furthest = today + timedelta(days=book().furthest_days)
    if day < today:
        return wrong("case.past", path, found=day.isoformat())
    return wrong("case.too_far", path, found=day.isoformat(), until=furthest.isoformat()) if day > furthest else None


@cache
def book() -> Book:
    """The file, read once."""
    text = (files("zhuisu.casework") / "data" / "terms.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(text), Book)
