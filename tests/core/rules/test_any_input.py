"""Any input: whatever an event states, judging it ends with findings in words and never with an exception."""

from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.chains.documents import document, register
from tests.chains.story import clean, stories
from tests.chains.test_chains import records_of
from zhuisu import packaged
from zhuisu.core.findings import Language, sentence
from zhuisu.core.rules import SENTENCES, MemoryHistory, Scene, evaluate_all, microseconds, of_chain

STORIES = stories()
ODD = st.sampled_from(
    [
        "",
        " ",
        "nan",
        "inf",
        "-1e400",
        "1e400",
        "9999-12-31",
        "0001-01-01",
        "2026-02-30",
        "urn:",
        "geo:a,b",
        "{0}",
        "%s",
        "桂N12345",
    ]
)
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text()
    | ODD,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=2),
    max_leaves=4,
)


@pytest.mark.parametrize("name", STORIES)
@settings(max_examples=5, deadline=None)
@given(data=st.data())
def test_nothing_that_is_stated_breaks_the_judges(name: str, data: st.DataObject) -> None:
    profile, library = packaged.profiles()[name], packaged.library()
    told = clean(STORIES[name])
    records = records_of(document(told, profile, library))
    registry = register(told, profile)
    fields = sorted({path for record in records for path in record.stated if path != "zhuisu:stage"})
    changed: list[Any] = []
    for record in records:
        paths = data.draw(st.lists(st.sampled_from(fields), max_size=3))
        odd = {path: tuple(value) if isinstance(value := data.draw(VALUES), list) else value for path in paths}
        changed.append(msgspec.structs.replace(record, stated={**record.stated, **odd}))
    scene = Scene(
        profile, library, registry, MemoryHistory(changed, registry), microseconds(told["events"][-1]["time"])
    )
    for judged in evaluate_all(changed, scene):
        assert sentence(judged.finding, SENTENCES, Language.ZH)
        assert sentence(judged.finding, SENTENCES, Language.EN)
    of_chain(changed, scene)
