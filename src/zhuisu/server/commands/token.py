"""`zhuisu token NAME`: a new bearer token."""

import argparse
import importlib

from zhuisu.access import Scope
from zhuisu.server.boot import migrated_database
from zhuisu.server.terminal import say_json
from zhuisu.server.trouble import TroubleError


def run(arguments: argparse.Namespace) -> int:
    """Prints the token, which is kept nowhere: what is stored is its hash."""
    with migrated_database():
        tokens = importlib.import_module("zhuisu.access.tokens")  # its tables are known once Django is set up
        if arguments.scopes:
            scopes = frozenset(map(Scope, arguments.scopes))
            tokens.make_account(arguments.name, actor=tokens.OPERATOR, scopes=scopes, party=arguments.party)
        try:
            token = tokens.issue_token(arguments.name)
        except tokens.NoSuchAccountError:
            known = ", ".join(tokens.account_names()) or "operator"
            raise TroubleError(
                f"There is no account {arguments.name!r}; there are: {known}. "
                "Make it with --scope capture and/or --scope read. · 没有此账户，可用 --scope 新建。"
            ) from None
    if arguments.output == "json":
        say_json({"account": arguments.name, "token": token})
    else:
        print(token)
    return 0
