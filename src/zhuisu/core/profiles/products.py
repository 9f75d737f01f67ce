"""Products: which variety a code belongs to, by scheme and by the lists that a profile names, where nobody says."""

from collections.abc import Iterable, Mapping

from zhuisu.core.codes import parse_key
from zhuisu.core.profiles.model import Profile


def covers(profile: Profile, key: str, attributes: Mapping[str, str | float] | None = None) -> bool:
    """Whether a thing is of the profile's variety: its scheme belongs to it, or what master data says of the product
    (`hs`, `cas`, `un`, `gpc`) is in its lists. Customs and product classes match by their beginning."""
    products, known = profile.products, attributes or {}
    if parse_key(key).scheme in products.schemes:
        return True
    by_beginning = (("hs", products.hs), ("gpc", products.gpc))
    exact = (("cas", products.cas), ("un", products.un))
    return any(
        str(known.get(name, "")).startswith(listed) for name, listed in by_beginning if listed and name in known
    ) or any(str(known.get(name, "")) in listed for name, listed in exact)


def variety_of(
    profiles: Iterable[Profile], key: str, attributes: Mapping[str, str | float] | None = None
) -> str | None:
    """The variety of a thing; None where no profile covers it, or more than one does and nobody can tell."""
    found = [profile.id for profile in profiles if covers(profile, key, attributes)]
    return found[0] if len(found) == 1 else None
