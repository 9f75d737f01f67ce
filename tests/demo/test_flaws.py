"""What is wrong on purpose is wrong in the way that the list says, and only there."""

from datetime import datetime, timedelta
from itertools import pairwise

from tests.demo.cities import NOW, showcase
from zhuisu.core.codes import key_of_uri
from zhuisu.core.epcis import AggregationEvent, Event, ObjectEvent, TransformationEvent
from zhuisu.demo import City


def naming(events: list[Event], key: str) -> list[Event]:
    """Events that name this thing as what they are about, in order of time."""
    found = []
    for event in events:
        named: list[str] = []
        if isinstance(event, ObjectEvent):
            named += event.epc_list or ()
            named += [amount.epc_class for amount in event.quantity_list or ()]
        elif isinstance(event, TransformationEvent):
            named += (*(event.input_epc_list or ()), *(event.output_epc_list or ()))
        elif isinstance(event, AggregationEvent):
            named += event.child_epcs or ()
        if key in map(key_of_uri, named):
            found.append(event)
    return sorted(found, key=lambda event: event.event_time)


def steps(events: list[Event]) -> list[str]:
    return [event.biz_step or "" for event in events]


def spraying(events: list[Event], bottle: str) -> tuple[datetime, datetime]:
    """When a bottle was sprayed, and when what grew there was harvested."""
    sprayed = next(event for event in naming(events, bottle) if event.extensions.get("zhuisu:activity") == "施药")
    assert isinstance(sprayed, TransformationEvent)
    harvest = next(
        event
        for event in events
        if isinstance(event, TransformationEvent)
        and event.transformation_id == sprayed.transformation_id
        and event.output_quantity_list
    )
    return sprayed.event_time, harvest.event_time


def test_the_hasty_lychees_were_harvested_before_the_interval_was_over(town: City, events: list[Event]) -> None:
    sprayed, harvested = spraying(events, showcase(town, "pesticide_late").key)
    assert timedelta(days=8) < harvested - sprayed < timedelta(days=10)


def test_the_other_lychees_waited(town: City, events: list[Event]) -> None:
    sprayed, harvested = spraying(events, showcase(town, "pesticide_bottle").key)
    assert harvested - sprayed > timedelta(days=21)


def test_the_vaccine_box_was_warm_and_two_doses_were_given(town: City, events: list[Event]) -> None:
    box = naming(events, showcase(town, "vaccine_breach").key)
    signed = next(event for event in reversed(box) if event.biz_step == "arriving")
    report = (signed.sensor_element_list or ())[0].sensor_report[0]
    assert report.exception == "ALARM_CONDITION"
    assert report.max_value == 14.6


def test_only_one_vaccine_journey_raised_an_alarm(events: list[Event]) -> None:
    alarms = [
        event
        for event in events
        if event.biz_step == "arriving"
        for element in event.sensor_element_list or ()
        for report in element.sensor_report
        if report.exception
    ]
    assert len(alarms) == 1


def test_the_drug_code_was_sold_in_two_pharmacies(town: City, events: list[Event]) -> None:
    sold = [event for event in naming(events, showcase(town, "drug_twice").key) if event.biz_step == "retail_selling"]
    assert len({event.biz_location.id for event in sold if event.biz_location}) == 2
    assert timedelta(days=5) < sold[1].event_time - sold[0].event_time < timedelta(days=7)


def test_the_recalled_batch_is_recalled(town: City, events: list[Event]) -> None:
    last = next(
        event for event in naming(events, showcase(town, "formula_recalled").key) if event.disposition == "recalled"
    )
    assert isinstance(last, ObjectEvent)
    assert last.persistent_disposition
    assert tuple(last.persistent_disposition.set or ()) == ("recalled",)


def test_more_wine_was_bought_than_declared(town: City, events: list[Event]) -> None:
    key = showcase(town, "wine_oversold").key
    bought = 0.0
    for event in naming(events, key):
        papers = [paper.type for paper in event.biz_transaction_list or ()]
        if isinstance(event, ObjectEvent) and event.biz_step == "receiving" and "inv" in papers:
            bought += sum(amount.quantity or 0 for amount in event.quantity_list or ())
    assert bought == 1320


def test_one_lift_is_overdue_and_the_other_is_not(town: City, events: list[Event]) -> None:
    def visits(slug: str) -> list[datetime]:
        found = naming(events, showcase(town, slug).key)
        return [event.event_time for event in found if "维护保养" in str(event.extensions.get("zhuisu:activity"))]

    kept, late = visits("lift"), visits("lift_overdue")
    assert all(after - before < timedelta(days=16) for before, after in pairwise(kept))
    assert NOW - kept[-1] < timedelta(days=19)
    assert timedelta(days=46) < NOW - late[-1] < timedelta(days=48)


def test_a_detonator_was_issued_and_neither_fired_nor_returned(town: City, events: list[Event]) -> None:
    lost = steps(naming(events, showcase(town, "detonator_missing").key))
    fired = steps(naming(events, showcase(town, "detonator").key))
    assert lost[-1] == "picking"
    assert fired[-2:] == ["picking", "destroying"]


def test_the_wrong_weight_is_declared_and_corrected(events: list[Event]) -> None:
    declared = next(event for event in events if event.error_declaration)
    assert declared.error_declaration
    corrective = (declared.error_declaration.corrective_event_ids or ())[0]
    right = next(event for event in events if event.event_id == corrective)
    wrong = next(event for event in events if event.event_id == declared.event_id and not event.error_declaration)
    assert isinstance(wrong, ObjectEvent)
    assert isinstance(right, ObjectEvent)
    assert wrong.quantity_list
    assert right.quantity_list
    assert (wrong.quantity_list[0].quantity, right.quantity_list[0].quantity) == (1250.0, 125.0)
