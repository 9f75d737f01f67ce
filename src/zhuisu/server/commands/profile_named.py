"""Named: the packaged profile that somebody means."""

from zhuisu import packaged
from zhuisu.core.profiles import Profile
from zhuisu.server.trouble import TroubleError


def named(name: str) -> Profile:
    """The profile of that id, alias or name."""
    profiles = packaged.profiles()
    for profile in profiles.values():
        if name.casefold() in (profile.id, profile.zh, profile.en.casefold(), *profile.aliases):
            return profile
    raise TroubleError(
        f"there is no profile {name!r}; `zhuisu profile list` names them all. · 没有这个品种，见 zhuisu profile list。"
    )
