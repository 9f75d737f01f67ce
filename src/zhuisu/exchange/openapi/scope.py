"""Scope: the addresses of scopes and of drills."""

from collections.abc import Mapping
from typing import Final

from zhuisu.exchange.api.recall.scope import InquiryAsked, ScopeTally, ScopeThing
from zhuisu.exchange.api.recall.scope_drills import DrillAsked
from zhuisu.exchange.openapi.describing import Address, JsonSchema, Operation, Reply, needed, path, query, ref
from zhuisu.exchange.openapi.event_query import PAGING
from zhuisu.exchange.openapi.platform import options
from zhuisu.recall.drills import HeldDrill
from zhuisu.recall.inquiries import HeldInquiry
from zhuisu.tracing.scope_answer import Aspect

TAG: Final = "Scopes"
READ, KEEP = ("read",), ("supervise",)
ANSWERS: Final = (DrillAsked, HeldDrill, HeldInquiry, InquiryAsked, ScopeTally, ScopeThing)
INQUIRY: Final = path("inquiry", "The id of an inquiry.", key="inquiry_id")
DRILL: Final = path("drill", "The number of a drill.", key="drill_number")


def _one(type_: type) -> Mapping[str, JsonSchema]:
    return {"application/json": ref(type_.__name__)}


def _many(type_: type) -> Mapping[str, JsonSchema]:
    return {"application/json": {"type": "array", "items": ref(type_.__name__)}}


PATHS: Final[Mapping[str, Address]] = {
    "/api/scope": {
        "get": Operation(
            id="get_scopes", summary="Inquiries that the caller may see, the newest first.", tag=TAG, scopes=READ,
            parameters=PAGING, replies={200: Reply("A page of inquiries.", _many(HeldInquiry), ("Link",))},
            refusals=(400, 401, 403),
        ),
        "post": Operation(
            id="post_scope", summary="Ask what derives from things, a supplier, a place or a product, from what they "
            "derive, or what complaints have in common. It is followed in the background.", tag=TAG, scopes=KEEP,
            body=_one(InquiryAsked), replies={202: Reply("It is under way.", _one(HeldInquiry), ("Location",))},
            refusals=(400, 401, 403, 408, 409, 413, 415),
        ),
        "options": options("scopes"),
    },
    "/api/scope/{inquiry}": {
        "get": Operation(
            id="get_scope", summary="How far an inquiry has come, or how it ended.", tag=TAG, scopes=READ,
            parameters=(INQUIRY,), replies={200: Reply("The inquiry.", _one(HeldInquiry))},
            refusals=(400, 401, 403, 404),
        ),
        "delete": Operation(
            id="delete_scope", summary="Stop an inquiry; forget what one found that has ended.", tag=TAG, scopes=KEEP,
            parameters=(INQUIRY,), replies={200: Reply("The inquiry as it is now.", _one(HeldInquiry))},
            refusals=(400, 401, 403, 404),
        ),
        "options": options("scope", INQUIRY),
    },
    "/api/scope/{inquiry}/things": {
        "get": Operation(
            id="get_scope_things", summary="The things of a scope with where they are, in the order in which they were "
            "found, also while it grows. Closed goods of others' categories are left out.", tag=TAG, scopes=READ,
            parameters=(INQUIRY, *PAGING), replies={200: Reply("A page of things.", _many(ScopeThing), ("Link",))},
            refusals=(400, 401, 403, 404, 409),
        ),
        "options": options("scope_things", INQUIRY),
    },
    "/api/scope/{inquiry}/tally": {
        "get": Operation(
            id="get_scope_tally", summary="How many things of a scope are where, each once; closed goods of others' "
            "categories under `closed`.", tag=TAG, scopes=READ,
            parameters=(INQUIRY, needed(query("by", "By what they are counted.",
                                              {"enum": [each.value for each in Aspect]}, key="scope_by"))),
            replies={200: Reply("The counts, the most first.", _many(ScopeTally))},
            refusals=(400, 401, 403, 404, 409),
        ),
        "options": options("scope_tally", INQUIRY),
    },
    "/api/drills": {
        "get": Operation(
            id="get_drills", summary="Drills that the caller may see, the newest first.", tag=TAG, scopes=READ,
            parameters=PAGING, replies={200: Reply("A page of drills.", _many(HeldDrill), ("Link",))},
            refusals=(400, 401, 403),
        ),
        "post": Operation(
            id="post_drill", summary="Begin a mock recall of a batch (GB/T 22005, ISO 22005), against the clock.",
            tag=TAG, scopes=KEEP, body=_one(DrillAsked),
            replies={202: Reply("It is under way.", _one(HeldDrill), ("Location",))},
            refusals=(400, 401, 403, 408, 409, 413, 415),
        ),
        "options": options("drills"),
    },
    "/api/drills/{drill}": {
        "get": Operation(
            id="get_drill", summary="A drill, with its record once it has ended.", tag=TAG, scopes=READ,
            parameters=(DRILL,), replies={200: Reply("The drill.", _one(HeldDrill))}, refusals=(400, 401, 403, 404),
        ),
        "options": options("drill", DRILL),
    },
    "/api/drills/{drill}/record": {
        "get": Operation(
            id="get_drill_record", summary="The record of a drill, to print and to file, in the reader's language.",
            tag=TAG, scopes=READ, parameters=(DRILL,),
            replies={200: Reply("A PDF.", {"application/pdf": {"type": "string", "format": "binary"}},
                                ("Content-Disposition",))},
            refusals=(400, 401, 403, 404, 409),
        ),
        "options": options("drill_record", DRILL),
    },
}  # fmt: skip
