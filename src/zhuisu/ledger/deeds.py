"""Deeds: what was done with the things that the histories of a scope hold: in which events they were made and went."""

from collections.abc import Collection, Sequence
from typing import Final, NamedTuple
from uuid import UUID

from zhuisu.core.lineage.facts import Action, Role
from zhuisu.core.lineage.visits import Errand
from zhuisu.ledger.database import ask, ledger_cursor
from zhuisu.ledger.queries import load
from zhuisu.ledger.scopes import ScopeTables

_SQL: Final = load("deeds")
_AT_ONCE: Final = 1_000
_MADE_OR_USED: Final = (Role.INPUT, Role.INPUT_AMOUNT, Role.OUTPUT, Role.OUTPUT_AMOUNT, Role.OUTPUT_BATCH)
_ALWAYS: Final = (*_MADE_OR_USED, Role.CHILD, Role.CHILD_AMOUNT)
_ROLES: Final = (*_ALWAYS, Role.ITEM, Role.AMOUNT, Role.PARENT)


class Held(NamedTuple):
    """A thing in the history of a subject, up to `ends` (UTC microseconds); `starts` None: all before."""

    subject: int
    thing: str
    errand: int
    starts: int | None
    ends: int
    event: UUID | None


class Deed(NamedTuple):
    """That an event touches a thing; numbers are those of `core.lineage.facts`."""

    thing: str
    role: int
    event: UUID
    type: int
    action: int
    biz_step: str | None

    @property
    def time(self) -> int:
        """When, in UTC microseconds, to the millisecond."""
        return (self.event.int >> 80) * 1_000


def histories(tables: ScopeTables, errands: Collection[Errand], most: int) -> list[Held]:
    """All things of all histories of the scope, and those of these visits; no more than so many."""
    asked = {"errands": [int(each) for each in errands], "most": most}
    with ledger_cursor() as cursor:
        return [Held(*row) for row in cursor.execute(tables.over(_SQL["histories"]), asked)]


def deeds(things: Sequence[str], steps: Collection[str], most: int) -> tuple[list[Deed], bool]:
    """In which events these things were made, used, packed, brought into being, or took one of these steps: of each
    thousand of them, no more than so many; and whether there are more."""
    found: list[Deed] = []
    is_cut = False
    for start in range(0, len(things), _AT_ONCE):
        asked = {
            "things": list(things[start : start + _AT_ONCE]),
            "roles": [int(role) for role in _ROLES],
            "always": [int(role) for role in _ALWAYS],
            "steps": list(steps),
            "add": int(Action.ADD),
            "most": most + 1,
        }
        with ledger_cursor() as cursor:
            rows = [Deed(*row) for row in ask(cursor, _SQL["deeds"], asked)]
        is_cut |= len(rows) > most
        found += rows[:most]
    return found, is_cut
