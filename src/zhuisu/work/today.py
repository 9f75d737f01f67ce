"""Today: /work/, what there is to do, the most urgent first."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Any, Final

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from zhuisu.access.actor import Actor
from zhuisu.access.permitting import Deed, may
from zhuisu.console.both import told
from zhuisu.core.findings import Severity, Text
from zhuisu.rating.kinds import OPEN, STATES, State
from zhuisu.rating.models import Exposure
from zhuisu.rating.sight import own_exposures
from zhuisu.rating.waiting import is_overdue
from zhuisu.recall.answering import holdings_of
from zhuisu.recall.kinds import HoldingState
from zhuisu.recall.links import secret_of
from zhuisu.recall.models import Holding
from zhuisu.recall.report_words import KINDS, word
from zhuisu.recording.against import findings_against
from zhuisu.recording.handing import Incoming, awaiting
from zhuisu.recording.mine import records as recorded
from zhuisu.recording.stages import stages_of
from zhuisu.recording.stock import on_hand
from zhuisu.work.asking import working
from zhuisu.work.deliveries import goods_told
from zhuisu.work.page import page
from zhuisu.work.record import OFTEN, stage_words
from zhuisu.work.telling import expiry, record_words, when

SOON_DAYS: Final = 7
"""What expires within so many days is something to do."""
OVERDUE_DAYS: Final = 60
"""A delivery that was shipped longer ago is folded away."""
MOST_RECENT: Final = 3
"""So many records are shown again."""
MOST_ROWS: Final = 5
"""So many of each kind; the rest is a link."""


@require_safe
@working(Deed.READ_EVENTS)
def today(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What there is to do, and the stages that are recorded most."""
    records = may(actor, Deed.RECORD)
    waited = awaiting(actor) if records else ()
    rows = [
        *_recalls(actor),
        *_exposures(actor),
        *_incoming(waited),
        *_findings(actor),
        *_expiring(actor),
    ]
    words = {
        "tab": "today",
        "rows": rows,
        "has_recalls": _open_recalls(actor).exists(),
        "overdue": [_delivery(each) for each in waited if _is_overdue(each)],
        "stages": [stage_words(row) for row in stages_of(actor)[:OFTEN]] if records else [],
        "recent": [record_words(row) for row in recorded(actor, limit=MOST_RECENT)],
        "records": records,
    }
    return page(request, "today.html", words)


def _recalls(actor: Actor) -> Iterator[Mapping[str, Any]]:
    """Notices that are not answered to their end, each by the link that it was sent with."""
    for holding in _open_recalls(actor)[:MOST_ROWS]:
        yield _row("recall", "urgent", holding.recall.title, _notice(holding), f"/notice/{secret_of(holding)}")


def _open_recalls(actor: Actor) -> QuerySet[Holding]:
    return holdings_of(actor).exclude(state=HoldingState.DONE).filter(recall__state="issued")


def _exposures(actor: Actor) -> Iterator[Mapping[str, Any]]:
    """What the party is to be exposed for: first what waits for its answer, then how the others stand."""
    rows = own_exposures(actor).filter(state__in=[each.value for each in OPEN]).order_by("answer_by")
    waits = Q(state=State.ANNOUNCED.value, answer_by__gt=timezone.now())
    for each in rows.filter(waits)[:MOST_ROWS]:
        say = Text(
            f"请在 {_day(each)} 前（含当日）申辩或说明整改", f"object, or say what you corrected, until {_day(each)}"
        )
        yield _exposure(each, "urgent", say)
    for each in rows.exclude(waits)[:MOST_ROWS]:
        yield _exposure(each, "", _standing(each))


def _exposure(row: Exposure, urgency: str, say: Text) -> Mapping[str, Any]:
    title = told(Text("拟曝光：评价连续低于标准", "To be exposed: scores below the threshold"))
    return _row("warn", urgency, title, told(say), reverse("work:rating-exposure", args=[row.number]))


def _standing(row: Exposure) -> Text:
    """Of one that was answered, what it is now; of one that was not, that the term is over."""
    if row.state == State.ANNOUNCED:
        return Text(f"申辩期 {_day(row)} 已过，待决定", f"the term ended on {_day(row)}; to be decided")
    name = STATES[State(row.state)]
    if is_overdue(row, timezone.now()):
        return name
    return Text(f"{name.zh}（{_day(row)} 前可修改）", f"{name.en} (you may change your answer until {_day(row)})")


def _day(row: Exposure) -> str:
    """The last day on which the party may answer."""
    return "" if row.answer_by is None else f"{timezone.localtime(row.answer_by):%Y-%m-%d}"


def _notice(holding: Holding) -> str:
    kind = told(word(KINDS, holding.recall.kind))
    if holding.due_at is None:
        return kind
    by = when(holding.due_at)
    return kind + told(Text(f"，请在 {by} 前回告", f", answer by {by}"))


def _incoming(waited: Sequence[Incoming]) -> Iterator[Mapping[str, Any]]:
    found = [each for each in waited if not _is_overdue(each)]
    yield from map(_delivery, found[:MOST_ROWS])
    yield from _rest("incoming", len(found), Text("还有待收的货", "more to receive"), reverse("work:receive"))


def _is_overdue(each: Incoming) -> bool:
    """Shipped so long ago that it hardly is on its way: folded away, for it is to be looked into."""
    return each.shipped_at < timezone.now() - timedelta(days=OVERDUE_DAYS)


def _delivery(each: Incoming) -> Mapping[str, Any]:
    giver = told(each.giver_name) or each.giver.removeprefix("uscc:")
    goods = goods_told(each)
    say = told(Text(f"{goods}，{when(each.shipped_at)}发出", f"{goods}, shipped {when(each.shipped_at)}"))
    title = told(Text(f"待收货：{giver}", f"To receive from {giver}"))
    return _row("incoming", "", title, say, reverse("work:delivery", query={"of": each.event}))


def _findings(actor: Actor) -> Iterator[Mapping[str, Any]]:
    found = findings_against(actor)
    for each in found[:MOST_ROWS]:
        urgency = "urgent" if each.severity is Severity.ERROR else "soon"
        yield _row("warn", urgency, told(each.title), told(each.mend) or told(each.told), reverse("work:findings"))
    yield from _rest("warn", len(found), Text("还有要改的问题", "more to mend"), reverse("work:findings"))


def _expiring(actor: Actor) -> Iterator[Mapping[str, Any]]:
    found = on_hand(actor, expiring_days=SOON_DAYS)
    for each in found[:MOST_ROWS]:
        name = " ".join(part for part in (told(each.name) or each.key, each.lot) if part)
        urgency = "urgent" if (each.days_left or 0) < 0 else "soon"
        yield _row("clock", urgency, name, expiry(each.days_left), reverse("work:held", query={"of": each.key}))
    address = reverse("work:stock", query={"only": "expiring"})
    yield from _rest("clock", len(found), Text("还有快到期的货", "more that expires soon"), address)


def _rest(icon: str, number: int, name: Text, address: str) -> Sequence[Mapping[str, Any]]:
    left = number - MOST_ROWS
    return [_row(icon, "", told(name), str(left), address)] if left > 0 else []


def _row(icon: str, urgency: str, title: str, say: str, address: str) -> Mapping[str, Any]:
    return {"icon": f"work/icon/{icon}.svg", "urgency": urgency, "title": title, "say": say, "address": address}
