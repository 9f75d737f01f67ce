"""Following: whatever arrives, in whatever order and portions, what stands is what judging everything at once finds."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.chains.documents import document, register
from tests.chains.story import broken, stories
from tests.supervision.following import captured, declared_wrong, empty, events_of, judged_at_once, standing
from zhuisu import packaged
from zhuisu.supervision import follower, sitting

STORIES = stories()


pytestmark = pytest.mark.usefixtures("supervision")


@pytest.mark.parametrize("name", STORIES)
@settings(max_examples=3, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_what_stands_is_what_judging_everything_at_once_finds(
    name: str, monkeypatch: pytest.MonkeyPatch, data: st.DataObject
) -> None:
    empty()
    story = STORIES[name]
    rule = data.draw(st.sampled_from(sorted(story["broken"])))
    told = broken(story, story["broken"][rule])
    profile = packaged.profiles()[name]
    registry = register(told, profile)
    monkeypatch.setattr(sitting, "facts", lambda keys: registry)
    events = events_of(document(told, profile, packaged.library()))
    wrong = data.draw(st.lists(st.sampled_from(events), max_size=2, unique_by=lambda each: each["eventID"]))
    arriving = data.draw(st.permutations([*events, *map(declared_wrong, wrong)]))
    while arriving:
        size = data.draw(st.integers(1, len(arriving)))
        captured(arriving[:size])
        arriving = arriving[size:]
        if data.draw(st.booleans()):
            sitting.records().forget()
        follower.follow(data.draw(st.integers(1, 5)))
    while follower.follow(4):
        pass
    whole = judged_at_once(registry)
    assert standing() == set(whole), (name, rule)
