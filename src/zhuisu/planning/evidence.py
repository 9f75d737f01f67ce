"""Evidence: what the platform itself knows of a measure: who is enrolled, who has the papers, who reports."""

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Final

import msgspec

from zhuisu.core.findings import Text
from zhuisu.ledger.database import ask, ledger_cursor
from zhuisu.ledger.queries import load
from zhuisu.packaged import profiles
from zhuisu.planning.measures import measures

DAYS: Final = 30
_SQL: Final = load("evidence", Path(__file__).parent / "sql")


class Figure(msgspec.Struct, frozen=True):
    """A number with what it counts."""

    title: Text
    value: int


def evidence(measure: str, now: datetime) -> Sequence[Figure]:
    """Of a measure's varieties: parties enrolled, licences that are valid and that ran out, products, tokens' owners
    that reported lately. Of one without varieties: of all."""
    planned = measures()[measure]
    varieties = planned.varieties or tuple(profiles())
    roles = frozenset(role for name in varieties for role in _roles(name))
    asked = {"roles": sorted(roles), "varieties": list(varieties), "today": now.date(), "days": DAYS, "now": now}
    with ledger_cursor() as cursor:
        row = ask(cursor, _SQL["evidence"], asked).fetchone()
    parties, valid, lapsed, products, reporting = row or (0, 0, 0, 0, 0)
    return (
        Figure(Text("已备案主体", "parties enrolled"), parties),
        Figure(Text("有效证照", "valid licences"), valid),
        Figure(Text("过期证照", "licences that ran out"), lapsed),
        Figure(Text("登记产品", "products registered"), products),
        Figure(Text(f"近 {DAYS} 天有上报的账户", f"accounts that reported within {DAYS} days"), reporting),
    )


@cache
def _roles(name: str) -> frozenset[str]:
    """Who acts in a variety."""
    return frozenset(role for stage in profiles()[name].stages for role in stage.actors)
