"""The alerts of the demonstration city, raised over its told stories."""

import io
from collections.abc import Iterator

import pytest
from pytest_django import DjangoDbBlocker

from tests.demo.cities import NOW
from tests.emptying import empty
from tests.recall.alerted import TABLES
from tests.supervision.conftest import TABLES as FOUND
from zhuisu.capture.service import capture_document
from zhuisu.demo import City, city
from zhuisu.demo.alerts import alerts
from zhuisu.demo.directory import table
from zhuisu.demo.registering import registered
from zhuisu.ledger import sequencer
from zhuisu.recall import standing
from zhuisu.recall.drafting import plan_of
from zhuisu.recall.kinds import Purpose
from zhuisu.recall.models import Holding, Recall
from zhuisu.recall.noticed import noticed
from zhuisu.recall.publishing import published
from zhuisu.recall.wording import letter_of
from zhuisu.registry.seeding import seed
from zhuisu.server.commands.demo import OPERATOR
from zhuisu.server.commands.demo_alerts import after


@pytest.fixture(scope="module")
def town(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[City]:
    """The told stories, captured, with their alerts."""
    told = city(1, 1, NOW)
    with django_db_blocker.unblock():
        try:
            seed([*registered(NOW.date()), *told.registry()], actor=OPERATOR.name)
            for each in told.documents():
                assert capture_document(io.BytesIO(each.body), actor=OPERATOR).success
            sequencer.run_once()
            after(told)
            yield told
        finally:
            empty_everything()


def empty_everything() -> None:
    from tests.conftest import ACCOUNTS, LEDGER_TABLES  # noqa: PLC0415 - as the fixture `ledger` does

    empty(f"{LEDGER_TABLES}, {ACCOUNTS}, {FOUND}, {TABLES}")


@pytest.mark.django_db
def test_each_is_raised_once_and_stands_where_it_should(town: City) -> None:
    after(town)
    found = {row.kind: row.state for row in Recall.objects.all()}
    assert found == {row["kind"]: row["state"] for row in table("alerts").values()}


@pytest.mark.django_db
def test_the_recalled_batch_is_in_force_for_its_tins_and_one_holder_has_answered(town: City) -> None:
    row = Recall.objects.get(kind="recall")
    tins = list(row.affected.filter(state="sold").values_list("thing", flat=True))
    assert tins
    assert {each.number for of in standing.in_force(tins).values() for each in of} == {row.number}
    states = list(Holding.objects.filter(recall=row).values_list("state", flat=True))
    assert "done" in states
    assert len(states) > states.count("done")


@pytest.mark.django_db
def test_what_is_missing_is_told_to_no_public(town: City) -> None:
    assert {each.kind.value for each in published()} == {"recall", "ban"}


@pytest.mark.django_db
def test_a_recall_is_found_by_the_lot_on_the_pack(town: City) -> None:
    row = Recall.objects.get(kind="recall")
    lot = row.keys[0].rpartition("/")[2]
    assert [each.number for each in published(text=lot.lower())] == [row.number]
    assert published(text=lot[1:]) == published(text="(") == []


@pytest.mark.django_db
def test_a_recall_speaks_english_where_its_department_did(town: City) -> None:
    row = Recall.objects.get(kind="recall")
    (told,) = published(text="retained sample")
    letter = letter_of(noticed(Holding.objects.filter(recall=row)[0]), Purpose.FIRST)
    assert told.advice_en.startswith("Stop feeding it.")
    assert told.title_en in letter.body.en
    assert row.reason not in letter.body.en
    assert row.reason in letter.body.zh
    assert plan_of(row).hazard_en == told.hazard_en


def test_every_alert_is_about_something_that_the_city_shows() -> None:
    shown = city(1, 1, NOW)
    assert len(alerts(shown)) == len(table("alerts"))
