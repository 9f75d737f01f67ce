"""Words: values of the Core Business Vocabulary in any notation, and URIs of one's own."""

from collections.abc import Mapping

from zhuisu.core.epcis.context import STANDARD_PREFIXES
from zhuisu.core.epcis.query.wrong import bad_value
from zhuisu.core.epcis.vocabulary import CBV_NAMESPACES, GS1_NAMESPACES, WordList

_MOST_SHOWN = 12


def short_word(words: WordList, text: str) -> str:
    """The short name of a word in any notation (bare, URN, web URI of any domain that GS1 used); else the text."""
    short = words.canonical.get(text)
    if short is not None:
        return short
    for namespaces in (CBV_NAMESPACES[1:], GS1_NAMESPACES):
        for namespace in namespaces:
            if text.startswith(namespace):
                return words.canonical.get(namespaces[0] + text[len(namespace) :], text)
    return text


def read_words(words: WordList, texts: tuple[str, ...], namespaces: Mapping[str, str]) -> tuple[str, ...]:
    """Each word as events hold it; of a word of one's own every spelling that the declared prefixes allow."""
    return tuple(dict.fromkeys(spelling for text in texts for spelling in _spellings(words, text, namespaces)))


def _spellings(words: WordList, text: str, namespaces: Mapping[str, str]) -> list[str]:
    full = expanded(text, namespaces)
    short = short_word(words, full)
    if short in words.words:
        return [short]
    if ":" not in text:
        raise bad_value(text, " | ".join(sorted(words.words)[:_MOST_SHOWN]) + " | … | https://…")
    curies = [
        f"{prefix}:{full[len(namespace) :]}"
        for prefix, namespace in namespaces.items()
        if full.startswith(namespace) and len(full) > len(namespace)
    ]
    return [text, full, *curies]


def expanded(text: str, namespaces: Mapping[str, str]) -> str:
    """A CURIE with a declared or standard prefix as the whole URI; anything else as it is."""
    prefix, colon, local = text.partition(":")
    if not colon or local.startswith("//"):
        return text
    namespace = namespaces.get(prefix) or STANDARD_PREFIXES.get(prefix)
    return text if namespace is None else namespace + local
