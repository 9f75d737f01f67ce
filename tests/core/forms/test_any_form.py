"""Whatever is typed into a form, it is told what is wrong, or it is an event that can be read."""

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.forms.filling import BATCH, CRATE, GROWER, NOON, filled_in
from zhuisu import packaged
from zhuisu.core.epcis import Context, read_event
from zhuisu.core.epcis.model import CommonEvent
from zhuisu.core.findings import Severity
from zhuisu.core.forms import Filled, Good, Position, TypedPerson, asked
from zhuisu.core.forms.answers import Answer, answers_of
from zhuisu.core.forms.answers import problems_of as wrong_answers
from zhuisu.core.forms.event import CONTEXT, Making, event_of
from zhuisu.core.forms.goods import named_goods
from zhuisu.core.forms.goods import problems_of as wrong_goods
from zhuisu.core.forms.papers import with_papers
from zhuisu.core.profiles import Profile, Stage

WORKER = "urn:zhuisu:person:worker-1"
PROFILES = packaged.profiles()
STAGES = [
    *((PROFILES["vegetable"], stage) for stage in PROFILES["vegetable"].stages),
    *((PROFILES["lift"], stage) for stage in PROFILES["lift"].stages),
]
PLAIN = st.characters(exclude_categories=["Cs"])
TEXTS = st.text(PLAIN, max_size=30) | st.sampled_from(["合格", "是", "2026-06-01", "12.5", "urn:x:y", "a b", "韦小兰"])
VALUES = TEXTS | st.booleans() | st.integers() | st.floats() | st.builds(TypedPerson, name=st.text(PLAIN, max_size=9))
CODES = st.text(PLAIN, max_size=30) | st.sampled_from([BATCH, CRATE, "06901234567892", "桂N12345", "145072100000001"])
AMOUNTS = st.none() | st.floats(0, 1e9)
GOODS = st.lists(st.builds(Good, code=CODES, lot=st.sampled_from(["", "L1", "批/1"]), quantity=AMOUNTS), max_size=3)
POSITIONS = st.none() | st.builds(Position, latitude=st.floats(-90, 90), longitude=st.floats(-180, 180))


@st.composite
def forms(draw: st.DrawFn) -> tuple[Profile, Stage, Filled]:
    """A form that a diligent person filled in, and another spoiled."""
    profile, stage = draw(st.sampled_from(STAGES))
    form = asked(profile, stage, packaged.library())
    right = filled_in(form)
    spoiled = draw(st.dictionaries(st.sampled_from([each.path for each in form.inputs]), VALUES, max_size=2))
    goods = draw(st.dictionaries(st.sampled_from([each.role for each in form.goods]), GOODS.map(tuple), max_size=1))
    filled = msgspec.structs.replace(
        right,
        values={**right.values, **spoiled},
        goods={**right.goods, **goods},
        note=draw(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20)),
        position=draw(POSITIONS),
    )
    return profile, stage, filled


@settings(max_examples=60, deadline=None)
@given(forms())
def test_a_form_without_errors_is_an_event_that_can_be_read(told: tuple[Profile, Stage, Filled]) -> None:
    profile, stage, filled = told
    form = asked(profile, stage, packaged.library())
    answers = answers_of(filled, form)
    goods = named_goods(filled, form, answers, GROWER)
    found = [*wrong_answers(filled, form), *wrong_goods(filled, form, answers, GROWER)]
    is_wrong = any(each.severity is Severity.ERROR for each in found)
    references = {path: tuple(map(referred, values)) for path, values in answers.items()}
    making = Making(
        asked=form, answers=with_papers(references, GROWER, profile, stage), goods=goods, event_id="urn:uuid:1",
        time=NOON, party=GROWER, note=filled.note, position=filled.position,
    )  # fmt: skip
    event = is_wrong or read_event(msgspec.json.encode(event_of(making)), Context.of(list(CONTEXT), b""))
    assert event is True or isinstance(event, CommonEvent), event


def referred(answer: Answer) -> Answer:
    """As `zhuisu.recording` does before it makes an event: people by references, parties by keys."""
    return WORKER if isinstance(answer, TypedPerson) else answer
