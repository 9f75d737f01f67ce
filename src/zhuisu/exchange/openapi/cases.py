"""Cases: the addresses of cases, and of what officials do with them."""

from collections.abc import Mapping
from typing import Final

from zhuisu.casework.told import CaseRow, ToldCase
from zhuisu.exchange.api.cases.deeds import CaseAssignment, CaseDecision, CaseDue, CaseEnd, CaseReason, CaseWord
from zhuisu.exchange.api.cases.filters import CASES
from zhuisu.exchange.openapi.describing import Address, JsonSchema, Operation, Reply, path, query, ref
from zhuisu.exchange.openapi.event_query import PAGING
from zhuisu.exchange.openapi.platform import options

READ: Final = ("read",)
KEEP: Final = ("supervise",)
TAG: Final = "Cases"
ANSWERS: Final = (CaseAssignment, CaseDecision, CaseDue, CaseEnd, CaseReason, CaseRow, CaseWord, ToldCase)
_SAID: Final[Mapping[str, str]] = {
    "only": "Which list: those that are not closed (default), new, mine, overdue, mended but not closed, with reports"
    " to answer, closed, or all.",
    "category": "The category of the goods.",
    "severity": "The gravest of its findings.",
    "party": "Whom it is about, in any notation.",
}
_REFUSED: Final = (400, 401, 403, 404, 408, 409, 413, 415)
_NEVER_LATE: Final = (400, 401, 403, 404, 408, 413, 415)
"""What is done in every state, and so never conflicts with it."""
NUMBER: Final = path("number", "The number of a case.", key="case_number")


def _one(type_: type) -> Mapping[str, JsonSchema]:
    return {"application/json": ref(type_.__name__)}


def _post(name: str, summary: str, body: type, refusals: tuple[int, ...] = _REFUSED) -> Address:
    return {
        "post": Operation(
            id=name, summary=summary, tag=TAG, scopes=KEEP, parameters=(NUMBER,), body=_one(body),
            replies={200: Reply("It is done.", _one(ToldCase))},
            refusals=refusals,
        ),
        "options": options(name, NUMBER),
    }  # fmt: skip


PATHS: Final[Mapping[str, Address]] = {
    "/api/cases": {
        "get": Operation(
            id="get_cases", summary="Cases that the caller may see, the newest first. For officials.", tag=TAG,
            scopes=READ,
            parameters=(
                *(query(name, _SAID[name], schema, key=f"cases_{name}") for name, schema in CASES.items()), *PAGING
            ),
            replies={200: Reply("A page of cases.", {
                "application/json": {"type": "array", "items": ref(CaseRow.__name__)}
            }, ("Link",))},
            refusals=(400, 401, 403),
        ),
        "options": options("cases"),
    },
    "/api/cases/{number}": {
        "get": Operation(
            id="get_case", summary="One case: its findings, reports, inspections, letters, and who did what.", tag=TAG,
            scopes=READ, parameters=(NUMBER,), replies={200: Reply("The case.", _one(ToldCase))},
            refusals=(400, 401, 403, 404),
        ),
        "options": options("case", NUMBER),
    },
    "/api/cases/{number}/assign": _post("assign_case", "Give it to an account that sees it.", CaseAssignment),
    "/api/cases/{number}/say": _post("say_of_case", "Say something to all who work on it.", CaseWord, _NEVER_LATE),
    "/api/cases/{number}/due": _post("case_due", "Say by when the next step is to be taken.", CaseDue),
    "/api/cases/{number}/decide": _post("decide_case", "Decide what is done about it.", CaseDecision),
    "/api/cases/{number}/close": _post("close_case", "It is done.", CaseEnd),
    "/api/cases/{number}/reopen": _post("reopen_case", "Work on it again.", CaseReason),
}  # fmt: skip
