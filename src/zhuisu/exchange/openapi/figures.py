"""Figures: the addresses of the figures of the city."""

from collections.abc import Mapping
from typing import Final

from zhuisu.core.profiles import Category
from zhuisu.exchange.api.figures.figures import Figure
from zhuisu.exchange.openapi.describing import Address, Operation, Reply, path, query, ref
from zhuisu.exchange.openapi.epcis import READ
from zhuisu.exchange.openapi.platform import options
from zhuisu.figures.exhibits.all import EXHIBITS

TAG: Final = "Figures"
ANSWERS: Final = (Figure,)
_NAME: Final = path("name", "Which figures.", key="figure_name")
_MONTH: Final = {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}$"}

PATHS: Final[Mapping[str, Address]] = {
    "/api/figures": {
        "get": Operation(
            id="get_figures", summary="The names of the figures of the city. For officials.", tag=TAG,
            scopes=READ, replies={200: Reply("The names.", {
                "application/json": {"type": "array", "items": {"type": "string", "enum": list(EXHIBITS)}}
            })},
            refusals=(400, 401, 403),
        ),
        "options": options("figures"),
    },
    "/api/figures/{name}": {
        "get": Operation(
            id="get_figure", summary="One table of figures, of the caller's categories and regions.", tag=TAG,
            scopes=READ,
            parameters=(
                _NAME,
                query("since", "The first month, such as 2026-01. Default: three months.", _MONTH, key="figures_since"),
                query("until", "The last month, included. Default: this one.", _MONTH, key="figures_until"),
                query("category", "The category of the goods.",
                      {"type": "string", "enum": [each.value for each in Category]}, key="figures_category"),
                query("variety", "The variety of the goods.", {"type": "string", "minLength": 1, "maxLength": 60},
                      key="figures_variety"),
                query("region", "A code of GB/T 2260, with all that lies in it.",
                      {"type": "string", "pattern": "^[0-9]{6}$"}, key="figures_region"),
            ),
            replies={200: Reply("The figures.", {"application/json": ref(Figure.__name__)})},
            refusals=(400, 401, 403, 404),
        ),
        "options": options("figure", _NAME),
    },
}  # fmt: skip
