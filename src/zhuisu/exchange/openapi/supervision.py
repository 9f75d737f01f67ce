"""Supervision: the addresses of findings, completeness, and profiles with their editions."""

from collections.abc import Mapping
from typing import Final

from zhuisu.exchange.api.identify import LONGEST
from zhuisu.exchange.api.supervision.editions import EditionDecision, EditionText, EditionTrial, EditionWithdrawal
from zhuisu.exchange.api.supervision.filters import SCHEMAS
from zhuisu.exchange.api.supervision.findings import Tally
from zhuisu.exchange.api.supervision.profiles import ProfileAnswer, ProfileSummary
from zhuisu.exchange.openapi.describing import (
    SAID,
    Address,
    JsonSchema,
    Operation,
    Parameter,
    Reply,
    path,
    query,
    ref,
)
from zhuisu.exchange.openapi.event_query import PAGING
from zhuisu.exchange.openapi.platform import options
from zhuisu.supervision.completeness import ToldCompleteness
from zhuisu.supervision.editing import HeldEdition
from zhuisu.supervision.findings import ToldFinding
from zhuisu.supervision.trying import Trial

READ: Final = ("read", "supervise")
KEEP: Final = ("supervise",)
ANSWERS: Final = (
    EditionDecision, EditionText, EditionTrial, EditionWithdrawal, HeldEdition, ProfileAnswer, ProfileSummary, Tally,
    ToldCompleteness, ToldFinding, Trial,
)  # fmt: skip
FINDINGS, PROFILES = "Findings", "Profiles"
_TIME: Final = {"type": "string", "format": "date-time"}
_SAID: Final[Mapping[str, str]] = {
    "profile": "The variety.",
    "category": "The category of the variety.",
    "severity": "How much it weighs.",
    "rule": "The rule's id.",
    "party": "Who acted, in any notation.",
    "thing": "A thing that it is about, in any notation.",
    "region": "Six digits of GB/T 2260: what happened in it.",
    "standing": "Whether it holds.",
    "since": "The rule was broken then or later.",
    "until": "The rule was broken before.",
}


def _many(type_: type) -> Mapping[str, JsonSchema]:
    return {"application/json": {"type": "array", "items": ref(type_.__name__)}}


def _one(type_: type) -> Mapping[str, JsonSchema]:
    return {"application/json": ref(type_.__name__)}


FILTERS: Final = tuple(query(name, said, SCHEMAS[name], key=f"findings_{name}") for name, said in _SAID.items())
PROFILE: Final = path("profile", "The id of a variety.", key="profile_id")
EDITION: Final = (
    path("profile", "The id of a variety.", key="edition_profile"),
    path("number", "The number of an edition.", key="edition_number"),
)


def _get(
    name: str,
    summary: str,
    reply: Reply,
    *parameters: Parameter,
    tag: str = FINDINGS,
    scopes: tuple[str, ...] | None = READ,
    refusals: tuple[int, ...] = (400, 401, 403),
) -> Address:
    return {
        "get": Operation(
            id=f"get_{name}", summary=summary, tag=tag, scopes=scopes, parameters=parameters, replies={200: reply},
            refusals=refusals,
        ),
        "options": options(name, *(each for each in parameters if each.place.value == "path")),
    }  # fmt: skip


def _post(name: str, summary: str, body: type, answer: type, *refusals: int) -> Address:
    return {
        "post": Operation(
            id=name, summary=summary, tag=PROFILES, scopes=KEEP, parameters=EDITION, body=_one(body),
            replies={200: Reply("It is done.", _one(answer))},
            refusals=(400, 401, 403, 404, 408, *refusals, 413, 415),
        ),
        "options": options(name, *EDITION),
    }  # fmt: skip


