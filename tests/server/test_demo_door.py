"""/demo: anybody may be one of the cast, where the demonstration serves this machine alone, and nowhere else."""

from collections.abc import Iterator
from typing import Any

import django
import pytest
from django.test import Client, override_settings

from tests.conftest import ACCOUNTS
from tests.emptying import empty
from zhuisu.access.actor import ActorKind, Scope
from zhuisu.server.config import read_config
from zhuisu.server.trouble import TroubleError

django.setup()

from zhuisu.access.models import Account, Audit  # noqa: E402
from zhuisu.access.tokens import OPERATOR, make_account  # noqa: E402

INSPECTOR, GROWER = "drug-inspector", "lychee-grower"


@pytest.fixture(autouse=True)
def cast(ledger: None) -> Iterator[None]:
    read = frozenset({Scope.READ})
    make_account(INSPECTOR, actor=OPERATOR, scopes=read, kind=ActorKind.DEPARTMENT, categories={"drugs"})
    make_account(GROWER, actor=OPERATOR, scopes=read, party="93450721MA5685666W")
    yield
    empty(f"{ACCOUNTS}, django_session")


def chosen(name: str) -> Any:
    client = Client()
    return client, client.post("/demo", {"account": name})


def test_the_door_is_shut_unless_it_was_opened() -> None:
    assert Client().get("/demo").status_code == 404
    assert chosen(INSPECTOR)[1].status_code == 404


@override_settings(DEMO_DOOR=True)
def test_an_inspector_is_let_in_with_both_factors() -> None:
    client, answer = chosen(INSPECTOR)
    assert (answer.status_code, answer["Location"]) == (302, "/admin/")
    assert client.get("/admin/").status_code == 200
    assert Audit.objects.filter(actor=INSPECTOR, verb="signed in").count() == 1


@override_settings(DEMO_DOOR=True)
def test_a_grower_comes_to_the_enterprises_screens() -> None:
    assert chosen(GROWER)[1]["Location"] == "/work/"


@override_settings(DEMO_DOOR=True)
def test_nobody_else_is_let_in() -> None:
    make_account("registrar", actor=OPERATOR, scopes=frozenset(Scope))
    client, answer = chosen("registrar")
    assert answer.status_code == 404
    assert "_auth_user_id" not in client.session


@override_settings(DEMO_DOOR=True)
def test_a_closed_account_stays_closed() -> None:
    Account.objects.filter(name=GROWER).update(is_active=False)
    assert chosen(GROWER)[1].status_code == 404


@override_settings(DEMO_DOOR=True)
def test_another_site_cannot_choose() -> None:
    client = Client(enforce_csrf_checks=True)
    assert client.post("/demo", {"account": INSPECTOR}).status_code == 403


@pytest.mark.parametrize(
    "further",
    [{"ZHUISU_BIND": "0.0.0.0"}, {"ZHUISU_HOSTS": "a.example"}, {"ZHUISU_ADDRESS": "https://a.example"}],
)
def test_it_does_not_open_where_other_machines_can_ask(further: dict[str, str]) -> None:
    with pytest.raises(TroubleError, match="loopback alone"):
        read_config({"ZHUISU_DEMO_DOOR": "yes", **further})
