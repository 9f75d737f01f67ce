"""Networks: to which addresses webhooks may go (a guard against requests forged through this server)."""

from collections.abc import Sequence
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Final

Address = IPv4Address | IPv6Address

PUBLIC: Final = "public"
ANY: Final = "any"

_NAT64: Final = IPv6Network("64:ff9b::/96")


def read_networks(words: Sequence[str]) -> tuple[str, ...]:
    """The words of ZHUISU_WEBHOOK_NETWORKS, `public`, `any` or networks such as 10.1.0.0/16. Raises ValueError."""
    for word in words:
        if word not in (PUBLIC, ANY):
            ip_network(word)
    return tuple(words)


def is_allowed(text: str, networks: Sequence[str]) -> bool:
    """Whether a webhook may go to this IP address. An address that holds another one is judged by both."""
    try:
        address = ip_address(text.partition("%")[0])
    except ValueError:
        return False
    return all(_is_allowed(each, networks) for each in (address, *_inside(address)))


def _is_allowed(address: Address, networks: Sequence[str]) -> bool:
    if ANY in networks:
        return True
    if PUBLIC in networks and _is_public(address):
        return True
    return any(address in ip_network(word) for word in networks if word != PUBLIC)


def _is_public(address: Address) -> bool:
    """False for loopback, private, link-local, shared, documentation, multicast and reserved addresses (RFC 6890)."""
    return address.is_global and not address.is_multicast and not address.is_reserved


def _inside(address: Address) -> list[Address]:
    """IPv4 addresses inside an IPv6 one: mapped, 6to4, Teredo, NAT64, compatible."""
    if isinstance(address, IPv4Address):
        return []
    found: list[Address | None] = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
    if address in _NAT64:
        found.append(IPv4Address(int(address) & 0xFFFF_FFFF))
    return [each for each in found if each is not None]
