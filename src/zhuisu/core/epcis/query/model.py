"""Query: what a SimpleEventQuery asks for (EPCIS 2.0 §8.2.7.1)."""

from enum import StrEnum

import msgspec

from zhuisu.core.epcis.query.filters import AnyFilter


class Order(StrEnum):
    """In which order events are answered. Ties are broken in one way, so that pages neither skip nor repeat."""

    UNSPECIFIED = ""
    OLDEST_FIRST = "eventTime ASC"
    NEWEST_FIRST = "eventTime DESC"
    RECORDED_FIRST = "recordTime ASC"
    RECORDED_LAST = "recordTime DESC"


class Query(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """All filters hold for what is found.

    `count_limit`: only so many, the first in the order (eventCountLimit). `most_events`: more than so many are refused
    (maxEventCount). `per_page` and `page_token` are those of the address.
    """

    filters: tuple[AnyFilter, ...] = ()
    order: Order = Order.UNSPECIFIED
    count_limit: int | None = None
    most_events: int | None = None
    per_page: int | None = None
    page_token: str | None = None
