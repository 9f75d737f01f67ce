"""`zhuisu account ACT`: accounts of people: made, invited, reset, closed, listed."""

import argparse
import importlib
from collections.abc import Callable, Mapping
from typing import Any

from zhuisu.access.actor import ActorKind, Scope
from zhuisu.server.boot import migrated_database
from zhuisu.server.config import Config, config
from zhuisu.server.terminal import out, say_json
from zhuisu.server.trouble import TroubleError

BY = "operator"


def run(arguments: argparse.Namespace) -> int:
    """Prints the link of an invitation, which is kept nowhere, or the accounts."""
    with migrated_database():
        return ACTS[arguments.act](arguments)


def _create(arguments: argparse.Namespace) -> int:
    accounts, parties = _module("zhuisu.console.accounts"), _module("zhuisu.access.parties")
    wanted = accounts.Wanted(
        name=arguments.name,
        kind=ActorKind(arguments.kind),
        scopes=frozenset(map(Scope, arguments.scopes)),
        categories=arguments.categories,
        regions=arguments.regions,
        party=arguments.party,
        person=arguments.person or "",
        department=arguments.department,
    )
    try:
        account = accounts.create(wanted, actor=BY)
    except accounts.NameTakenError:
        raise TroubleError(f"There is an account {arguments.name!r} already. · 账户名已被使用。") from None
    except accounts.UnfitError as fault:
        raise TroubleError(f"{fault.said.en} · {fault.said.zh}") from None
    except parties.NotAPartyError:
        raise TroubleError(f"{arguments.party!r} names no party. · 不是主体代码。") from None
    return _say_link(arguments, accounts.invite(account, actor=BY))


def _invite(arguments: argparse.Namespace) -> int:
    return _say_link(arguments, _module("zhuisu.console.accounts").invite(_of_people(arguments), actor=BY))


def _reset(arguments: argparse.Namespace) -> int:
    return _say_link(arguments, _module("zhuisu.console.accounts").reset(_of_people(arguments), actor=BY))


def _disable(arguments: argparse.Namespace) -> int:
    _module("zhuisu.console.accounts").close(_known(arguments.name), actor=BY)
    return _say(arguments, "disabled")


def _enable(arguments: argparse.Namespace) -> int:
    _module("zhuisu.console.accounts").reopen(_known(arguments.name), actor=BY)
    return _say(arguments, "enabled")


def _list(arguments: argparse.Namespace) -> int:
    found = [_described(account) for account in _module("zhuisu.access.models").Account.objects.order_by("name")]
    if arguments.output == "json":
        say_json(found)
        return 0
    for each in found:
        words = (each["name"], each["kind"], ",".join(each["scopes"]), each["party"] or "-", each["state"])
        out.print("  ".join(words), markup=False)
    return 0


def _described(account: Any) -> Mapping[str, Any]:
    return {
        "name": account.name,
        "kind": account.kind,
        "scopes": account.scopes,
        "categories": account.categories,
        "regions": account.regions,
        "party": account.party,
        "person": account.person,
        "department": account.department,
        "title": account.title,
        "state": "open" if account.is_active else "closed",
        "enrolled": _module("zhuisu.console.devices").enrolled(account) is not None,
        "last_login": account.last_login,
    }


def _of_people(arguments: argparse.Namespace) -> Any:
    account = _known(arguments.name)
    if not (account.is_staff and account.is_active):
        raise TroubleError(f"Nobody signs in with the account {account.name!r}. · 此账户不供人登录，或已停用。")
    return account


def _known(name: str) -> Any:
    account = _module("zhuisu.access.models").Account.objects.filter(name=name).first()
    if account is None:
        raise TroubleError(f"There is no account {name!r}; `zhuisu account list` names them. · 没有此账户。")
    return account


def _say_link(arguments: argparse.Namespace, path: str) -> int:
    link = f"{address(config())}{path}"
    if arguments.output == "json":
        say_json({"account": arguments.name, "invitation": link})
    else:
        print(link)
    return 0


def _say(arguments: argparse.Namespace, state: str) -> int:
    if arguments.output == "json":
        say_json({"account": arguments.name, "state": state})
    else:
        print(f"{arguments.name}: {state}.")
    return 0


def address(chosen: Config) -> str:
    """Where the console is, as far as the settings say."""
    host = f"[{chosen.bind}]" if ":" in chosen.bind else chosen.bind
    return chosen.address or f"http://{host}:{chosen.port}"


def _module(name: str) -> Any:
    """A module whose tables are known once Django is set up."""
    return importlib.import_module(name)


ACTS: Mapping[str, Callable[[argparse.Namespace], int]] = {
    "create": _create,
    "invite": _invite,
    "reset-mfa": _reset,
    "disable": _disable,
    "enable": _enable,
    "list": _list,
}
