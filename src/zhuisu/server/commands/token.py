"""`zhuisu token NAME`: a new bearer token, or the end of those there are."""

import argparse
import importlib
from typing import Any

from zhuisu.server.accounts import ready_account
from zhuisu.server.boot import migrated_database
from zhuisu.server.terminal import say_json
from zhuisu.server.trouble import TroubleError


def run(arguments: argparse.Namespace) -> int:
    """Prints the token, which is kept nowhere: what is stored is its hash."""
    with migrated_database():
        ready_account(arguments)
        tokens: Any = importlib.import_module("zhuisu.access.tokens")  # its tables are known once Django is set up
        if arguments.revoke is not None:
            return _revoke(tokens, arguments)
        token = tokens.issue_token(arguments.name)
    if arguments.output == "json":
        say_json({"account": arguments.name, "token": token})
    else:
        print(token)
    return 0


def _revoke(tokens: Any, arguments: argparse.Namespace) -> int:
    ended = tokens.revoke_tokens(arguments.name, token=arguments.revoke or None)
    if arguments.revoke and not ended:
        raise TroubleError(f"The account {arguments.name!r} has no such token that is good. · 没有此令牌。")
    if arguments.output == "json":
        say_json({"account": arguments.name, "revoked": ended})
    else:
        print(f"{ended} revoked. · 已撤销 {ended} 个。")
    return 0
