"""Grouping: new findings become cases: one of each party (else place), variety and rule, until it is closed."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Final, NamedTuple

from django.db import transaction

from zhuisu.casework.folder import SQL_FOLDER
from zhuisu.casework.kinds import Origin, State
from zhuisu.casework.models import Case, Joined, Reached
from zhuisu.casework.numbering import lock
from zhuisu.casework.opening import About, Known, Opened, known_parties, open_cases
from zhuisu.casework.steps import MACHINE, note_each
from zhuisu.casework.told import variety_name
from zhuisu.core.findings import Severity, Text
from zhuisu.ledger.database import ask, ledger_cursor
from zhuisu.ledger.queries import load
from zhuisu.supervision.breaches import titled

PORTION: Final = 1_000
"""Findings of one transaction."""
WEIGHTY: Final = frozenset({Severity.ERROR.value, Severity.WARNING.value})
"""What is looked into; a note informs."""

_NAME: Final = "grouping"
_SQL = load("grouping", SQL_FOLDER)


class Fresh(NamedTuple):
    """A finding as it is put into a case."""

    id: int
    profile: str
    category: str
    rule: str
    code: str
    severity: str
    party: str
    place: str
    scopes: list[str]
    mended: bool
    rule_zh: str
    rule_en: str

    @property
    def bundle(self) -> str:
        """The same for all that belongs into one case."""
        return f"{self.party or self.place}|{self.profile}|{self.rule}"


def group_next(limit: int = PORTION) -> int:
    """Put the next findings into cases. Answers how many were looked at; 0: there are none."""
    with transaction.atomic():
        lock()
        reached, _ = Reached.objects.get_or_create(name=_NAME)
        found = _fresh(reached.position, limit)
        if found:
            _put([each for each in found if each.severity in WEIGHTY and not each.mended])
            Reached.objects.filter(pk=_NAME).update(position=found[-1].id)
    return len(found)


def _fresh(after: int, limit: int) -> list[Fresh]:
    with ledger_cursor() as cursor:
        return [Fresh(*row) for row in ask(cursor, _SQL["fresh"], {"after": after, "limit": limit}).fetchall()]


def _put(found: Sequence[Fresh]) -> None:
    """Each into the case that is open for its bundle, else into one that is opened now."""
    bundles: dict[str, list[Fresh]] = {}
    for each in found:
        bundles.setdefault(each.bundle, []).append(each)
    now = datetime.now(UTC)
    rows = Case.objects.filter(bundle__in=list(bundles)).exclude(state=State.CLOSED.value)
    cases = {case.bundle: case for case in rows.select_for_update(no_key=True).order_by("id")}
    _widen([(case, bundles[bundle]) for bundle, case in cases.items()], now)
    opened = _open([some for bundle, some in bundles.items() if bundle not in cases], now)
    cases |= {case.bundle: case for case in opened}
    Joined.objects.bulk_create(Joined(case=cases[each.bundle], finding_id=each.id, joined_at=now) for each in found)


def _open(opened: Sequence[Sequence[Fresh]], now: datetime) -> list[Case]:
    parties = known_parties({some[0].party for some in opened})
    cases = [Opened(_about(some), parties.get(some[0].party, Known()), _scopes(some)) for some in opened]
    return open_cases(cases, actor=MACHINE, now=now)


def _about(some: Sequence[Fresh]) -> About:
    first = some[0]
    name = variety_name(first.profile)
    wrong = titled(first.code, Text(first.rule_zh, first.rule_en))
    return About(
        bundle=first.bundle,
        origin=Origin.FINDING,
        party=first.party,
        place=first.place,
        category=first.category,
        variety=first.profile,
        rule=first.rule,
        title=Text(f"{name.zh}：{wrong.zh}", f"{name.en}: {wrong.en}"),
        severity=_gravest(some),
    )


def _widen(joined: Sequence[tuple[Case, Sequence[Fresh]]], now: datetime) -> None:
    """Cases that more join: the gravest severity and all scope keys."""
    wider = []
    for case, some in joined:
        severity = case.severity if case.severity == Severity.ERROR else _gravest(some)
        scopes = sorted(_scopes(some).union(case.scopes))
        if (severity, scopes) != (case.severity, case.scopes):
            case.severity, case.scopes = severity, scopes
            wider.append(case)
    Case.objects.bulk_update(wider, ["severity", "scopes"])
    note_each([(case, {"count": len(some)}) for case, some in joined], "joined", actor=MACHINE, at=now)


def _gravest(some: Iterable[Fresh]) -> str:
    worst = any(each.severity == Severity.ERROR for each in some)
    return (Severity.ERROR if worst else Severity.WARNING).value


def _scopes(some: Iterable[Fresh]) -> frozenset[str]:
    return frozenset(scope for each in some for scope in each.scopes)
