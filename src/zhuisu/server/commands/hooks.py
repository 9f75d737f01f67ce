"""`zhuisu hooks`: the addresses where programs of parties are told of notices; a new one, or the end of one."""

import argparse
import importlib
from typing import Any

from zhuisu.core.findings import Language, sentence
from zhuisu.server.boot import migrated_database
from zhuisu.server.terminal import say_json
from zhuisu.server.trouble import TroubleError


def run(arguments: argparse.Namespace) -> int:
    """Prints a line for each; with --add or --end changes that first. The secret of a new one is shown once."""
    with migrated_database():
        hooks: Any = importlib.import_module("zhuisu.recall.hooks")  # tables need Django
        operator: Any = importlib.import_module("zhuisu.access.tokens").OPERATOR
        secret = ""
        if arguments.add is not None:
            party, address = arguments.add
            secret = _done(hooks.make(actor=operator, party=party, address=address)).secret
        if arguments.end is not None:
            _done(hooks.end(arguments.end, actor=operator))
        found = [_told(each) for each in hooks.hooks_of(operator)]
    if arguments.output == "json":
        say_json({"hooks": found, **({"secret": secret} if secret else {})})
        return 0
    for each in found:
        print("  ".join(str(value) for value in each.values()))
    if secret:
        print(f"secret · 密钥（只显示这一次）: {secret}")
    return 0


def _told(hook: Any) -> dict[str, Any]:
    return {"id": hook.pk, "party": hook.party, "address": hook.address, "account": hook.account}


def _done(outcome: Any) -> Any:
    """What was done. Raises TroubleError where it was refused."""
    if hasattr(outcome, "findings"):
        sentences: Any = importlib.import_module("zhuisu.recall.answering_sentences").SENTENCES
        raise TroubleError(
            " · ".join(sentence(outcome.findings[0], sentences, language) for language in (Language.EN, Language.ZH))
        )
    return outcome
