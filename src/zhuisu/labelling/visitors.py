"""Visitor: who scans a code, as far as anybody needs to know: a mark that is another one tomorrow, and a coarse place.

The mark is a keyed hash of address and browser, and of the day. The place is a region, where the operator supplied the
networks of regions, else a keyed hash of the network; neither leads back to an address.
"""

import hmac
import ipaddress
import re
from datetime import datetime
from typing import Final

import msgspec
from django.conf import settings
from django.http import HttpRequest

from zhuisu.labelling.networks import region_at

_PURPOSE: Final = b"zhuisu: scans\0"
_MARK_LETTERS, _PLACE_LETTERS = 16, 8
_WIDTHS: Final = {4: 16, 6: 32}
"""So much of an address names a network: about a provider in a province."""
_PROGRAM: Final = re.compile(r"bot\b|crawl|spider|slurp|headlesschrome|python-requests|curl/|wget/", re.IGNORECASE)
_LONGEST_AGENT: Final = 300

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class Visitor(msgspec.Struct, frozen=True):
    """Where a request comes from, and what sent it."""

    address: str
    agent: str

    @property
    def is_program(self) -> bool:
        """Whether it says of itself that nobody looks."""
        return not self.agent or _PROGRAM.search(self.agent) is not None


def visitor_of(request: HttpRequest) -> Visitor:
    """Who sent a request. Of one that a proxy on this machine or its network passed on: whom that proxy names last."""
    peer = str(request.META.get("REMOTE_ADDR", ""))
    named = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
    near = _read(peer)
    address = named if near is not None and near.is_private and _read(named) is not None else peer
    return Visitor(address, request.headers.get("User-Agent", "")[:_LONGEST_AGENT])


def mark_of(visitor: Visitor, at: datetime) -> str:
    """The visitor's mark on that day: nobody can tell whether those of two days are the same person's."""
    return _hashed(f"{at:%Y-%m-%d}\0{visitor.address}\0{visitor.agent}")[:_MARK_LETTERS]


def place_of(visitor: Visitor) -> str:
    """Where about: a region's code, else a hash of the network."""
    address = _read(visitor.address)
    if address is None:
        return ""
    network = ipaddress.ip_network((address, _WIDTHS[address.version]), strict=False)
    return region_at(address) or f"n{_hashed(str(network))[:_PLACE_LETTERS]}"


def _read(text: str) -> Address | None:
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return None
    mapped = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    return mapped or address


def _hashed(text: str) -> str:
    return hmac.digest(settings.SECRET_KEY.encode(), _PURPOSE + text.encode(), "sha256").hex()
