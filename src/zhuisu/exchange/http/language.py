"""Language: the reader's, as the request asks for it."""

from django.utils import translation

from zhuisu.core.findings import Language


def language_tag(language: Language) -> str:
    """What Content-Language says of it (RFC 5646)."""
    return "zh-Hans" if language is Language.ZH else "en"


def reader_language() -> Language:
    """The language that LocaleMiddleware chose for this request: Chinese, unless English is preferred."""
    return Language.EN if (translation.get_language() or "").startswith("en") else Language.ZH
