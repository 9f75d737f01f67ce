"""Tongue: what an alert says where it was not written in the reader's language: the facts first, the Chinese below."""

import re
from typing import Final

from zhuisu.core.findings import Language
from zhuisu.portal.words.alerts import ADVICE, GRADES, IN_CHINESE, NAMES
from zhuisu.recall.english import TEXTS, said
from zhuisu.recall.kinds import Kind
from zhuisu.recall.publishing import PublicRecall
from zhuisu.recall.standing import Standing

CHINESE: Final = re.compile("[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]")
"""Characters, and the stops between them."""

Alerting = Standing | PublicRecall


def is_foreign(text: str, english: str, language: Language) -> bool:
    """Whether a text cannot be read by who reads English: it is Chinese, and nobody gave another."""
    return language is Language.EN and not english and CHINESE.search(text) is not None


def headline(found: Alerting, language: Language, goods: str = "") -> str:
    """Its title, or else what is known without one: kind, class and goods."""
    if not is_foreign(found.title, found.title_en, language):
        return said(found, "title", language)
    grade = GRADES[found.grade].into(language) if found.grade in GRADES else ""
    kind = ", ".join(part for part in (NAMES[Kind(found.kind)].into(language), grade) if part)
    return f"{kind}: {goods}" if goods else kind


def advice_of(found: Alerting, language: Language) -> str:
    """What to do: what was advised where the reader can read it, or else what its kind asks of everybody."""
    told = "" if is_foreign(found.advice, found.advice_en, language) else said(found, "advice", language)
    return told or ADVICE[Kind(found.kind)].into(language)


def given_in_chinese(found: Alerting, language: Language) -> tuple[str, ...]:
    """What was said in Chinese alone, below a line that says so; nothing where all of it can be read."""
    texts = [(getattr(found, name), getattr(found, f"{name}_en")) for name in TEXTS]
    told = tuple(text for text, english in texts if is_foreign(text, english, language))
    return (IN_CHINESE.into(language), *told) if told else ()
