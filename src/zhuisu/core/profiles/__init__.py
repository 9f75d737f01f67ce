"""Profiles: what each variety of product must record, read from TOML."""

from zhuisu.core.profiles.field_names import VOCABULARY_NAMESPACE, field_name
from zhuisu.core.profiles.kinds import Rule
from zhuisu.core.profiles.library import Faulty, read_library
from zhuisu.core.profiles.model import Category, Field, Library, Products, Profile, Retention, Stage
from zhuisu.core.profiles.products import covers, variety_of
from zhuisu.core.profiles.reading import read_profile
from zhuisu.core.profiles.sentences import SENTENCES

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
    "field_name",
    "read_library",
    "read_profile",
    "variety_of",
]
