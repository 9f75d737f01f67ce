"""Grouping: new findings become cases: one of each party (else place), variety and rule, until it is closed."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Final, NamedTuple

from django.db import transaction

from zhuisu.casework.folder import SQL_FOLDER
from zhuisu.casework.kinds import Origin, State
from zhuisu.casework.models import Case, Joined, Reached
from zhuisu.casework.numbering import lock
from zhuisu.casework.opening import About, Known, known_parties, open_case
from zhuisu.casework.steps import MACHINE, note
from zhuisu.core.findings import Severity, Text
from zhuisu.ledger.database import ask, ledger_cursor
from zhuisu.ledger.queries import load
from zhuisu.packaged import profiles

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
    """Into the case that is open for its bundle, else into one that is opened now."""
    bundles: dict[str, list[Fresh]] = {}
    for each in found:
        bundles.setdefault(each.bundle, []).append(each)
    now = datetime.now(UTC)
    rows = Case.objects.filter(bundle__in=list(bundles)).exclude(state=State.CLOSED.value)
    cases = {case.bundle: case for case in rows}
    parties = known_parties({some[0].party for bundle, some in bundles.items() if bundle not in cases})
    for bundle, some in bundles.items():
        case = cases.get(bundle)
        if case is None:
            case = _opened(some, parties.get(some[0].party, Known()), now)
        else:
            _widen(case, some)
            note(case, "joined", actor=MACHINE, at=now, count=len(some))
        Joined.objects.bulk_create(Joined(case=case, finding_id=each.id, joined_at=now) for each in some)


def _opened(some: Sequence[Fresh], party: Known, now: datetime) -> Case:
    first = some[0]
    profile = profiles().get(first.profile)
    zh, en = (profile.name.zh, profile.name.en) if profile is not None else (first.profile, first.profile)
    about = About(
        bundle=first.bundle,
        origin=Origin.FINDING,
        party=first.party,
        place=first.place,
        category=first.category,
        variety=first.profile,
        rule=first.rule,
        title=Text(f"{zh}：{first.rule_zh}", f"{en}: {first.rule_en}"),
        severity=_gravest(some),
    )
    return open_case(about, party, _scopes(some), actor=MACHINE, now=now)


def _widen(case: Case, some: Sequence[Fresh]) -> None:
    asked = {"case": case.pk, "severity": _gravest(some), "scopes": sorted(_scopes(some))}
    with ledger_cursor() as cursor:
        ask(cursor, _SQL["widen"], asked)


def _gravest(some: Iterable[Fresh]) -> str:
    worst = any(each.severity == Severity.ERROR for each in some)
    return (Severity.ERROR if worst else Severity.WARNING).value


def _scopes(some: Iterable[Fresh]) -> set[str]:
    return {scope for each in some for scope in each.scopes}
