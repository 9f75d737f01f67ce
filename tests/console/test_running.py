"""Accounts, tokens, clients and the audit on screens."""

import re

import pytest
from oauth2_provider.models import Application

from tests.console.cast import AGRICULTURE, AUDITOR, GROWER, REGISTRAR, browser, proof, sent, signed_in, verbs
from tests.registry.cast import ORCHARD, made
from zhuisu.access.actor import ActorKind, Scope
from zhuisu.access.bearers import actor_of_bearer
from zhuisu.access.models import Account
from zhuisu.access.tokens import OPERATOR, issue_token, make_account
from zhuisu.console import accounts
from zhuisu.console.accounts import UnfitError, Wanted

pytestmark = pytest.mark.usefixtures("console")

ACCOUNTS = "/admin/console/account/"


def test_an_account_is_made_and_its_link_shown_once() -> None:
    client = signed_in(REGISTRAR)
    answer = sent(client, f"{ACCOUNTS}add/", name="lu", kind="enterprise", scopes=["read", "registry"], party=ORCHARD)
    link = re.search(r"http://testserver(/admin/invitation/[^<]+)", answer.content.decode())
    assert link is not None, answer.content.decode()
    assert browser().get(link[1]).status_code == 200
    made = Account.objects.get(name="lu")
    assert (made.kind, made.party, made.scopes) == ("enterprise", f"uscc:{ORCHARD}", ["read", "registry"])
    assert verbs("liang")[-2:] == ["account made", "account invited"]


def test_an_account_says_which_department_it_is_of_and_what_a_machine_is_called() -> None:
    client = signed_in(REGISTRAR, "zh-hans")
    asked = {"name": "he", "kind": "department", "scopes": ["read"], "categories": ["drugs"]}
    assert "请选择所属部门" in sent(client, f"{ACCOUNTS}add/", **asked).content.decode()
    wrong = sent(client, f"{ACCOUNTS}add/", name="shen", kind="auditor", scopes=["read"], department="health")
    assert "其他账户请留空" in wrong.content.decode()
    assert "邀请链接" in sent(client, f"{ACCOUNTS}add/", **asked, department="health").content.decode()
    issue_token("operator")
    make_account("p2-system", actor=OPERATOR, scopes=frozenset({Scope.READ}))
    machine = f"{ACCOUNTS}{Account.objects.get(name='p2-system').pk}/change/"
    assert sent(client, machine, act="name", title="肉菜追溯系统").status_code == 302
    listed = client.get(ACCOUNTS).content.decode()
    for told in ("市卫生健康委员会", "肉菜追溯系统", "平台运维"):
        assert f">{told}</td>" in listed, told
    page = f"{ACCOUNTS}{Account.objects.get(name='he').pk}/change/"
    assert sent(client, page, act="name", department="commerce", title="").status_code == 302
    assert "市商务局" in client.get(page).content.decode()
    assert verbs("liang").count("account named") == 2


def test_what_is_wrong_with_a_new_account_is_said() -> None:
    client = signed_in(REGISTRAR)
    without = sent(client, f"{ACCOUNTS}add/", name="lu", kind="enterprise", scopes=["read"])
    assert "name their party" in without.content.decode()
    nowhere = sent(
        client, f"{ACCOUNTS}add/", name="tan", kind="department", scopes=["read"], categories=["food"], regions="999999"
    )
    assert "no such region" in nowhere.content.decode()
    taken = sent(client, f"{ACCOUNTS}add/", name="liang", kind="auditor", scopes=["read"])
    assert "There is an account of this name" in taken.content.decode()
    with pytest.raises(UnfitError):
        accounts.create(Wanted("chen", ActorKind.DEPARTMENT, frozenset({Scope.READ})), actor="operator")


def test_tokens_and_clients_are_issued_once_and_revoked() -> None:
    client = signed_in(REGISTRAR)
    account = accounts.create(GROWER, actor="operator")
    page = f"{ACCOUNTS}{account.pk}/change/"
    issued = sent(client, page, act="token").content.decode()
    token = re.search(r"zs_[\w-]+", issued)
    assert token is not None
    assert actor_of_bearer(token[0]) is not None
    assert token[0] not in client.get(page).content.decode()
    sent(client, page, act="revoke_token", number=str(account.tokens.get().pk))
    assert actor_of_bearer(token[0]) is None
    assert "client_secret" in sent(client, page, act="client").content.decode()
    sent(client, page, act="revoke_client", number=Application.objects.get().client_id)
    assert Application.objects.count() == 0


def test_an_account_is_closed_and_reopened_but_not_ones_own() -> None:
    client = signed_in(REGISTRAR)
    other = accounts.create(GROWER, actor="operator")
    sent(client, f"{ACCOUNTS}{other.pk}/change/", act="close")
    other.refresh_from_db()
    assert not other.is_active
    sent(client, f"{ACCOUNTS}{other.pk}/change/", act="reopen")
    other.refresh_from_db()
    assert other.is_active
    own = Account.objects.get(name="liang")
    assert sent(client, f"{ACCOUNTS}{own.pk}/change/", act="close").status_code == 403


def test_nobody_gets_at_more_by_anothers_account() -> None:
    client = signed_in(REGISTRAR._replace(scopes=frozenset({Scope.REGISTRY, Scope.SUPERVISE})))
    other = accounts.create(GROWER, actor="operator")
    assert sent(client, f"{ACCOUNTS}{other.pk}/change/", act="token").status_code == 403
    assert 'value="read"' not in client.get(f"{ACCOUNTS}add/").content.decode()


def test_accounts_are_the_platforms_and_the_audit_is_read_by_auditors() -> None:
    for reader in (AGRICULTURE, GROWER, AUDITOR):
        assert signed_in(reader).get(ACCOUNTS).status_code == 403, reader.name
    auditor = browser()
    sent(auditor, "/admin/login/", username="wei", password="guess")
    client = signed_in(AUDITOR._replace(name="mo"))
    accounts.create(REGISTRAR._replace(person=made("person", {"name": "梁主任"}).entry.key), actor="operator")
    accounts.invite(Account.objects.get(name="liang"), actor="liang")
    told = client.get("/admin/console/audit/").content.decode()
    assert "sign-in failed" in told
    assert '梁主任 <span class="quiet">liang</span>' in told
    assert 'the platform&#x27;s operator <span class="quiet">operator</span>' in told
    assert signed_in(GROWER._replace(name="lin")).get("/admin/console/audit/").status_code == 403


def test_the_overview_names_what_one_may_open_and_no_more() -> None:
    grower = signed_in(GROWER).get("/admin/console/licence/").content.decode()
    assert "/admin/console/licence/" in grower
    assert ACCOUNTS not in grower
    assert proof(signed_in(REGISTRAR), "/admin/")
