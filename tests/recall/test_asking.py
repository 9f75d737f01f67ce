"""What is asked, in whatever words, means exactly the things that were made, sent or there."""

from datetime import UTC, datetime
from typing import Any

import pytest

from tests.recall.cellar import (
    CASE_KEY,
    CELLAR,
    GRAPES,
    KEYS,
    MAKER,
    MAKER_KEY,
    SHOP,
    WINE,
    captured,
    event,
    vintage,
)
from zhuisu.core.lineage import Direction
from zhuisu.ledger.identity import microseconds
from zhuisu.ledger.seeds import SlowError
from zhuisu.recall.asking import Asked, Seeds, keys_of, meant, question_of
from zhuisu.recall.refusing import Refusal
from zhuisu.tracing import seeds as seeding
from zhuisu.tracing.scope import Question

pytestmark = pytest.mark.usefixtures("recalls")
PRODUCT = "01/06901234500003"


def june(day: int, hour: int = 0) -> datetime:
    return datetime(2026, 6, day, hour, tzinfo=UTC)


def found(**asked: Any) -> set[str]:
    keys = keys_of(Asked(**asked))
    assert not isinstance(keys, Refusal), keys
    return set(keys)


def codes(**asked: Any) -> list[str]:
    refusal = meant(Asked(**asked))
    assert isinstance(refusal, Refusal)
    return [each.code for each in refusal.findings]


def test_a_code_in_any_notation_is_one_thing() -> None:
    assert found(codes=("https://id.gs1.org/01/06901234567892/10/G1", GRAPES)) == {GRAPES}


def test_a_supplier_means_what_it_sent_while_the_time_lasts() -> None:
    vintage()
    assert found(supplier=MAKER) == {CASE_KEY}
    assert codes(supplier=MAKER, until=june(2)) == ["asking.nothing"]


def test_goods_that_the_supplier_packed_stand_for_their_container() -> None:
    sent: dict[str, Any] = {"sourceList": [{"type": "owning_party", "source": MAKER}]}
    box: dict[str, Any] = {"parentID": "https://id.gs1.org/00/369012340000000024"}
    loose: dict[str, Any] = {"epcList": [f"{WINE}/21/LOOSE"], "action": "OBSERVE", "bizStep": "shipping"}
    captured(
        event(1, 1, "AggregationEvent", childEPCs=[f"{WINE}/21/IN"], bizStep="packing", **box, **sent),
        event(2, 2, "ObjectEvent", epcList=[box["parentID"]], action="OBSERVE", bizStep="shipping", **sent),
        event(3, 3, "ObjectEvent", **loose, **sent),
    )
    assert found(supplier=MAKER) == {f"{PRODUCT}/21/IN", f"{PRODUCT}/21/LOOSE"}


def test_a_supplier_is_found_by_the_places_that_the_registry_says_it_runs() -> None:
    from tests.registry.cast import approved  # noqa: PLC0415 - Django must be set up first

    party = "91450702MA5N1X2K93"
    approved("party", {"key": party, "kind": "enterprise", "name": "钦州酒庄", "region": "450702"})
    approved("place", {"key": "414/6901234000016", "kind": "plant", "name": "酒窖", "party": f"uscc:{party}"})
    vintage()
    assert found(supplier=party) == set(KEYS)


def test_a_place_means_what_was_there_when_the_time_began_and_what_came() -> None:
    vintage(event(6, 6, "ObjectEvent", place=SHOP, epcList=[f"{WINE}/21/NEW"], action="ADD", bizStep="commissioning"))
    assert found(place=CELLAR, since=june(3, 12), until=june(4, 12)) == {*KEYS[:4], KEYS[5], CASE_KEY}
    assert found(place=SHOP) == {f"{PRODUCT}/21/NEW"}


def test_what_left_a_place_before_the_time_was_not_there() -> None:
    vintage()
    assert CASE_KEY not in found(place=CELLAR, since=june(5, 12), until=june(6))
    assert KEYS[4] not in found(place=CELLAR, since=june(3, 12), until=june(6))


def test_things_at_a_place_are_affected_from_when_the_time_began() -> None:
    vintage()
    question = question_of(Asked(place=CELLAR, since=june(3), direction=Direction.FORWARD))
    assert isinstance(question, Question)
    assert question.at == microseconds(june(3))


def test_a_product_narrows_what_a_place_or_a_supplier_means() -> None:
    vintage()
    assert found(place=CELLAR, product=WINE) == set(KEYS)
    assert found(place=CELLAR, product="01/06901234567892") == {GRAPES}


def test_a_product_alone_means_all_of_it_that_events_named_then() -> None:
    vintage()
    assert found(product=WINE) == {PRODUCT, *KEYS}
    assert found(product=WINE, since=june(3), until=june(4)) == {PRODUCT, KEYS[4]}


def test_batches_at_a_place_are_followed_whole_and_the_reader_is_told() -> None:
    vintage()
    seeds = meant(Asked(place=CELLAR))
    assert isinstance(seeds, Seeds)
    assert [each.code for each in seeds.findings] == ["asking.whole_batches"]


def test_an_event_declared_in_error_means_nothing() -> None:
    told = event(1, 1, "ObjectEvent", epcList=[f"{WINE}/21/X"], action="ADD", bizStep="commissioning")
    declared = {"errorDeclaration": {"declarationTime": "2026-06-02T08:00:00.000+08:00"}}
    captured(told)
    captured({**told, **declared})
    assert codes(place=CELLAR) == ["asking.nothing"]


def test_a_lot_that_nobody_recorded_is_said_to_be_that() -> None:
    vintage()
    seeds = meant(Asked(codes=(GRAPES, "01/06901234567892/10/NOBODY")))
    assert isinstance(seeds, Seeds)
    assert [(each.code, each.facts["key"]) for each in seeds.findings] == [
        ("asking.unrecorded", "01/06901234567892/10/NOBODY")
    ]


def test_a_time_without_an_offset_is_said_to_lack_it() -> None:
    naive = datetime(2026, 6, 1, 8)  # noqa: DTZ001
    assert codes(place=SHOP, since=naive, until=june(2)) == ["asking.no_offset"]


def test_all_that_is_wrong_is_said_at_once() -> None:
    asked = {"codes": ("\x00",), "supplier": "?", "since": june(2), "until": june(1), "direction": Direction.BOTH}
    assert codes(**asked) == ["asking.one_direction", "asking.no_time", "asking.unread", "asking.no_party"]
    assert codes() == ["asking.empty"]


def test_more_than_an_inquiry_takes_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    vintage()
    monkeypatch.setattr(seeding, "MOST_KEYS", 3)
    assert codes(place=CELLAR) == ["asking.too_many_things"]
    monkeypatch.setattr(seeding, "MOST_EVENTS", 2)
    assert codes(place=CELLAR) == ["asking.too_many_events"]


def test_what_would_take_too_long_to_find_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def slow(*_: Any) -> None:
        raise SlowError

    monkeypatch.setattr(seeding, "things_between", slow)
    assert codes(product=WINE) == ["asking.too_slow"]


def test_a_party_by_either_key_of_its_gln_is_the_same() -> None:
    vintage()
    assert found(supplier=MAKER_KEY) == found(supplier="414/6901234000009")
