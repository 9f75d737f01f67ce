"""Visitor: who scans a code, as far as anybody needs to know: a mark that is another one tomorrow, and a coarse place.

The mark is of keyed hashes, all with the day: of the network, of the subscriber's address, of address and browser. The
place is a region, where the operator supplied the networks of regions, else a keyed hash of the network; neither leads
back to an address.
"""

import hmac
import ipaddress
import re
from datetime import datetime
from typing import Final

import msgspec
from django.conf import settings
from django.http import HttpRequest

from zhuisu.access.addresses import address_of, household, read
from zhuisu.labelling.networks import region_at

_PURPOSE: Final = b"zhuisu: scans\0"
PLACE_LETTERS: Final = 8
HOUSEHOLD_LETTERS: Final = PLACE_LETTERS + 8
"""So much of a mark is the same for all visitors of a network, and of one subscriber in it."""
_AGENT_LETTERS: Final = 8
_WIDTHS: Final = {4: 16, 6: 32}
"""So much of an address names a network: about a provider in a province."""
_PROGRAM: Final = re.compile(r"bot\b|crawl|spider|slurp|headlesschrome|python-requests|curl/|wget/", re.IGNORECASE)
_LONGEST_AGENT: Final = 300


class Visitor(msgspec.Struct, frozen=True):
    """Where a request comes from, and what sent it."""

    address: str
    agent: str

    @property
    def is_program(self) -> bool:
        """Whether it says of itself that nobody looks."""
        return not self.agent or _PROGRAM.search(self.agent) is not None


def visitor_of(request: HttpRequest) -> Visitor:
    """Who sent a request."""
    return Visitor(address_of(request), request.headers.get("User-Agent", "")[:_LONGEST_AGENT])


def mark_of(visitor: Visitor, at: datetime) -> str:
    """The visitor's mark on that day: nobody can tell whether those of two days are the same person's."""
    day = f"{at:%Y-%m-%d}"
    return (
        _hashed(f"{day}\0{place_of(visitor)}")[:PLACE_LETTERS]
        + _hashed(f"{day}\0{household(visitor.address)}")[: HOUSEHOLD_LETTERS - PLACE_LETTERS]
        + _hashed(f"{day}\0{visitor.address}\0{visitor.agent}")[:_AGENT_LETTERS]
    )


def place_of(visitor: Visitor) -> str:
    """Where about: a region's code, else a hash of the network."""
    address = read(visitor.address)
    if address is None:
        return ""
    network = ipaddress.ip_network((address, _WIDTHS[address.version]), strict=False)
    return region_at(address) or f"n{_hashed(str(network))[:PLACE_LETTERS]}"


def _hashed(text: str) -> str:
    return hmac.digest(settings.SECRET_KEY.encode(), _PURPOSE + text.encode(), "sha256").hex()
