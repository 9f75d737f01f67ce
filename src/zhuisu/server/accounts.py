"""Accounts: what the commands that hand out tokens and clients share."""

import argparse
import importlib
from typing import Any

from zhuisu.access.actor import ActorKind, Scope
from zhuisu.server.trouble import TroubleError


def ready_account(arguments: argparse.Namespace) -> None:
    """The account that is named, made with the scopes and the party given if it is new. Raises TroubleError."""
    tokens: Any = importlib.import_module("zhuisu.access.tokens")  # its tables are known once Django is set up
    parties: Any = importlib.import_module("zhuisu.access.parties")
    if arguments.name == tokens.OPERATOR.name:
        tokens.ensure_operator()
    elif arguments.scopes:
        fitting: Any = importlib.import_module("zhuisu.access.fitting")
        try:
            tokens.make_account(
                arguments.name,
                actor=tokens.OPERATOR,
                scopes=frozenset(map(Scope, arguments.scopes)),
                party=arguments.party,
                kind=ActorKind(arguments.kind) if arguments.kind else None,
                categories=frozenset(arguments.categories or ()),
                regions=frozenset(arguments.regions or ()),
            )
        except parties.NotAPartyError:
            raise TroubleError(
                f"{arguments.party!r} names no party: give a key such as uscc:… or 417/…, a GLN, a URN or a link. "
                "· 不是主体代码。"
            ) from None
        except fitting.UnfitAccountError as unfit:
            raise TroubleError(f"{unfit.said.en} · {unfit.said.zh}") from None
    known = tokens.account_names()
    if arguments.name not in known:
        raise TroubleError(
            f"There is no account {arguments.name!r}; there are: {', '.join(known) or 'operator'}. "
            "Make it with --scope capture, read, registry and/or supervise. · 没有此账户，可用 --scope 新建。"
        )
