"""Token recipes: OAuth 2.0."""

from django.db import OperationalError
from django.http import HttpResponse

from tests.conformance.recipes.asking import Asked, Recipe, Recipes, getting
from tests.exchange.oauth.partner import Partner

TRIES = 10


def _partner() -> Partner:
    from zhuisu.access.oauth import make_client  # noqa: PLC0415 - Django must be set up first
    from zhuisu.access.tokens import OPERATOR  # noqa: PLC0415

    return Partner(*make_client("operator", actor=OPERATOR))


def _asking(partner: Partner, path: str) -> HttpResponse:
    return partner.ask(path, token="zo_unknown")


def _known(asked: Asked) -> HttpResponse:
    return _asking(_partner(), asked.path)


def _wrong(asked: Asked) -> HttpResponse:
    return _asking(_partner()._replace(secret="wrong"), asked.path)


def _guessing(asked: Asked) -> HttpResponse:
    partner = _partner()._replace(secret="wrong")
    return [_asking(partner, asked.path) for _ in range(TRIES + 1)][-1]


def _without_database(asked: Asked) -> HttpResponse:
    def fail(*_: object) -> None:
        raise OperationalError("no database")

    partner = _partner()
    asked.world.monkeypatch.setattr("oauth2_provider.oauth2_backends.OAuthLibCore._extract_params", fail)
    return _asking(partner, asked.path)


BY_STATUS: dict[int, Recipe] = {200: _known, 401: _wrong, 429: _guessing, 503: _without_database}
METADATA = "/.well-known/oauth-authorization-server"
TOKENS: Recipes = {
    **{("post", path, status): ask for path in ("/oauth/token", "/oauth/revoke") for status, ask in BY_STATUS.items()},
    ("get", METADATA, 200): getting(METADATA),
}
