"""Addresses of forms, records, stock and deliveries, under /api."""

from django.urls import path

from zhuisu.access import Scope
from zhuisu.exchange.api.recording.forms import get_form, get_forms
from zhuisu.exchange.api.recording.goods import get_incoming, get_stock, post_receipt
from zhuisu.exchange.api.recording.records import get_records, post_record
from zhuisu.exchange.api.registry.bodies import check_json
from zhuisu.exchange.http.resource import Verb, resource

RECORD = (Scope.CAPTURE,)

urlpatterns = [
    path("forms", resource(verbs={"GET": Verb(get_forms, RECORD)})),
    path("forms/<anything:variety>/<anything:stage>", resource(verbs={"GET": Verb(get_form, RECORD)})),
    path("records", resource(verbs={"GET": Verb(get_records, RECORD), "POST": Verb(post_record, RECORD, check_json)})),
    path("stock", resource(verbs={"GET": Verb(get_stock, RECORD)})),
    path("incoming", resource(verbs={"GET": Verb(get_incoming, RECORD)})),
    path("incoming/<anything:event>/receipt", resource(verbs={"POST": Verb(post_receipt, RECORD, check_json)})),
]
