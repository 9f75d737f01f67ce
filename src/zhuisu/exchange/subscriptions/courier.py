"""Courier: sends one delivery to a receiver over HTTP, to allowed addresses alone, within limits."""

import time
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import httpcore
import msgspec

from zhuisu.exchange.subscriptions.destination import resolve
from zhuisu.exchange.subscriptions.networks import is_allowed

CONNECT_SECONDS = 5.0
SILENCE_SECONDS = 15.0
TOTAL_SECONDS = 30.0
CONNECTIONS = 128
ADDRESSES = 3
"""Of a receiver, that are tried."""
IDLE_SECONDS = 15.0
WRITE_BYTES = 64 * 1024
READ_BYTES = 64 * 1024
"""More of an answer's body is not read."""


class Reply(msgspec.Struct, frozen=True):
    """What a receiver answered: a status, 0 where there was no answer; `reason` says what was wrong."""

    status: int
    reason: str
    retry_after: str | None = None

    @property
    def taken(self) -> bool:
        return 200 <= self.status < 300


class ForbiddenAddressError(httpcore.ConnectError):
    """The receiver's name leads into a network that webhooks must not reach."""


class Courier:
    """Keeps connections to receivers. Threads may share it. Redirects are not followed, proxies not used."""

    def __init__(self, networks: Sequence[str]) -> None:
        self._pool = httpcore.ConnectionPool(
            max_connections=CONNECTIONS,
            max_keepalive_connections=CONNECTIONS,
            keepalive_expiry=IDLE_SECONDS,
            network_backend=GuardedNetwork(networks),
        )

    def send(self, dest: str, headers: Mapping[str, str], body: bytes) -> Reply:
        """POST the body. Never raises for what the receiver or the network does."""
        stated = [(name.encode(), value.encode("latin-1")) for name, value in headers.items()]
        timeouts = {
            "connect": CONNECT_SECONDS,
            "read": SILENCE_SECONDS,
            "write": SILENCE_SECONDS,
            "pool": SILENCE_SECONDS,
        }
        try:
            with self._pool.stream(
                "POST", dest, headers=stated, content=body, extensions={"timeout": timeouts}
            ) as answer:
                reply = Reply(answer.status, f"HTTP {answer.status}", _header(answer.headers, b"retry-after"))
                _drain(answer)
            return reply
        except (httpcore.TimeoutException, TimeoutError) as fault:
            return Reply(0, f"no answer in time ({type(fault).__name__})")
        except (httpcore.NetworkError, httpcore.ProtocolError, httpcore.UnsupportedProtocol, OSError) as fault:
            return Reply(0, " ".join(str(fault).split())[:300] or type(fault).__name__)

    def close(self) -> None:
        self._pool.close()


def _drain(answer: httpcore.Response) -> None:
    """Read a short body, so that the connection can be used again. What breaks after the status is of no account."""
    read = 0
    try:
        for piece in answer.iter_stream():
            read += len(piece)
            if read > READ_BYTES:
                return
    except (httpcore.TimeoutException, httpcore.NetworkError, httpcore.ProtocolError, OSError):
        return


def _header(headers: Sequence[tuple[bytes, bytes]], wanted: bytes) -> str | None:
    return next((value.decode("latin-1") for name, value in headers if name.lower() == wanted), None)


class GuardedNetwork(httpcore.NetworkBackend):
    """Looks a name up once, and connects to the very address that it has checked."""

    def __init__(self, networks: Sequence[str]) -> None:
        self._networks = networks
        self._system = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        try:
            addresses = resolve(host, port)
        except (OSError, UnicodeError) as unknown:
            raise httpcore.ConnectError(f"{host} cannot be looked up: {unknown}") from unknown
        refused = [address for address in addresses if not is_allowed(address, self._networks)]
        if refused:
            raise ForbiddenAddressError(f"{host} leads to {refused[0]}, where webhooks may not go")
        failure: Exception = httpcore.ConnectError(f"{host} has no address")
        for address in addresses[:ADDRESSES]:
            try:
                stream = self._system.connect_tcp(address, port, timeout, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as failed:
                failure = failed
            else:
                return HurriedStream(stream)
        raise failure

    def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[Any] | None = None
    ) -> httpcore.NetworkStream:
        raise httpcore.ConnectError("webhooks go over TCP")


class HurriedStream(httpcore.NetworkStream):
    """A connection on which an exchange has a deadline, however many steps it takes."""

    def __init__(self, stream: httpcore.NetworkStream) -> None:
        self._stream = stream
        self._began: float | None = None
        self._was_reading = True

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        self._was_reading = True
        return self._stream.read(max_bytes, self._left(timeout, httpcore.ReadTimeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        if self._was_reading:
            self._began, self._was_reading = time.monotonic(), False
        for at in range(0, len(buffer), WRITE_BYTES):
            self._stream.write(buffer[at : at + WRITE_BYTES], self._left(timeout, httpcore.WriteTimeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: Any, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        return HurriedStream(self._stream.start_tls(ssl_context, server_hostname, timeout))

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)

    def _left(self, timeout: float | None, late: type[httpcore.TimeoutException]) -> float:
        """The seconds that this step may take."""
        spent = time.monotonic() - self._began if self._began is not None else 0.0
        if spent >= TOTAL_SECONDS:
            raise late("the exchange took too long")
        return min(TOTAL_SECONDS - spent, timeout if timeout is not None else TOTAL_SECONDS)
