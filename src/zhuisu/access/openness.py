"""Openness: what the public may know of each variety, by its profile. Used by pages, traces and lists of findings."""

from collections.abc import Iterable
from functools import lru_cache

from zhuisu.core.profiles import closed
from zhuisu.packaged import profiles
from zhuisu.registry.varieties import sorts_of


@lru_cache(maxsize=256)
def is_closed(variety: str) -> bool:
    """Whether the public learns no more of this variety than whether goods are genuine, valid and not recalled."""
    profile = profiles().get(variety)
    return profile is not None and closed.is_closed(profile)


@lru_cache(maxsize=256)
def public_fields(variety: str) -> frozenset[str]:
    """The fields (`zhuisu:…`, `cbvmda:…`) that anybody may read; none of a closed variety or one that nobody knows."""
    profile = profiles().get(variety)
    return frozenset() if profile is None or is_closed(variety) else frozenset(profile.public)


def closed_among(keys: Iterable[str]) -> frozenset[str]:
    """Those of these things that are of a closed variety, as the registry or their scheme has it. One query."""
    return frozenset(key for key, sort in sorts_of(keys).items() if sort.is_closed)
