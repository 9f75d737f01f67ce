"""What is recorded is counted by the day and rated: late, wrong, withdrawn and refused records among it."""

import io
from datetime import UTC, datetime, timedelta

import msgspec
import pytest
from django.db import DatabaseError, transaction

from tests.chains.documents import CONTEXT
from tests.rating.cast import AUDITOR, DRUGS, FARMERS, NOW, account, connect, rate, settled
from tests.recording.cast import AT_FARM, AT_STALL, FIELD, GROWER, ago, harvest, saved
from tests.supervision.following import captured
from zhuisu.access.tokens import OPERATOR
from zhuisu.capture.service import capture_history
from zhuisu.figures import following
from zhuisu.figures.asked import Asked as Months
from zhuisu.figures.asked import shifted
from zhuisu.figures.exhibits.all import EXHIBITS
from zhuisu.figures.view import View
from zhuisu.ledger import sequencer
from zhuisu.rating.formula import Kind, Part
from zhuisu.rating.models import Batch, Day, Score, Subject
from zhuisu.rating.proposing import propose_next
from zhuisu.rating.reading import Asked, found, history, ratings, score_of, told_formula
from zhuisu.rating.scoring import is_current
from zhuisu.recording.correcting import withdraw
from zhuisu.recording.score import score_of as own_score
from zhuisu.registry.models import Alias, Party

GLN = "417/6901234000092"

pytestmark = pytest.mark.usefixtures("rated")


def recorded(times: int = 6) -> list[str]:
    """Harvests, the first of which came three days late. Their eventIDs."""
    late = [saved(AT_FARM, harvest(lot="L0", event_time=ago(days=3)))]
    return [each.event for each in (*late, *(saved(AT_FARM, harvest(lot=f"L{number}")) for number in range(1, times)))]


def test_a_party_is_rated_by_what_it_recorded() -> None:
    account(AT_FARM)
    connect(AT_FARM)
    recorded()
    rate()
    told = score_of(GROWER)
    assert told is not None
    assert (told.numbers.events, told.numbers.late, told.numbers.corrected) == (6, 1, 0)
    assert (told.numbers.covered, told.numbers.days) == (4, 4)
    assert told.score is not None
    assert told_formula(told).zh.startswith(f"{told.score:g} = 100 × (0.35 × 及时 5/6 + 0.35 × 完整 ")
    assert Batch.objects.filter(party=GROWER).count() == 6
    system = Score.objects.get(kind="system", subject="farm", period="rolling")
    assert (system.numbers["events"], system.name) == (6, "farm（灵山菜农合作社）")


def seen() -> dict[str, object]:
    """Goods that nobody registered, at the grower's, who is named by another key of theirs."""
    return {
        "type": "ObjectEvent",
        "action": "OBSERVE",
        "bizStep": "inspecting",
        "eventTime": f"{ago(hours=3):%Y-%m-%dT%H:%M:%SZ}",
        "eventTimeZoneOffset": "+08:00",
        "epcList": ["https://id.gs1.org/01/06901234567915/21/1"],
        "bizLocation": {"id": f"https://id.gs1.org/{FIELD}"},
        "zhuisu:actor": f"https://id.gs1.org/{GLN}",
    }


def test_who_signs_in_with_a_phone_is_no_connected_system() -> None:
    account(AT_FARM)
    recorded()
    rate()
    assert not Score.objects.filter(kind="system").exists()


def test_a_system_whose_party_has_nothing_to_record_is_not_rated_and_not_proposed() -> None:
    account(AT_FARM)
    connect(AT_FARM)
    recorded()
    rate(NOW + timedelta(days=100))
    months = Score.objects.filter(kind="system", subject="farm").exclude(period="rolling").order_by("since")
    assert [row.score for row in months][1:] == [None] * (len(months) - 1)
    assert propose_next(NOW + timedelta(days=100)) == 0


def test_a_record_that_is_withdrawn_counts_no_more() -> None:
    events = recorded()
    withdraw(actor=AT_FARM, event=events[-1], reason="记错了地块")
    rate()
    told = score_of(GROWER)
    assert told is not None
    assert (told.numbers.events, told.numbers.corrected, told.numbers.counted) == (6, 1, 5)


