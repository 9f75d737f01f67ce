"""The cast of the registry's tests: a cooperative, a slaughterhouse with its yard, an association, a driver."""

from typing import Any

from zhuisu.registry.deciding import decide
from zhuisu.registry.held import Held, Refusal, Why
from zhuisu.registry.kinds import KINDS
from zhuisu.registry.reading import read_entry
from zhuisu.registry.states import Act
from zhuisu.registry.writing import register

ORCHARD = "93450721MA5685666W"
SLAUGHTERHOUSE = "91450702MA5N1X2K93"
ASSOCIATION = "51450700MJL0000018"
HAND = "inspector"

COOPERATIVE = {
    "key": ORCHARD,
    "kind": "cooperative",
    "name": "灵山县六荔垌荔枝种植专业合作社",
    "region": "450721",
    "contact": "陆小荔",
    "phone": "0777-6520001",
    "roles": [{"role": "grower", "category": "produce"}],
}
PIGS = {
    "key": SLAUGHTERHOUSE,
    "kind": "enterprise",
    "name": "钦州市望海屠宰有限公司",
    "region": "450702",
    "roles": [{"role": "slaughterhouse"}],
}
FRIENDS = {"kind": "association", "name": "钦州市荔枝产业协会", "region": "450700"}
YARD = {
    "key": "6901234000016",
    "kind": "slaughterhouse",
    "name": "望海屠宰场",
    "party": SLAUGHTERHOUSE,
    "latitude": 21.95,
    "longitude": 108.62,
}
FOOD_LICENCE = {
    "kind": "food_production",
    "number": "SC10445070200190",
    "holder": SLAUGHTERHOUSE,
    "issuer": "market_regulation",
    "validFrom": "2024-01-01",
    "validTo": "2026-06-30",
}
DRIVER = {"name": "黄大年", "phone": "13800000000", "identityKind": "resident", "identity": "450702190001010003"}


def written(kind: str, members: dict[str, Any], **more: Any) -> Held | Refusal:
    """What becomes of these members, as JSON would have them."""
    entry = read_entry(KINDS[kind], {**members, **more})
    if isinstance(entry, tuple):
        return Refusal(Why.INVALID, entry)
    return register(KINDS[kind], entry, actor=HAND)


def made(kind: str, members: dict[str, Any], **more: Any) -> Held:
    """The entry of these members, a draft."""
    answer = written(kind, members, **more)
    assert isinstance(answer, Held), answer
    return answer


def approved(kind: str, members: dict[str, Any], **more: Any) -> Held:
    """The same, filed and approved."""
    entry = made(kind, members, **more)
    decide(KINDS[kind], entry.entry.key, Act.FILE, actor=HAND)
    answer = decide(KINDS[kind], entry.entry.key, Act.APPROVE, actor=HAND)
    assert isinstance(answer, Held), answer
    return answer


def codes(answer: Held | Refusal) -> list[str]:
    """Why it was refused."""
    assert isinstance(answer, Refusal), answer
    return [finding.code for finding in answer.findings]
