"""`{{ things|many }}`: a number with its thousands apart."""

from django import template

register = template.Library()


@register.filter
def many(things: int) -> str:
    """12,034."""
    return f"{things:,}"
