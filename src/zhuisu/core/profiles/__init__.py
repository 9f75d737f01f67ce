"""Profiles: what each variety of product must record, read from TOML."""

from zhuisu.core.profiles.kinds import Rule
from zhuisu.core.profiles.library import Faulty, read_library
from zhuisu.core.profiles.model import Category, Field, Library, Products, Profile, Retention, Stage
from zhuisu.core.profiles.products import covers, variety_of
from zhuisu.core.profiles.reading import read_profile
from zhuisu.core.profiles.sentences import SENTENCES

VOCABULARY_NAMESPACE = "urn:zhuisu:voc:"
"""The namespace of the fields `zhuisu:…`."""

__all__ = [
    "SENTENCES",
    "VOCABULARY_NAMESPACE",
    "Category",
    "Faulty",
    "Field",
    "Library",
    "Products",
    "Profile",
    "Retention",
    "Rule",
    "Stage",
    "covers",
    "read_library",
    "read_profile",
    "variety_of",
]
