"""Check links: every relative link, anchor and path that the documents name exists.

Addresses on the web are not asked for: this runs offline.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.token import Token

from tools.check_traces import ROOT, tracked_files

MARKDOWN = MarkdownIt("commonmark").enable("table")
ADDRESS = re.compile(r"^[a-z][a-z0-9+.-]*:", re.IGNORECASE)
TAG_TARGET = re.compile(r"""<(?:a|img|source)\b[^>]*?\b(?:href|src|srcset)=["']([^"']+)["']""")
PATH_IN_TEXT = re.compile(r"^(?:src|tests|tools|docs|requirements|frontend|benchmarks|[.]ci)/[\w./-]*$")


def main() -> int:
    """Check every Markdown document of the repository; print each thing that leads nowhere."""
    documents = markdown_files()
    wrong = [f"{path.relative_to(ROOT)}: {sentence}" for path in documents for sentence in problems(path)]
    print(*wrong, sep="\n")
    print(f"{len(documents)} documents, {len(wrong)} dead links")
    return 1 if wrong else 0


def markdown_files() -> list[Path]:
    """The Markdown documents of the next commit."""
    return [path for path in tracked_files() if path.suffix == ".md"]


def problems(document: Path) -> Iterator[str]:
    """What one document names and nothing answers."""
    tokens = list(flat(MARKDOWN.parse(document.read_text("utf-8"))))
    yield from (wrong for target in link_targets(tokens) if (wrong := why_dead(document, target)))
    code = [token.content for token in tokens if token.type in ("code_inline", "fence")]
    yield from (f"no such path: {text}" for text in code if PATH_IN_TEXT.match(text) and not (ROOT / text).exists())


def flat(tokens: list[Token]) -> Iterator[Token]:
    """The tokens and all tokens inside them."""
    for token in tokens:
        yield token
        yield from flat(token.children or [])


def link_targets(tokens: list[Token]) -> Iterator[str]:
    """The targets of links and pictures, those in HTML too."""
    for token in tokens:
        if token.type in ("link_open", "image"):
            yield str(token.attrs.get("href") or token.attrs.get("src"))
        elif token.type in ("html_inline", "html_block"):
            yield from TAG_TARGET.findall(token.content)


def why_dead(document: Path, target: str) -> str | None:
    """Why a link leads nowhere, or None. `[text](file.md#anchor)` needs the file and the heading."""
    if ADDRESS.match(target):
        return None
    place, _, anchor = target.partition("#")
    file = document if not place else document.parent / unquote(place)
    if not file.exists():
        return f"no such file: {target}"
    if anchor and file.suffix == ".md" and unquote(anchor) not in anchors(file):
        return f"no such heading: {target}"
    return None


def anchors(document: Path) -> set[str]:
    """The anchors of a document's headings, as code hosts and the documentation make them."""
    tokens = MARKDOWN.parse(document.read_text("utf-8"))
    headings = [tokens[index + 1] for index, token in enumerate(tokens) if token.type == "heading_open"]
    names: set[str] = set()
    for heading in headings:
        text = "".join(child.content for child in heading.children or [] if child.type in ("text", "code_inline"))
        name = slug(text)
        number = next(n for n in range(len(headings) + 1) if (f"{name}-{n}" if n else name) not in names)
        names.add(f"{name}-{number}" if number else name)
    return names


def slug(heading: str) -> str:
    """A heading as an anchor: lower case, spaces to hyphens, punctuation dropped."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


if __name__ == "__main__":
    sys.exit(main())
