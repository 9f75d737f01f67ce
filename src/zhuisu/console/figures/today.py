"""/admin/today/: the desk's first screen: what needs whoever asks, each a click from its evidence."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from django.contrib.admin import site
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from zhuisu.access.actor import Actor
from zhuisu.access.permitting import Deed, may
from zhuisu.casework.today import today as cases_today
from zhuisu.casework.told import CaseRow
from zhuisu.console.asking import now, require
from zhuisu.console.both import both, told
from zhuisu.console.enrolments.listing import name_of
from zhuisu.console.entries.naming import called
from zhuisu.console.entries.sight import visible as visible_entries
from zhuisu.console.figures.screen import screen
from zhuisu.console.figures.section import Count, Line, Section
from zhuisu.console.figures.waiting import exposures
from zhuisu.console.recalls.screen import clock, saying
from zhuisu.core.findings import Text
from zhuisu.enrolling.sight import to_decide
from zhuisu.figures.silence import how_many_silent, silent
from zhuisu.figures.standing import overdue_before, standing
from zhuisu.figures.terms import terms
from zhuisu.figures.view import view_of
from zhuisu.packaged import library
from zhuisu.recall.kinds import State
from zhuisu.recall.reading import visible as visible_recalls
from zhuisu.recall.report_words import KINDS as RECALL_KINDS
from zhuisu.registry.kinds import KINDS
from zhuisu.registry.regions import region
from zhuisu.registry.states import State as EntryState
from zhuisu.supervision.breaches import titled
from zhuisu.supervision.findings import Filters, ToldFinding, listed
from zhuisu.supervision.findings import Standing as Holds
from zhuisu.supervision.models import Finding
from zhuisu.supervision.showing import in_full, sight

SHOWN: Final = 6


@require_safe
def today(request: HttpRequest) -> HttpResponse:
    """All sections that whoever asks may see, the most pressing first."""
    actor = require(request, Deed.READ_FIGURES)
    at = now()
    sections = [section for section in _sections(actor, at) if section is not None]
    words = {
        "title": both("今日", "Today"),
        "at": saying().when(at),
        "sections": sections,
        "app_list": site.get_app_list(request),
    }
    return screen(request, "today.html", words)


def _sections(actor: Actor, at: datetime) -> Iterable[Section | None]:
    yield _recalls(actor, at)
    yield _cases(actor) if may(actor, Deed.READ_CASES) else None
    yield _findings(actor, at) if may(actor, Deed.READ_FINDINGS) else None
    yield exposures(actor, at) if may(actor, Deed.KEEP_RATINGS) else None
    yield _enrolments(actor) if may(actor, Deed.DECIDE_ENROLMENTS) else None
    yield _silent(actor, at)
    yield _licences(actor, at)


def _recalls(actor: Actor, at: datetime) -> Section:
    """Those in force, by when they must be complete."""
    rows = visible_recalls(actor).filter(state__in=(State.ISSUED.value, State.FROZEN.value))
    say = saying()
    lines = []
    for row in rows.order_by(F("complete_by").asc(nulls_last=True), "-id")[:SHOWN]:
        left = clock(row.complete_by, at, row.ended_at, say)
        said = " · ".join(
            filter(None, (say.word(RECALL_KINDS, row.kind), row.number, str(left["text"]) if left else ""))
        )
        lines.append(Line(row.title, said, reverse("admin:recall", args=[row.number]), _is_bad(left)))
    many = rows.count()
    return Section(
        "recalls",
        say.both("执行中的召回", "Recalls in force"),
        many,
        reverse("admin:recalls"),
        "bad" if many else "good",
        say.both("没有执行中的召回。", "No recall is in force."),
        lines=lines,
    )


def _is_bad(left: Any) -> bool:
    return left is not None and left["shade"] == "bad"


def _cases(actor: Actor) -> Section:
    found, say, page = cases_today(actor), saying(), reverse("admin:cases")
    counts = (
        Count(say.both("待受理", "new"), found.new, f"{page}?only=new"),
        Count(say.both("逾期", "overdue"), found.overdue, f"{page}?only=late", is_bad=found.overdue > 0),
        Count(say.both("我的", "mine"), found.mine, f"{page}?only=mine"),
        Count(say.both("我离开后有变化", "changed since I looked"), found.changed, f"{page}?only=changed"),
        Count(say.both("问题已消除", "mended, still open"), found.mended, f"{page}?only=mended"),
        Count(say.both("举报待答复", "reports to answer"), found.reports, f"{page}?only=reports"),
    )
    rows = {row.number: row for row in (*found.late, *found.ours, *found.newest)}
    return Section(
        "cases",
        say.both("案件", "Cases"),
        found.open,
        f"{page}?only=open",
        "bad" if found.overdue else "open" if found.open else "good",
        say.both("没有未结案件。", "No case is open."),
        counts=counts,
        lines=[_case(row) for row in sorted(rows.values(), key=_due)[:SHOWN]],
    )


def _due(row: CaseRow) -> tuple[bool, datetime]:
    """What is due first comes first; what has no deadline, last."""
    return row.due_at is None, row.due_at or row.opened_at


def _case(row: CaseRow) -> Line:
    say = saying()
    due = "" if row.due_at is None else say.both(f"期限 {say.day(row.due_at)}", f"due {say.day(row.due_at)}")
    late = say.both("逾期", "overdue") if row.is_overdue else ""
    said = " · ".join(filter(None, (row.party_name, told(row.state_name), due, late)))
    return Line(told(row.title), said, reverse("admin:case", args=[row.number]), row.is_overdue)


def _findings(actor: Actor, at: datetime) -> Section:
    found, say = standing(view_of(actor), at), saying()
    page = reverse("admin:console_finding_changelist")
    listed_open = f"{page}?{urlencode({'standing': 'open'})}"
    counts = (
        Count(say.both("今天和昨天新发现", "new since yesterday"), found.new, listed_open),
        Count(
            say.both(f"严重问题超过 {found.overdue_days} 天未消除", f"errors open for over {found.overdue_days} days"),
            found.overdue,
            f"{page}?{urlencode({'standing': 'open', 'severity': 'error'})}",
            is_bad=found.overdue > 0,
        ),
    )
    late = _overdue(actor, at)
    newest = listed(Filters(standing=Holds.OPEN), actor, limit=SHOWN)
    lines = {each.id: _finding(each, is_late=False) for each in newest}
    lines = {row.pk: _late_finding(row) for row in late} | lines
    return Section(
        "findings",
        say.both("发现的问题", "Findings"),
        found.open,
        listed_open,
        "bad" if found.overdue else "open" if found.open else "good",
        say.both("没有未消除的问题。", "Nothing is found wrong."),
        counts=counts,
        lines=list(lines.values())[:SHOWN],
    )


def _overdue(actor: Actor, at: datetime) -> Sequence[Finding]:
    """Errors that are open for too long, the oldest first."""
    rows = Finding.objects.filter(in_full(sight(actor)), closed_at=None, severity="error")
    return list(rows.filter(opened_at__lt=overdue_before(at)).order_by("opened_at")[: SHOWN // 2])


def _late_finding(row: Finding) -> Line:
    say = saying()
    title = told(titled(row.code, Text(*(str(row.facts.get(f"rule_{name}") or row.rule) for name in ("zh", "en")))))
    said = say.both(f"{say.day(row.opened_at)} 发现，至今未消除", f"found {say.day(row.opened_at)}, still open")
    return Line(title, said, reverse("admin:console_finding_change", args=[row.pk]), is_late=True)


def _finding(found: ToldFinding, *, is_late: bool) -> Line:
    say = saying()
    since = say.both(f"{say.day(found.opened_at)} 发现", f"found {say.day(found.opened_at)}")
    said = f"{told(found.variety)} · {since}"
    return Line(
        told(titled(found.code, found.rule_name)),
        said,
        reverse("admin:console_finding_change", args=[found.id]),
        is_late,
    )


def _enrolments(actor: Actor) -> Section:
    rows, say = to_decide(actor), saying()
    lines = [
        Line(
            name_of(row),
            " · ".join(
                filter(None, (_region(row.region), say.both(f"{say.when(row.filed_at)} 提交", say.when(row.filed_at))))
            ),
            reverse("admin:enrolment", args=[row.number]),
        )
        for row in rows[:SHOWN]
    ]
    many = rows.count()
    return Section(
        "enrolments",
        say.both("待审核的备案", "Enrolments to decide"),
        many,
        reverse("admin:enrolments"),
        "open" if many else "good",
        say.both("没有等待审核的备案。", "No application waits."),
        lines=lines,
    )


def _silent(actor: Actor, at: datetime) -> Section:
    view, say = view_of(actor), saying()
    many = how_many_silent(view, at)
    lines = [
        Line(
            told(each.name),
            say.both(f"{each.last_on} 之后没有上报", f"nothing since {each.last_on}") + f" · {told(each.region)}",
            reverse("admin:event", args=[each.event]),
        )
        for each in silent(view, at, limit=SHOWN)
    ]
    return Section(
        "silent",
        say.both("中断上报的主体", "Fallen silent"),
        many,
        reverse("admin:city_silent"),
        "open" if many else "good",
        say.both("按自己的节奏都在上报。", "All report as they used to."),
        lines=lines,
    )


def _licences(actor: Actor, at: datetime) -> Section:
    """Those that end soon or ended lately and are still in the register as valid."""
    say, days, day = saying(), terms().expiring_days, saying_day(at)
    table = KINDS["licence"].table
    month = timedelta(days=days)
    rows = visible_entries(KINDS["licence"], table._default_manager.all(), actor).filter(
        state=EntryState.APPROVED.value, valid_to__gte=day - month, valid_to__lte=day + month
    )
    rows = rows.exclude(valid_from__gt=F("valid_to") - 2 * month)  # a certificate of one batch ends soon by its nature
    ended = rows.filter(valid_to__lt=day).count()
    page = reverse("admin:console_licence_changelist")
    lines = [
        Line(
            f"{_licence(row.kind)} {row.number}",
            " · ".join(filter(None, (_holder(row), _until(row.valid_to, day)))),
            reverse("admin:console_licence_change", args=[row.pk]),
            row.valid_to < day,
        )
        for row in rows.select_related("party").order_by("valid_to", "id")[:SHOWN]
    ]
    many = rows.count()
    return Section(
        "licences",
        say.both(f"{days} 天内到期的证照", f"Licences that end within {days} days"),
        many,
        f"{page}?expiry=soon",
        "bad" if ended else "open" if many else "good",
        say.both("没有快到期的证照。", "No licence ends soon."),
        counts=(Count(say.both("已过期", "ended"), ended, f"{page}?expiry=expired", is_bad=ended > 0),)
        if ended
        else (),
        lines=lines,
    )


def saying_day(at: datetime) -> Any:
    """The day in the city."""
    return at.astimezone(saying().zone).date()


def _until(end: Any, day: Any) -> str:
    days = (end - day).days
    if days < 0:
        return saying().both(f"{end} 已过期", f"ended {end}")
    return saying().both(f"{end} 到期，还剩 {days} 天", f"until {end}: {days} days left")


def _licence(kind: str) -> str:
    found = library().licences.get(kind)
    return kind if found is None else told(found.name)


def _holder(row: Any) -> str:
    return called(row.party) if row.party is not None else ""


def _region(code: str) -> str:
    found = region(code)
    return code if found is None else told(found.named)
