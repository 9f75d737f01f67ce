"""Tokens: the addresses of OAuth 2.0 (RFC 6749 §4.4, RFC 7009, RFC 8414)."""

from collections.abc import Mapping
from typing import Final

from zhuisu.exchange.openapi.describing import Address, JsonSchema, Kind, Operation, Reply, ref

FORM: Final = "application/x-www-form-urlencoded"
TEXT: Final[JsonSchema] = {"type": "string"}
FAILED: Final[Mapping[str, JsonSchema]] = {"application/json": ref("OAuthError")}
REFUSALS: Final[Mapping[int, Reply]] = {
    400: Reply("The form is not one that is understood.", FAILED),
    401: Reply("The client is unknown, or its secret is wrong.", FAILED, ("WWW-Authenticate",)),
    429: Reply("Too many failed attempts.", FAILED, ("Retry-After",)),
    503: Reply("The database cannot be used now.", FAILED, ("Retry-After",)),
}
CREDENTIALS: Final[Mapping[str, JsonSchema]] = {"client_id": TEXT, "client_secret": TEXT}

TOKENS: Final[Mapping[str, Address]] = {
    "/oauth/token": {
        "post": Operation(
            id="post_token", summary="An access token for a client's credentials.", tag="Tokens",
            scopes=None, kind=Kind.OAUTH,
            body={FORM: {
                "type": "object",
                "required": ["grant_type"],
                "properties": {"grant_type": {"const": "client_credentials"}, "scope": TEXT, **CREDENTIALS},
            }},
            replies={200: Reply("The token, and for how long it is good.", {"application/json": ref("AccessToken")}),
                     **REFUSALS},
        ),
    },
    "/oauth/revoke": {
        "post": Operation(
            id="post_revoke", summary="End a token.", tag="Tokens",
            scopes=None, kind=Kind.OAUTH,
            body={FORM: {
                "type": "object",
                "required": ["token"],
                "properties": {"token": TEXT, "token_type_hint": TEXT, **CREDENTIALS},
            }},
            replies={200: Reply("It is good no more."), **REFUSALS},
        ),
    },
    "/.well-known/oauth-authorization-server": {
        "get": Operation(
            id="get_authorization_server", summary="Where tokens are had, and how.", tag="Tokens",
            scopes=None, kind=Kind.OAUTH,
            replies={200: Reply("The metadata of RFC 8414.", {"application/json": {"type": "object"}})},
        ),
    },
}  # fmt: skip
"""The client's credentials stand in the form, or in an `Authorization: Basic` header."""

SCHEMAS: Final[Mapping[str, JsonSchema]] = {
    "OAuthError": {
        "description": "An error of RFC 6749 §5.2.",
        "type": "object",
        "required": ["error"],
        "properties": {"error": TEXT, "error_description": TEXT},
    },
    "AccessToken": {
        "type": "object",
        "required": ["access_token", "token_type", "expires_in"],
        "properties": {
            "access_token": TEXT,
            "token_type": {"const": "Bearer"},
            "expires_in": {"type": "integer", "minimum": 1},
            "scope": TEXT,
        },
    },
}
