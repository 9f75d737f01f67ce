"""Following: the permission to become a WebSocket, and what it is to be told."""

from collections.abc import Callable
from typing import Final

import msgspec
from django.http import HttpResponse

from zhuisu.access import Actor
from zhuisu.exchange.epcis.negotiation import Form
from zhuisu.exchange.subscriptions.controls import Controls

WEBSOCKET: Final = "zhuisu.websocket"
"""What the environ says of a request that may become a WebSocket."""


class Following(msgspec.Struct, frozen=True):
    """`who` answers who the bearer of the client's token is now, None where it is nobody any more."""

    query_id: int
    query_name: str
    controls: Controls
    form: Form
    actor: Actor
    who: Callable[[], Actor | None]


class FollowingResponse(HttpResponse):
    """What a view answers where the connection may become a WebSocket; the server reads `following`."""

    def __init__(self, following: Following, headers: dict[str, str]) -> None:
        super().__init__(status=204, headers=headers)
        self.following = following
