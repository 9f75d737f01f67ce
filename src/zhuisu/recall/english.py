"""English: the public texts of an alert in a reader's language, Chinese where whoever issued it gave no other."""

from typing import Any, Final

from zhuisu.core.findings import Language

TEXTS: Final = ("title", "reason", "hazard", "advice")
"""What an alert says to everybody; `<name>_en` is the same in English, and may be empty."""


def said(told: Any, name: str, language: Language) -> str:
    """One of the texts of an alert, by the name of its field."""
    english = getattr(told, f"{name}_en") if language is Language.EN else ""
    return str(english or getattr(told, name))


def english_of(row: Any) -> dict[str, str]:
    """All that is there in English, by field."""
    return {f"{name}_en": getattr(row, f"{name}_en") for name in TEXTS}
