"""The score: made of four shares by their weights, and never out of bounds."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from zhuisu.rating.formula import Kind, Part, formulas
from zhuisu.rating.periods import month_of, months
from zhuisu.rating.reckoning import Numbers, covered, reckon

TERMS = formulas()[0].terms(Kind.PARTY)
SYSTEM = formulas()[0].terms(Kind.SYSTEM)
COUNT = st.integers(0, 10_000)
NUMBERS = st.builds(
    Numbers, events=COUNT, late=COUNT, missing=COUNT, wrong=COUNT, refused=COUNT, corrected=COUNT,
    covered=st.integers(0, 31), days=st.just(31),
)  # fmt: skip
OCTOBER = month_of(date(2026, 10, 9))


def test_a_score_is_the_weighted_mean_of_its_shares() -> None:
    told = reckon(Numbers(events=100, late=10, missing=20, wrong=4, covered=30, days=31), TERMS)
    assert told.score == round(100 * (0.35 * 0.9 + 0.35 * 0.8 + 0.15 * 0.96 + 0.15 * 30 / 31), 1)
    assert [(share.part, share.good, share.of) for share in told.shares] == [
        (Part.TIMELINESS, 90, 100), (Part.COMPLETENESS, 80, 100), (Part.VALIDITY, 96, 100), (Part.AVAILABILITY, 30, 31),
    ]  # fmt: skip


def test_too_few_records_give_a_party_no_score() -> None:
    assert reckon(Numbers(events=4, days=31), TERMS).score is None
    assert reckon(Numbers(days=31), TERMS).score is None


def test_a_silent_system_is_at_fault_only_where_its_party_went_on() -> None:
    assert reckon(Numbers(days=31), SYSTEM).score is None
    assert reckon(Numbers(days=31, elsewhere=4), SYSTEM).score is None
    assert reckon(Numbers(days=31, elsewhere=5), SYSTEM).score == 0
    assert reckon(Numbers(days=31, elsewhere=5), TERMS).score is None


@given(NUMBERS)
def test_a_score_lies_between_nothing_and_a_hundred(numbers: Numbers) -> None:
    for terms in (TERMS, SYSTEM):
        score = reckon(numbers, terms).score
        assert score is None or 0 <= score <= 100


@given(NUMBERS, st.integers(1, 100))
def test_a_record_that_comes_late_never_raises_a_score(numbers: Numbers, more: int) -> None:
    worse = Numbers(
        events=numbers.events, late=numbers.late + more, missing=numbers.missing, wrong=numbers.wrong,
        refused=numbers.refused, corrected=numbers.corrected, covered=numbers.covered, days=numbers.days,
    )  # fmt: skip
    before, after = reckon(numbers, TERMS).score, reckon(worse, TERMS).score
    assert (before is None) == (after is None)
    assert (after or 0) <= (before or 0)


def test_a_day_is_covered_by_a_record_of_the_days_before() -> None:
    days = [date(2026, 9, 28), date(2026, 10, 10)]
    assert covered(days, since=OCTOBER.since, until=OCTOBER.until, gap_days=7) == 5 + 8
    assert covered([], since=OCTOBER.since, until=OCTOBER.until, gap_days=7) == 0


@given(st.sets(st.integers(0, 60)), st.integers(0, 40))
def test_no_more_days_are_covered_than_there_are(offsets: set[int], gap: int) -> None:
    days = [date(2026, 9, 15) + timedelta(days=offset) for offset in offsets]
    inside = [day for day in days if OCTOBER.since <= day < OCTOBER.until]
    found = covered(days, since=OCTOBER.since, until=OCTOBER.until, gap_days=gap)
    assert len(inside) <= found <= 31


def test_months_end_with_the_present_one() -> None:
    assert [each.name for each in months(date(2025, 11, 20), date(2026, 2, 3), 13)] == [
        "2025-11", "2025-12", "2026-01", "2026-02",
    ]  # fmt: skip
    assert len(list(months(date(2020, 1, 1), date(2026, 2, 3), 13))) == 13


def test_weights_sum_up_to_one() -> None:
    for formula in formulas():
        assert round(sum(formula.party.weights.values()), 9) == 1
        assert round(sum(formula.system.weights.values()), 9) == 1
