"""Packaged: the profiles that come with Zhuisu, read once from the installed package. `core` itself reads no files."""

from collections.abc import Mapping
from functools import lru_cache
from importlib import resources

from zhuisu.core.profiles import Faulty, Library, Profile, read_library, read_profile


class PackagedProfileError(Exception):
    """A file that comes with Zhuisu is at fault: a bug, not bad data."""


@lru_cache(maxsize=1)
def library() -> Library:
    """The vocabulary, laws, licences, roles, shared stages and rules."""
    found = read_library(texts("shared"))
    if isinstance(found, Faulty):
        raise PackagedProfileError(_told(found))
    return found


@lru_cache(maxsize=1)
def profiles() -> Mapping[str, Profile]:
    """Every profile by its id, in the order of the city's plan."""
    found = [_profile(name, text) for name, text in texts("varieties").items()]
    return {profile.id: profile for profile in sorted(found, key=lambda profile: profile.number)}


def texts(folder: str) -> dict[str, str]:
    """The TOML files of a folder of `zhuisu.core.profiles`, by name."""
    files = resources.files("zhuisu.core.profiles").joinpath(folder).iterdir()
    listed = sorted((file for file in files if file.name.endswith(".toml")), key=lambda file: file.name)
    return {file.name: file.read_text("utf-8") for file in listed}


def _profile(name: str, text: str) -> Profile:
    found = read_profile(name, text, library())
    if isinstance(found, Faulty):
        raise PackagedProfileError(_told(found))
    return found


def _told(faulty: Faulty) -> str:
    return "; ".join(f"{each.path} {each.code} {dict(each.facts)}" for each in faulty.findings)
