"""The ratings of the demonstration city: exposures on their way, a certificate, what was given.

All scores are counted from what is on record; `zhuisu.demo.routine` tells enough of some for their months to be rated.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from importlib import import_module
from typing import Any, Final

from zhuisu.access.actor import Actor
from zhuisu.core.rules.record import LOCAL
from zhuisu.demo import City
from zhuisu.demo.directory import table
from zhuisu.demo.punctuality import TARDY_OF_THE_CAST
from zhuisu.server.trouble import TroubleError

HISTORY_DAYS: Final = 150
PROPOSED: Final = timedelta(days=21)
"""So long ago the rule proposed, of the months that were settled by then."""
TOLD_OF: Final = f"uscc:{TARDY_OF_THE_CAST}"
"""The party of the cast that is told that it is to be exposed: somebody answers on its phone."""
SUPERVISOR: Final = "coordination"
WHY: Final = "连续两个月多数记录超过 24 小时才上报，电话提醒后仍未改进。"
AWARDED: Final = "lychee-grower"
"""Whom the bureau of agriculture named a demonstration base."""
_TOOLS, _BASE = "追溯设备购置补助（扫码枪、标签打印机）", "荔枝全程追溯示范基地"
GIVEN: Final = (
    ("", SUPERVISOR, "subsidy", _TOOLS, "20000", "钦州市财政局", "钦财农〔2026〕12 号"),
    (AWARDED, "agriculture", "demonstration", _BASE, None, "钦州市农业农村局", "示范基地名单（第二批）"),
    ("", SUPERVISOR, "insurance", "产品责任保险保费优惠 15%", "3200", "承保公司", "保单批改单"),
)
"""To whom (an account; "": who is certified), recorded by whom, and what."""


def after(town: City) -> None:
    """Once: a city in which anything was proposed or certified keeps it."""
    models = import_module("zhuisu.rating.models")  # uses Django, which is set up by now
    if models.Exposure.objects.exists() or models.Certificate.objects.exists():
        return
    _rate()
    _expose(models)
    _reward(models, datetime.now(UTC).astimezone(LOCAL).date())


def _rate() -> None:
    """All that is on record is judged and counted, so that the months that are over settle by themselves."""
    import_module("zhuisu.supervision.follower").catch_up()
    import_module("zhuisu.rating.counting").catch_up()
    scoring = import_module("zhuisu.rating.scoring")
    while scoring.score_next():
        pass


def _expose(models: Any) -> None:
    """All are proposed by rule; one is told, one published after its term, the others wait for a person."""
    decide = import_module("zhuisu.rating.deciding").decide
    verbs = import_module("zhuisu.rating.kinds").Verb
    office, now = _actor(SUPERVISOR), datetime.now(UTC)
    import_module("zhuisu.rating.proposing").propose_next(now - PROPOSED)
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
    for number, (to, by, sort, what, amount, giver, evidence) in enumerate(GIVEN):
        given = recording.Given(
            party=table("accounts")[to]["party"] if to else granted.party,
            sort=sorts(sort),
            what=what,
            amount_yuan=Decimal(amount) if amount else None,
            day=today - timedelta(days=30 * (number + 1)),
            giver=giver,
            evidence=evidence,
        )
        _done(recording.record(actor=_actor(by), given=given))


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
