"""Where programs of parties are told: who may say so, what an address may be, and when it ends."""

import pytest
from django.utils import timezone

from tests.recall.notified import BUTCHER, SELLER, STALL, STRANGER
from zhuisu.access.models import Audit
from zhuisu.access.tokens import OPERATOR
from zhuisu.recall import hooks
from zhuisu.recall.models import Hook
from zhuisu.recall.recipients import of_holder
from zhuisu.recall.refusing import Refusal
from zhuisu.registry.vault import unseal

pytestmark = pytest.mark.usefixtures("recalls")
ADDRESS = "https://stall.example.cn/recalls"


def refused(outcome: object) -> str:
    assert isinstance(outcome, Refusal), outcome
    return outcome.findings[0].code


def made(**given: str) -> hooks.Made:
    outcome = hooks.make(actor=SELLER, **{"party": STALL, "address": ADDRESS, **given})
    assert isinstance(outcome, hooks.Made), outcome
    return outcome


def test_a_party_says_where_it_is_told_and_the_secret_is_kept_encrypted() -> None:
    _, secret = made()
    kept = bytes(Hook.objects.get().secret)
    assert secret.encode() not in kept
    assert unseal(kept) == secret
    assert Audit.objects.get(verb="hook made").actor == "stall"


def test_what_is_made_is_where_its_holder_is_told() -> None:
    number = made().hook.pk
    assert of_holder(STALL, timezone.now()).hooks == (number,)


def test_a_stranger_says_it_for_nobody_else() -> None:
    assert refused(hooks.make(actor=STRANGER, party=STALL, address=ADDRESS)) == "hook.not_yours"
    number = made().hook.pk
    assert not hooks.hooks_of(STRANGER).exists()
    assert refused(hooks.end(number, actor=STRANGER)) == "hook.unknown"


def test_the_operator_says_it_for_everybody() -> None:
    assert isinstance(hooks.make(actor=OPERATOR, party=BUTCHER, address=ADDRESS), hooks.Made)


@pytest.mark.parametrize(
    "address",
    [
        "ftp://x.cn",
        "https://",
        "https://a:b@x.cn/",
        "https://x.cn/#a",
        "https://x.cn/ a",
        "x" * 3000,
        "https://x:99999",
    ],
)
def test_an_address_that_is_none_is_refused(address: str) -> None:
    assert refused(hooks.make(actor=SELLER, party=STALL, address=address)) == "hook.bad_address"


def test_a_party_has_only_so_many() -> None:
    for _ in range(hooks.MOST):
        made()
    assert refused(hooks.make(actor=SELLER, party=STALL, address=ADDRESS)) == "hook.too_many"


def test_one_that_has_ended_is_listed_no_more() -> None:
    number = made().hook.pk
    assert isinstance(hooks.end(number, actor=SELLER), Hook)
    assert not hooks.hooks_of(SELLER).exists()
    assert refused(hooks.end(number, actor=SELLER)) == "hook.unknown"
