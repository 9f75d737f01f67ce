"""Flows: the address that tells how much of a batch is where."""

from collections.abc import Mapping
from typing import Final

from zhuisu.exchange.openapi.describing import Address, Operation, Reply, needed, query, ref
from zhuisu.exchange.openapi.epcis import READ
from zhuisu.exchange.openapi.platform import CODE, options
from zhuisu.tracing.flow_answer import FlowAnswer
from zhuisu.tracing.flows import TOLERANCE

PATHS: Final[Mapping[str, Address]] = {
    "/api/flows": {
        "get": Operation(
            id="get_flows", summary="How much of a batch went where, of what it is made, and what does not come out.",
            tag="Things", scopes=READ, refusals=(400, 401, 403, 404),
            parameters=(
                needed(query("code", "Any notation of a code, or a key.", CODE)),
                query("tolerance", f"The share by which books may be out without a finding. Default: {TOLERANCE}.",
                      {"type": "string", "pattern": r"^0(\.[0-9]{1,6})?$"}),
            ),
            replies={200: Reply("The flows, as far as the caller may read them.",
                                {"application/json": ref("FlowAnswer")})},
        ),
        "options": options("flows"),
    },
}  # fmt: skip

ANSWERS: Final = (FlowAnswer,)
