"""`{% both "中文" "English" %}`: a text in the language of the reader."""

from django import template

from zhuisu.console.both import told
from zhuisu.core.findings import Text

register = template.Library()


@register.simple_tag
def both(zh: str, en: str) -> str:
    """The one or the other."""
    return told(Text(zh, en))
