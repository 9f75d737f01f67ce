"""Editing: the verbs that draft an edition of a profile, change the draft, put it in force, withdraw it."""

import re
from datetime import UTC, date, datetime
from typing import Any, Final

import msgspec
from django.db import connection, transaction

from zhuisu.access import Actor
from zhuisu.access.models import Audit
from zhuisu.core.findings import Finding, Severity, Text
from zhuisu.core.profiles import Faulty, Profile, read_profile
from zhuisu.core.rules.record import LOCAL
from zhuisu.packaged import library
from zhuisu.supervision.editions import DRAFT, IN_FORCE, WITHDRAWN, in_force, profile_of
from zhuisu.supervision.keeping import may_decide, may_write
from zhuisu.supervision.models import Edition
from zhuisu.supervision.reassessing import reassess
from zhuisu.supervision.refusing import Refusal, Why

LONGEST: Final = 60_000
"""Characters of a text: the longest that is packaged has an eighth of it."""
MOST_DRAFTS: Final = 100
MOST_FINDINGS: Final = 100
ID: Final = re.compile(r"[a-z][a-z0-9_]{0,59}")
EARLIEST: Final = date(1949, 10, 1)
STATES: Final = {
    DRAFT: Text("草稿", "a draft"),
    IN_FORCE: Text("生效版本", "in force"),
    WITHDRAWN: Text("已撤回的版本", "withdrawn"),
}
_LOCK: Final = 7_301_405
"""The advisory lock under which editions are decided, one after the other."""


class HeldEdition(msgspec.Struct, frozen=True, rename="camel"):
    """An edition as it is kept. `number` names it among all editions; `reason` is that of the last decision."""

    number: int
    profile: str
    state: str
    since: date | None
    note: str
    reason: str
    written_by: str
    written_at: datetime
    decided_by: str
    decided_at: datetime | None
    text: str


def draft(profile: str, text: str, *, actor: Actor, note: str = "") -> HeldEdition | Refusal:
    """A new draft, whose text is a valid profile of that variety: one that there is, or a new one."""
    found = checked(profile, text)
    if isinstance(found, Refusal):
        return found
    with transaction.atomic():
        _serialise()
        if Edition.objects.filter(profile=profile, state=DRAFT).count() >= MOST_DRAFTS:
            return _conflict("edition.too_many", profile=profile, limit=MOST_DRAFTS)
        refused = may_write(actor, found.category)
        if refused is not None:
            return Refusal(Why.FORBIDDEN, (refused,))
        now = datetime.now(UTC)
        row = Edition.objects.create(profile=profile, text=text, note=note, written_by=actor.name, written_at=now)
        _note(actor, "edition drafted", row)
    return held(row)


def rewrite(profile: str, number: int, text: str, *, actor: Actor, note: str = "") -> HeldEdition | Refusal:
    """A draft with another text and note."""
    found = checked(profile, text)
    if isinstance(found, Refusal):
        return found
    with transaction.atomic():
        row = _find_for_change(profile, number)
        if isinstance(row, Refusal):
            return row
        refused = may_write(actor, found.category)
        if refused is not None:
            return Refusal(Why.FORBIDDEN, (refused,))
        if row.state != DRAFT:
            return _not_draft(row)
        row.text, row.note, row.written_by, row.written_at = text, note, actor.name, datetime.now(UTC)
        row.save()
        _note(actor, "edition rewritten", row)
    return held(row)


def put_in_force(profile: str, number: int, since: date, *, actor: Actor, reason: str = "") -> HeldEdition | Refusal:
    """A draft that counts for what happens from a day on, in China. A day before today needs a reason.

    The findings of the variety are judged anew.
    """
    with transaction.atomic():
        row = _find_for_change(profile, number)
        if isinstance(row, Refusal):
            return row
        found = checked(profile, row.text)
        if isinstance(found, Refusal):
            return found
        refused = may_decide(actor, found.category)
        if refused is not None:
            return Refusal(Why.FORBIDDEN, (refused,))
        now = datetime.now(UTC)
        refusal = _not_draft(row) if row.state != DRAFT else _wrong_day(row, since, reason, now)
        if refusal is not None:
            return refusal
        row.since = since
        _decide(row, IN_FORCE, actor, reason, now)
        _note(actor, "edition put in force", row, since=str(since), reason=reason)
        reassess(row.profile, reason=f"edition {row.pk} in force from {since}", actor=actor.name, now=now)
    return held(row)


def withdraw(profile: str, number: int, *, actor: Actor, reason: str = "") -> HeldEdition | Refusal:
    """A draft that is given up, or an edition that counts for nothing any more, as if it had never been in force.

    The latter needs a reason, and the findings of the variety are judged anew.
    """
    with transaction.atomic():
        row = _find_for_change(profile, number)
        if isinstance(row, Refusal):
            return row
        category, was = _category(row), row.state
        refused = may_write(actor, category) if was == DRAFT else may_decide(actor, category)
        if refused is not None:
            return Refusal(Why.FORBIDDEN, (refused,))
        if was == WITHDRAWN:
            return _conflict("edition.is_withdrawn", number=row.pk)
        if was == IN_FORCE and not reason.strip():
            return Refusal(Why.INVALID, (_wrong("edition.no_reason", "$.reason"),))
        now = datetime.now(UTC)
        _decide(row, WITHDRAWN, actor, reason, now)
        _note(actor, "edition withdrawn", row, was=was, reason=reason)
        if was == IN_FORCE:
            reassess(row.profile, reason=f"edition {row.pk} withdrawn", actor=actor.name, now=now)
    return held(row)


