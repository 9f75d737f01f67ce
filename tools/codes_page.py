"""Write docs/codes.md: every scheme of codes, from the registry itself."""

import sys
from collections.abc import Iterator
from pathlib import Path

from zhuisu.core.codes import SCHEMES, Scheme
from zhuisu.core.codes.sentences import LEVELS
from zhuisu.core.findings import Language

PAGE = Path(__file__).parents[1] / "docs" / "codes.md"

HEAD = """\
# Codes 编码

What a person scans or types becomes one *key*, whatever the notation. `zhuisu identify TEXT`, `/api/identify?text=` and
the box on the home page all ask the same function, `zhuisu.core.codes.recognise`: it answers every plausible reading,
the best first, and never fails. This page is written from the registry by `python -m tools.codes_page`.

- GS1 keys are the path of the GS1 Digital Link without the domain: `01/06901234567892/10/L7`. EPC URN, Digital Link of
  any domain, element string with or without FNC1 and the bracketed form of one identity give one key.
- National keys are `scheme:value`; inside an event they are written `urn:zhuisu:<scheme>:<value>`.
- Anything else is kept as given, under `uri:`.
- A failed check digit is a warning: real codes with wrong digits exist. Length, characters, dates and regions that do
  not fit mean that the string is not of that scheme.
- Full-width characters, blanks and hyphens between groups, and lower case where the scheme has no case, give the same
  key. A code inside a URL or a label's text is found.
- An identity number is recognised, shown masked, has no key and never enters the ledger.

To add a scheme, add one entry to the file of its sector in `src/zhuisu/core/codes/national/`: its examples and
counterexamples become tests, and this page grows by a row.
"""


def page() -> str:
    """The whole page."""
    return HEAD + "".join(_section(scheme) for scheme in SCHEMES.values())


def _section(scheme: Scheme) -> str:
    return "\n".join(("", f"## {scheme.name}", "", *_lines(scheme), ""))


def _lines(scheme: Scheme) -> Iterator[str]:
    level = LEVELS[scheme.level]
    yield f"**{scheme.title.zh} · {scheme.title.en}** — {level.zh} · {level.into(Language.EN)}"
    yield ""
    yield f"- {scheme.structure.zh} · {scheme.structure.en}"
    if scheme.check:
        yield f"- 校验 check: {scheme.check.zh} · {scheme.check.en}"
    yield f"- 来源 source: {scheme.source}"
    if scheme.examples:
        yield "- 例 examples: " + ", ".join(f"`{_one_line(example)}`" for example in scheme.examples)


def _one_line(example: str) -> str:
    return example.replace("\n", " ⏎ ").replace("\x1d", "␝")


def main() -> int:
    """Write the page, or with --check say whether it is current."""
    if "--check" in sys.argv[1:]:
        return 0 if PAGE.read_text(encoding="utf-8") == page() else 1
    PAGE.write_text(page(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
