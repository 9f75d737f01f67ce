"""/api/labels/certificates and /api/labels/tickets: papers that are issued once and printed as often as needed."""

from typing import Annotated

import msgspec
from django.http import HttpRequest, HttpResponse
from msgspec import Meta

from zhuisu.access import Actor
from zhuisu.exchange.api.labelling.answers import file_answer, labels
from zhuisu.exchange.api.registry.answers import json_response
from zhuisu.exchange.api.registry.bodies import body_of
from zhuisu.exchange.api.supervision.answers import granted, not_there, number_of
from zhuisu.exchange.epcis.query import read_nothing
from zhuisu.exchange.http.language import reader_language
from zhuisu.labelling.asked import Key
from zhuisu.labelling.certificates import CertificateAsked, HeldCertificate, certificate, certificates_of
from zhuisu.labelling.kinds import PrintForm
from zhuisu.labelling.papers import SIZES, certificate_file, ticket_file
from zhuisu.labelling.refusing import invalid, wrong
from zhuisu.labelling.tickets import HeldTicket, reserve, ticket, ticket_of, tickets_of
from zhuisu.promising.issuing import promise

LONGEST_NUMBER = 100


class TicketAsked(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """The sale that a ticket is for, by its eventID; none: a number for a sale that is not on record yet."""

    event: Key = ""


class PaperAsked(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """How a paper is printed: `size` is one of `single_100x150`, `a6`, `a5`; of a ticket there is one."""

    size: Annotated[str, Meta(max_length=40)] = "a6"
    form: PrintForm = PrintForm.PDF


def get_certificates(request: HttpRequest, actor: Actor, /, **_: str) -> HttpResponse:
    """The newest fifty of the party's."""
    labels(actor)
    read_nothing(request.GET)
    return json_response(certificates_of(actor))


def post_certificate(request: HttpRequest, actor: Actor, /, **_: str) -> HttpResponse:
    """201 with the certificate, whose stage is recorded, too; 200 where its draft was issued before."""
    labels(actor)
    read_nothing(request.GET)
    asked = body_of(request, CertificateAsked)
    made = granted(promise(asked, actor=actor))
    where = {"Location": f"/api/labels/certificates/{made.certificate.number}"}
    return json_response(made.certificate, 200 if made.is_repeated else 201, where)


def get_certificate(request: HttpRequest, actor: Actor, /, **path: str) -> HttpResponse:
    """As it was issued."""
    labels(actor)
    read_nothing(request.GET)
    return json_response(_certificate(path, actor))


def post_certificate_print(request: HttpRequest, actor: Actor, /, **path: str) -> HttpResponse:
    """The file; a second one says that it is one."""
    labels(actor)
    read_nothing(request.GET)
    asked = body_of(request, PaperAsked)
    held = _certificate(path, actor)
    if asked.size not in SIZES:
        granted(invalid(wrong("no_layout", "$.size", layout=asked.size, known=", ".join(SIZES))))
    return file_answer(certificate_file(held, asked.size, asked.form, actor=actor, language=reader_language()))


def get_tickets(request: HttpRequest, actor: Actor, /, **_: str) -> HttpResponse:
    """The newest fifty of the party's."""
    labels(actor)
    read_nothing(request.GET)
    return json_response(tickets_of(actor))


def post_ticket(request: HttpRequest, actor: Actor, /, **_: str) -> HttpResponse:
    """201 with the ticket of a sale, the same one however often it is asked for; or with a number for one to come."""
    labels(actor)
    read_nothing(request.GET)
    asked = body_of(request, TicketAsked)
    made = granted(ticket(asked.event, actor=actor) if asked.event else reserve(actor=actor))
    return json_response(made, 201, {"Location": f"/api/labels/tickets/{made.issue}"})


def get_ticket(request: HttpRequest, actor: Actor, /, **path: str) -> HttpResponse:
    """What it says."""
    labels(actor)
    read_nothing(request.GET)
    return json_response(_ticket(path, actor))


def post_ticket_print(request: HttpRequest, actor: Actor, /, **path: str) -> HttpResponse:
    """The file; a second one says that it is one."""
    labels(actor)
    read_nothing(request.GET)
    asked = body_of(request, PaperAsked)
    return file_answer(ticket_file(_ticket(path, actor), asked.form, actor=actor, language=reader_language()))


def _certificate(path: dict[str, str], actor: Actor) -> HeldCertificate:
    number = path["certificate"]
    known = len(number) <= LONGEST_NUMBER and "\0" not in number
    held = certificate(number, actor) if known else None
    if held is None:
        raise not_there("labels.no_certificate", number=number[:LONGEST_NUMBER])
    return held


def _ticket(path: dict[str, str], actor: Actor) -> HeldTicket:
    number = number_of(path["ticket"])
    held = ticket_of(number, actor) if number is not None else None
    if held is None:
        raise not_there("labels.no_ticket", number=path["ticket"][:LONGEST_NUMBER])
    return held
