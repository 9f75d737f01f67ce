"""National schemes: every example is read, every counterexample is refused or doubted, and nothing raises."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from zhuisu.core.codes.folding import LONGEST, folded
from zhuisu.core.codes.model import Level
from zhuisu.core.codes.national import NATIONAL
from zhuisu.core.codes.scheme import Reading, Scheme
from zhuisu.core.codes.sentences import SENTENCES
from zhuisu.core.findings import Finding, Language, Severity, sentence

BY_NAME = {scheme.name: scheme for scheme in NATIONAL}
NAMES = {
    "uscc",
    "idcard",
    "region",
    "customs",
    "overseas_maker",
    "meatveg_node",
    "meatveg_operator",
    "plate",
    "vin",
    "container",
    "unlocode",
    "meatveg",
    "eartag",
    "quarantine",
    "slaughterhouse",
    "organic",
    "greenfood",
    "forest_seed_licence",
    "sc",
    "jy",
    "infant_formula",
    "health_food",
    "declaration",
    "hs",
    "drug",
    "drug_class",
    "drug_approval",
    "pesticide",
    "pesticide_registration",
    "vetdrug",
    "vetdrug_approval",
    "seed",
    "seed_licence",
    "variety",
    "fertiliser_registration",
    "equipment",
    "equipment_registration",
    "equipment_certificate",
    "cylinder_registration",
    "detonator",
    "cas",
    "un",
    "handle",
    "oid",
    "city",
}
TYPED = "0123456789ABCDXYNabx-./ ():,·桂国药准字号(),第梯\U0001d7d8\ud800"


def doubts(reading: Reading) -> list[Finding]:
    return [finding for finding in reading.findings if finding.severity is not Severity.NOTE]


EXAMPLES = [(scheme, text) for scheme in NATIONAL for text in scheme.examples]
COUNTEREXAMPLES = [(scheme, text) for scheme in NATIONAL for text in scheme.counterexamples]


def named(value: object) -> str:
    return value.name if isinstance(value, Scheme) else str(value)


def test_every_scheme_of_the_interface_is_there_once() -> None:
    assert set(BY_NAME) == NAMES
    assert len(NATIONAL) == len(BY_NAME)


def test_levels_are_those_of_the_interface() -> None:
    levels = {level: {scheme.name for scheme in NATIONAL if scheme.level is level} for level in Level}
    assert levels[Level.PARTY] == {"uscc", "idcard", "customs", "overseas_maker", "meatveg_operator"}
    assert levels[Level.PLACE] == {"region", "meatveg_node", "slaughterhouse", "unlocode"}
    assert levels[Level.ASSET] == {
        "plate", "vin", "container", "equipment", "equipment_registration", "cylinder_registration",
    }  # fmt: skip
    assert levels[Level.TRANSACTION] == {
        "meatveg", "quarantine", "declaration", "sc", "jy", "seed_licence", "forest_seed_licence",
        "equipment_certificate",
    }  # fmt: skip
    assert {"eartag", "drug", "pesticide", "vetdrug", "seed", "organic", "detonator", "city"} <= levels[Level.ITEM]


@pytest.mark.parametrize(("scheme", "text"), EXAMPLES, ids=named)
def test_an_example_is_read_without_a_doubt(scheme: Scheme, text: str) -> None:
    reading = scheme.read(folded(text))
    assert reading is not None
    assert doubts(reading) == []
    assert 0 < reading.certainty <= 100


@pytest.mark.parametrize(("scheme", "text"), EXAMPLES, ids=named)
def test_a_normal_form_is_read_as_itself(scheme: Scheme, text: str) -> None:
    reading = scheme.read(folded(text))
    assert reading is not None
    again = scheme.read(reading.value)
    assert scheme.personal or (again and (again.value, again.parts) == (reading.value, reading.parts))


@pytest.mark.parametrize(("scheme", "text"), COUNTEREXAMPLES, ids=named)
def test_a_counterexample_is_refused_or_doubted(scheme: Scheme, text: str) -> None:
    reading = scheme.read(folded(text))
    assert reading is None or doubts(reading)


@pytest.mark.parametrize("scheme", NATIONAL, ids=named)
def test_every_scheme_shows_both_kinds_of_example(scheme: Scheme) -> None:
    assert scheme.examples
    assert scheme.counterexamples
    assert all((scheme.title.zh, scheme.title.en, scheme.structure.zh, scheme.structure.en, scheme.source))


def test_every_finding_has_a_sentence_that_its_facts_fill() -> None:
    found = [
        finding
        for scheme, text in (*EXAMPLES, *COUNTEREXAMPLES)
        if (reading := scheme.read(folded(text)))
        for finding in reading.findings
    ]
    assert {finding.code for finding in found} == {
        "codes.check_digit", "codes.inner_check_digit", "codes.region_unlisted", "codes.long_serial",
    }  # fmt: skip
    for finding in found:
        for language in Language:
            assert "{" not in sentence(finding, SENTENCES, language)


@given(st.text(max_size=40) | st.text(alphabet=TYPED, max_size=40))
@example("")
@example("١٢٣٤٥٦٧٨٩٠" * 2)
@example("²" * 20)
@example("ß" * 9)
def test_no_string_makes_a_scheme_raise(text: str) -> None:
    for scheme in NATIONAL:
        for each in (text, folded(text)):
            reading = scheme.read(each)
            assert reading is None or reading.value


@given(st.from_regex(r"[0-9]{4,40}", fullmatch=True))
def test_no_number_makes_a_scheme_raise(digits: str) -> None:
    for scheme in NATIONAL:
        scheme.read(digits)


@pytest.mark.parametrize("unit", ["1", "1.", "1-", "A", " ", "桂", "(", "1/", "1.1/", "0402.", "CAS"])
def test_the_longest_text_is_read_at_once(unit: str) -> None:
    text = unit * (LONGEST // len(unit))
    for scheme in NATIONAL:
        scheme.read(text)


@pytest.mark.parametrize(("scheme", "text"), EXAMPLES, ids=named)
def test_people_type_full_width_and_in_lower_case(scheme: Scheme, text: str) -> None:
    wide = "".join(chr(ord(char) + 0xFEE0) if char.isascii() and char.isalnum() else char for char in text)
    assert scheme.read(folded(wide)) == scheme.read(folded(text))
    if scheme.name not in {"detonator", "handle"}:
        assert scheme.read(folded(text.lower())) == scheme.read(folded(text))
