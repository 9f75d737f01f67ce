"""Reading: a code in a reader's words: what kind it is, how it is built, what is irregular about it."""

from collections.abc import Collection
from typing import Final

import msgspec

from zhuisu.core.codes import SCHEMES, SENTENCES, Code, Scheme, recognise, title_of
from zhuisu.core.codes.folding import compact, folded
from zhuisu.core.findings import Language, Severity, Text, sentence
from zhuisu.portal.links import thing_path
from zhuisu.portal.words.parts import PARTS

SHORTEST_COUNTED: Final = 12
MOST_COUNTED: Final = 2
COUNTED: Final = Text(
    "您输入的是 {size} 位数字，{told}。请核对有没有多输或漏输。",
    "You gave {size} digits; {told}. Check whether one is too many or missing.",
)
EXPECTED: Final = Text("{title}应为 {size} 位", "{size} are expected of a {title}")
JOINS: Final = Text("，", ", ")


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
    noted = [each for each in code.findings if each.severity is Severity.NOTE and each.code != "codes.one_of_several"]
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


def miscounted(text: str, language: Language) -> str:
    """Where a number has a digit too many or too few for codes of digits: how many it has and how many they have."""
    digits = compact(folded(text))
    if len(digits) < SHORTEST_COUNTED or not (digits.isascii() and digits.isdigit()):
        return ""
    near = sorted(
        ((-_fit(scheme, digits, size), scheme.title.into(language), size) for scheme, size in _counted(len(digits)))
    )[:MOST_COUNTED]
    if not near:
        return ""
    told = JOINS.into(language).join(EXPECTED.into(language).format(title=title, size=size) for _, title, size in near)
    return COUNTED.into(language).format(size=len(digits), told=told)


def _counted(size: int) -> list[tuple[Scheme, int]]:
    """The schemes of digits alone that are one digit longer or shorter, by their examples."""
    found = {
        (scheme.name, len(digits))
        for scheme in SCHEMES.values()
        for digits in map(compact, () if scheme.personal else scheme.examples)
        if digits.isdigit()
    }
    return [(SCHEMES[name], length) for name, length in found if abs(length - size) == 1]


def _fit(scheme: Scheme, digits: str, size: int) -> int:
    """How well the first digits are one of this scheme."""
    found = scheme.read(digits[:size])
    return found.certainty if found is not None else 0


def part_title(name: str, language: Language) -> str:
    """A part without a word of ours keeps its name."""
    return PARTS[name].into(language) if name in PARTS else name.replace("_", " ")
