"""Recall: the addresses of recalls, of what is done about them, and of what holders are told and answer."""

from collections.abc import Mapping
from typing import Final

from zhuisu.exchange.api.recall.deeds import (
    RecallCorrection,
    RecallEnd,
    RecallEscalation,
    RecallLift,
    RecallPart,
    RecallStep,
)
from zhuisu.exchange.api.recall.filters import DIFFERENCES, HOLDERS, NOTICES, RECALLS, REPORT, THINGS
from zhuisu.exchange.api.recall.notices import NoticeAnswer, NoticeSummary, ToldNotice
from zhuisu.exchange.api.recall.recalls import RecallSummary, ToldStep
from zhuisu.exchange.api.recall.report import PDF, XLSX
from zhuisu.exchange.openapi.describing import Address, JsonSchema, Operation, Parameter, Reply, path, query, ref
from zhuisu.exchange.openapi.event_query import PAGING
from zhuisu.exchange.openapi.platform import options
from zhuisu.recall.drafting import Plan
from zhuisu.recall.held import HeldHolding, HeldReach, HeldRecall, HeldShift, HeldThing
from zhuisu.recall.report import Report
from zhuisu.recall.warnings import GivenWarning

READ: Final = ("read", "supervise")
KEEP: Final = ("supervise",)
OWN: Final = ("read",)
TAG, NOTICE_TAG = "Recalls", "Notices"
ANSWERS: Final = (
    GivenWarning, HeldHolding, HeldReach, HeldRecall, HeldShift, HeldThing, NoticeAnswer, NoticeSummary, Plan,
    RecallCorrection, RecallEnd, RecallEscalation, RecallLift, RecallPart, RecallStep, RecallSummary, Report,
    ToldNotice, ToldStep,
)  # fmt: skip
_SAID: Final[Mapping[str, str]] = {
    "state": "Where they stand.",
    "kind": "Recalls, consumer warnings, stop-sales, bans, or missing goods.",
    "category": "The category of the goods.",
    "only": "All holders, or those who have not answered for all that they have.",
    "holder": "The key of a holder.",
    "product": "The key of a product.",
    "region": "Six digits of GB/T 2260.",
    "what": "What was added, stands elsewhere, or is no longer derived.",
    "form": "JSON, PDF, or a spreadsheet. Default: json.",
    "number": "The number of a recall.",
    "holdingState": "How far the holder has come.",
}
NUMBER: Final = path("number", "The number of a recall.", key="recall_number")
REACH: Final = path("reach", "The number of a reach.", key="recall_reach")
NOTICE: Final = path("id", "The id of a notice.", key="notice_id")


def _many(type_: type) -> Mapping[str, JsonSchema]:
    return {"application/json": {"type": "array", "items": ref(type_.__name__)}}


def _one(type_: type) -> Mapping[str, JsonSchema]:
    return {"application/json": ref(type_.__name__)}


def _filters(group: str, schemas: Mapping[str, JsonSchema]) -> tuple[Parameter, ...]:
    return tuple(query(name, _SAID[name], schema, key=f"{group}_{name}") for name, schema in schemas.items())


def _get(
    name: str, summary: str, reply: Reply, *parameters: Parameter, refusals: tuple[int, ...] = (400, 401, 403, 404)
) -> Address:
    return {
        "get": Operation(
            id=f"get_{name}", summary=summary, tag=TAG, scopes=READ, parameters=(NUMBER, *parameters),
            replies={200: reply}, refusals=refusals,
        ),
        "options": options(name, NUMBER, *(each for each in parameters if each.place.value == "path")),
    }  # fmt: skip


def _post(name: str, summary: str, body: type, *, later: str = "") -> Address:
    waits = {202: Reply(later, _one(HeldRecall))} if later else {}
    return {
        "post": Operation(
            id=name, summary=summary, tag=TAG, scopes=KEEP, parameters=(NUMBER,), body=_one(body),
            replies={200: Reply("It is done.", _one(HeldRecall)), **waits},
            refusals=(400, 401, 403, 404, 408, 409, 413, 415),
        ),
        "options": options(name, NUMBER),
    }  # fmt: skip


_LATER: Final = "Its scope is large, and followed now: `growth` says how far."

