"""Shapes: pieces of SVG that pictures of the workbench share. Colours come from classes alone."""

from collections.abc import Iterable, Mapping
from unicodedata import east_asian_width

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from zhuisu.console.workbench.words import STATES


def fit(text: str, ems: float) -> str:
    """As much of a text as so many Chinese characters are wide; an ellipsis says that there is more."""
    room = ems
    for index, letter in enumerate(text):
        room -= _width(letter)
        if room < 0:
            return text[: max(1, index - 1)].rstrip() + "…"
    return text


def _width(letter: str) -> float:
    if east_asian_width(letter) in "WF":
        return 1.0
    return 0.64 if letter.isdigit() or letter.isupper() else 0.54


def number(value: float) -> str:
    """A length in an attribute."""
    return f"{value:.1f}".rstrip("0").rstrip(".")


def bar(states: Mapping[str, int], x: float, y: float, width: float, height: float) -> SafeString:
    """A bar of states, each as long as its share."""
    total = sum(states.values()) or 1
    return format_html_join(
        "", '<rect class="s-{}" x="{}" y="{}" width="{}" height="{}"/>', _parts(states, x, y, width, height, total)
    )


def _parts(
    states: Mapping[str, int], x: float, y: float, width: float, height: float, total: int
) -> Iterable[tuple[str, str, str, str, str]]:
    for state in STATES:
        if things := states.get(state, 0):
            share = width * things / total
            yield state, number(x), number(y), number(share), number(height)
            x += share


def svg(name: str, width: float, height: float, label: str, content: SafeString) -> SafeString:
    """A drawing of this size, as a group of what is in it for who hears it."""
    return format_html(
        '<svg class="{}" role="group" aria-label="{}" width="{}" height="{}" viewBox="0 0 {} {}">{}</svg>',
        name,
        label,
        *(number(each) for each in (width, height, width, height)),
        content,
    )
