"""Sentences: every finding that reading can make has one, in both languages, with facts that it is given."""

import re
from pathlib import Path
from string import Formatter

import pytest

import zhuisu.core.epcis
from tests.core.epcis.samples import CONTEXT, encoded
from tests.core.epcis.test_reading import REFUSED, TEXTS
from zhuisu.core.epcis import Refusal, read_event
from zhuisu.core.epcis.sentences import SENTENCES
from zhuisu.core.findings import Language, sentence

SOURCES = Path(zhuisu.core.epcis.__file__).parent
CODES = re.compile(r'(?:\berror|\bRule|\bCondition)\(\s*"([a-z0-9_]+)"|code = "([a-z_]+)" if \w+ else "([a-z_]+)"')


def codes_in_sources() -> set[str]:
    """Every code that a source file names."""
    found = [
        match
        for path in (*SOURCES.glob("*.py"), *SOURCES.glob("xml/*.py"))
        for match in CODES.findall(path.read_text("utf-8"))
    ]
    return {f"epcis_{code}" for match in found for code in match if code}


def test_every_code_has_a_sentence_and_every_sentence_a_code() -> None:
    assert codes_in_sources() | {"epcis_prefix_undeclared", "epcis_no_namespace"} == set(SENTENCES)


@pytest.mark.parametrize("code", SENTENCES)
def test_both_languages_use_the_same_facts(code: str) -> None:
    text = SENTENCES[code]
    zh, en = ({name for _, name, _, _ in Formatter().parse(words) if name} for words in (text.zh, text.en))
    assert zh == en


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("raw", [*(encoded(row[0]) for row in REFUSED.values()), *(row[0] for row in TEXTS.values())])
def test_findings_can_be_said(raw: bytes, language: Language) -> None:
    found = read_event(raw, CONTEXT)
    assert isinstance(found, Refusal)
    assert all(sentence(finding, SENTENCES, language) for finding in found.findings)
