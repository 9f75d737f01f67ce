"""Partner: an OAuth client that asks for tokens."""

import base64
import json
from typing import Any, NamedTuple

from django.http import HttpResponse
from django.test import Client

from tests.exchange.caller import Caller

FORM = "application/x-www-form-urlencoded"


class Partner(NamedTuple):
    """A client of an account."""

    id: str
    secret: str

    def ask(self, path: str = "/oauth/token", **fields: str) -> HttpResponse:
        """By HTTP Basic."""
        named = base64.b64encode(f"{self.id}:{self.secret}".encode()).decode()
        return sent(path, {"grant_type": "client_credentials"} | fields, Authorization=f"Basic {named}")

    def token(self, **fields: str) -> str:
        return str(json.loads(self.ask(**fields).content)["access_token"])

    def caller(self, **fields: str) -> Caller:
        return Caller(self.token(**fields))


def sent(path: str, fields: dict[str, str], **headers: str) -> HttpResponse:
    answer: Any = Client().post(path, "&".join(f"{n}={v}" for n, v in fields.items()), FORM, headers=headers)
    assert isinstance(answer, HttpResponse)
    return answer
