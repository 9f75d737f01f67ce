"""Labelling: the addresses of codes, labels, certificates and tickets."""

from collections.abc import Mapping
from typing import Final

from zhuisu.exchange.api.labelling.answers import PDF, ZPL, IssuedCode, LabelLayout
from zhuisu.exchange.api.labelling.papers import PaperAsked, TicketAsked
from zhuisu.exchange.openapi.describing import (
    Address,
    JsonSchema,
    Operation,
    Parameter,
    Reply,
    needed,
    path,
    query,
    ref,
)
from zhuisu.exchange.openapi.event_query import PAGING
from zhuisu.exchange.openapi.platform import options
from zhuisu.labelling.asked import IssueAsked, PrintAsked
from zhuisu.labelling.certificates import CertificateAsked, HeldCertificate
from zhuisu.labelling.issued import HeldIssue
from zhuisu.labelling.tickets import HeldTicket
from zhuisu.labelling.wares import Ware

RECORD: Final = ("capture",)
TAG: Final = "Labels"
ANSWERS: Final = (
    CertificateAsked, HeldCertificate, HeldIssue, HeldTicket, IssueAsked, IssuedCode, LabelLayout, PaperAsked,
    PrintAsked, TicketAsked, Ware,
)  # fmt: skip
ISSUE: Final = path("issue", "The id of an issue.", key="label_issue")
CERTIFICATE: Final = path("certificate", "The number of a certificate.", key="label_certificate")
TICKET: Final = path("ticket", "The id of a ticket's issue.", key="label_ticket")
CODE: Final = needed(query("code", "A code, in any notation.", {"type": "string", "minLength": 1}, key="label_code"))
_READ: Final = (400, 401, 403)
_POST: Final = (400, 401, 403, 404, 408, 409, 413, 415)
_FILE: Final[Mapping[str, JsonSchema]] = {each: {"type": "string", "format": "binary"} for each in (PDF, ZPL)}


def _one(type_: type) -> Mapping[str, JsonSchema]:
    return {"application/json": ref(type_.__name__)}


def _many(type_: type) -> Mapping[str, JsonSchema]:
    return {"application/json": {"type": "array", "items": ref(type_.__name__)}}


def _get(name: str, summary: str, reply: Reply, *parameters: Parameter) -> Operation:
    of_one = any(each.place.value == "path" for each in parameters) or CODE in parameters
    return Operation(
        id=f"get_{name}", summary=summary, tag=TAG, scopes=RECORD, parameters=parameters, replies={200: reply},
        refusals=(*_READ, *((404,) if of_one else ())),
    )  # fmt: skip


def _post(
    name: str, summary: str, body: type, replies: Mapping[int, Reply], *parameters: Parameter,
    refusals: tuple[int, ...] = _POST,
) -> Operation:  # fmt: skip
    return Operation(
        id=f"post_{name}", summary=summary, tag=TAG, scopes=RECORD, parameters=parameters, body=_one(body),
        replies=dict(replies), refusals=refusals,
    )  # fmt: skip


_PRINTED: Final = {
    200: Reply("A PDF, or a file of a label printer. It counts as printed.", _FILE, ("Content-Disposition",))
}
_NO_CONFLICT: Final = tuple(each for each in _POST if each != 409)

PATHS: Final[Mapping[str, Address]] = {
    "/api/labels/products": {
        "get": _get("label_products", "The products of the caller's party, for which it gets codes.",
                    Reply("The products, by name.", _many(Ware))),
        "options": options("label_products"),
    },
    "/api/labels/layouts": {
        "get": _get("label_layouts", "Sheets of labels, and single labels.", Reply("The layouts.", _many(LabelLayout))),
        "options": options("label_layouts"),
    },
    "/api/labels/code": {
        "get": _get("label_code", "A code of the caller's party: its prints, and how often it was looked up.",
                    Reply("The code.", _one(IssuedCode)), CODE),
        "options": options("label_code"),
    },
    "/api/labels/issues": {
        "get": _get("label_issues", "Codes that were issued to the caller's party, the newest first.",
                    Reply("A page of issues.", _many(HeldIssue), ("Link",)), *PAGING),
        "post": _post("label_issue", "Get codes: of a batch, of items, or of logistic units. None is given out twice.",
                      IssueAsked, {201: Reply("The issue.", _one(HeldIssue), ("Location",))}),
        "options": options("label_issues"),
    },
    "/api/labels/issues/{issue}": {
        "get": _get("label_issue", "One issue.", Reply("The issue.", _one(HeldIssue)), ISSUE),
        "options": options("label_issue", ISSUE),
    },
    "/api/labels/issues/{issue}/codes": {
        "get": _get("label_issue_codes", "The codes of an issue, with their prints and scans.",
                    Reply("A page of codes.", _many(IssuedCode), ("Link",)), ISSUE, *PAGING),
        "options": options("label_issue_codes", ISSUE),
    },
    "/api/labels/prints": {
        "post": _post("label_print", "Print labels of an issue, or of one thing on record of the caller's party.",
                      PrintAsked, _PRINTED),
        "options": options("label_prints"),
    },
    "/api/labels/certificates": {
        "get": _get("label_certificates", "Certificates of promised conformity, the newest fifty.",
                    Reply("The certificates.", _many(HeldCertificate))),
        "post": _post("label_certificate",
                      "Issue a certificate of promised conformity (承诺达标合格证) and record its stage, or neither.",
                      CertificateAsked,
                      {200: Reply("It was issued by this draft before.", _one(HeldCertificate), ("Location",)),
                       201: Reply("The certificate.", _one(HeldCertificate), ("Location",))}),
        "options": options("label_certificates"),
    },
    "/api/labels/certificates/{certificate}": {
        "get": _get("label_certificate", "A certificate as it was issued.",
                    Reply("The certificate.", _one(HeldCertificate)), CERTIFICATE),
        "options": options("label_certificate", CERTIFICATE),
    },
    "/api/labels/certificates/{certificate}/prints": {
        "post": _post("label_certificate_print", "Print a certificate.", PaperAsked, _PRINTED, CERTIFICATE,
                      refusals=_NO_CONFLICT),
        "options": options("label_certificate_prints", CERTIFICATE),
    },
    "/api/labels/tickets": {
        "get": _get("label_tickets", "Market tickets, the newest fifty.", Reply("The tickets.", _many(HeldTicket))),
        "post": _post("label_ticket", "Number a sale of meat or vegetables (SB/T 10680), or one that is to come.",
                      TicketAsked, {201: Reply("The ticket.", _one(HeldTicket), ("Location",))}),
        "options": options("label_tickets"),
    },
    "/api/labels/tickets/{ticket}": {
        "get": _get("label_ticket", "A ticket.", Reply("The ticket.", _one(HeldTicket)), TICKET),
        "options": options("label_ticket", TICKET),
    },
    "/api/labels/tickets/{ticket}/prints": {
        "post": _post("label_ticket_print", "Print a ticket.", PaperAsked, _PRINTED, TICKET, refusals=_NO_CONFLICT),
        "options": options("label_ticket_prints", TICKET),
    },
}  # fmt: skip
