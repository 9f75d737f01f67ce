"""Rules: the address that tells how far events are judged."""

from collections.abc import Mapping
from typing import Final

from zhuisu.exchange.openapi.describing import Address, Operation, Reply, ref
from zhuisu.exchange.openapi.epcis import READ
from zhuisu.exchange.openapi.platform import options
from zhuisu.supervision.state import Following

PATHS: Final[Mapping[str, Address]] = {
    "/api/rules/status": {
        "get": Operation(
            id="get_rules_status", summary="How far events are judged, and what is under way.", tag="Findings",
            scopes=READ, refusals=(400, 401, 403),
            replies={200: Reply("Position, lag and reassessments.", {"application/json": ref("Following")})},
        ),
        "options": options("rules_status"),
    },
}  # fmt: skip

ANSWERS: Final = (Following,)
