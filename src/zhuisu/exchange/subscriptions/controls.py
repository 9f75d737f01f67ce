"""Controls: when a subscriber wants to be told, and from which record time on."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Annotated, Any, Final

import msgspec
from django.utils import timezone

from zhuisu.core.findings import Finding, Severity
from zhuisu.exchange.subscriptions.schedule import FIELDS, Schedule, WrongFieldError, next_after, read_schedule

STREAM: Final = "stream"
REPORT_IF_EMPTY: Final = "reportIfEmpty"
INITIAL_RECORD_TIME: Final = "initialRecordTime"
NAMES: Final = frozenset({STREAM, REPORT_IF_EMPTY, INITIAL_RECORD_TIME, *FIELDS})
"""What an address may state; in a body the fields of the schedule are members of `schedule`."""

ZonedTime = Annotated[datetime, msgspec.Meta(tz=True)]


class Controls(msgspec.Struct, frozen=True):
    """`schedule` is None where events are told as they come. `initial` is None where nothing was said."""

    schedule: Schedule | None
    report_if_empty: bool
    initial: datetime | None


def controls_of_body(members: Mapping[str, Any]) -> Controls | tuple[Finding, ...]:
    """The controls in the JSON of a subscription, or everything that is wrong with them; paths begin with `$.`."""
    reader = _Reader("$.")
    stated = members.get("schedule")
    if stated is not None and not isinstance(stated, dict):
        reader.refuse("subscription.bad_schedule", "schedule")
        stated = None
    fields = {} if stated is None else reader.fields(stated, "schedule.")
    if stated is not None and not stated:
        reader.refuse("subscription.empty_schedule", "schedule")
    return reader.result(
        fields,
        is_scheduled=stated is not None or "schedule" in members,
        stream=members.get(STREAM),
        report_if_empty=members.get(REPORT_IF_EMPTY),
        initial=members.get(INITIAL_RECORD_TIME),
    )


def controls_of_address(parameters: Mapping[str, Sequence[str]]) -> Controls | tuple[Finding, ...]:
    """The controls in the parameters of an address, or everything that is wrong with them; paths are their names."""
    reader = _Reader("")
    texts: dict[str, Any] = {}
    for name, values in parameters.items():
        if name not in NAMES:
            reader.refuse("query.unknown_parameter", name, name=name[:200])
        elif len(values) > 1:
            reader.refuse("query.repeated", name, name=name, count=len(values))
        else:
            texts[name] = values[0]
    fields = reader.fields({name: text for name, text in texts.items() if name in FIELDS}, "")
    words = {"true": True, "false": False}
    initial = texts.get(INITIAL_RECORD_TIME)
    return reader.result(
        fields,
        is_scheduled=any(name in FIELDS for name in parameters),
        stream=words.get(texts[STREAM], texts[STREAM]) if STREAM in texts else None,
        report_if_empty=words.get(texts[REPORT_IF_EMPTY], texts[REPORT_IF_EMPTY]) if REPORT_IF_EMPTY in texts else None,
        # The "+" of an offset that was not encoded arrives as a space.
        initial=initial.replace(" ", "+") if initial is not None else None,
    )


class _Reader:
    """Gathers what is wrong."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._findings: list[Finding] = []

    def refuse(self, code: str, path: str, **facts: str | int) -> None:
        self._findings.append(Finding(code, Severity.ERROR, self._path + path, facts))

    def fields(self, stated: Mapping[str, Any], path: str) -> dict[str, str]:
        """The fields of a schedule as texts."""
        found = {}
        for name, value in stated.items():
            if name not in FIELDS:
                self.refuse("subscription.unknown_field", path + name[:100], name=name[:100], known=", ".join(FIELDS))
            elif isinstance(value, bool) or not isinstance(value, str | int):
                self.refuse("subscription.bad_field", path + name, name=name, value=str(value)[:100], **_range(name))
            else:
                found[name] = str(value)
        return found

    def result(
        self, fields: Mapping[str, str], *, is_scheduled: bool, stream: Any, report_if_empty: Any, initial: Any
    ) -> Controls | tuple[Finding, ...]:
        schedule = self._schedule(fields) if is_scheduled else None
        if stream is not None and stream is not True:
            self.refuse("subscription.bad_stream", STREAM, value=str(stream)[:100])
        elif stream and is_scheduled:
            self.refuse("subscription.both", STREAM)
        elif not stream and not is_scheduled:
            self.refuse("subscription.neither", STREAM)
        if report_if_empty is not None and not isinstance(report_if_empty, bool):
            facts = {"name": REPORT_IF_EMPTY, "value": str(report_if_empty)[:100]}
            self.refuse("subscription.bad_flag", REPORT_IF_EMPTY, **facts)
        elif report_if_empty and stream is True:
            self.refuse("subscription.empty_stream", REPORT_IF_EMPTY)
        moment = self._moment(initial)
        if self._findings:
            return tuple(self._findings)
        return Controls(schedule, bool(report_if_empty), moment)

    def _schedule(self, fields: Mapping[str, str]) -> Schedule | None:
        path = "schedule." if self._path else ""
        if not fields:
            return None
        try:
            schedule = read_schedule(fields)
        except WrongFieldError as wrong:
            facts: dict[str, str | int] = {"name": wrong.field, "value": wrong.value[:100], **_range(wrong.field)}
            self.refuse("subscription.bad_field", path + wrong.field, **facts)
            return None
        if next_run(schedule, datetime.now(UTC)) is None:
            self.refuse("subscription.never", "schedule" if self._path else next(iter(fields)))
        return schedule

    def _moment(self, value: Any) -> datetime | None:
        if value is None:
            return None
        try:
            return msgspec.convert(value, ZonedTime)
        except msgspec.ValidationError:
            self.refuse("subscription.bad_time", INITIAL_RECORD_TIME, value=str(value)[:100])
            return None


def next_run(schedule: Schedule, after: datetime) -> datetime | None:
    """The first run after this moment, by the platform's clock (ZHUISU_TIME_ZONE)."""
    return next_after(schedule, after, timezone.get_default_timezone())


def _range(name: str) -> dict[str, int]:
    return {"low": FIELDS[name].low, "high": FIELDS[name].high}
