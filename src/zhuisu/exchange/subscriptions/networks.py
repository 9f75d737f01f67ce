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
    """Whether a webhook may go to this IP address. One that holds an IPv4 address is judged by that, too."""
    try:
        address = ip_address(text.partition("%")[0])
    except ValueError:
        return False
    return all(_is_allowed(each, networks) for each in _meant(address))


def _is_allowed(address: Address, networks: Sequence[str]) -> bool:
    if ANY in networks:
        return True
    if PUBLIC in networks and _is_public(address):
        return True
    return any(address in ip_network(word) for word in networks if word != PUBLIC)


def _is_public(address: Address) -> bool:
    """False for loopback, private, link-local, shared, documentation, multicast and reserved addresses (RFC 6890), and
    for those of a site, which is_global does not know (RFC 3879).
    """
    is_of_a_site = isinstance(address, IPv6Address) and address.is_site_local
    return address.is_global and not (address.is_multicast or address.is_reserved or is_of_a_site)


def _meant(address: Address) -> list[Address]:
    """The addresses that are reached: the IPv4 one that is mapped (RFC 4291) or translated (NAT64), of a tunnel (6to4,
    Teredo) both ends.
    """
    if isinstance(address, IPv4Address):
        return [address]
    if address.ipv4_mapped is not None:
        return [address.ipv4_mapped]
    if address in _NAT64:
        return [IPv4Address(int(address) & 0xFFFF_FFFF)]
    tunnel: list[Address | None] = [address.sixtofour, *(address.teredo or ())]
    return [address, *(each for each in tunnel if each is not None)]
