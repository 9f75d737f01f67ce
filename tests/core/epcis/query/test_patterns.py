"""Patterns: `urn:epc:idpat:…` describes exactly the keys of the EPCs that fit it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhuisu.core.codes import key_of_uri
from zhuisu.core.epcis.query.filters import Pattern
from zhuisu.core.epcis.query.patterns import classes, fits, instances
from zhuisu.core.epcis.query.wrong import WrongError

FITTING = [
    ("sgtin:6901234.000001.*", "id:sgtin:6901234.000001.A%2F1"),
    ("sgtin:6901234.*.*", "id:sgtin:6901234.900001.1"),
    ("sgtin:*.*.*", "id:sgtin:6901234.900001.1"),
    ("lgtin:6901234.000001.*", "class:lgtin:6901234.000001.L1"),
    ("sscc:6901234.*", "id:sscc:6901234.3000000001"),
    ("sgln:6901234.00001.*", "id:sgln:6901234.00001.0"),
    ("sgln:6901234.00001.*", "id:sgln:6901234.00001.7"),
    ("sgln:6901234.*.*", "id:sgln:6901234.00001.7"),
    ("pgln:6901234.*", "id:pgln:6901234.00001"),
    ("grai:6901234.00001.*", "id:grai:6901234.00001.1"),
    ("grai:6901234.*.*", "id:grai:6901234.00001.1"),
    ("giai:6901234.*", "id:giai:6901234.X1"),
    ("gsrn:6901234.*", "id:gsrn:6901234.0000000001"),
    ("gsrnp:6901234.*", "id:gsrnp:6901234.0000000001"),
    ("gdti:6901234.00001.*", "id:gdti:6901234.00001.7"),
    ("sgcn:6901234.00001.*", "id:sgcn:6901234.00001.7"),
    ("ginc:6901234.*", "id:ginc:6901234.X"),
    ("gsin:6901234.*", "id:gsin:6901234.000000001"),
    ("cpi:6901234.PART.*", "id:cpi:6901234.PART.7"),
    ("cpi:6901234.*.*", "id:cpi:6901234.PART.7"),
]


def pattern(text: str) -> Pattern:
    found = instances(f"urn:epc:idpat:{text}")
    assert isinstance(found, Pattern)
    return found


@pytest.mark.parametrize(("text", "urn"), FITTING)
def test_what_fits_a_pattern_is_found_and_begins_as_the_pattern_says(text: str, urn: str) -> None:
    key = key_of_uri(f"urn:epc:{urn}")
    assert fits(key, pattern(text))
    assert key.startswith(pattern(text).starts)


@pytest.mark.parametrize(("text", "_"), FITTING)
@pytest.mark.parametrize(
    "other",
    [
        "urn:epc:id:sgtin:6901235.000001.1",
        "urn:epc:id:sscc:6901235.3000000001",
        "urn:epc:idpat:sgtin:6901234.000001.*",
        "urn:x:1",
    ],
)
def test_what_does_not_fit_is_not_found(text: str, _: str, other: str) -> None:
    assert not fits(key_of_uri(other), pattern(text.replace("*.*.*", "6901234.*.*")))


def test_a_pattern_over_classes_is_the_product_or_its_batches() -> None:
    product = key_of_uri("urn:epc:idpat:sgtin:6901234.000001.*")
    batches, company = classes("urn:epc:idpat:lgtin:6901234.000001.*"), classes("urn:epc:idpat:sgtin:6901234.*.*")
    assert classes("urn:epc:idpat:sgtin:6901234.000001.*") == product
    assert isinstance(batches, Pattern)
    assert isinstance(company, Pattern)
    assert fits(key_of_uri("urn:epc:class:lgtin:6901234.000001.L1"), batches)
    assert fits(product, company)
    assert not fits(product, batches)


@pytest.mark.parametrize(
    "text",
    ["sgtin:*.000001.*", "sgtin:6901234.*", "sgtin:x.*.*", "grai:6901234..*", "bic:1.*", "", "sgtin:6901234.*.1"],
)
def test_a_pattern_that_means_nothing_is_refused(text: str) -> None:
    with pytest.raises(WrongError):
        instances(f"urn:epc:idpat:{text}")


@given(st.text(max_size=30))
def test_no_text_breaks_a_pattern(text: str) -> None:
    for read in (instances, classes):
        try:
            assert read(f"urn:epc:idpat:{text}")
        except WrongError:
            continue
