"""Letter rules: whether a case allows a letter of a kind now, and if not, why."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from typing import Final

from zhuisu.casework.kinds import DECISIONS, STATES, State
from zhuisu.casework.letter_kinds import LetterKind, letter_kinds
from zhuisu.casework.models import Step
from zhuisu.casework.refusing import wrong
from zhuisu.casework.steps import HEARD, SERVED, CaseStep
from zhuisu.casework.told import CaseLetter, ToldCase
from zhuisu.casework.workdays import after_working_days, unarranged
from zhuisu.core.findings import Finding, Text
from zhuisu.core.rules.record import LOCAL

NOTICE: Final = "notice"
"""The kind that tells a party of a sanction to come."""
_DECIDED: Final = (State.DECIDED, State.CLOSED)


def why_not(told: ToldCase, kind: LetterKind, now: datetime) -> Finding | None:
    """What bars a letter of this kind now; None where it may be given out."""
    return next(_barring(told, kind, now), None)


def last_of(told: ToldCase, kind: str) -> CaseLetter | None:
    """The last letter of a kind, given out since the case was opened, or opened again."""
    reopened = [each.at for each in told.steps if each.verb == "reopened"]
    found = [each for each in told.letters if each.kind == kind and not (reopened and each.made_at < reopened[-1])]
    return found[-1] if found else None


def heard_since(told: ToldCase, letter: CaseLetter) -> CaseStep | None:
    """What the party last said to a letter, as it was noted."""
    found = [each for each in told.steps if each.verb == HEARD and each.at >= letter.made_at]
    return found[-1] if found else None


def served_on(told: ToldCase, letter: CaseLetter) -> date | None:
    """The day on which a letter reached the party, as it was last noted; None where nobody noted it."""
    rows = Step.objects.filter(case__number=told.row.number, verb=SERVED, facts__letter=letter.number)
    last = rows.order_by("-id").first()
    return date.fromisoformat(last.facts["day"]) if last is not None else None


def _barring(told: ToldCase, kind: LetterKind, now: datetime) -> Iterator[Finding]:
    state = State(told.row.state)
    if state not in kind.states:
        yield _wrong("letter.state", now=STATES[state], wanted=_either([STATES[each] for each in kind.states]))
    elif state in _DECIDED and kind.decisions and told.decision not in kind.decisions:
        wanted = _either([DECISIONS[each] for each in kind.decisions])
        yield _wrong("letter.decision", now=DECISIONS[told.decision], wanted=wanted)
    if "inspection" in kind.needs and not told.inspections:
        yield wrong("letter.no_inspection")
    if "report" in kind.needs and not told.reports:
        yield wrong("letter.no_report")
    if kind.after:
        yield from _too_soon(told, kind, now)


def _too_soon(told: ToldCase, kind: LetterKind, now: datetime) -> Iterator[Finding]:
    before = last_of(told, kind.after)
    if before is None:
        yield _wrong("letter.none_before", wanted=letter_kinds()[kind.after].name)
        return
    served = served_on(told, before)
    since = before.made_at if served is None else datetime.combine(served, time(12), LOCAL)
    until = after_working_days(since, kind.working_days)
    if now <= until and heard_since(told, before) is None:
        note = unarranged(since.astimezone(LOCAL).date(), until.date())
        code = "letter.too_soon" if served is None else "letter.too_soon_since"
        facts = {"letter": before.number, "until": f"{until:%Y-%m-%d}", "served": str(served or "")}
        yield wrong(code, "$", **facts, days=kind.working_days, note_zh=note.zh, note_en=note.en)


def _wrong(code: str, **texts: Text) -> Finding:
    """With each text in both languages."""
    zh: Mapping[str, str] = {f"{name}_zh": text.zh for name, text in texts.items()}
    return wrong(code, "$", **zh, **{f"{name}_en": text.en for name, text in texts.items()})


def _either(names: list[Text]) -> Text:
    return Text("、".join(each.zh for each in names), ", ".join(each.en for each in names))