def checked(profile: str, text: str) -> Profile | Refusal:
    """The profile that a text says, if it is one of that variety; else everything that is wrong, line by line."""
    if len(text) > LONGEST:
        return Refusal(Why.INVALID, (_wrong("edition.too_long", "$.text", size=len(text), limit=LONGEST),))
    try:
        found = read_profile(f"{profile}.toml", text, library())
    except RecursionError:
        return Refusal(Why.INVALID, (_wrong("edition.too_deep", "$.text"),))
    if isinstance(found, Faulty):
        return Refusal(Why.INVALID, found.findings[:MOST_FINDINGS])
    findings = tuple(_strange(profile, found))
    return Refusal(Why.INVALID, findings) if findings else found


def held(row: Edition) -> HeldEdition:
    """An edition as it is answered."""
    return HeldEdition(
        number=row.pk,
        profile=row.profile,
        state=row.state,
        since=row.since,
        note=row.note,
        reason=row.reason,
        written_by=row.written_by,
        written_at=row.written_at,
        decided_by=row.decided_by,
        decided_at=row.decided_at,
        text=row.text,
    )


def edition(profile: str, number: int) -> HeldEdition | Refusal:
    """One edition of a variety."""
    row = Edition.objects.filter(profile=profile, pk=number).first()
    return _unknown(profile, number) if row is None else held(row)


def editions_of(profile: str, *, before: int | None = None, limit: int = 100) -> list[HeldEdition]:
    """The editions of a variety, the newest first, beginning below a number."""
    rows = Edition.objects.filter(profile=profile)
    if before is not None:
        rows = rows.filter(pk__lt=before)
    return [held(row) for row in rows.order_by("-pk")[:limit]]


def may_read(profile: str, actor: Actor) -> Finding | None:
    """Why the actor may not read the editions of a variety, drafts among them; None where it may, or there are none."""
    newest = Edition.objects.filter(profile=profile).order_by("-pk").first()
    return None if newest is None else may_write(actor, _category(newest))


def _strange(profile: str, found: Profile) -> list[Finding]:
    """What an edition may not say though it is a valid profile."""
    findings = []
    if ID.fullmatch(found.id) is None:
        findings.append(_wrong("edition.bad_id", f"{profile}.toml", found=found.id))
    if found.id != profile:
        findings.append(_wrong("edition.other_id", f"{profile}.toml", found=found.id, expected=profile))
    known = in_force()
    if profile in known and known[profile][-1].profile.category is not found.category:
        expected = known[profile][-1].profile.category
        findings.append(
            _wrong(
                "edition.other_category", f"{profile}.toml", profile=profile, expected=expected, found=found.category
            )
        )
    others = [texts[-1].profile for variety, texts in known.items() if variety != profile]
    taken = next((other for other in others if other.number == found.number), None)
    if taken is not None:
        findings.append(_wrong("edition.number_taken", f"{profile}.toml", number=found.number, other=taken.id))
    return findings


def _wrong_day(row: Edition, since: date, reason: str, now: datetime) -> Refusal | None:
    today = now.astimezone(LOCAL).date()
    if since < EARLIEST:
        finding = _wrong("edition.too_early", "$.since", since=str(since), earliest=str(EARLIEST))
        return Refusal(Why.INVALID, (finding,))
    if since < today and not reason.strip():
        return Refusal(Why.INVALID, (_wrong("edition.back_dated", "$.reason", since=str(since), today=str(today)),))
    other = Edition.objects.filter(profile=row.profile, state=IN_FORCE, since=since).first()
    return None if other is None else _conflict("edition.same_day", other=other.pk, since=str(since))


def _category(row: Edition) -> str:
    """The category by which it is decided who may withdraw it: that of the variety, or of its own text."""
    texts = in_force().get(row.profile)
    if texts:
        return texts[-1].profile.category
    found = profile_of(row)
    return "" if isinstance(found, Faulty) else found.category


def _find_for_change(profile: str, number: int) -> Edition | Refusal:
    _serialise()
    row = Edition.objects.select_for_update().filter(profile=profile, pk=number).first()
    return _unknown(profile, number) if row is None else row


def _serialise() -> None:
    """One after the other: the time of a decision tells whether anything was decided since."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])


def _decide(row: Edition, state: str, actor: Actor, reason: str, now: datetime) -> None:
    row.state, row.reason, row.decided_by, row.decided_at = state, reason.strip(), actor.name, now
    row.save()


def _note(actor: Actor, verb: str, row: Edition, **facts: Any) -> None:
    Audit.objects.create(actor=actor.name, verb=verb, facts={"profile": row.profile, "edition": row.pk, **facts})


def _not_draft(row: Edition) -> Refusal:
    name = STATES[row.state]
    return _conflict("edition.not_draft", number=row.pk, zh=name.zh, en=name.en)


def _unknown(profile: str, number: int) -> Refusal:
    facts: dict[str, str | int] = {"profile": profile, "number": number}
    return Refusal(Why.UNKNOWN, (Finding("edition.unknown", Severity.ERROR, "", facts),))


def _conflict(code: str, **facts: str | int) -> Refusal:
    return Refusal(Why.CONFLICT, (Finding(code, Severity.ERROR, "$", facts),))


def _wrong(code: str, path: str, **facts: str | int) -> Finding:
    return Finding(code, Severity.ERROR, path, facts)
