"""Findings: what rules found, told to a reader in words: what is wrong, how to mend it, on what legal ground."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any, Final, NamedTuple

import msgspec
from django.db.models import Count, Q, QuerySet

from zhuisu.access import Actor
from zhuisu.access.parties import names_of
from zhuisu.core.findings import Finding as Found
from zhuisu.core.findings import Severity, Text
from zhuisu.core.rules.record import LOCAL
from zhuisu.packaged import profiles
from zhuisu.supervision.editions import in_force
from zhuisu.supervision.mending import mending
from zhuisu.supervision.models import Finding
from zhuisu.supervision.phrasing import Phrasing
from zhuisu.supervision.showing import Showing, in_full, plainly, showing, sight, within_region

MOST: Final = 1000
"""So many findings are answered at a time at most."""


class Standing(StrEnum):
    """Whether a finding holds."""

    OPEN = "open"
    CLOSED = "closed"
    ANY = "any"


class ToldFinding(msgspec.Struct, frozen=True, rename="camel"):
    """A finding as a reader is told it.

    `told` is the sentence, `mend` what would satisfy the rule, `basis` the legal ground; `unsure` says why a number of
    the rule is not settled. `is_plain`: told without who, where and how much, so that these are empty.
    """

    id: int
    profile: str
    variety: Text
    version: str
    category: str
    rule: str
    rule_name: Text
    code: str
    severity: Severity
    is_open: bool
    is_plain: bool
    told: Text
    mend: Text
    basis: Text
    unsure: str
    stage: str
    stage_name: Text
    subject: str
    things: tuple[str, ...]
    party: str
    place: str
    path: str
    events: tuple[str, ...]
    time: datetime
    opened_at: datetime
    closed_at: datetime | None
    closed_by: str


class Filters(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked for; what is empty asks for nothing.

    `since` and `until` bound the time of the breach; `region` is a code of GB/T 2260, with all that lies in it.
    """

    profile: str = ""
    category: str = ""
    severity: str = ""
    rule: str = ""
    party: str = ""
    thing: str = ""
    region: str = ""
    standing: Standing = Standing.ANY
    since: datetime | None = None
    until: datetime | None = None


class Position(msgspec.Struct, frozen=True, array_like=True):
    """Where a page ended: the time and the number of its last finding."""

    time: datetime
    id: int


class Tally(NamedTuple):
    """How many findings of one rule there are, open and closed."""

    profile: str
    rule: str
    severity: str
    open: int
    closed: int


def of_things(keys: Collection[str], actor: Actor, *, limit: int = 100) -> list[ToldFinding]:
    """What was found about any of these things, the newest first: in full or plainly, as the actor may see it."""
    wanted, seen = sorted(set(keys)), sight(actor)
    rows = Finding.objects.filter(in_full(seen) | plainly(), things__overlap=wanted)
    found = list(_newest(rows, limit))
    phrasing = _phrasing(found)
    return [_told(row, showing(row, seen), wanted, phrasing) for row in found]


def is_in_doubt(keys: Collection[str]) -> bool:
    """Whether an error is open about any of these things, of whatever variety: of closed goods nobody is told more."""
    open_errors = Finding.objects.filter(closed_at=None, severity=Severity.ERROR.value)
    return open_errors.filter(things__overlap=sorted(set(keys))).exists()


def of_party(party: str, actor: Actor, *, limit: int = 100) -> list[ToldFinding]:
    """What was found of a party's doings, the newest first, as far as the actor sees it in full."""
    return listed(Filters(party=party), actor, limit=limit)


def listed(filters: Filters, actor: Actor, *, after: Position | None = None, limit: int = 100) -> list[ToldFinding]:
    """The findings that meet every filter and that the actor sees in full, the newest first."""
    rows = _wanted(filters, actor)
    if after is not None:
        rows = rows.filter(time__lte=after.time).filter(Q(time__lt=after.time) | Q(id__lt=after.id))
    found = list(_newest(rows, limit))
    phrasing = _phrasing(found)
    return [_told(row, Showing.FULL, (), phrasing) for row in found]


def by_id(number: int, actor: Actor) -> ToldFinding | None:
    """One finding; None where there is none that the actor sees in full."""
    row = Finding.objects.filter(in_full(sight(actor)), pk=number).first()
    return None if row is None else _told(row, Showing.FULL, (), _phrasing([row]))


def by_ids(numbers: Sequence[int], actor: Actor) -> list[ToldFinding]:
    """Those of these findings that the actor sees in full, the newest first."""
    rows = Finding.objects.filter(in_full(sight(actor)), pk__in=numbers)
    found = list(_newest(rows, len(numbers)))
    phrasing = _phrasing(found)
    return [_told(row, Showing.FULL, (), phrasing) for row in found]


