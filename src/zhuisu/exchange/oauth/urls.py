"""Addresses of OAuth 2.0."""

from django.urls import path

from zhuisu.exchange.oauth.views import metadata, revoke, token

urlpatterns = [
    path("oauth/token", token),
    path("oauth/revoke", revoke),
    path(".well-known/oauth-authorization-server", metadata),
]