def test_a_late_record_that_is_withdrawn_counts_as_late_no_more() -> None:
    account(AT_FARM)
    connect(AT_FARM)
    events = recorded()
    rate()
    withdraw(actor=AT_FARM, event=events[0], reason="记错了地块")
    Subject.objects.update(due_at=NOW)
    rate()
    for kind, subject in (("party", GROWER), ("system", "farm")):
        numbers = Score.objects.get(kind=kind, subject=subject, period="rolling").numbers
        assert (numbers["events"], numbers["corrected"], numbers["late"]) == (6, 1, 0)


def test_counting_again_changes_nothing() -> None:
    recorded()
    rate()
    before = list(Day.objects.order_by("id").values())
    Subject.objects.update(due_at=NOW)
    rate(NOW + timedelta(minutes=1))
    assert list(Day.objects.order_by("id").values()) == before


def test_a_month_that_is_over_is_settled_and_never_changes_again() -> None:
    recorded()
    rate(NOW + timedelta(days=70))
    months = Score.objects.filter(subject=GROWER).exclude(period="rolling").order_by("since")
    assert months[0].settled_at is not None
    assert months.reverse()[0].settled_at is None
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Score.objects.filter(pk=months[0].pk).update(score=100)


def test_who_is_not_approved_any_more_is_not_rated() -> None:
    recorded()
    Party.objects.filter(key=GROWER).update(state="suspended")
    rate()
    assert not Score.objects.filter(subject=GROWER).exists()


def test_each_sees_the_ratings_of_their_field_and_their_own() -> None:
    settled((70.0, 55.0))
    month = Score.objects.latest("since").period
    asked = Asked(kind=Kind.PARTY, period=month)
    seen = [[row.subject for row in found(asked, actor)] for actor in (FARMERS, AUDITOR, AT_FARM, DRUGS, AT_STALL)]
    assert seen == [[GROWER], [GROWER], [GROWER], [], []]
    assert [each.score for each in history(Kind.PARTY, GROWER, AT_FARM)] == [55.0, 70.0]
    (row,) = ratings(
        list(found(Asked(kind=Kind.PARTY, period=month, text="菜农", region="450700", category="produce"), FARMERS))
    )
    assert [score for _, score in row.trend] == [70.0, 55.0]
    assert row.is_below


def test_no_month_settles_while_history_that_was_told_late_is_not_judged() -> None:
    """What was recorded hours ago by its own account may come after what is recorded now, as a demonstration does."""
    recorded()
    rate()
    assert is_current(NOW + timedelta(days=1))
    event = {**seen(), "eventID": "urn:uuid:0b6a7f0e-5b1c-4a52-9e3f-3f1f2f8f0001"}
    saved(AT_FARM, harvest(lot="now"))
    body = {"@context": CONTEXT, "type": "EPCISDocument", "schemaVersion": "2.0", "epcisBody": {"eventList": [event]}}
    told = io.BytesIO(msgspec.json.encode({**body, "creationDate": "2026-11-01T09:00:00Z"}))
    assert capture_history(told, actor=OPERATOR, recorded=[ago(hours=2)]).success
    sequencer.run_once()
    assert not is_current(datetime.now(UTC))
    rate()
    assert is_current(datetime.now(UTC))


@pytest.mark.usefixtures("figures")
def test_completeness_ratings_and_the_picture_of_the_city_count_what_came_in_time_alike() -> None:
    """Over the same days, of the same records: one came late, one was withdrawn, one is of goods that nobody knows."""
    events = recorded()
    saved(AT_FARM, harvest(lot="K", event_time=ago(hours=30)))
    Alias.objects.create(kind="party", key=GLN, record=Party.objects.get(key=GROWER).pk)
    captured([seen()])
    withdraw(actor=AT_FARM, event=events[-1], reason="记错了地块")
    rate()
    following.catch_up()
    rolling = score_of(GROWER)
    own = own_score(AT_FARM)
    assert rolling is not None
    in_time = next(share for share in rolling.rated.shares if share.part is Part.TIMELINESS)
    assert (in_time.good, in_time.of) == (5, 7)
    assert (own.in_time, own.events) == (5, 7)
    month = rolling.until.replace(day=1)
    around = Months(shifted(month, -2), shifted(month, 2))
    (row,) = EXHIBITS["reporters"](around, View()).rows
    assert (row.key, *row.values[1:]) == (GROWER, 7, round(5 / 7, 4))
