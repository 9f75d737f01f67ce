"""Departments draft profiles, put them in force from a day on, and withdraw them; each deed is written down."""

from datetime import UTC, date, datetime, timedelta
from threading import Thread
from typing import Any

import msgspec
import pytest
from django.db import DatabaseError, connection, transaction

from tests.supervision.cast import AGRICULTURE, DISTRICT, GROWER, OFFICE, OPERATOR, POLICE
from zhuisu.access import PUBLIC, Actor, Scope
from zhuisu.access.actor import ActorKind
from zhuisu.access.models import Audit
from zhuisu.core.findings import Language, sentence
from zhuisu.core.profiles import SENTENCES as PROFILES
from zhuisu.core.rules.record import LOCAL
from zhuisu.packaged import profiles, texts
from zhuisu.supervision.editing import (
    LONGEST,
    MOST_DRAFTS,
    MOST_FINDINGS,
    HeldEdition,
    draft,
    edition,
    editions_of,
    put_in_force,
    rewrite,
    withdraw,
)
from zhuisu.supervision.editions import in_force, profile_on
from zhuisu.supervision.models import Edition, Reassessment
from zhuisu.supervision.refusing import Refusal, Why
from zhuisu.supervision.sentences import SENTENCES

pytestmark = pytest.mark.usefixtures("supervision")

FRUIT = texts("varieties")["fruit.toml"]
MUSHROOM = FRUIT.replace('id = "fruit"', 'id = "mushroom"').replace("number = 2\n", "number = 35\n")


def today() -> date:
    """Asked anew each time: a run of the tests may go on over midnight."""
    return datetime.now(LOCAL).date()


def next_week() -> date:
    return today() + timedelta(days=7)


def drafted(profile: str = "fruit", text: str = FRUIT, actor: Actor = AGRICULTURE) -> HeldEdition:
    found = draft(profile, text, actor=actor, note="试行")
    assert isinstance(found, HeldEdition), found
    return found


def in_force_from(day: date, text: str = FRUIT, **more: Any) -> HeldEdition:
    found = put_in_force("fruit", drafted(text=text).number, day, actor=AGRICULTURE, **more)
    assert isinstance(found, HeldEdition), found
    return found


def refused(found: HeldEdition | Refusal) -> tuple[Why, list[str]]:
    assert isinstance(found, Refusal)
    assert all(sentence(each, {**PROFILES, **SENTENCES}, language) for each in found.findings for language in Language)
    return found.why, [each.code for each in found.findings]


def verbs() -> list[str]:
    return list(Audit.objects.filter(verb__startswith="edition").order_by("id").values_list("verb", flat=True))


def test_the_packaged_text_counts_until_an_edition_does() -> None:
    in_force_from(next_week())
    later = in_force_from(next_week() + timedelta(days=30))
    packaged, first, second = in_force()["fruit"]
    assert (packaged.profile, packaged.since, packaged.until) == (profiles()["fruit"], None, next_week())
    assert (first.since, first.until, first.profile.version) == (next_week(), later.since, next_week())
    assert (second.since, second.until) == (later.since, None)
    assert profile_on("fruit", today()) == profiles()["fruit"]
    assert profile_on("fruit", next_week()) == first.profile
    assert profile_on("no_such_variety", today()) is None


def test_what_is_in_force_is_read_once_and_again_when_something_is_decided() -> None:
    before = in_force()
    assert in_force() is before
    number = drafted().number
    assert in_force() is before
    put_in_force("fruit", number, next_week(), actor=AGRICULTURE)
    during = in_force()
    assert len(during["fruit"]) == 2
    withdraw("fruit", number, actor=AGRICULTURE, reason="条款有误")
    assert len(in_force()["fruit"]) == 1


def test_a_variety_that_is_not_packaged_can_be_added() -> None:
    number = drafted("mushroom", MUSHROOM).number
    assert "mushroom" not in in_force()
    put_in_force("mushroom", number, today(), actor=AGRICULTURE)
    (only,) = in_force()["mushroom"]
    assert (only.since, only.profile.number, list(in_force())[-1]) == (today(), 35, "mushroom")
    assert profile_on("mushroom", today() - timedelta(days=1)) is None


