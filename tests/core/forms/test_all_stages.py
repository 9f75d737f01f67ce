"""Every stage of every variety has a form, and a form that was filled in makes an event of that stage."""

import msgspec
import pytest

from tests.core.forms.filling import GROWER, NOON, filled_in
from zhuisu import packaged
from zhuisu.core.epcis import Context, read_event
from zhuisu.core.epcis.model import CommonEvent
from zhuisu.core.findings import Severity
from zhuisu.core.forms import asked
from zhuisu.core.forms.answers import answers_of
from zhuisu.core.forms.answers import problems_of as wrong_answers
from zhuisu.core.forms.event import CONTEXT, Making, event_of
from zhuisu.core.forms.goods import named_goods
from zhuisu.core.forms.goods import problems_of as wrong_goods
from zhuisu.core.forms.papers import with_papers
from zhuisu.core.profiles import Profile
from zhuisu.core.profiles.kinds import RequiredFields
from zhuisu.core.profiles.model import Stage
from zhuisu.core.rules import MemoryHistory, MemoryRegistry, Scene, record_of
from zhuisu.core.rules.kinds import KINDS

STAGES = [(profile, stage) for profile in packaged.profiles().values() for stage in profile.stages]
EVERYTHING = RequiredFields(id="everything", zh="齐全", en="all is there")


@pytest.mark.parametrize(("profile", "stage"), STAGES, ids=lambda each: each.id)
def test_what_a_diligent_person_fills_in_is_an_event_of_the_stage_with_all_that_it_requires(
    profile: Profile, stage: Stage
) -> None:
    form = asked(profile, stage, packaged.library())
    filled = filled_in(form)
    answers = answers_of(filled, form)
    goods = named_goods(filled, form, answers, GROWER)
    found = [*wrong_answers(filled, form), *wrong_goods(filled, form, answers, GROWER)]
    assert not [each for each in found if each.severity is Severity.ERROR]

    papers = with_papers(answers, GROWER, profile, stage)
    making = Making(asked=form, answers=papers, goods=goods, event_id="urn:uuid:1", time=NOON, party=GROWER)
    context = Context.of(list(CONTEXT), b"")
    event = read_event(msgspec.json.encode(event_of(making)), context)
    assert isinstance(event, CommonEvent), event

    record = record_of(event, context, "1", GROWER)
    registry = MemoryRegistry(varieties={})
    scene = Scene(profile, packaged.library(), registry, MemoryHistory([record], registry), record.time)
    assert scene.stage_of(record) == stage.id
    assert not list(KINDS[RequiredFields].judge(EVERYTHING, record.id, [record], scene))