LISTS: Final[Mapping[str, Address]] = {
    "/api/recalls": {
        "get": Operation(
            id="get_recalls", summary="Recalls and their kin that the caller may see, the newest first.", tag=TAG,
            scopes=READ, parameters=(*_filters("recalls", RECALLS), *PAGING),
            replies={200: Reply("A page of recalls.", _many(RecallSummary), ("Link",))}, refusals=(400, 401, 403),
        ),
        "post": Operation(
            id="post_recall", summary="Draft a recall, warning, stop-sale, ban or alert. Nobody is told yet.", tag=TAG,
            scopes=KEEP, body=_one(Plan), replies={201: Reply("The draft.", _one(HeldRecall), ("Location",))},
            refusals=(400, 401, 403, 408, 413, 415),
        ),
        "options": options("recalls"),
    },
    "/api/recalls/{number}": {
        **_get("recall", "One recall: what it says, where it stands, and how well it works.",
               Reply("The recall.", _one(HeldRecall))),
        "put": Operation(
            id="put_recall", summary="Have a draft say something else.", tag=TAG, scopes=KEEP, parameters=(NUMBER,),
            body=_one(Plan), replies={200: Reply("The draft.", _one(HeldRecall))},
            refusals=(400, 401, 403, 404, 408, 409, 413, 415),
        ),
    },
    "/api/recalls/{number}/holders": _get(
        "recall_holders", "Its holders, those first who are due first, with what they should have and what they said.",
        Reply("A page of holders.", _many(HeldHolding), ("Link",)), *_filters("holders", HOLDERS), *PAGING,
    ),
    "/api/recalls/{number}/things": _get(
        "recall_things", "The things in its scope, in the order in which they came; also those that are gone.",
        Reply("A page of things.", _many(HeldThing), ("Link",)), *_filters("things", THINGS), *PAGING,
    ),
    "/api/recalls/{number}/reaches": _get(
        "recall_reaches", "Each time that its scope was followed.", Reply("The reaches.", _many(HeldReach)),
    ),
    "/api/recalls/{number}/reaches/{reach}/differences": _get(
        "recall_differences", "What was different from the time before.",
        Reply("A page of differences.", _many(HeldShift), ("Link",)), REACH, *_filters("shifts", DIFFERENCES), *PAGING,
    ),
    "/api/recalls/{number}/steps": _get(
        "recall_steps", "What was done about it, by whom and when, in the reader's language.",
        Reply("A page of steps.", _many(ToldStep), ("Link",)), *PAGING,
    ),
    "/api/recalls/{number}/warnings": _get(
        "recall_warnings", "Captures that sold, shipped or used something of it and were warned, the newest first.",
        Reply("A page of warnings.", _many(GivenWarning), ("Link",)), *PAGING,
    ),
    "/api/recalls/{number}/report": _get(
        "recall_report", "What became of it; JSON and PDF list the first thousand of everything.",
        Reply("The report.", {
            **_one(Report), PDF: {"type": "string", "format": "binary"}, XLSX: {"type": "string", "format": "binary"},
        }, ("Content-Disposition",)),
        *_filters("report", REPORT),
    ),
}  # fmt: skip

DEEDS: Final[Mapping[str, Address]] = {
    "/api/recalls/{number}/freeze": _post(
        "freeze_recall", "Fix its scope, with the evidence of what the ledger was.", RecallStep, later=_LATER
    ),
    "/api/recalls/{number}/issue": _post(
        "issue_recall", "Put it in force: code pages turn red, tills are warned, holders are told.", RecallStep
    ),
    "/api/recalls/{number}/follow": _post("follow_recall", "Follow its scope again now.", RecallStep, later=_LATER),
    "/api/recalls/{number}/correct": _post(
        "correct_recall",
        "Put its reason, hazard, demand, advice or English texts right; holders are told.",
        RecallCorrection,
    ),
    "/api/recalls/{number}/lift": _post("lift_recall", "It counts for a part no more.", RecallLift),
    "/api/recalls/{number}/reinstate": _post("reinstate_recall", "It counts for a part again.", RecallPart),
    "/api/recalls/{number}/escalate": _post(
        "escalate_recall", "Tell the department of a holder, or of all who are overdue.", RecallEscalation
    ),
    "/api/recalls/{number}/close": _post("close_recall", "It is done.", RecallEnd),
    "/api/recalls/{number}/withdraw": _post("withdraw_recall", "Undo it, as if it had not been needed.", RecallEnd),
}

NOTICED: Final[Mapping[str, Address]] = {
    "/api/notices": {
        "get": Operation(
            id="get_notices", summary="What the caller's party was told of recalls, the newest first.", tag=NOTICE_TAG,
            scopes=OWN, parameters=(*_filters("notices", NOTICES), *PAGING),
            replies={200: Reply("A page of notices.", _many(NoticeSummary), ("Link",))}, refusals=(400, 401, 403),
        ),
        "options": options("notices"),
    },
    "/api/notices/{id}": {
        "get": Operation(
            id="get_notice", summary="One notice: what is meant, how much should be there, what was answered.",
            tag=NOTICE_TAG, scopes=OWN, parameters=(NOTICE,),
            replies={200: Reply("The notice.", _one(ToldNotice))}, refusals=(400, 401, 403, 404),
        ),
        "options": options("notice", NOTICE),
    },
    "/api/notices/{id}/answers": {
        "post": Operation(
            id="post_notice_answer", summary="Say what became of how much, with photographs.", tag=NOTICE_TAG,
            scopes=OWN, parameters=(NOTICE,), body=_one(NoticeAnswer),
            replies={201: Reply("The notice, with the answer.", _one(ToldNotice))},
            refusals=(400, 401, 403, 404, 408, 409, 413, 415),
        ),
        "options": options("notice_answers", NOTICE),
    },
}  # fmt: skip

PATHS: Final[Mapping[str, Address]] = {**LISTS, **DEEDS, **NOTICED}
