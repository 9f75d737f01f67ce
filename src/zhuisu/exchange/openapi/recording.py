"""Recording: the addresses of forms, records, stock and deliveries."""

from collections.abc import Mapping
from typing import Final

from zhuisu.exchange.api.recording.answers import RecordAnswer
from zhuisu.exchange.api.recording.goods import STOCK, ReceiptBody
from zhuisu.exchange.openapi.describing import Address, JsonSchema, Operation, Reply, path, query, ref
from zhuisu.exchange.openapi.event_query import PAGING
from zhuisu.exchange.openapi.platform import options
from zhuisu.recording.filled import Filled
from zhuisu.recording.forms import Form
from zhuisu.recording.handing import Incoming
from zhuisu.recording.mine import RecordRow
from zhuisu.recording.stages import StageRow
from zhuisu.recording.stock import StockRow

RECORD: Final = ("capture",)
TAG: Final = "Records"
ANSWERS: Final = (Filled, Form, Incoming, ReceiptBody, RecordAnswer, RecordRow, StageRow, StockRow)
_READ: Final = (400, 401, 403)
_SAID: Final[Mapping[str, str]] = {
    "variety": "Of one variety alone.",
    "expiringDays": "What expires within so many days, the soonest first.",
}
VARIETY: Final = path("variety", "A variety, as `/api/profiles` names it.", key="form_variety")
STAGE: Final = path("stage", "A stage of its profile.", key="form_stage")
EVENT: Final = path("event", "The eventID of who shipped.", key="shipping_event")


def _many(type_: type) -> Mapping[str, JsonSchema]:
    return {"application/json": {"type": "array", "items": ref(type_.__name__)}}


def _one(type_: type) -> Mapping[str, JsonSchema]:
    return {"application/json": ref(type_.__name__)}


PATHS: Final[Mapping[str, Address]] = {
    "/api/forms": {
        "get": Operation(
            id="get_forms", summary="The stages that the caller's party may record, the most used first.", tag=TAG,
            scopes=RECORD, replies={200: Reply("The stages.", _many(StageRow))}, refusals=_READ,
        ),
        "options": options("forms"),
    },
    "/api/forms/{variety}/{stage}": {
        "get": Operation(
            id="get_form", summary="The form of a stage: every input with its type, unit, words and limits.", tag=TAG,
            scopes=RECORD, parameters=(VARIETY, STAGE), replies={200: Reply("The form.", _one(Form))},
            refusals=(*_READ, 404),
        ),
        "options": options("form", VARIETY, STAGE),
    },
    "/api/records": {
        "get": Operation(
            id="get_records", summary="What the caller's party recorded, the newest first.", tag=TAG, scopes=RECORD,
            parameters=PAGING, replies={200: Reply("A page of records.", _many(RecordRow), ("Link",))},
            refusals=_READ,
        ),
        "post": Operation(
            id="post_record", summary="Record a form that was filled in, once for each draft.", tag=TAG, scopes=RECORD,
            parameters=(query("check", "Only check it: nothing is recorded.", {"enum": ["true", "false"]}),),
            body=_one(Filled),
            replies={
                200: Reply("It was recorded before, or checked.", _one(RecordAnswer)),
                201: Reply("It is recorded.", _one(RecordAnswer)),
            },
            refusals=(400, 401, 403, 404, 408, 409, 413, 415),
        ),
        "options": options("records"),
    },
    "/api/stock": {
        "get": Operation(
            id="get_stock", summary="What the caller's party has on hand, by the records.", tag=TAG, scopes=RECORD,
            parameters=tuple(query(name, _SAID[name], schema, key=f"stock_{name}") for name, schema in STOCK.items()),
            replies={200: Reply("Batches, and items of one batch together.", _many(StockRow))}, refusals=_READ,
        ),
        "options": options("stock"),
    },
    "/api/incoming": {
        "get": Operation(
            id="get_incoming", summary="What was shipped to the caller's party and not received yet.", tag=TAG,
            scopes=RECORD, replies={200: Reply("Deliveries, the newest first.", _many(Incoming))}, refusals=_READ,
        ),
        "options": options("incoming"),
    },
    "/api/incoming/{event}/receipt": {
        "post": Operation(
            id="post_receipt", summary="Receive a delivery, but for the differences.", tag=TAG, scopes=RECORD,
            parameters=(EVENT,), body=_one(ReceiptBody),
            replies={
                200: Reply("It was received before by this draft.", _one(RecordAnswer)),
                201: Reply("It is received.", _one(RecordAnswer)),
            },
            refusals=(400, 401, 403, 404, 408, 409, 413, 415),
        ),
        "options": options("receipt", EVENT),
    },
}  # fmt: skip
