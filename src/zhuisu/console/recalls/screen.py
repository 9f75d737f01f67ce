"""Screen: a page about recalls in the frame of the console, and how times are told on it."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.admin import site
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from zhuisu.console.both import language
from zhuisu.recall.report_saying import Saying

_HOUR: Final = timedelta(hours=1)
_DAY: Final = timedelta(days=1)
_SOON: Final = timedelta(hours=6)


def screen(request: HttpRequest, template: str, words: Mapping[str, Any], *, status: int = 200) -> HttpResponse:
    """Renders `console/recall/<template>`. Recalls change from minute to minute: no page of them is kept."""
    context = {**site.each_context(request), **words}
    response = TemplateResponse(request, f"console/recall/{template}", context, status=status)
    response["Cache-Control"] = "no-store"
    return response


def saying() -> Saying:
    """How things are said to whoever reads."""
    return Saying(language(), ZoneInfo(settings.TIME_ZONE))


def clock(until: datetime | None, now: datetime, ended: datetime | None, say: Saying) -> Mapping[str, Any] | None:
    """The time that is left until a deadline, or by how much it was missed; None where there is none."""
    if until is None:
        return None
    if ended is not None:
        kept = ended <= until
        text = say.both("按时完成", "in time") if kept else say.both("逾期完成", "late")
        return {"until": until, "text": text, "shade": "good" if kept else "bad"}
    late = now > until
    length = span(abs(until - now), say)
    text = say.both(f"已逾期 {length}", f"{length} late") if late else say.both(f"还剩 {length}", f"{length} left")
    return {"until": until, "text": text, "shade": "bad" if late else "open" if until - now < _SOON else "good"}


def span(length: timedelta, say: Saying) -> str:
    """A length of time in its two largest units."""
    days, rest = length // _DAY, length % _DAY
    hours, minutes = rest // _HOUR, rest % _HOUR // timedelta(minutes=1)
    if days:
        return say.both(f"{days} 天 {hours} 小时", f"{days} d {hours} h")
    return say.both(f"{hours} 小时 {minutes} 分", f"{hours} h {minutes} min")
