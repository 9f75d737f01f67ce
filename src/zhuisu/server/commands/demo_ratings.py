"""The ratings of the demonstration city: some months of history, exposures on their way, a certificate, what was given.

The ledger tells a few stories of each party, and little of the months before. Here each gets more days as if it had
reported something then, as punctually as it is (`zhuisu.demo.punctuality`): most of them well, a few badly.
"""

import random
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from importlib import import_module
from typing import Any, Final

from zhuisu.access.actor import Actor
from zhuisu.core.rules.record import LOCAL
from zhuisu.demo import City
from zhuisu.demo.directory import table
from zhuisu.demo.punctuality import IN_TIME, TARDY_OF_THE_CAST, habit_of
from zhuisu.server.trouble import TroubleError

HISTORY_DAYS: Final = 150
MOST_PARTIES: Final = 60
MOST_A_DAY: Final = 3
PROPOSED: Final = timedelta(days=21)
"""So long ago the rule proposed."""
CITY: Final = "4507"
TOLD_OF: Final = f"uscc:{TARDY_OF_THE_CAST}"
"""The party of the cast that is told that it is to be exposed: somebody answers on its phone."""
SUPERVISOR: Final = "coordination"
WHY: Final = "连续两个月多数记录在三天以后才上报，电话提醒后仍未改进。"
GIVEN: Final = (
    ("subsidy", "追溯设备购置补助（扫码枪、标签打印机）", "20000", "钦州市财政局", "钦财农〔2026〕12 号"),
    ("demonstration", "荔枝全程追溯示范基地", None, "钦州市农业农村局", "示范基地名单（第二批）"),
    ("insurance", "产品责任保险保费优惠 15%", "3200", "承保公司", "保单批改单"),
)


def after(town: City) -> None:
    """Once: a city in which anything was proposed or certified keeps it."""
    models = import_module("zhuisu.rating.models")  # uses Django, which is set up by now
    if models.Exposure.objects.exists() or models.Certificate.objects.exists():
        return
    import_module("zhuisu.rating.counting").catch_up()
    today = datetime.now(UTC).astimezone(LOCAL).date()
    parties = _parties(models)
    for party in parties:
        _report(models, party, today, late=1 - IN_TIME[habit_of(party.removeprefix("uscc:"))])
    _rate(models)
    _expose(models)
    _reward(models, today)


def _parties(models: Any) -> Sequence[str]:
    """The cast first, then those of the city of whom most is on record."""
    aggregates = import_module("django.db.models")
    cast = [row["party"] for row in table("accounts").values() if row.get("party", "").startswith("uscc:")]
    rows = models.Day.objects.filter(kind="party", subject__startswith="uscc:").values("subject")
    most = rows.annotate(total=aggregates.Sum("events")).order_by("-total", "subject")
    here = import_module("zhuisu.registry.models").Party.objects.filter(region__startswith=CITY, state="approved")
    known = set(here.values_list("key", flat=True))
    return [each for each in dict.fromkeys([*cast, *(row["subject"] for row in most)]) if each in known][:MOST_PARTIES]


def _report(models: Any, party: str, today: date, *, late: float) -> None:
    """Days on which it recorded something, beside those that are on record; so many of its records came late."""
    chance = random.Random(party)  # noqa: S311 - a demonstration keeps no secrets
    since = today - timedelta(days=HISTORY_DAYS)
    days = [since + timedelta(days=number) for number in range(0, HISTORY_DAYS, chance.choice((1, 1, 2)))]
    rows = []
    for day in days:
        events = chance.randint(1, MOST_A_DAY)
        tardy = sum(chance.random() < late for _ in range(events))
        rows.append(models.Day(kind="party", subject=party, day=day, events=events, late=tardy))
    models.Day.objects.bulk_create(rows, ignore_conflicts=True)
    models.Subject.objects.filter(kind="party", subject=party).update(first_on=since, due_at=datetime.now(UTC))


def _rate(models: Any) -> None:
    """The months before are settled at once: nothing of them is still to come."""
    scoring, formula = import_module("zhuisu.rating.scoring"), import_module("zhuisu.rating.reading").current_formula()
    while scoring.score_next():
        pass
    now = datetime.now(UTC)
    over = now.astimezone(LOCAL).date() - timedelta(days=formula.settle_days)
    models.Score.objects.filter(until__lte=over, settled_at=None).exclude(period="rolling").update(settled_at=now)


def _expose(models: Any) -> None:
    """All are proposed by rule; one is told, one published after its term, the others wait for a person."""
    import_module("zhuisu.rating.proposing").propose_next()
    decide = import_module("zhuisu.rating.deciding").decide
    verbs = import_module("zhuisu.rating.kinds").Verb
    office, now = _actor(SUPERVISOR), datetime.now(UTC)
    models.Exposure.objects.update(proposed_at=now - PROPOSED)
    models.ExposureStep.objects.update(at=now - PROPOSED)
    told = models.Exposure.objects.filter(party=TOLD_OF).first()
    if told is not None:
        _done(decide(actor=office, number=told.number, verb=verbs.ANNOUNCE, why=WHY, now=now - timedelta(days=3)))
    for row in models.Exposure.objects.filter(state="proposed", kind="party").order_by("number")[:1]:
        _done(decide(actor=office, number=row.number, verb=verbs.ANNOUNCE, why=WHY, now=now - timedelta(days=20)))
        _done(decide(actor=office, number=row.number, verb=verbs.PUBLISH, why=WHY, now=now - timedelta(days=4)))


def _reward(models: Any, today: date) -> None:
    """A certificate for the first who is given one, and what else is given for tracing well."""
    granting = import_module("zhuisu.rating.granting")
    granted = next(filter(None, map(_certified(models, granting), _enterprises(models, today))), None)
    if granted is None:
        return
    recording, sorts = import_module("zhuisu.rating.incentives"), import_module("zhuisu.rating.kinds").Sort
    for number, (sort, what, amount, giver, evidence) in enumerate(GIVEN):
        given = recording.Given(
            party=granted.party,
            sort=sorts(sort),
            what=what,
            amount_yuan=Decimal(amount) if amount else None,
            day=today - timedelta(days=30 * (number + 1)),
            giver=giver,
            evidence=evidence,
        )
        _done(recording.record(actor=_actor(SUPERVISOR), given=given))


def _enterprises(models: Any, today: date) -> Iterable[str]:
    """The cast: who made most batches lately first."""
    since = today - timedelta(days=HISTORY_DAYS)

    def batches(name: str) -> int:
        return int(models.Batch.objects.filter(party=table("accounts")[name]["party"], day__gte=since).count())

    named = [name for name, row in table("accounts").items() if row.get("party", "").startswith("uscc:")]
    return sorted(named, key=batches, reverse=True)


def _certified(models: Any, granting: Any) -> Any:
    def ask(name: str) -> Any:
        answer = granting.ask_for(actor=_actor(name))
        return answer if isinstance(answer, models.Certificate) else None

    return ask


def _actor(name: str) -> Actor:
    found: Actor = import_module("zhuisu.access.models").Account.objects.get(name=name).actor
    return found


def _done(answer: Any) -> Any:
    """The answer, if it is no refusal."""
    if isinstance(answer, import_module("zhuisu.rating.refusing").Refusal):
        codes = ", ".join(finding.code for finding in answer.findings)
        raise TroubleError(f"A rating of the demonstration city was refused: {codes}.")
    return answer
