"""Phrasing: the facts of findings as people say them: names beside codes, states and kinds in words."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from zhuisu.core.codes import SCHEMES, class_key, is_gs1, parse_key
from zhuisu.core.codes.registry import OPAQUE
from zhuisu.core.findings import Finding, Language, Text, sentence
from zhuisu.core.rules import SENTENCES
from zhuisu.packaged import profiles
from zhuisu.registry.named import entries_named
from zhuisu.registry.sheets.vocabulary import CATEGORIES

Facts = Mapping[str, str | int | float]

STATES: Final[Mapping[str, Text]] = {
    "valid": Text("有效", "valid"),
    "expired": Text("已过期", "expired"),
    "suspended": Text("已暂停", "suspended"),
    "revoked": Text("已撤销", "revoked"),
    "closed": Text("已注销", "closed"),
    "draft": Text("草稿", "draft"),
    "filed": Text("已提交，未核准", "filed, not approved"),
    "returned": Text("已退回", "returned"),
    "approved": Text("有效", "approved"),
    "merged": Text("已并入其他登记", "merged"),
}
_WORDED: Final = frozenset({"state", "found", "expected"})
_KINDS: Final = ("party", "place", "product", "asset")
_PERSON: Final = Text("已登记的人员", "a registered person")
_OURS: Final[Mapping[str, Text]] = {
    **SENTENCES,
    "rule.licence_valid.expired": Text(
        "【{rule_zh}】{stage_zh}（{time}）：{holder} 的{licence_zh}（{number}）{why_zh}。{basis_zh}",
        "{rule_en}: {stage_en} ({time}): the {licence_en} ({number}) of {holder} {why_en}.{basis_en}",
    ),
    "rule.permit_covers.expired": Text(
        "【{rule_zh}】{stage_zh}（{time}）：{paper_zh}（{number}）{why_zh}。{basis_zh}",
        "{rule_en}: {stage_en} ({time}): the {paper_en} {number} {why_en}.{basis_en}",
    ),
}
"""As rules say it, but for papers that are not valid: whether one ran out, or what state it is in."""


class Phrasing:
    """The names of all that these findings speak of, asked at once."""

    def __init__(self, findings: Iterable[Facts]) -> None:
        keys = dict.fromkeys(key for facts in findings for value in facts.values() for key in _keys(value))
        products = {key: product for key in keys if (product := class_key(key)) is not None}
        held = entries_named(_KINDS, dict.fromkeys((*keys, *products.values()))) if keys else {}
        self._names: dict[str, Text] = {}
        for key in keys:
            entry = next(
                (found.entry for of in _of(key, products) for kind in _KINDS if (found := held.get((kind, of)))), None
            )
            name = str(getattr(entry, "name", ""))
            self._names[key] = Text(name, str(getattr(entry, "name_en", "")) or name)

    def told(self, finding: Finding) -> Text:
        """The sentence of a finding. Raises KeyError where this release has none for it."""
        zh, en = (self._sentence(finding, language) for language in (Language.ZH, Language.EN))
        return Text(zh, en)

    def _sentence(self, finding: Finding, language: Language) -> str:
        facts = {name: self._said(name, value, language) for name, value in finding.facts.items()}
        why = _why(finding.facts)
        facts |= {"why_zh": why.zh, "why_en": why.en}
        return sentence(Finding(finding.code, finding.severity, finding.path, facts), _OURS, language)

    def _said(self, name: str, value: str | int | float, language: Language) -> str | int | float:
        if not isinstance(value, str):
            return value
        if name in _WORDED:
            value = ", ".join(_word(each, language) for each in value.split(", "))
        return ", ".join(self._named(each, language) for each in value.split(", ")) if any(_keys(value)) else value

    def _named(self, key: str, language: Language) -> str:
        if not _is_key(key):
            return key
        if key.startswith("person:"):
            return _PERSON.into(language)
        name, code = self._names[key].into(language) if key in self._names else "", parse_key(key).value
        if not name:
            return code
        return f"{name}（{code}）" if language is Language.ZH else f"{name} ({code})"


def _why(facts: Facts) -> Text:
    """Why a paper was not valid."""
    state = str(facts.get("state", ""))
    since, _, until = str(facts.get("dates", "")).rpartition("–")
    ended = str(facts.get("ended", "") or until)
    if state not in ("", "valid", "approved"):
        word = STATES.get(state, Text(state, state))
        return Text(f"当时无效（{word.zh}）", f"was not valid then ({word.en})")
    if ended and ended <= str(facts.get("time", ""))[: len(ended)]:
        return Text(f"已于 {ended} 到期", f"ran out on {ended}")
    if since or ended:
        return Text(f"当时还未生效（{since}起）", f"was not valid yet (from {since})") if since else _NOT_THEN
    return _NOT_THEN


_NOT_THEN: Final = Text("当时无效", "was not valid then")


def _word(word: str, language: Language) -> str:
    """A state, a category or a variety in words; anything else as it is."""
    if word in STATES:
        return STATES[word].into(language)
    if word in profiles():
        return profiles()[word].name.into(language)
    return CATEGORIES[word].into(language) if word in CATEGORIES else word


def _of(key: str, products: Mapping[str, str]) -> tuple[str, ...]:
    return (key, products[key]) if key in products else (key,)


def _keys(value: object) -> Iterator[str]:
    """The keys among the words of a fact."""
    if isinstance(value, str):
        yield from (each for each in value.split(", ") if _is_key(each))


def _is_key(text: str) -> bool:
    scheme, colon, rest = text.partition(":")
    return bool(colon and rest and (scheme in SCHEMES or scheme in OPAQUE or scheme == "uri")) or (
        "/" in text and is_gs1(text)
    )
