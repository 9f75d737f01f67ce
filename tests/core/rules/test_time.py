"""Time: until a subject wakes, its findings stay the same; what is opened and closed follows from two evaluations."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.chains.documents import document, register
from tests.chains.story import broken, stories
from tests.chains.test_chains import records_of
from tests.core.rules.bench import judge
from zhuisu import packaged
from zhuisu.core.rules import (
    MemoryHistory,
    Scene,
    changes,
    evaluate,
    identity,
    microseconds,
    subjects_of,
    wakes_at,
)

STORIES = stories()
START = datetime.fromisoformat("2026-03-01T00:00:00+08:00")


@pytest.mark.parametrize("name", STORIES)
@settings(max_examples=3, deadline=None)
@given(data=st.data())
def test_until_it_wakes_a_subject_has_the_same_findings(name: str, data: st.DataObject) -> None:
    story, profile = STORIES[name], packaged.profiles()[name]
    told = broken(story, story["broken"][data.draw(st.sampled_from(sorted(story["broken"])))])
    records = records_of(document(told, profile, packaged.library()))
    registry = register(told, profile)
    history = MemoryHistory(records, registry)
    now = microseconds(START + timedelta(hours=data.draw(st.integers(0, 24 * 400))))
    scene = Scene(profile, packaged.library(), registry, history, now)
    for subject in {subject for record in records for subject in subjects_of(record, scene)}:
        wakes = wakes_at(subject, scene)
        later = microseconds(START + timedelta(days=4000)) if wakes is None else wakes - 1
        then = Scene(profile, packaged.library(), registry, history, later)
        assert [identity(each) for each in evaluate(subject, scene)] == [
            identity(each) for each in evaluate(subject, then)
        ]


def test_an_overdue_step_wakes_when_it_is_due() -> None:
    rule = 'kind = "interval_at_most"\nat = ["make"]\nuntil = ["test"]\ndays = 3\n'
    make = {"stage": "make", "by": "farm", "things": ["lot 10 KGM"]}
    before = judge(rule, make, now=START + timedelta(days=1))
    after = judge(rule, make, now=START + timedelta(days=9))
    later = judge(rule, make, now=START + timedelta(days=12))
    assert [len(some) for some in (before, after, later)] == [0, 1, 1]
    assert changes(before, after).opened == tuple(after)
    assert changes(after, later).kept == tuple(later)
    assert changes(after, later).opened == ()


def test_what_is_healed_is_closed() -> None:
    rule = 'kind = "precedence"\nat = ["ship"]\nneeds = ["test"]\n'
    make = {"stage": "make", "by": "farm", "things": ["lot 10 KGM"]}
    ship = {"stage": "ship", "by": "farm", "from": "farm", "to": "shop", "things": ["lot 10 KGM"], "time": "+5h"}
    test = {"stage": "test", "by": "farm", "things": ["lot 10 KGM"]}
    broken_, healed = judge(rule, make, ship), judge(rule, make, test, {**ship, "time": "+4h"})
    assert len(changes(broken_, healed).closed) == 1
    assert changes(broken_, healed).opened == ()
