"""Rating: the address of the scores of parties and systems."""

from collections.abc import Mapping
from typing import Final

from zhuisu.core.profiles import Category
from zhuisu.exchange.api.rating.ratings import RatingRow
from zhuisu.exchange.openapi.describing import Address, Operation, Reply, query, ref
from zhuisu.exchange.openapi.epcis import READ
from zhuisu.exchange.openapi.event_query import PAGING
from zhuisu.exchange.openapi.platform import options
from zhuisu.rating.formula import Kind

ANSWERS: Final = (RatingRow,)
_PERIOD: Final = {"type": "string", "pattern": "^([0-9]{4}-[0-9]{2}|rolling)$"}
_REGION: Final = {"type": "string", "pattern": "^[0-9]{6}$"}

PATHS: Final[Mapping[str, Address]] = {
    "/api/ratings": {
        "get": Operation(
            id="get_ratings", summary="How well parties and connected systems report, each with its formula.",
            tag="Ratings", scopes=READ,
            parameters=(
                query("kind", "Parties (default) or connected systems.",
                      {"type": "string", "enum": [each.value for each in Kind]}, key="ratings_kind"),
                query("period", "A month, such as 2026-10. Default: the last days.", _PERIOD, key="ratings_period"),
                query("category", "The category of the goods.",
                      {"type": "string", "enum": [each.value for each in Category]}, key="ratings_category"),
                query("region", "A code of GB/T 2260, with all that lies in it.", _REGION, key="ratings_region"),
                query("below", "Those with a lower score alone.", {"type": "integer", "minimum": 0, "maximum": 100},
                      key="ratings_below"),
                *PAGING,
            ),
            replies={200: Reply("A page of scores.", {
                "application/json": {"type": "array", "items": ref(RatingRow.__name__)}
            }, ("Link",))},
            refusals=(400, 401, 403),
        ),
        "options": options("ratings"),
    },
}  # fmt: skip
