"""An outbreak: the grapes of the cellar were bad. A recall of them at each of its stages."""

from typing import Any, Final

from tests.recall.cellar import GRAPE_LOT, captured, event, vintage
from tests.registry.cast import approved
from tests.supervision.cast import OFFICE
from zhuisu.ledger import sequencer
from zhuisu.recall.asking import Asked
from zhuisu.recall.drafting import Plan, draft
from zhuisu.recall.following import follow
from zhuisu.recall.freezing import freeze
from zhuisu.recall.held import HeldRecall
from zhuisu.recall.issuing import issue, tell_next
from zhuisu.recall.reaching import widen_next
from zhuisu.recall.refusing import Refusal, Why

WINERY: Final = "uscc:91450702MA5N1X2K93"
SHOP_PARTY: Final = "uscc:91450702MA5NEXTR3B"
PLAN: Final = Plan(
    category="food",
    grade="1",
    title="葡萄酒检出铅超标",
    reason="监督抽检不合格",
    hazard="可能损害神经系统",
    asked=Asked(codes=(GRAPE_LOT,)),
)


def places() -> None:
    """The cellar is the winery's, the shop is another's."""
    approved("party", {"key": WINERY, "kind": "enterprise", "name": "云雾酒庄", "region": "450702"})
    approved("party", {"key": SHOP_PARTY, "kind": "enterprise", "name": "老街酒行", "region": "450721"})
    for key, name, party, region in (
        ("414/6901234000016", "酒窖", WINERY, "450702"),
        ("414/6901234000023", "酒行", SHOP_PARTY, "450721"),
    ):
        approved("place", {"key": key, "kind": "plant", "name": name, "party": party, "region": region})


def settled() -> None:
    """What was captured is numbered, followed, and taken in."""
    sequencer.run_once()
    while follow():
        pass


def done(answer: HeldRecall | Refusal | None) -> HeldRecall:
    assert isinstance(answer, HeldRecall), answer
    return answer


def refused(answer: object) -> tuple[Why, str]:
    assert isinstance(answer, Refusal), answer
    return answer.why, answer.findings[0].code


def drafted(**members: Any) -> str:
    """A draft about the grapes; the cellar has made its wine."""
    places()
    vintage(*members.pop("more", ()))
    settled()
    return done(draft(PLAN, actor=OFFICE)).number


def frozen(**members: Any) -> str:
    return done(freeze(drafted(**members), actor=OFFICE)).number


def issued(**members: Any) -> str:
    return done(issue(frozen(**members), actor=OFFICE)).number


def late(*events: dict[str, Any]) -> None:
    """These are captured and followed."""
    captured(*events)
    settled()


def widened() -> int:
    """How many scopes were followed again; whoever is to be told is told."""
    count = 0
    while widen_next():
        count += 1
    while tell_next():
        pass
    return count


__all__ = [
    "PLAN",
    "SHOP_PARTY",
    "WINERY",
    "done",
    "drafted",
    "event",
    "frozen",
    "issued",
    "late",
    "refused",
    "settled",
    "widened",
]
