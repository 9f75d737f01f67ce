from datetime import UTC, datetime

from tests.portal import stories
from zhuisu.core.findings import Language
from zhuisu.portal.story import Story
from zhuisu.portal.timeline import MOST_A_DAY, Day, timeline, timelines
from zhuisu.tracing.answer import TraceAnswer

NOW = datetime(2026, 7, 1, tzinfo=UTC)


def all_days(answer: TraceAnswer, language: Language = Language.EN) -> list[Day]:
    return timeline(Story(answer, language, NOW), answer.events)


def days(answer: TraceAnswer, language: Language = Language.EN) -> list[tuple[str, list[str]]]:
    told = all_days(answer, language)
    return [(day.title, [f"{step.clock} {step.title}: {step.told}" for step in day.steps]) for day in told]


def test_a_story_is_told_day_by_day_in_sentences() -> None:
    assert days(stories.lychee()) == [
        (
            "12 June 2026",
            [
                "06:30 Batch made: Liuli Fruit Cooperative, Lingshan made 640 kg of Lychee, loose",
                "07:30 Inspected: Liuli Fruit Cooperative, Lingshan inspected 640 kg of Lychee, loose",
                "09:30 Made: Liuli Fruit Cooperative, Lingshan made this product and 120 pieces of this batch"
                " from 640 kg of Lychee, loose",
            ],
        ),
        (
            "13 June 2026",
            [
                "02:30 Shipped: Liuli Fruit Cooperative, Lingshan shipped 120 pieces of this batch"
                " to Dongfeng Market, Qinnan",
                "06:30 Sold: Dongfeng Market, Qinnan sold this product",
            ],
        ),
    ]


def test_the_same_story_reads_in_chinese() -> None:
    (_, first), (_, second) = days(stories.lychee(), Language.ZH)
    assert first[0] == "06:30 生产批次: 灵山县六荔果业合作社生产了 640 千克荔枝 鲜果"
    assert second[1] == "06:30 零售: 钦南区东风市场售出了本品"


def test_readings_are_shown_as_their_span() -> None:
    shipped = all_days(stories.lychee())[1].steps[0]
    assert [(measure.title, measure.value) for measure in shipped.measures] == [("Temperature", "4.2–5.1°C")]


def test_a_run_of_like_events_is_one_step_that_holds_them_all() -> None:
    first = all_days(stories.formula())[0]
    (step,) = first.steps
    assert step.title == "Collected, 24 times"
    assert step.told == "Guangxi Guiru Dairy collected 57,600 L of Raw milk"
    assert step.clock == "06:00–17:30"
    assert len(step.alike) == 24


def test_the_rest_of_a_crowded_day_waits_behind_a_fold() -> None:
    crowded = [day for day in all_days(stories.pork()) if day.folded]
    assert [len(day.steps) for day in crowded] == [MOST_A_DAY]


def test_a_recall_is_flagged_where_it_happened() -> None:
    steps = [step for day in all_days(stories.vaccine(), Language.ZH) for step in day.steps]
    assert [step.flag for step in steps if step.is_stop] == ["已召回"]


def test_the_things_own_story_stands_apart_from_that_of_its_ingredients() -> None:
    own, others = timelines(Story(stories.lychee(), Language.EN, NOW))
    assert [step.title for day in own for step in day.steps] == ["Made", "Shipped", "Sold"]
    assert [step.title for day in others for step in day.steps] == ["Batch made", "Inspected"]


def test_what_happens_to_the_box_happens_to_what_is_in_it() -> None:
    own, others = timelines(Story(stories.formula(), Language.EN, NOW))
    assert "Put in" in [step.title for day in own for step in day.steps]
    assert "Collected, 24 times" in [step.title for day in others for step in day.steps]
