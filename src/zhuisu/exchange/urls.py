"""Addresses of exchange: EPCIS REST, the platform's own API, OAuth, health."""

from django.urls import include, path, register_converter

from zhuisu.exchange.health import healthz, readyz
from zhuisu.exchange.http.anything import Anything

register_converter(Anything, "anything")  # before the addresses below are read

urlpatterns = [
    path("epcis/", include("zhuisu.exchange.epcis.urls")),
    path("api/", include("zhuisu.exchange.api.urls")),
    path("", include("zhuisu.exchange.oauth.urls")),
    path("", include("zhuisu.exchange.log.urls")),
    path("healthz", healthz),
    path("readyz", readyz),
]
