"""The cast of rating's tests: officials, settled months, a log key."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from tests.recording.cast import GROWER
from zhuisu.access.actor import Actor, ActorKind, Scope
from zhuisu.access.models import Account
from zhuisu.access.oauth import make_client
from zhuisu.access.tokens import OPERATOR
from zhuisu.core.tlog.keys import Kind as KeyKind
from zhuisu.core.tlog.keys import Signer
from zhuisu.ledger import sequencer
from zhuisu.ledger.checkpoints import add_log_key
from zhuisu.ledger.concern import scope_keys
from zhuisu.rating import counting
from zhuisu.rating.formula import Kind
from zhuisu.rating.models import Exposure, Score
from zhuisu.rating.periods import month_of
from zhuisu.rating.proposing import last_months, propose_next
from zhuisu.rating.reading import current_formula
from zhuisu.rating.scoring import score_next
from zhuisu.supervision import follower

KEEPS: Final = frozenset({Scope.READ, Scope.SUPERVISE})
FARMERS: Final = Actor("agriculture", None, KEEPS, ActorKind.DEPARTMENT, frozenset({"produce"}), frozenset({"450700"}))
DRUGS: Final = Actor("drugs", None, KEEPS, ActorKind.DEPARTMENT, frozenset({"drugs"}), frozenset({"450700"}))
AUDITOR: Final = Actor("audit", None, frozenset({Scope.READ}), ActorKind.AUDITOR)
NOW: Final = datetime.now(UTC)
NAME: Final = "灵山菜农合作社"


def account(actor: Actor) -> Account:
    """The account of somebody who sends records, through which no program is connected."""
    return Account.objects.create(
        name=actor.name, kind=actor.kind.value, party=actor.party, scopes=sorted(actor.scopes)
    )


def connect(actor: Actor) -> None:
    """A program comes in with this account."""
    make_client(actor.name, actor=OPERATOR)


def rate(now: datetime | None = None) -> None:
    """All that was recorded is counted, judged and rated."""
    sequencer.run_once()
    follower.catch_up()
    counting.catch_up()
    while score_next(now):
        pass


def settled(
    scores: tuple[float, ...],
    *,
    subject: str = GROWER,
    events: int = 40,
    region: str = "450721",
    kind: Kind = Kind.PARTY,
) -> None:
    """The last months of a subject, settled with these scores."""
    for name, score in zip(last_months(current_formula(), len(scores), NOW), scores, strict=True):
        month = month_of(datetime.strptime(f"{name}-01", "%Y-%m-%d").date())  # noqa: DTZ007 - a day has no zone
        Score.objects.create(
            kind=kind.value,
            subject=subject,
            period=name,
            since=month.since,
            until=month.until,
            formula=current_formula().since,
            numbers={"events": events, "late": 4, "covered": 20, "days": 30, "corrected": 0},
            score=score,
            name=NAME,
            party=subject,
            region=region,
            scopes=list(scope_keys(["produce"], [region])),
            reckoned_at=NOW,
            settled_at=NOW,
        )


def proposed() -> Exposure:
    """The grower is proposed to be exposed."""
    settled((42.0, 38.5))
    propose_next()
    return Exposure.objects.get()


def log_key(path: Path) -> Signer:
    """A key with which the log signs, in a file."""
    signer = Signer("zhuisu.test/log", KeyKind.ED25519, bytes(range(32)))
    path.write_text(signer.skey)
    add_log_key(signer.verifier, origin=signer.name, now=NOW)
    return signer
