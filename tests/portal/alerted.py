"""A recall that counts for one of the told stories, in place of what `zhuisu.recall` would say."""

from collections.abc import Collection, Mapping
from datetime import UTC, datetime
from typing import Any

from tests.portal.stories import CAN
from zhuisu.recall.kinds import Kind, State
from zhuisu.recall.publishing import PublicGood, PublicRecall
from zhuisu.recall.standing import Standing
from zhuisu.tracing.answer import Name

NUMBER = "ZH-2026-0001"
ISSUED = datetime(2026, 6, 20, 2, tzinfo=UTC)


def standing(**more: Any) -> Standing:
    """A recall in force since 20 June."""
    told: dict[str, Any] = {
        "number": NUMBER,
        "kind": "recall",
        "grade": "1",
        "category": "food",
        "title": "婴幼儿配方乳粉检出克罗诺杆菌",
        "product": "",
        "party": "",
        "reason": "监督抽检不合格",
        "hazard": "",
        "demand": "",
        "advice": "",
        "state": "issued",
        "issued_at": ISSUED,
        "ended_at": None,
        "is_public": True,
        "through": "",
    }
    return Standing(**{**told, **more})


def alerts_of(keys: Collection[str]) -> Mapping[str, tuple[Standing, ...]]:
    """In place of `sources.alerts_of`: nothing but the can is recalled, and that is told in no other test."""
    return {}


def of_the_can(keys: Collection[str]) -> Mapping[str, tuple[Standing, ...]]:
    return {key: (standing(),) for key in keys if key == CAN}


def published_one(number: str) -> PublicRecall | None:
    return published() if number == NUMBER else None


def with_words(text: str) -> list[PublicRecall]:
    """What was published, unless words are asked for that it does not have."""
    found = published()
    return [found] if text in found.title + found.product else []


def published() -> PublicRecall:
    return PublicRecall(
        number=NUMBER,
        kind=Kind.RECALL,
        grade="1",
        category="food",
        title="婴幼儿配方乳粉检出克罗诺杆菌",
        product="婴儿配方乳粉 1 段",
        party="uscc:91450702MA5N1X2K93",
        party_names=Name("西牛乳业", "Xiniu Dairy"),
        reason="监督抽检不合格",
        hazard="可能引起婴儿感染",
        advice="停止喂食，退回购买处。",
        state=State.ISSUED,
        issued_at=ISSUED,
        ended_at=None,
        end_reason="",
        goods=(PublicGood("01/06901234567892/10/G1", Name("婴儿配方乳粉", "Infant formula")),),
        goods_total=3,
    )
