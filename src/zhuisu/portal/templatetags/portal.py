"""Tags: the address of a built asset, the path of a thing."""

import re
from typing import Final

from django import template
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from zhuisu.portal.assets import asset
from zhuisu.portal.links import label_path, thing_path

_CHINESE: Final = "[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]+"
_RUN: Final = re.compile(f"({_CHINESE}(?:[0-9 ,.]*{_CHINESE})*)")
"""Chinese, with the numbers in it."""

register = template.Library()
register.simple_tag(asset)
register.simple_tag(thing_path)
register.simple_tag(label_path)


@register.filter
def tongues(text: str) -> SafeString:
    """What is Chinese in a page of another language is marked so: readers' voices and fonts follow it."""
    if (get_language() or "").startswith("zh"):
        return conditional_escape(text)
    pieces = enumerate(_RUN.split(str(text)))
    marked = ((format_html('<span lang="zh-CN">{}</span>', piece) if place % 2 else piece,) for place, piece in pieces)
    return format_html_join("", "{}", marked)
