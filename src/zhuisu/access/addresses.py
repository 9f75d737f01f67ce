"""Addresses: where a request comes from, as far as proxies that the operator trusts say it. Nobody else is believed.

What is counted by address is counted by `household_of`: whoever has one IPv6 address has the 2^64 of its network.
"""

import ipaddress
from collections.abc import Sequence
from functools import cache
from typing import Final

from django.conf import settings
from django.http import HttpRequest

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network

_HOUSEHOLD: Final = 64
_MOST_HOPS: Final = 16


def address_of(request: HttpRequest) -> str:
    """The peer; where that is a trusted proxy, whom it names last in X-Forwarded-For, and so on."""
    found = str(request.META.get("REMOTE_ADDR", ""))
    hops = request.headers.get("X-Forwarded-For", "").rsplit(",", _MOST_HOPS)
    while hops and _is_trusted(found):
        named = read(hops.pop().strip())
        if named is None:
            break
        found = str(named)
    return found


def household_of(request: HttpRequest) -> str:
    """What one subscriber has: an IPv4 address, or the /64 of an IPv6 address."""
    return household(address_of(request))


def household(text: str) -> str:
    """The same of an address."""
    address = read(text)
    if not isinstance(address, ipaddress.IPv6Address):
        return str(address or text)
    return str(ipaddress.ip_network((address, _HOUSEHOLD), strict=False))


def read(text: str) -> Address | None:
    """An address; of an IPv4 address that was written as IPv6, that one."""
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return None
    mapped = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    return mapped or address


def _is_trusted(text: str) -> bool:
    address = read(text)
    return address is not None and any(address in network for network in _networks(tuple(settings.TRUSTED_PROXIES)))


@cache
def _networks(words: Sequence[str]) -> tuple[Network, ...]:
    return tuple(ipaddress.ip_network(word) for word in words)
