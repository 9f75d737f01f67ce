"""GET /api/ratings: scores with their numbers, as far as the caller may see them."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from tests.emptying import empty
from tests.exchange.caller import Caller
from tests.rating.cast import AUDITOR, DRUGS, FARMERS, settled
from tests.rating.conftest import TABLES
from tests.recording.cast import AT_FARM, AT_STALL, GROWER, register
from tests.recording.conftest import TABLES as REGISTERED
from zhuisu.access.actor import Actor
from zhuisu.access.tokens import OPERATOR, issue_token, make_account
from zhuisu.rating.models import Score


@pytest.fixture(autouse=True)
def town(ledger: None) -> Iterator[None]:
    register()
    settled((70.0, 55.0))
    yield
    empty(f"{TABLES}, {REGISTERED}")


def caller(actor: Actor) -> Caller:
    make_account(
        actor.name, actor=OPERATOR, scopes=actor.scopes, party=actor.party, kind=actor.kind,
        categories=actor.categories, regions=actor.regions,
    )  # fmt: skip
    return Caller(issue_token(actor.name))


def asked(actor: Actor, **more: str) -> Any:
    answer = caller(actor).get("/api/ratings", {"period": Score.objects.latest("since").period, **more})
    assert answer.status_code == 200, answer.content
    return json.loads(answer.content)


def test_each_reads_the_scores_of_their_field_or_their_own() -> None:
    seen = [[row["subject"] for row in asked(actor)] for actor in (FARMERS, AUDITOR, AT_FARM, DRUGS, AT_STALL)]
    assert seen == [[GROWER], [GROWER], [GROWER], [], []]


def test_a_score_comes_with_what_it_is_made_of() -> None:
    (row,) = asked(FARMERS, below="60", category="produce", region="450700", kind="party")
    assert (row["score"], row["threshold"], row["isSettled"]) == (55.0, 70, True)
    assert row["shares"][0] == {"part": "timeliness", "good": 36, "of": 40, "weight": 0.35}
    assert row["told"].startswith("55 = 100 × (0.35 × in time 36/40 + ")


def test_what_makes_no_sense_is_refused() -> None:
    program = caller(FARMERS)
    odd = {"kind": "planet", "period": "october", "category": "toys", "region": "4507", "below": "101"}
    answers = [program.get("/api/ratings", {name: value}).status_code for name, value in odd.items()]
    assert answers == [400] * 5
