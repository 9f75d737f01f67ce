"""Both: a text in the language of the reader, wherever Django wants a text."""

from typing import Any

from django.utils.functional import lazy
from django.utils.translation import get_language

from zhuisu.core.findings import Language, Text


def language() -> Language:
    """The language of this request; Chinese when in doubt."""
    return Language.EN if (get_language() or "").startswith("en") else Language.ZH


def told(text: Text) -> str:
    """The text in that language, now."""
    return text.into(language())


def both(zh: str, en: str) -> Any:
    """The text in the language of whoever reads it, when it is read."""
    return _lazily(zh, en)


def _said(zh: str, en: str) -> str:
    return told(Text(zh, en))


_lazily = lazy(_said, str)
