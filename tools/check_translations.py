"""Translations: every text of the templates has its words in every language.

python -m tools.check_translations           says what is missing, left over, unsure or differently filled in
python -m tools.check_translations --write   adds what is missing (English as it stands, Chinese empty), drops the rest
"""

import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from io import SEEK_END, BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

PACKAGE = Path(__file__).resolve().parent.parent / "src" / "zhuisu"
SOURCE_LANGUAGE = "en"
LINE_WIDTH = 110
HEADER = """\
# Zhuisu: the words of the pages. Kept in order by `python -m tools.check_translations --write`.
msgid ""
msgstr ""
"Language: {language}\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: {plurals}\\n"

"""

_STRING = r"""u?(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)")"""
_CALL = re.compile(rf"\b(n?)gettext\(\s*{_STRING}(?:\s*,\s*{_STRING})?")
_FIELD = re.compile(r"%\(\w+\)s")


@dataclass
class Used:
    """A text that templates use: its plural form, where there is one, and the files."""

    plural: str | None = None
    files: set[str] = field(default_factory=set)


def used_texts(package: Path) -> dict[str, Used]:
    """Text → where it is used, of every template under the package."""
    found: dict[str, Used] = {}
    for path in sorted(package.rglob("templates/**/*.html")):
        name = path.relative_to(package).as_posix()
        for plural, *strings in _CALL.findall(templatize(path.read_text(encoding="utf-8"), origin=name)):
            first, second = _unquoted(strings[0] or strings[1]), _unquoted(strings[2] or strings[3])
            entry = found.setdefault(first, Used())
            entry.files.add(name)
            entry.plural = second if plural else entry.plural
    return found


def _unquoted(text: str) -> str:
    return re.sub(r"\\(.)", lambda found: {"n": "\n"}.get(found[1], found[1]), text)


def catalogues(package: Path) -> Iterator[Path]:
    yield from sorted(package.glob("*/locale/*/LC_MESSAGES/django.po"))


def problems(catalogue: Catalog, used: Mapping[str, Used]) -> Iterator[str]:
    """What is wrong with one language, a sentence each."""
    known = {_id(message): message for message in catalogue if message.id}
    yield from (f"missing: {text!r} ({', '.join(sorted(used[text].files))})" for text in used if text not in known)
    for text, message in known.items():
        if text not in used:
            yield f"no longer used: {text!r}"
        elif message.fuzzy:
            yield f"unsure (fuzzy): {text!r}"
        elif not all(_strings(message)):
            yield f"without words: {text!r}"
        elif any(set(_FIELD.findall(words)) - {"%(more)s"} != set(_FIELD.findall(text)) - {"%(more)s"}
                 for words in _strings(message)):  # fmt: skip
            yield f"fills in other fields than the text: {text!r}"


def _id(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def _strings(message: Message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ("",))


def updated(catalogue: Catalog, used: Mapping[str, Used], language: str) -> Catalog:
    """The catalogue with exactly the texts in use, in their order, words kept."""
    known = {_id(message): message for message in catalogue if message.id}
    fresh = Catalog(locale=language, fuzzy=False)
    for text, entry in sorted(used.items()):
        identity = (text, entry.plural) if entry.plural else text
        if language == SOURCE_LANGUAGE:
            fresh.add(identity, identity, locations=_locations(entry))
        else:
            old = _strings(known[text]) if text in known else ()
            words = old if len(old) == (fresh.num_plurals if entry.plural else 1) else ("",) * fresh.num_plurals
            fresh.add(identity, words if entry.plural else words[0], locations=_locations(entry))
    return fresh


def _locations(entry: Used) -> list[tuple[str, int]]:
    return [(file, 0) for file in sorted(entry.files)]


def written(catalogue: Catalog, language: str) -> bytes:
    """The file: a header without dates and names, so that only words make a difference."""
    stream = BytesIO(HEADER.format(language=language, plurals=catalogue.plural_forms).encode())
    stream.seek(0, SEEK_END)
    write_po(stream, catalogue, width=LINE_WIDTH, include_lineno=False, omit_header=True, sort_output=True)
    return stream.getvalue().rstrip() + b"\n"


def main(arguments: list[str]) -> int:
    if not settings.configured:
        settings.configure(USE_I18N=True)
    used = used_texts(PACKAGE)
    wrong = 0
    for path in catalogues(PACKAGE):
        language = path.parts[-3]
        with path.open("rb") as file:
            catalogue = read_po(file, locale=language)
        if "--write" in arguments:
            catalogue = updated(catalogue, used, language)
            path.write_bytes(written(catalogue, language))
        for problem in problems(catalogue, used):
            wrong += 1
            print(f"{path.relative_to(PACKAGE)}: {problem}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
