"""Reading: a code in a reader's words: what kind it is, how it is built, what is irregular about it."""

from collections.abc import Collection

import msgspec

from zhuisu.core.codes import SCHEMES, SENTENCES, Code, recognise, title_of
from zhuisu.core.findings import Language, Severity, sentence
from zhuisu.portal.links import thing_path
from zhuisu.portal.words.parts import PARTS


class Part(msgspec.Struct, frozen=True):
    title: str
    value: str


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """`why` is what was noted when it was recognised; `findings` what is wrong with it."""

    key: str
    title: str
    value: str
    path: str
    structure: str
    check: str
    source: str
    why: str
    findings: tuple[str, ...]
    parts: tuple[Part, ...]
    is_known: bool = False

    def marked(self, known: Collection[str]) -> "Reading":
        """The same, saying whether the ledger has records under it."""
        return msgspec.structs.replace(self, is_known=self.key in known)


def readings_of(text: str, language: Language) -> list[Reading]:
    """Every plausible reading that has a key, best first; an unreadable text has none."""
    return [reading(code, language) for code in recognise(text) if code.key is not None and code.scheme != "uri"]


def is_personal(text: str) -> bool:
    """Whether the text is first of all a person's number: it has a reading, and no key."""
    codes = recognise(text)
    return bool(codes) and codes[0].key is None


def reading(code: Code, language: Language) -> Reading:
    """A code with a key, in words."""
    scheme = SCHEMES.get(code.scheme)
    noted = [finding for finding in code.findings if finding.severity is Severity.NOTE]
    wrong = [finding for finding in code.findings if finding.severity is not Severity.NOTE]
    return Reading(
        key=code.key or "",
        title=title_of(code).into(language),
        value=code.value,
        path=thing_path(code.key or ""),
        structure=scheme.structure.into(language) if scheme else "",
        check=scheme.check.into(language) if scheme and scheme.check else "",
        source=scheme.source if scheme else "",
        why=" ".join(sentence(finding, SENTENCES, language) for finding in noted),
        findings=tuple(sentence(finding, SENTENCES, language) for finding in wrong),
        parts=tuple(Part(part_title(name, language), value) for name, value in code.parts.items()),
    )


def part_title(name: str, language: Language) -> str:
    """A part without a word of ours keeps its name."""
    return PARTS[name].into(language) if name in PARTS else name.replace("_", " ")
