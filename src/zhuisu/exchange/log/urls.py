"""Addresses of the public log and of the witness."""

from django.urls import path

from zhuisu.exchange.http.resource import Verb, everybody, nothing, resource
from zhuisu.exchange.log.checkpoint import get_checkpoint, get_keys, get_vkey
from zhuisu.exchange.log.tile import get_tile
from zhuisu.exchange.log.witness import get_witness_vkey, post_checkpoint

urlpatterns = [
    path("log/checkpoint", resource(verbs={"GET": Verb(get_checkpoint, authenticate=everybody)})),
    path("log/vkey", resource(verbs={"GET": Verb(get_vkey, authenticate=everybody)})),
    path("log/keys", resource(verbs={"GET": Verb(get_keys, authenticate=everybody)})),
    path("log/tile/<anything:tile>", resource(verbs={"GET": Verb(get_tile, authenticate=everybody)})),
    path("log/<anything:rest>", nothing(everybody)),
    path("witness/add-checkpoint", resource(verbs={"POST": Verb(post_checkpoint, authenticate=everybody)})),
    path("witness/vkey", resource(verbs={"GET": Verb(get_witness_vkey, authenticate=everybody)})),
    path("witness/<anything:rest>", nothing(everybody)),
]
