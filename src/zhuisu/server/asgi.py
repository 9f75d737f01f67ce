"""The ASGI application: what a web process serves. Requests go to the WSGI application, WebSockets to subscriptions."""

import importlib
from typing import Any

from django.core.handlers.wsgi import WSGIHandler

from zhuisu.server.boot import set_up_django
from zhuisu.server.bridge import Answer, Bridge, Message, Receive, Send
from zhuisu.server.config import config
from zhuisu.server.keepalive import keep_alive

DENIAL = "websocket.http.response"

set_up_django()
importlib.import_module("zhuisu.server.urls")  # else the first who asks waits for it
bridge = Bridge(WSGIHandler(), config().threads)


async def application(scope: Message, receive: Receive, send: Send) -> None:
    """ASGI 3: `http` and `websocket`. A WebSocket is asked for like a page; what is no permission is the answer."""
    if scope["type"] == "http":
        await bridge(scope, receive, send)
    elif scope["type"] == "websocket":
        answer = await bridge.ask(scope)
        following = getattr(answer.response, "following", None)
        if following is not None:
            host, port = scope.get("client") or ("", 0)
            keep_alive(host, int(port))
            await _sockets().follow(following, receive, send)
        else:
            await _deny(answer, scope, receive, send)


def _sockets() -> Any:
    """The registry, whose module can be imported once Django is set up."""
    return importlib.import_module("zhuisu.exchange.subscriptions.sockets").sockets


def close_sockets() -> None:
    """Ask the clients of WebSockets to come again: this process is about to end. To be called in its loop."""
    _sockets().close_all()


async def _deny(answer: Answer, scope: Message, receive: Receive, send: Send) -> None:
    """Refuse before the upgrade, with the whole answer where the server can send one."""
    await receive()
    if DENIAL not in scope.get("extensions", {}):
        await send({"type": "websocket.close", "code": 1008})
        return
    await send({"type": f"{DENIAL}.start", "status": answer.status, "headers": answer.headers})
    await send({"type": f"{DENIAL}.body", "body": answer.content or b""})
