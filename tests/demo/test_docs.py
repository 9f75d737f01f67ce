"""The page about the city names every chain, every flaw and every field that the documents use."""

import json
import re
from pathlib import Path

import pytest

from tests.demo.test_findings import FOUND
from zhuisu.demo import City
from zhuisu.demo.city import EVERYDAY
from zhuisu.demo.directory import table

DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "demo.md").read_text(encoding="utf-8")
VOCABULARY = set(re.findall(r"^\| `zhuisu:(\w+)`", (DOCS / "vocabulary.md").read_text(encoding="utf-8"), re.MULTILINE))
ROWS = set(re.findall(r"^\| `([A-Za-z_]+)`", PAGE, re.MULTILINE))


def test_the_example_runs(capsys: pytest.CaptureFixture[str]) -> None:
    example = re.findall(r"^```python\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)[0]
    exec(compile(example, "docs/demo.md", "exec"), {})
    assert "灵山荔枝" in capsys.readouterr().out


def plain(name: str) -> str:
    """`zhuisu:crop_en`, `zhuisu:name@zh` and `zhuisu:licence.SC` are the fields crop, name and licence."""
    return re.sub(r"(_en|@\w\w|\..*)$", "", name.removeprefix("zhuisu:"))


def test_every_field_of_our_own_is_explained(town: City) -> None:
    used: set[str] = set()
    for each in town.documents():
        document = json.loads(each.body)
        header = document.get("epcisHeader", {}).get("epcisMasterData", {"vocabularyList": []})
        elements = [element for each in header["vocabularyList"] for element in each["vocabularyElementList"]]
        used.update(attribute["id"] for element in elements for attribute in element["attributes"])
        for event in document["epcisBody"]["eventList"]:
            used.update((*event, *event.get("ilmd", {})))
    assert {plain(name) for name in used if name.startswith("zhuisu:")} <= ROWS | VOCABULARY


def test_every_chain_and_every_flaw_is_told(town: City) -> None:
    assert set(EVERYDAY) <= ROWS
    assert {each.slug for each in town.showcases if each.flaw} <= set(re.findall(r"`([a-z_]+)`", PAGE))


def test_every_finding_is_told_with_its_rule() -> None:
    told = re.findall(r"^\| (`[a-z_]+`.*?) \|.*\| `([a-z_]+)` \| (`.*`) \|$", PAGE, re.MULTILINE)
    said = {
        re.findall(r"`(\w+)`", shown)[0]: {(variety, rule) for rule in re.findall(r"`(\w+)`", rules)}
        for shown, variety, rules in told
    }
    assert said == {slug: {(variety, rule) for _, variety, rule in some} for slug, some in FOUND.items()}


def test_every_account_is_told() -> None:
    assert set(table("accounts")) <= set(re.findall(r"^\| `([a-z-]+)` \|", PAGE, re.MULTILINE))
