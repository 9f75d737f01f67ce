"""Append: what is written is what is read, to the byte."""

from uuid import UUID, uuid4

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from psycopg.errors import RaiseException, UniqueViolation

from tests.ledger.cast import CONTEXT, append, new_event
from zhuisu.ledger.append import known_contents
from zhuisu.ledger.database import ledger_cursor
from zhuisu.ledger.reading import event_by_id, known_things

pytestmark = pytest.mark.usefixtures("ledger")

TEXT = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), min_size=1, max_size=300)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=TEXT, thing=TEXT, body=st.binary(max_size=5000))
def test_an_event_is_read_back_as_it_was_written(name: str, thing: str, body: bytes) -> None:
    event_id = f"{name} {uuid4()}"
    append(new_event(event_id, touches=((thing, 1), (thing, 3)), body=body))
    stored = event_by_id(event_id)
    assert stored is not None
    assert (stored.event_id, stored.body, stored.context) == (event_id, body, CONTEXT)
    assert known_things([name + "!", thing]) == {thing}


def test_the_same_identity_is_written_once() -> None:
    append(new_event("urn:uuid:1"))
    with pytest.raises(UniqueViolation):
        append(new_event("urn:uuid:1"))
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM event")
        assert cursor.fetchone() == (1,)


def test_what_is_known_is_told_with_its_content() -> None:
    known, unknown = new_event("urn:uuid:1", body=b'{"a":1}'), new_event("urn:uuid:2")
    append(known)
    with ledger_cursor() as cursor:
        found = known_contents(cursor, [known.identity, unknown.identity])
    assert {identity: content.body for identity, content in found.items()} == {known.identity: b'{"a":1}'}


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE event SET body = '\\x00'",
        "DELETE FROM event",
        "UPDATE touch SET role = 9",
        "DELETE FROM touch",
        "DELETE FROM identity",
        "UPDATE journal SET events = events || events",
        "DELETE FROM journal",
    ],
)
def test_the_database_itself_refuses_to_change_what_is_recorded(change: str) -> None:
    append(new_event("urn:uuid:1", touches=(("01/06901234567892", 1),)))
    with pytest.raises(RaiseException, match="append-only"), transaction.atomic(), ledger_cursor() as cursor:
        cursor.execute(change.encode())


def test_events_of_many_months_land_in_one_capture() -> None:
    from_2010_to_2029 = [new_event(f"urn:uuid:{year}") for year in range(2010, 2030)]
    append(*from_2010_to_2029)
    with ledger_cursor() as cursor:
        ids = {row[0] for row in cursor.execute("SELECT id FROM event")}
    assert ids == {UUID(bytes=event.id) for event in from_2010_to_2029}
