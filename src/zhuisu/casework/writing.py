"""Writing: the texts that people write, and what may be wrong with them."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from zhuisu.casework.refusing import wrong
from zhuisu.core.findings import Finding, Text


class Line(NamedTuple):
    """A text by the name of its field; `least` is how long it must be."""

    name: str
    words: Text
    text: str
    least: int = 0


def lines_wrong(lines: Iterable[Line], limit: int) -> tuple[Finding, ...]:
    """Everything that is wrong with these texts."""
    return tuple(finding for line in lines for finding in _wrong(line, limit))


def is_plain(text: str) -> bool:
    """Whether it is of letters that can be printed, and of line breaks."""
    return all(letter.isprintable() or letter in "\n\r\t" for letter in text)


def _wrong(line: Line, limit: int) -> Iterator[Finding]:
    text, facts = line.text.strip(), {"zh": line.words.zh, "en": line.words.en}
    if len(text) < line.least:
        yield wrong("case.empty", f"$.{line.name}", **facts)
    if len(text) > limit:
        yield wrong("case.too_long", f"$.{line.name}", size=len(text), limit=limit, **facts)
    if not is_plain(text):
        yield wrong("case.unprintable", f"$.{line.name}", **facts)
