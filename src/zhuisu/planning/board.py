"""Board: every measure as it stands, with who answers for it and whether it is late."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime

import msgspec

from zhuisu.core.findings import Text
from zhuisu.planning.kinds import STATES, State
from zhuisu.planning.measures import Planned, measures
from zhuisu.planning.models import Measure
from zhuisu.registry.departments import departments


class Card(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """A measure. `days_late` is 0 or less before its term, and 0 once it is done."""

    id: str
    part: Text
    name: Text
    category: str
    state: State
    state_name: Text
    percent: int
    due: date
    planned_due: date
    days_late: int
    leads: tuple[Text, ...]
    others: tuple[Text, ...]
    lead_roles: tuple[str, ...]
    why: str
    changed_at: datetime | None
    changed_by: str

    @property
    def is_late(self) -> bool:
        return self.days_late > 0 and self.state is not State.DONE


def board(today: date) -> Sequence[Card]:
    """All measures in the order of the plan."""
    rows = {row.id: row for row in Measure.objects.all()}
    return [card(planned, rows.get(planned.id), today) for planned in measures().values()]


def card(planned: Planned, row: Measure | None, today: date) -> Card:
    """A measure that nobody has touched is as the plan has it."""
    state, due = State(row.state) if row else State.PLANNED, row.due if row else planned.due
    return Card(
        id=planned.id,
        part=planned.part,
        name=planned.name,
        category=planned.category,
        state=state,
        state_name=STATES[state],
        percent=row.percent if row else 0,
        due=due,
        planned_due=planned.due,
        days_late=0 if state is State.DONE else (today - due).days,
        leads=_names(planned.leads),
        others=_names(planned.others),
        lead_roles=planned.leads,
        why=row.why if row else "",
        changed_at=row.changed_at if row else None,
        changed_by=row.changed_by if row else "",
    )


def locked(id: str, *, actor: str) -> Measure:
    """The row of a measure of the plan, made if nobody touched it before, locked until the transaction ends."""
    planned = measures()[id]
    defaults = {
        "state": State.PLANNED.value,
        "due": planned.due,
        "changed_at": datetime.now(UTC),
        "changed_by": actor,
    }
    Measure.objects.get_or_create(id=id, defaults=defaults)
    return Measure.objects.select_for_update().get(id=id)


def counted(cards: Sequence[Card]) -> Mapping[State, int]:
    """How many measures are in each state."""
    return {state: sum(each.state is state for each in cards) for state in State}


def _names(roles: tuple[str, ...]) -> tuple[Text, ...]:
    known = departments()
    return tuple(known[role].name if role in known else Text(role, role) for role in roles)
