"""Every finding of capture has its sentence, in both languages and with the facts that are given."""

import re
from pathlib import Path

import pytest

import zhuisu
from zhuisu.capture.sentences import SENTENCES
from zhuisu.exchange.http.catalogue import CATALOGUE

FACT = re.compile(r"\{(\w+)\}")


def test_every_finding_has_a_sentence_and_every_sentence_its_finding() -> None:
    folders = [Path(zhuisu.__path__[0]) / name for name in ("access", "capture", "exchange")]
    paths = [path for folder in folders for path in folder.rglob("*.py") if path.name != "sentences.py"]
    made = {code for path in paths for code in re.findall(r'"(capture\.\w+)"', path.read_text(encoding="utf-8"))}
    assert made == set(SENTENCES)
    assert set(SENTENCES) <= set(CATALOGUE)


@pytest.mark.parametrize("code", SENTENCES)
def test_both_languages_tell_the_same_facts(code: str) -> None:
    text = SENTENCES[code]
    assert set(FACT.findall(text.zh)) == set(FACT.findall(text.en))
    assert re.search(r"[一-鿿]", text.zh)
    assert not re.search(r"[一-鿿]", text.en)