def test_every_deed_is_written_down_with_its_reason() -> None:
    number = drafted().number
    rewrite("fruit", number, FRUIT + "\n# 说明\n", actor=DISTRICT, note="改")
    put_in_force("fruit", number, today(), actor=AGRICULTURE, reason=" 法规修订 ")
    withdraw("fruit", number, actor=OFFICE, reason="撤销")
    assert verbs() == ["edition drafted", "edition rewritten", "edition put in force", "edition withdrawn"]
    kept = edition("fruit", number)
    assert isinstance(kept, HeldEdition)
    assert (kept.state, kept.reason, kept.decided_by, kept.written_by) == ("withdrawn", "撤销", "office", "qinnan")
    assert Audit.objects.get(verb="edition put in force").facts["since"] == str(today())


def test_the_findings_are_judged_anew_when_an_edition_comes_into_force_or_goes() -> None:
    number = in_force_from(today()).number
    Reassessment.objects.update(started_at=datetime.now(UTC))
    withdraw("fruit", number, actor=AGRICULTURE, reason="撤销")
    withdraw("fruit", drafted().number, actor=AGRICULTURE)
    asked = list(Reassessment.objects.order_by("id").values_list("profile", "reason", "asked_by", "until"))
    assert asked == [
        ("fruit", f"edition {number} in force from {today()}", "agriculture", 0),
        ("fruit", f"edition {number} withdrawn", "agriculture", 0),
    ]


def test_a_faulty_text_is_told_line_by_line_and_not_kept() -> None:
    found = draft("fruit", FRUIT.replace("number = 2\n", 'number = "zwei"\ncolour = "red"\n'), actor=OPERATOR)
    assert isinstance(found, Refusal)
    told = [(each.code, each.path) for each in found.findings]
    assert {code for code, _ in told} == {"profile.type", "profile.unknown_key"}
    assert all(path.startswith("fruit.toml:") for _, path in told)
    assert not Edition.objects.exists()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (FRUIT.replace('id = "fruit"', 'id = "grape"'), "edition.other_id"),
        (FRUIT.replace('category = "produce"', 'category = "food"'), "edition.other_category"),
        (FRUIT.replace("number = 2\n", "number = 1\n"), "edition.number_taken"),
        ("x = " + "[" * 50_000, "edition.too_deep"),
        ("#" * (LONGEST + 1), "edition.too_long"),
        ("= = =", "profile.syntax"),
        ("", "profile.missing_key"),
    ],
)
def test_what_an_edition_may_not_say(text: str, code: str) -> None:
    why, codes = refused(draft("fruit", text, actor=OPERATOR))
    assert (why, codes[0]) == (Why.INVALID, code)


def test_the_id_of_a_new_variety_is_a_plain_word() -> None:
    why, codes = refused(draft("../x", MUSHROOM.replace("mushroom", "../x"), actor=OPERATOR))
    assert (why, codes) == (Why.INVALID, ["edition.bad_id"])


def test_a_text_with_very_many_faults_is_refused_with_the_first_of_them() -> None:
    text = FRUIT.replace("public = [", "public = [" + '"zhuisu:nothing", ' * 2000, 1)
    why, codes = refused(draft("fruit", text, actor=OPERATOR))
    assert (why, len(codes)) == (Why.INVALID, MOST_FINDINGS)


@pytest.mark.parametrize(
    "actor",
    [
        POLICE,
        GROWER,
        PUBLIC,
        msgspec.structs.replace(AGRICULTURE, name="reader", scopes=frozenset({Scope.READ})),
        Actor(name="agent", kind=ActorKind.OFFICE, scopes=frozenset(Scope), party="uscc:93450721MA5685666W"),
        Actor(name="auditor", kind=ActorKind.AUDITOR, scopes=frozenset(Scope)),
    ],
    ids=lambda actor: actor.name,
)  # fmt: skip
def test_who_may_not_write_a_profile(actor: Actor) -> None:
    number = drafted().number
    forbidden = (Why.FORBIDDEN, ["edition.not_yours"])
    assert refused(draft("fruit", FRUIT, actor=actor)) == forbidden
    assert refused(rewrite("fruit", number, FRUIT, actor=actor)) == forbidden
    assert refused(put_in_force("fruit", number, today(), actor=actor)) == forbidden
    assert refused(withdraw("fruit", number, actor=actor)) == forbidden
    assert edition("fruit", number) == editions_of("fruit")[0]
    assert verbs() == ["edition drafted"]


def test_a_district_drafts_and_the_city_decides() -> None:
    number = drafted(actor=DISTRICT).number
    assert refused(put_in_force("fruit", number, today(), actor=DISTRICT)) == (Why.FORBIDDEN, ["edition.of_district"])
    assert isinstance(put_in_force("fruit", number, today(), actor=AGRICULTURE), HeldEdition)
    assert refused(withdraw("fruit", number, actor=DISTRICT, reason="x"))[0] is Why.FORBIDDEN


