"""The ASGI application: what a web process serves. Requests go to the WSGI application, WebSockets to subscriptions."""

from django.core.handlers.wsgi import WSGIHandler

from zhuisu.server.boot import set_up_django
from zhuisu.server.bridge import Bridge, Message, Receive, Send
from zhuisu.server.config import config

set_up_django()
bridge = Bridge(WSGIHandler(), config().threads)


async def application(scope: Message, receive: Receive, send: Send) -> None:
    """ASGI 3: `http` and `websocket`."""
    if scope["type"] == "http":
        await bridge(scope, receive, send)
