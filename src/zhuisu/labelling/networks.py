"""Networks: which region an address is in, by the table that the operator supplied; there is none with the program.

`networks.csv` in ZHUISU_HOME has a network and a region's code a row: `203.0.113.0/24,450700`. The narrowest counts.
"""

import csv
import ipaddress
from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Final

import msgspec
from django.conf import settings

from zhuisu.registry.regions import region

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
_FILE: Final = "networks.csv"


class Networks(msgspec.Struct, frozen=True):
    """The regions of networks, by (version, width in bits) and leading bits."""

    by_width: Mapping[tuple[int, int], Mapping[int, str]]

    def region_at(self, address: Address) -> str:
        """The region of the narrowest network that the address is in; empty where there is none."""
        number, bits = int(address), address.max_prefixlen
        for (version, width), found in self.by_width.items():
            if version == address.version and (code := found.get(number >> (bits - width))):
                return code
        return ""


def region_at(address: Address) -> str:
    """The region of an address by the operator's table; empty where nobody says."""
    path = Path(settings.INCOMING).parent / _FILE
    try:
        changed = path.stat().st_mtime_ns
    except OSError:
        return ""
    return _read_once(path, changed).region_at(address)


def networks_of(text: str) -> Networks:
    """The table of a text; rows that name no network or no region are left out."""
    found: dict[tuple[int, int], dict[int, str]] = defaultdict(dict)
    for row in csv.reader(text.splitlines()):
        if len(row) < 2 or region(row[1].strip()) is None:
            continue
        try:
            network = ipaddress.ip_network(row[0].strip(), strict=False)
        except ValueError:
            continue
        bits = network.max_prefixlen - network.prefixlen
        found[network.version, network.prefixlen][int(network.network_address) >> bits] = row[1].strip()
    return Networks(dict(sorted(found.items(), key=lambda each: -each[0][1])))


@lru_cache(maxsize=2)
def _read_once(path: Path, changed: int) -> Networks:
    return networks_of(path.read_text(encoding="utf-8-sig"))
