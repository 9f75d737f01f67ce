"""Addresses: who answers which path."""

from importlib.util import find_spec

from django.urls import include, path

urlpatterns = [
    *([path("", include("zhuisu.exchange.urls"))] if find_spec("zhuisu.exchange.urls") else []),
    *([path("", include("zhuisu.portal.urls"))] if find_spec("zhuisu.portal.urls") else []),
]