PATHS: Final[Mapping[str, Address]] = {
    "/api/findings": _get(
        "findings", "The findings that meet every filter and that the caller may see, the newest first.",
        Reply("A page of findings.", _many(ToldFinding), ("Link",)), *FILTERS, *PAGING,
    ),
    "/api/findings/tally": _get(
        "tally", "How many there are, by variety, rule and severity, open and closed.",
        Reply("The counts.", _many(Tally)), *FILTERS,
    ),
    "/api/findings/sheet": _get(
        "findings_sheet", "The same as CSV, in the reader's language, thousands at a time.",
        Reply("A CSV file in UTF-8.", {"text/csv": {"type": "string"}}, ("Link", "Content-Disposition")),
        *FILTERS, *PAGING,
    ),
    "/api/findings/{number}": _get(
        "finding", "One finding.", Reply("The finding.", _one(ToldFinding)),
        path("number", "The number of a finding.", key="finding_number"), refusals=(400, 401, 403, 404),
    ),
    "/api/completeness": _get(
        "completeness", "How complete the chain of a thing, or the reporting of a party, is: give one of both.",
        Reply("A score for each variety, with its parts.", _many(ToldCompleteness)),
        query("code", "A thing, in any notation.", {**SAID, "maxLength": LONGEST}, key="completeness_code"),
        query("party", "A party, in any notation.", SCHEMAS["party"], key="completeness_party"),
        query("since", "Of a party: what happened then or later.", _TIME, key="completeness_since"),
        query("until", "Of a party: what happened before.", _TIME, key="completeness_until"),
        refusals=(400, 401, 403, 404),
    ),
    "/api/profiles": _get(
        "profiles", "Every variety, by the text of its profile that counts today.",
        Reply("The varieties.", _many(ProfileSummary)), tag=PROFILES, scopes=None, refusals=(400,),
    ),
    "/api/profiles/schema": _get(
        "profile_schema", "The JSON Schema of a profile's TOML, for editors.",
        Reply("A JSON Schema.", {"application/json": {"type": "object"}}), tag=PROFILES, scopes=None, refusals=(400,),
    ),
    "/api/profiles/{profile}": _get(
        "profile", "What a variety must record: stages, data, licences, rules; and the days of its versions.",
        Reply("The profile.", _one(ProfileAnswer)), PROFILE, tag=PROFILES, scopes=None, refusals=(400, 404),
    ),
    "/api/profiles/{profile}/editions": {
        "get": Operation(
            id="get_editions", summary="Departments' own texts of a profile, the newest first.", tag=PROFILES,
            scopes=KEEP, parameters=(EDITION[0], *PAGING),
            replies={200: Reply("A page of editions.", _many(HeldEdition), ("Link",))}, refusals=(400, 401, 403, 404),
        ),
        "post": Operation(
            id="post_edition", summary="Draft an edition; a variety that there is not yet may be new.", tag=PROFILES,
            scopes=KEEP, parameters=(EDITION[0],), body=_one(EditionText),
            replies={201: Reply("The draft.", _one(HeldEdition), ("Location",))},
            refusals=(400, 401, 403, 404, 408, 409, 413, 415),
        ),
        "options": options("editions", EDITION[0]),
    },
    "/api/profiles/{profile}/editions/{number}": {
        "get": Operation(
            id="get_edition", summary="One edition, with its text.", tag=PROFILES, scopes=KEEP, parameters=EDITION,
            replies={200: Reply("The edition.", _one(HeldEdition))}, refusals=(400, 401, 403, 404),
        ),
        "put": Operation(
            id="put_edition", summary="Give a draft another text.", tag=PROFILES, scopes=KEEP, parameters=EDITION,
            body=_one(EditionText), replies={200: Reply("The draft.", _one(HeldEdition))},
            refusals=(400, 401, 403, 404, 408, 409, 413, 415),
        ),
        "options": options("edition", *EDITION),
    },
    "/api/profiles/{profile}/editions/{number}/decide": _post(
        "decide_edition", "Put a draft in force from a day on.", EditionDecision, HeldEdition, 409,
    ),
    "/api/profiles/{profile}/editions/{number}/withdraw": _post(
        "withdraw_edition", "Give a draft up, or end an edition as if it had never been in force.",
        EditionWithdrawal, HeldEdition, 409,
    ),
    "/api/profiles/{profile}/editions/{number}/try": _post(
        "try_edition", "What an edition would find in past events, and what would no longer be found.",
        EditionTrial, Trial,
    ),
}  # fmt: skip
