"""People: their identity numbers are encrypted, found, shown with a reason alone, sealed anew, and erased."""

from typing import Any

import pytest

from tests.registry.cast import DRIVER, HAND, codes, made, written
from zhuisu.registry.entries import Person
from zhuisu.registry.held import Refusal
from zhuisu.registry.history import history_of
from zhuisu.registry.kinds import KINDS
from zhuisu.registry.models import Change
from zhuisu.registry.models import Person as Row
from zhuisu.registry.people import erase, people_with, reseal, reveal
from zhuisu.registry.states import State
from zhuisu.registry.vault import mask, mask_name
from zhuisu.registry.writing import change, get

pytestmark = pytest.mark.usefixtures("registry")
PERSON = KINDS["person"]
NUMBER = DRIVER["identity"]
OLD, NEW = "an old secret key of more than thirty letters", "a new secret key of more than thirty letters"


def test_a_number_is_nowhere_in_plain() -> None:
    entry = made("person", DRIVER).entry
    assert isinstance(entry, Person)
    assert entry.key.startswith("person:")
    assert (entry.identity, entry.masked) == ("", "4507**********0003")
    row = Row.objects.get()
    assert NUMBER.encode() not in bytes(row.identity or b"") + bytes(row.mark or b"")
    assert NUMBER not in str(list(Change.objects.values_list("fields", flat=True)))
    assert "黄大年" not in str(list(Change.objects.values_list("fields", flat=True)))


def test_it_is_shown_for_a_reason_that_is_written_down() -> None:
    key = made("person", DRIVER).entry.key
    assert codes(reveal(key, actor=HAND, reason="")) == ["registry.no_reason"]  # type: ignore[arg-type]
    shown = reveal(key, actor=HAND, reason="核查运输记录")
    assert not isinstance(shown, Refusal)
    assert (shown.name, shown.identity) == ("黄大年", NUMBER)
    deeds = history_of(PERSON, key) or ()
    assert [(deed.verb, deed.reason) for deed in deeds[1:]] == [("reveal", "核查运输记录")]


def test_somebody_is_found_by_a_number() -> None:
    made("person", DRIVER)
    assert [each.entry.key for each in people_with("resident", NUMBER)] == [Row.objects.get().key]
    assert people_with("passport", NUMBER) == []


def test_a_new_number_replaces_the_old_one_and_the_history_says_only_that() -> None:
    key = made("person", DRIVER).entry.key
    change(PERSON, key, {"identityKind": "passport", "identity": "E12345678"}, actor=HAND)
    shown = reveal(key, actor=HAND, reason="x")
    assert not isinstance(shown, Refusal)
    assert (shown.identity_kind, shown.identity) == ("passport", "E12345678")
    assert "E12345678" not in str(list(Change.objects.values_list("fields", flat=True)))


def test_other_changes_leave_the_number_as_it_is() -> None:
    key = made("person", DRIVER).entry.key
    change(PERSON, key, {"phone": "13900000000"}, actor=HAND)
    shown = reveal(key, actor=HAND, reason="x")
    assert not isinstance(shown, Refusal)
    assert (shown.phone, shown.identity) == ("13900000000", NUMBER)


def test_numbers_outlive_the_key_that_sealed_them(settings: Any) -> None:
    settings.SECRET_KEY = OLD
    key = made("person", DRIVER).entry.key
    settings.SECRET_KEY = NEW
    assert codes(reveal(key, actor=HAND, reason="x")) == ["registry.sealed_otherwise"]  # type: ignore[arg-type]
    assert reseal() == (0, 1)
    settings.SECRET_KEY_FALLBACKS = [OLD]
    assert [each.entry.key for each in people_with("resident", NUMBER)] == [key]
    assert reseal() == (1, 0)
    settings.SECRET_KEY_FALLBACKS = []
    assert [each.entry.key for each in people_with("resident", NUMBER)] == [key]
    assert not isinstance(reveal(key, actor=HAND, reason="x"), Refusal)


def test_who_is_erased_leaves_a_key_and_no_more() -> None:
    key = made("person", DRIVER).entry.key
    assert codes(erase(key, actor=HAND, reason=" ")) == ["registry.no_reason"]
    erase(key, actor=HAND, reason="本人申请")
    found = get(PERSON, key)
    assert found is not None
    assert isinstance(found.entry, Person)
    assert (found.state, found.entry.name, found.entry.phone, found.entry.masked) == (State.CLOSED, "—", "", "")
    assert codes(reveal(key, actor=HAND, reason="x")) == ["registry.nothing_kept"]  # type: ignore[arg-type]
    assert people_with("resident", NUMBER) == []


def test_no_refusal_repeats_a_number() -> None:
    answer = written("person", {**DRIVER, "identity": f"{NUMBER}\0"})
    assert isinstance(answer, Refusal)
    assert [finding.path for finding in answer.findings] == ["$.identity"]
    assert NUMBER not in str(answer)


def test_masks_show_the_ends_alone() -> None:
    assert [mask(text) for text in (NUMBER, "E1234567", "1", "")] == ["4507**********0003", "E*******", "1", ""]
    assert [mask_name(text) for text in ("黄大年", "黄", "")] == ["黄**", "黄", ""]