def position_of(told: ToldFinding) -> Position:
    """Where a page goes on that ends with this finding."""
    return Position(told.time, told.id)


def tallied(filters: Filters, actor: Actor) -> list[Tally]:
    """How many there are of each rule, by variety and severity, of those that the actor sees in full."""
    counts = (
        _wanted(filters, actor)
        .values_list("profile", "rule", "severity")
        .annotate(open=Count("pk", filter=Q(closed_at=None)), closed=Count("pk", filter=Q(closed_at__isnull=False)))
        .order_by("profile", "rule", "severity")
    )
    return [Tally(*row) for row in counts]


def _wanted(filters: Filters, actor: Actor) -> QuerySet[Finding]:
    rows = Finding.objects.filter(in_full(sight(actor)), **_columns(filters))
    if filters.standing is not Standing.ANY:
        rows = rows.filter(closed_at__isnull=filters.standing is Standing.OPEN)
    return rows


def _columns(filters: Filters) -> Mapping[str, Any]:
    asked: dict[str, Any] = {
        name: value for name in ("profile", "category", "severity", "rule") if (value := getattr(filters, name))
    }
    if filters.party:
        asked["party__in"] = sorted(names_of(filters.party))
    if filters.thing:
        asked["things__overlap"] = [filters.thing]
    if filters.region:
        asked["scopes__overlap"] = within_region(filters.region)
    if filters.since is not None:
        asked["time__gte"] = filters.since
    if filters.until is not None:
        asked["time__lt"] = filters.until
    return asked


def _newest(rows: QuerySet[Finding], limit: int) -> Iterable[Finding]:
    return rows.order_by("-time", "-id")[: min(limit, MOST)]


def _phrasing(found: Iterable[Finding]) -> Phrasing:
    return Phrasing(row.facts for row in found)


def _told(row: Finding, shown: Showing, asked: Sequence[str], phrasing: Phrasing) -> ToldFinding:
    is_plain = shown is not Showing.FULL
    things = tuple(key for key in row.things if not is_plain or key in asked)
    return ToldFinding(
        id=row.pk,
        profile=row.profile,
        variety=_variety(row.profile),
        version=row.version,
        category=row.category,
        rule=row.rule,
        rule_name=_words(row, "rule") or Text(row.rule, row.rule),
        code=row.code,
        severity=Severity(row.severity),
        is_open=row.closed_at is None,
        is_plain=is_plain,
        told=_plain(row) if is_plain else _sentence(row, phrasing),
        mend=mending(row.code),
        basis=_basis(row),
        unsure=str(row.facts.get("unsure", "")),
        stage=row.stage,
        stage_name=_words(row, "stage") or Text("", ""),
        subject="" if is_plain else row.subject,
        things=things,
        party="" if is_plain else row.party,
        place="" if is_plain else row.place,
        path="" if is_plain else row.path,
        events=() if is_plain else tuple(str(event) for event in row.events),
        time=row.time,
        opened_at=row.opened_at,
        closed_at=row.closed_at,
        closed_by="" if is_plain else row.closed_by,
    )


def _sentence(row: Finding, phrasing: Phrasing) -> Text:
    """The sentence of the finding; the plain words where this release has none for it."""
    found = Found(row.code, Severity(row.severity), row.path, row.facts)
    try:
        return phrasing.told(found)
    except KeyError:
        return _plain(row)


def _plain(row: Finding) -> Text:
    """Which rule was not kept at which stage, and when: nothing of who, where and how much."""
    rule = _words(row, "rule") or Text(row.rule, row.rule)
    stage = _words(row, "stage") or Text("", "")
    day = f"{row.time.astimezone(LOCAL):%Y-%m-%d}"
    zh = f"【{rule.zh}】{stage.zh}（{day}）：不符合此项要求。{row.facts.get('basis_zh', '')}"
    where = f"{stage.en} ({day})" if stage.en else day
    return Text(zh, f"{rule.en}: {where}: this requirement is not met.{row.facts.get('basis_en', '')}")


def _basis(row: Finding) -> Text:
    zh = str(row.facts.get("basis_zh", "")).removeprefix("依据：").removesuffix("。")
    en = str(row.facts.get("basis_en", "")).strip().removeprefix("Ground: ").removesuffix(".")
    return Text(zh, en)


def _words(row: Finding, name: str) -> Text | None:
    zh, en = row.facts.get(f"{name}_zh"), row.facts.get(f"{name}_en")
    return Text(str(zh), str(en)) if zh and en else None


def _variety(profile: str) -> Text:
    """The name of a variety; only one that is not packaged is asked of the database."""
    packaged = profiles().get(profile)
    if packaged is not None:
        return packaged.name
    texts = in_force().get(profile)
    return texts[-1].profile.name if texts else Text(profile, profile)
