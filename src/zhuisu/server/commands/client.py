"""`zhuisu client NAME`: a new OAuth client, or the end of those there are."""

import argparse
import importlib
from typing import Any

from zhuisu.server.accounts import ready_account
from zhuisu.server.boot import migrated_database
from zhuisu.server.terminal import say_json
from zhuisu.server.trouble import TroubleError


def run(arguments: argparse.Namespace) -> int:
    """Prints the client's id and its secret, which is kept nowhere: what is stored is its hash."""
    with migrated_database():
        ready_account(arguments)
        oauth: Any = importlib.import_module("zhuisu.access.oauth")  # its tables are known once Django is set up
        operator = importlib.import_module("zhuisu.access.tokens").OPERATOR
        if arguments.revoke is not None:
            ended = oauth.revoke_clients(arguments.name, actor=operator, client_id=arguments.revoke or None)
            return _say_ended(arguments, ended)
        client = oauth.make_client(arguments.name, actor=operator)
    if arguments.output == "json":
        say_json({"account": arguments.name, "client_id": client.id, "client_secret": client.secret})
    else:
        print(f"client_id     {client.id}\nclient_secret {client.secret}")
    return 0


def _say_ended(arguments: argparse.Namespace, ended: int) -> int:
    if arguments.revoke and not ended:
        raise TroubleError(f"The account {arguments.name!r} has no such client. · 没有此客户端。")
    if arguments.output == "json":
        say_json({"account": arguments.name, "revoked": ended})
    else:
        print(f"{ended} revoked. · 已撤销 {ended} 个。")
    return 0
