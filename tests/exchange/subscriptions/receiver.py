"""Receiver: a real HTTP server that is told events, and behaves as it is told to."""

import json
import socket
import threading
from collections.abc import Callable, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, NamedTuple


class Received(NamedTuple):
    """One request."""

    path: str
    headers: Mapping[str, str]
    body: bytes

    @property
    def delivery(self) -> str:
        return self.headers.get("Zhuisu-Delivery", "")

    @property
    def number(self) -> int:
        return int(self.delivery.rpartition("/")[2])

    @property
    def event_ids(self) -> list[str]:
        results = json.loads(self.body)["epcisBody"]["queryResults"]["resultsBody"]
        return [event["eventID"] for event in results["eventList"]]


Behaviour = Callable[["Handler", Received], None]


def take(handler: "Handler", _: Received) -> None:
    """200."""
    handler.answer(200)


class Receiver:
    """Keeps every request, and behaves as `behave` says; first as `script` says, a behaviour a request."""

    def __init__(self) -> None:
        self.received: list[Received] = []
        self.taken: list[Received] = []
        self.behave: Behaviour = take
        self.script: list[Behaviour] = []
        self.connections = 0
        self.lock = threading.Lock()
        self._server = Server(("127.0.0.1", 0), Handler)
        self._server.receiver = self
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}/hook"

    @property
    def event_ids(self) -> list[str]:
        """Of the requests that were taken, in order, each delivery once: what a well-behaved receiver has."""
        seen: set[str] = set()
        found: list[str] = []
        for each in list(self.taken):
            if each.delivery not in seen:
                seen.add(each.delivery)
                found += each.event_ids
        return found

    def __enter__(self) -> "Receiver":
        self._thread.start()
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


class Server(ThreadingHTTPServer):
    daemon_threads = True
    receiver: Receiver

    def handle_error(self, *_: Any) -> None:
        """A connection that a behaviour broke."""


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Server
    received: Received

    def setup(self) -> None:
        super().setup()
        with self.server.receiver.lock:
            self.server.receiver.connections += 1

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        received = self.received = Received(self.path, dict(self.headers.items()), body)
        receiver = self.server.receiver
        with receiver.lock:
            receiver.received.append(received)
            behave = receiver.script.pop(0) if receiver.script else receiver.behave
        behave(self, received)

    def answer(self, status: int, headers: Mapping[str, str] | None = None, body: bytes = b"") -> None:
        if 200 <= status < 300:
            self.note()
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def note(self) -> None:
        """Keep the request as one that was taken."""
        with self.server.receiver.lock:
            self.server.receiver.taken.append(self.received)

    def wait(self) -> None:
        """Say nothing, until the other side has had enough."""
        self.close_connection = True
        self.rfile.read(1)

    def cut(self) -> None:
        """End the connection."""
        self.close_connection = True
        self.connection.shutdown(socket.SHUT_RDWR)

    def log_message(self, *_: Any) -> None:
        """Says nothing."""