def test_the_past_is_judged_otherwise_only_with_a_reason() -> None:
    yesterday = today() - timedelta(days=1)
    number = drafted().number
    found = put_in_force("fruit", number, yesterday, actor=AGRICULTURE, reason=" ")
    assert refused(found) == (Why.INVALID, ["edition.back_dated"])
    assert isinstance(put_in_force("fruit", number, yesterday, actor=AGRICULTURE, reason="更正"), HeldEdition)


def test_a_day_that_nobody_means_is_refused() -> None:
    found = put_in_force("fruit", drafted().number, date(202, 1, 1), actor=AGRICULTURE, reason="更正")
    assert refused(found) == (Why.INVALID, ["edition.too_early"])


def test_one_edition_counts_from_one_day() -> None:
    in_force_from(today())
    assert refused(put_in_force("fruit", drafted().number, today(), actor=AGRICULTURE)) == (
        Why.CONFLICT, ["edition.same_day"],
    )  # fmt: skip


def test_what_is_decided_stays_as_it_was_decided() -> None:
    number = in_force_from(today()).number
    assert refused(rewrite("fruit", number, FRUIT, actor=OPERATOR)) == (Why.CONFLICT, ["edition.not_draft"])
    assert refused(put_in_force("fruit", number, today(), actor=OPERATOR)) == (Why.CONFLICT, ["edition.not_draft"])
    assert refused(withdraw("fruit", number, actor=OPERATOR)) == (Why.INVALID, ["edition.no_reason"])
    withdraw("fruit", number, actor=OPERATOR, reason="撤销")
    assert refused(withdraw("fruit", number, actor=OPERATOR, reason="x")) == (Why.CONFLICT, ["edition.is_withdrawn"])


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE supervision_edition SET text = 'x'",
        "UPDATE supervision_edition SET since = '2020-01-01'",
        "UPDATE supervision_edition SET state = 'draft'",
        "UPDATE supervision_edition SET profile = 'grain'",
        "DELETE FROM supervision_edition",
    ],
)
def test_the_database_keeps_what_was_decided(statement: str) -> None:
    in_force_from(today())
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_an_unknown_edition_is_said_to_be_unknown() -> None:
    number = drafted().number
    unknown = (Why.UNKNOWN, ["edition.unknown"])
    other = FRUIT.replace('id = "fruit"', 'id = "grape"').replace("number = 2\n", "number = 36\n")
    assert refused(edition("grain", number)) == unknown
    assert refused(put_in_force("fruit", 999, today(), actor=OPERATOR)) == unknown
    assert refused(withdraw("grain", number, actor=OPERATOR)) == unknown
    assert refused(rewrite("grape", number, other, actor=OPERATOR)) == unknown


def test_drafts_do_not_pile_up_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zhuisu.supervision.editing.MOST_DRAFTS", 1)
    drafted()
    assert refused(draft("fruit", FRUIT, actor=OPERATOR)) == (Why.CONFLICT, ["edition.too_many"])
    assert MOST_DRAFTS > 1


def test_an_edition_that_this_release_cannot_read_leaves_what_counted_before(caplog: pytest.LogCaptureFixture) -> None:
    Edition.objects.create(
        profile="fruit", state="in_force", text="id = 1", since=today(), written_by="x", written_at=datetime.now(UTC),
        decided_by="x", decided_at=datetime.now(UTC),
    )  # fmt: skip
    (only,) = in_force()["fruit"]
    assert (only.profile, only.until) == (profiles()["fruit"], None)
    assert caplog.messages == ["edition unreadable"]


def test_editions_are_listed_the_newest_first() -> None:
    numbers = [drafted().number for _ in range(3)]
    assert [each.number for each in editions_of("fruit", limit=2)] == [numbers[2], numbers[1]]
    assert [each.number for each in editions_of("fruit", before=numbers[1])] == [numbers[0]]


def test_of_two_who_decide_at_once_for_one_day_one_is_told_of_the_other() -> None:
    numbers = [drafted().number for _ in range(2)]
    found: list[HeldEdition | Refusal] = []

    def decide(number: int) -> None:
        try:
            found.append(put_in_force("fruit", number, next_week(), actor=AGRICULTURE))
        finally:
            connection.close()

    threads = [Thread(target=decide, args=(number,)) for number in numbers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(type(each).__name__ for each in found) == ["HeldEdition", "Refusal"]
    assert len(in_force()["fruit"]) == 2
