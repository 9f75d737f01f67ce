"""Language: the reader's, as the request asks for it."""

from django.utils import translation

from zhuisu.core.findings import Language


def reader_language() -> Language:
    """The language that LocaleMiddleware chose for this request: Chinese, unless English is preferred."""
    return Language.EN if (translation.get_language() or "").startswith("en") else Language.ZH
