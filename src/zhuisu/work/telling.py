"""Telling: rows of recording in the words of the reader."""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from django.urls import reverse
from django.utils import timezone

from zhuisu.console.both import told
from zhuisu.core.findings import Text
from zhuisu.portal.links import thing_path
from zhuisu.recording.mine import RecordRow, RecordState
from zhuisu.recording.stock import MovementRow, StockRow
from zhuisu.work.amounts import amount

SOON_DAYS: Final = 30
"""What expires within so many days is told."""
STATES: Final[Mapping[RecordState, Text]] = {
    RecordState.STANDS: Text("有效", "stands"),
    RecordState.CORRECTED: Text("已更正", "corrected"),
    RecordState.WITHDRAWN: Text("已撤回", "withdrawn"),
}
_SHOWN: Final = 30
_RECORD: Final = Text("记录", "record")
"""What a record is called of which nobody says the stage."""


def when(at: datetime) -> str:
    """Today and yesterday by their names, with the time; earlier, the date."""
    local, now = timezone.localtime(at), timezone.localtime()
    clock = local.strftime("%H:%M")
    if local.date() == now.date():
        return told(Text(f"今天 {clock}", f"today {clock}"))
    if local.date() == (now - timedelta(days=1)).date():
        return told(Text(f"昨天 {clock}", f"yesterday {clock}"))
    year = "" if local.year == now.year else local.strftime("%Y-")
    return f"{year}{local:%m-%d} {clock}"


def record_words(row: RecordRow) -> Mapping[str, Any]:
    """A record: what, when, of which goods, and what became of it."""
    return {
        "event": row.event,
        "address": reverse("work:event", query={"of": row.event}),
        "stage": told(row.stage_name) or told(_RECORD),
        "variety": told(row.variety_name),
        "heading": " · ".join(filter(None, (told(row.stage_name), told(row.variety_name)))) or told(_RECORD),
        "when": when(row.event_time),
        "recorded": when(row.recorded_at),
        "account": row.account,
        "things_told": told(row.things_told),
        "things": [{"key": key, "address": thing_path(key)} for key in row.things[:_SHOWN]],
        "more": max(0, len(row.things) - _SHOWN),
        "state": row.state.value,
        "state_name": told(STATES[row.state]),
        "stands": row.state is RecordState.STANDS,
        "reason": row.reason,
        "replaced_by": row.replaced_by,
        "findings": row.findings,
        "can_be_corrected": row.state is RecordState.STANDS and row.filled is not None,
        "is_own": row.is_own,
        "left": [told(each) for each in row.left],
    }


def stock_words(row: StockRow) -> Mapping[str, Any]:
    """Something on hand: how much, and until when it is good."""
    return {
        "key": row.key,
        "address": reverse("work:held", query={"of": row.key}),
        "name": told(row.name) or row.key,
        "lot": row.lot,
        "variety": row.variety,
        "amount": f"{amount(row.amount)} {told(row.unit_name)}".strip(),
        "came": amount(row.came),
        "left": amount(row.left),
        "expires_on": row.expires_on,
        "expiry": expiry(row.days_left),
        "expiry_class": "" if row.days_left is None else "bad" if row.days_left < 0 else "soon",
        "public": thing_path(row.key),
        "when": when(row.changed_at),
    }


def expiry(days_left: int | None) -> str:
    """How long something is good; nothing where nobody said, or where that is long."""
    if days_left is None or days_left > SOON_DAYS:
        return ""
    if days_left < 0:
        return told(Text(f"已过期 {-days_left} 天", f"expired {-days_left} d ago"))
    if days_left == 0:
        return told(Text("今天到期", "expires today"))
    return told(Text(f"还有 {days_left} 天到期", f"expires in {days_left} d"))


def movement_words(row: MovementRow, own: Collection[str]) -> Mapping[str, Any]:
    """What came or went, with whom; `own` are the records whose page opens."""
    sign = "+" if row.way > 0 else "−"
    return {
        "address": reverse("work:event", query={"of": row.event}) if row.event in own else "",
        "when": when(row.at),
        "amount": f"{sign}{amount(row.amount)}",
        "is_in": row.way > 0,
        "stage": told(row.stage_name),
        "other": told(row.other_name) or row.other.removeprefix("uscc:"),
    }
