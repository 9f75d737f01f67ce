"""Teller: collects the pieces of an answer."""

from datetime import datetime, timedelta
from typing import Any

from zhuisu.tracing.answer import (
    Edge,
    EventSummary,
    Name,
    NamedAmount,
    PlaceOrParty,
    SpokenFinding,
    TraceAnswer,
    TracedThing,
)

BIRTH = "2026-06-12T06:30:00+08:00"


class Teller:
    """Collects the pieces of an answer. Times are hours after the beginning of the story."""

    def __init__(self, begin: str = BIRTH) -> None:
        self.begin = datetime.fromisoformat(begin)
        self.things: dict[str, TracedThing] = {}
        self.events: list[EventSummary] = []
        self.edges: list[Edge] = []
        self.findings: list[SpokenFinding] = []

    def thing(self, key: str, scheme: str, level: str, zh: str = "", en: str = "", **stated: str) -> str:
        self.things[key] = TracedThing(key, scheme, level, Name(zh, en), stated)
        return key

    def event(self, hours: float, kind: str, step: str, where: str, who: str, **more: Any) -> str:
        number = len(self.events) + 1
        when = self.begin + timedelta(hours=hours)
        amounts = tuple(_amount(*each) for each in more.pop("goods", ()))
        event = EventSummary(
            id=f"019e0000-0000-8000-8000-{number:012d}",
            event_id=f"urn:uuid:00000000-0000-4000-8000-{number:012d}",
            type=kind,
            event_time=when.isoformat(timespec="milliseconds"),
            record_time=(when + timedelta(minutes=4)).isoformat(timespec="milliseconds"),
            action=more.pop("action", "" if kind == "TransformationEvent" else "OBSERVE"),
            biz_step=step,
            place=PlaceOrParty(f"414/690123400{number:04d}", Name(*where.split("|"))) if where else None,
            party=PlaceOrParty(f"uscc:91450702MA5N1X{len(who):02d}93", Name(*who.split("|"))) if who else None,
            amounts=amounts,
            amounts_total=len(amounts),
            **more,
        )
        self.events.append(event)
        return event.id

    def link(self, kind: str, event: str, source: str, target: str) -> None:
        self.edges.append(Edge(source, target, kind, event))

    def answer(self, focus: str, *, cut: bool = False) -> TraceAnswer:
        return TraceAnswer(
            focus=focus,
            direction="both",
            things=tuple(self.things.values()),
            events=tuple(sorted(self.events, key=lambda event: event.event_time)),
            edges=tuple(self.edges),
            findings=tuple(self.findings),
            truncated=cut,
            next=f"/api/trace?code={focus}&direction=both&after=cursor-1" if cut else None,
        )


def _amount(key: str, role: str, quantity: float | None = None, uom: str = "") -> NamedAmount:
    return NamedAmount(key, role, quantity, uom)
