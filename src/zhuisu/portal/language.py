"""The language of a request: asked for by `?lang=`, kept in a cookie, or else the browser's; Chinese when in doubt."""

from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils.translation import get_language_from_request

from zhuisu.core.findings import Language

ASKED = {"zh": Language.ZH, "en": Language.EN}
DJANGO_CODE = {Language.ZH: "zh-hans", Language.EN: "en"}
HTML_CODE = {Language.ZH: "zh-CN", Language.EN: "en"}
OTHER = {Language.ZH: Language.EN, Language.EN: Language.ZH}


def asked_language(request: HttpRequest) -> Language | None:
    """The language named in the address, if it is one of ours."""
    return ASKED.get(request.GET.get("lang", ""))


def language_of(request: HttpRequest) -> Language:
    """What to answer in."""
    asked = asked_language(request)
    if asked is not None:
        return asked
    return Language.EN if get_language_from_request(request).startswith("en") else Language.ZH


def address_in(request: HttpRequest, language: Language) -> str:
    """This page's own address in another language. An answer to a POST has none: home instead."""
    if request.method not in ("GET", "HEAD"):
        return f"/?lang={language}"
    rest = [(name, value) for name, value in request.GET.items() if name != "lang"]
    return f"?{urlencode([*rest, ('lang', language.value)])}"
