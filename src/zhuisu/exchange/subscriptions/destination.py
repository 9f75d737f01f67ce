"""Destination: the address that a webhook is sent to, and what is wrong with one."""

import socket
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit

from django.conf import settings

from zhuisu.core.findings import Finding, Severity
from zhuisu.exchange.subscriptions.networks import is_allowed

LONGEST = 2048
LOOK_UP_SECONDS = 2.0
PATH = "$.dest"

_looking_up = ThreadPoolExecutor(8, "look-up")


def destination_problems(dest: object) -> list[Finding]:
    """What is wrong with this address of a receiver. A name that cannot be looked up now may be right."""
    if not isinstance(dest, str) or not dest:
        return [_wrong("subscription.no_dest", path=PATH)]
    if not _is_well_formed(dest):
        return [_wrong("subscription.bad_dest", dest=dest[:200])]
    host = urlsplit(dest).hostname or ""
    refused = [address for address in _addresses(host) if not is_allowed(address, settings.WEBHOOK_NETWORKS)]
    return [_wrong("subscription.forbidden_dest", host=host, address=refused[0])] if refused else []


def _is_well_formed(dest: str) -> bool:
    """An absolute http or https address of printable ASCII, without user, password and fragment."""
    if len(dest) > LONGEST or not dest.isascii() or not dest.isprintable() or " " in dest or "\\" in dest:
        return False
    try:
        parts = urlsplit(dest)
        port = parts.port
    except ValueError:
        return False
    return (
        parts.scheme in ("http", "https")
        and bool(parts.hostname)
        and port != 0
        and "@" not in parts.netloc
        and "#" not in dest
    )


def _addresses(host: str) -> Sequence[str]:
    try:
        return _looking_up.submit(resolve, host, 0).result(LOOK_UP_SECONDS)
    except (OSError, UnicodeError, TimeoutError):
        return ()


def resolve(host: str, port: int) -> list[str]:
    """The IP addresses of a host, in the resolver's order. Raises OSError, UnicodeError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


def _wrong(code: str, **facts: str) -> Finding:
    return Finding(code, Severity.ERROR, PATH, facts)
