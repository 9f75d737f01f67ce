"""Every role that issues a licence or leads a system is some department's; every code and field has its words."""

import re
from collections.abc import Iterable
from pathlib import Path

import zhuisu
from zhuisu.core.findings import Text
from zhuisu.exchange.http.catalogue import CATALOGUE
from zhuisu.packaged import library
from zhuisu.registry.departments import department, departments
from zhuisu.registry.kinds import KINDS
from zhuisu.registry.sentences import SENTENCES
from zhuisu.registry.systems import systems
from zhuisu.registry.words import FIELDS

SOURCES = Path(zhuisu.__path__[0])
NO_DEPARTMENTS = {"producer", "slaughterhouse", "certifier"}
FACT = re.compile(r"\{(\w+)\}")


def told_in(folders: Iterable[str]) -> set[str]:
    texts = (
        path.read_text("utf-8")
        for folder in folders
        for path in (SOURCES / folder).rglob("*.py")
        if path.parent.name != "migrations"
    )
    return {code for text in texts for code in re.findall(r'"(registry\.[a-z_]+)"', text)}


def test_every_issuer_of_a_licence_is_a_department() -> None:
    issuers = {kind.issuer for kind in library().licences.values()} - NO_DEPARTMENTS
    assert issuers <= set(departments())


def test_every_system_is_led_by_departments() -> None:
    assert {lead for system in systems().values() for lead in system.leads} <= set(departments())
    assert len(systems()) == 19


def test_a_department_has_a_name_of_today_and_those_of_the_plan() -> None:
    found = department("agriculture")
    assert found is not None
    assert (found.name, found.plan) == (
        Text("市农业农村局", "Bureau of Agriculture and Rural Affairs"),
        ("市农业局", "市水产畜牧兽医局"),
    )
    assert department("magic") is None


def test_every_finding_has_its_sentence_and_every_sentence_its_finding() -> None:
    made = told_in(["registry", "access", "exchange/api/registry"])
    assert made == set(SENTENCES)
    assert set(SENTENCES) <= set(CATALOGUE)


def test_every_field_has_its_words() -> None:
    fields = {name for kind in KINDS.values() for name in kind.entry.__struct_fields__}
    assert fields <= set(FIELDS)
