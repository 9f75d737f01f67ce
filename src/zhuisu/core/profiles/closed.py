"""Closed: varieties of which the public, and peer platforms, learn no more than whether goods are genuine and safe."""

from typing import Final

from zhuisu.core.profiles.model import Category, Profile

SPECIAL_MEDICINES: Final = frozenset(
    {"narcotic", "psychotropic", "medicinal_poison", "radiopharmaceutical", "precursor_drug"}
)
"""Special medicines (药品管理法, article 61 and article 112), and the precursors of narcotics."""


def is_closed(profile: Profile) -> bool:
    """Whether a profile is of dangerous goods or of special medicines."""
    return profile.category is Category.HAZMAT or profile.id in SPECIAL_MEDICINES
