"""Addresses of codes, labels, certificates and tickets, under /api/labels."""

from django.urls import path

from zhuisu.access import Scope
from zhuisu.exchange.api.labelling import codes, papers
from zhuisu.exchange.api.registry.bodies import check_json
from zhuisu.exchange.http.resource import Handler, Verb, View, resource

RECORD = (Scope.CAPTURE,)


def _read(handle: Handler) -> View:
    return resource(verbs={"GET": Verb(handle, RECORD)})


def _posted(handle: Handler) -> View:
    return resource(verbs={"POST": Verb(handle, RECORD, check_json)})


def _both(read: Handler, post: Handler) -> View:
    return resource(verbs={"GET": Verb(read, RECORD), "POST": Verb(post, RECORD, check_json)})


urlpatterns = [
    path("labels/products", _read(codes.get_products)),
    path("labels/layouts", _read(codes.get_layouts)),
    path("labels/code", _read(codes.get_code)),
    path("labels/prints", _posted(codes.post_print)),
    path("labels/issues", _both(codes.get_issues, codes.post_issue)),
    path("labels/issues/<anything:issue>/codes", _read(codes.get_codes)),
    path("labels/issues/<anything:issue>", _read(codes.get_issue)),
    path("labels/certificates", _both(papers.get_certificates, papers.post_certificate)),
    path("labels/certificates/<anything:certificate>/prints", _posted(papers.post_certificate_print)),
    path("labels/certificates/<anything:certificate>", _read(papers.get_certificate)),
    path("labels/tickets", _both(papers.get_tickets, papers.post_ticket)),
    path("labels/tickets/<anything:ticket>/prints", _posted(papers.post_ticket_print)),
    path("labels/tickets/<anything:ticket>", _read(papers.get_ticket)),
]
