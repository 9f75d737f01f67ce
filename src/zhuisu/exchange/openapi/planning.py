"""Plan: the address of the city's plan."""

from collections.abc import Mapping
from typing import Final

from zhuisu.exchange.openapi.describing import Address, Operation, Reply
from zhuisu.exchange.openapi.epcis import READ
from zhuisu.exchange.openapi.platform import options
from zhuisu.planning.board import Card

ANSWERS: Final = (Card,)

PATHS: Final[Mapping[str, Address]] = {
    "/api/plan": {
        "get": Operation(
            id="get_plan", summary="The measures of the city's plan as they stand. For officials.", tag="Figures",
            scopes=READ, replies={200: Reply("The measures, in the order of the plan.", {
                "application/json": {"type": "array", "items": {"$ref": "#/components/schemas/Card"}}
            })},
            refusals=(400, 401, 403),
        ),
        "options": options("plan"),
    },
}  # fmt: skip
