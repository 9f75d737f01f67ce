"""Every finding that is made has its sentence, in both languages and with the facts that are given."""

import re
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path

import pytest

import zhuisu.access
import zhuisu.core.epcis.query
import zhuisu.exchange
import zhuisu.ledger
from zhuisu.access.sentences import SENTENCES as ACCESS
from zhuisu.core.epcis.query.sentences import SENTENCES as QUERY
from zhuisu.core.findings import Text
from zhuisu.exchange.http.catalogue import CATALOGUE
from zhuisu.ledger.sentences import SENTENCES as LEDGER

FOLDER = Path(zhuisu.exchange.__path__[0])


def listed() -> Mapping[str, Text]:
    """The sentences of exchange, those of each of its folders."""
    found: dict[str, Text] = {}
    for path in FOLDER.rglob("sentences.py"):
        found |= import_module(".".join(["zhuisu", *path.relative_to(FOLDER.parent).with_suffix("").parts])).SENTENCES
    return found


SENTENCES = listed()
FACT = re.compile(r"\{(\w+)\}")


def made(package: Path, prefix: str) -> set[str]:
    texts = (path.read_text(encoding="utf-8") for path in package.rglob("*.py") if path.name != "sentences.py")
    return {code for text in texts for code in re.findall(rf'"((?:{prefix})\.\w+)"', text)}


def test_every_finding_of_exchange_has_a_sentence_and_every_sentence_its_finding() -> None:
    assert made(FOLDER, "|".join({code.partition(".")[0] for code in SENTENCES})) - set(QUERY) == set(SENTENCES)
    assert set(SENTENCES) <= set(CATALOGUE)


def test_every_refusal_of_a_search_has_a_sentence_and_every_sentence_its_refusal() -> None:
    assert made(Path(zhuisu.ledger.__path__[0]), "query") == set(LEDGER)
    assert made(Path(zhuisu.core.epcis.query.__path__[0]), "query") == set(QUERY)
    assert set(LEDGER) | set(QUERY) <= set(CATALOGUE)


def test_every_finding_of_access_has_a_sentence_and_every_sentence_its_finding() -> None:
    assert made(Path(zhuisu.access.__path__[0]), "access") - {"access.account"} == set(ACCESS)


@pytest.mark.parametrize("code", [*SENTENCES, *ACCESS, *QUERY, *LEDGER])
def test_both_languages_tell_the_same_facts(code: str) -> None:
    text = {**SENTENCES, **ACCESS, **QUERY, **LEDGER}[code]
    assert set(FACT.findall(text.zh.replace("{{", ""))) == set(FACT.findall(text.en.replace("{{", "")))
    assert re.search(r"[一-鿿]", text.zh)
    assert not re.search(r"[一-鿿]", text.en)
