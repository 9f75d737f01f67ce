"""Two at once: one key is registered once, changes of two fields both land, two mergers end as one."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection
from pytest_django import DjangoDbBlocker

from tests.registry import cast
from tests.registry.cast import COOPERATIVE, HAND, PIGS, made, written
from zhuisu.registry.held import Held, Refusal
from zhuisu.registry.history import history_of
from zhuisu.registry.kinds import KINDS
from zhuisu.registry.listing import entries
from zhuisu.registry.merging import merge
from zhuisu.registry.states import State
from zhuisu.registry.writing import change, get

pytestmark = pytest.mark.usefixtures("registry")
PARTY = KINDS["party"]
AT_ONCE = 4


@pytest.fixture
def at_once(django_db_blocker: DjangoDbBlocker) -> Callable[..., list[Any]]:
    """Does this in several threads that begin together, each with its number."""

    def run(act: Callable[[int], Any]) -> list[Any]:
        barrier = Barrier(AT_ONCE)

        def one(number: int) -> Any:
            with django_db_blocker.unblock():
                barrier.wait()
                try:
                    return act(number)
                finally:
                    connection.close()

        with ThreadPoolExecutor(AT_ONCE) as threads:
            return list(threads.map(one, range(AT_ONCE)))

    return run


def test_one_key_is_registered_once(at_once: Callable[..., list[Any]]) -> None:
    answers = at_once(lambda _: written("party", COOPERATIVE))
    assert sum(isinstance(answer, Held) for answer in answers) == 1
    assert [f.code for answer in answers if isinstance(answer, Refusal) for f in answer.findings] == [
        "registry.taken"
    ] * (AT_ONCE - 1)
    assert len(entries(PARTY, {})) == 1


def test_one_alias_goes_to_one(at_once: Callable[..., list[Any]]) -> None:
    keys = [made("party", COOPERATIVE, key="", name=f"合作社{number}").entry.key for number in range(AT_ONCE)]
    answers = at_once(lambda number: change(PARTY, keys[number], {"aliases": [cast.ORCHARD]}, actor=HAND))
    assert sum(isinstance(answer, Held) for answer in answers) == 1
    assert get(PARTY, cast.ORCHARD) is not None


def test_changes_of_different_fields_all_land(at_once: Callable[..., list[Any]]) -> None:
    made("party", COOPERATIVE)
    fields = ("address", "shortName", "nameEn", "note")
    at_once(lambda number: change(PARTY, cast.ORCHARD, {fields[number]: "x"}, actor=HAND))
    deeds = history_of(PARTY, cast.ORCHARD) or ()
    assert {name for deed in deeds[1:] for name in deed.fields} == set(fields)
    held: Any = get(PARTY, cast.ORCHARD)
    assert (held.entry.address, held.entry.short_name, held.entry.name_en, held.entry.note) == ("x",) * 4


def test_two_are_merged_once_whichever_way(at_once: Callable[..., list[Any]]) -> None:
    one, other = made("party", COOPERATIVE).entry.key, made("party", PIGS).entry.key
    ways = [(one, other), (other, one)] * 2
    answers = at_once(lambda number: merge(PARTY, *ways[number], actor=HAND, reason="同一主体"))
    assert sum(isinstance(answer, Held) for answer in answers) == 1
    assert sorted(held.state for held in entries(PARTY, {})) == [State.DRAFT, State.MERGED]
