"""Check commands: every `make` target and every `zhuisu` command line that the documents show is one that exists."""

import argparse
import contextlib
import io
import re
import shlex
import sys
from collections.abc import Iterator
from pathlib import Path

from markdown_it import MarkdownIt

from tools.check_links import flat, markdown_files
from tools.check_traces import ROOT
from zhuisu.server.cli import parser

MAKE = re.compile(r"(?:^|[`;&|]\s*)make ([a-z]+)\b", re.MULTILINE)
# `zhuisu …` at the start of a line, after a prompt or in the middle of a pipe; a comment or the next command ends it.
ZHUISU = re.compile(r"(?:^|[;&|]\s*)(?:\$ )?(?:[\w./]*/)?zhuisu ([^\n|;&>#]+)", re.MULTILINE)


def main() -> int:
    """Check every Markdown document; print each command that would be refused."""
    documents = markdown_files()
    wrong = [f"{path.relative_to(ROOT)}: {sentence}" for path in documents for sentence in refused(path)]
    print(*wrong, sep="\n")
    return 1 if wrong else 0


def refused(document: Path) -> Iterator[str]:
    """The commands of one document that do not exist, with why."""
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    for text in code_in(document):
        yield from (f"no such target: make {name}" for name in MAKE.findall(text) if name not in targets)
        lines = [line.strip() for line in ZHUISU.findall(text.replace("\\\n", " "))]
        yield from (f"`zhuisu {line}`: {why}" for line in lines if (why := why_refused(line)))


def code_in(document: Path) -> Iterator[str]:
    """The code blocks and spans of a document."""
    tokens = flat(MarkdownIt("commonmark").enable("table").parse(document.read_text("utf-8")))
    return (token.content for token in tokens if token.type in ("fence", "code_inline"))


def why_refused(line: str) -> str | None:
    """What the command line says against these words, or None. A bare command name, and COMMAND, are only names."""
    words = shlex.split(line)
    if words[0] == "COMMAND":
        return None
    said = io.StringIO()
    try:
        with contextlib.redirect_stderr(said), contextlib.redirect_stdout(said):
            parser().parse_args(words)
    except argparse.ArgumentError as error:
        return str(error)
    except SystemExit as ended:
        only_a_name = len(words) == 1 and "are required" in said.getvalue()
        return said.getvalue().strip().splitlines()[-1] if ended.code and not only_a_name else None
    return None


if __name__ == "__main__":
    sys.exit(main())
