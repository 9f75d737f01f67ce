"""Terms: the dated rule that counts for an alert of a kind, a category and a grade, from data/terms.toml."""

import tomllib
from datetime import date, datetime, timedelta
from functools import cache
from importlib.resources import files

import msgspec

from zhuisu.core.findings import Text
from zhuisu.core.rules.record import LOCAL
from zhuisu.recall.held import HeldTerms
from zhuisu.recall.working_days import working_day_after


class Terms(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A rule. Hours count from the issue on. 0: there is no limit. An empty category or grade fits all."""

    kind: str
    category: str = ""
    grade: str = ""
    since: date
    until: date | None = None
    notify_hours: int
    complete_hours: int = 0
    complete_working_days: int = 0
    report_hours: int
    is_published: bool
    basis: Text
    note: Text = Text("", "")

    def fits(self, kind: str, category: str, grade: str, day: date) -> bool:
        """Whether it counts for what is issued that day."""
        fitting = self.kind == kind and self.category in ("", category) and self.grade in ("", grade)
        return fitting and self.since <= day and (self.until is None or day < self.until)

    def notify_by(self, issued_at: datetime) -> datetime:
        """By when every holder must have been told, and have answered a first time."""
        return issued_at + timedelta(hours=self.notify_hours)

    def complete_by(self, issued_at: datetime) -> datetime | None:
        """By when it must be done; None where there is no limit. Working days are those of
        `zhuisu.recall.working_days`."""
        if self.complete_hours:
            return issued_at + timedelta(hours=self.complete_hours)
        return _working_days_after(issued_at, self.complete_working_days) if self.complete_working_days else None

    def held(self, grade: str, name: Text) -> HeldTerms:
        """As it is told and kept with a recall."""
        return HeldTerms(
            grade=grade,
            grade_name=name,
            since=self.since.isoformat(),
            notify_hours=self.notify_hours,
            complete_hours=self.complete_hours,
            complete_working_days=self.complete_working_days,
            report_hours=self.report_hours,
            is_published=self.is_published,
            basis=self.basis,
            note=self.note,
        )


class Grade(msgspec.Struct, frozen=True):
    """A class of recall, and what it means."""

    grade: str
    name: Text


class _Names(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    kind: str
    categories: tuple[str, ...]
    names: tuple[dict[str, str], ...]


class _Book(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    grade: tuple[_Names, ...]
    term: tuple[Terms, ...]


def terms_of(kind: str, category: str, grade: str, day: date) -> Terms:
    """The rule that counts that day: the last one that fits. There is one for every kind, whatever its category."""
    return next(each for each in reversed(_book().term) if each.fits(kind, category, grade, day))


def grades(kind: str, category: str) -> tuple[Grade, ...]:
    """The grades that an alert of this kind has in this category, the gravest first; none where it has none."""
    for each in _book().grade:
        if each.kind == kind and category in each.categories:
            return tuple(Grade(name["grade"], Text(name["zh"], name["en"])) for name in each.names)
    return ()


def grade_name(kind: str, category: str, grade: str) -> Text:
    """What a grade means; empty where there is none."""
    return next((each.name for each in grades(kind, category) if each.grade == grade), Text("", ""))


def local_day(moment: datetime) -> date:
    """The day in China."""
    return moment.astimezone(LOCAL).date()


def _working_days_after(moment: datetime, days: int) -> datetime:
    """At the same time of day in China."""
    local = moment.astimezone(LOCAL)
    return (local + (working_day_after(local.date(), days) - local.date())).astimezone(moment.tzinfo)


@cache
def _book() -> _Book:
    text = (files("zhuisu.recall") / "data" / "terms.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(text), _Book)
