"""`zhuisu webhooks`: how webhooks stand; another try for one that was given up, or its end."""

import argparse
import importlib
from typing import Any
from uuid import UUID

from zhuisu.server.boot import migrated_database
from zhuisu.server.terminal import say_json
from zhuisu.server.trouble import TroubleError


def run(arguments: argparse.Namespace) -> int:
    """Prints a line for each subscription; with --revive or --end changes that one first."""
    with migrated_database():
        store: Any = importlib.import_module("zhuisu.exchange.subscriptions.store")  # tables need Django
        shown: Any = importlib.import_module("zhuisu.exchange.subscriptions.subscribers").described
        operator: Any = importlib.import_module("zhuisu.access.tokens").OPERATOR
        if arguments.revive is not None:
            _known(store.revive(_id(arguments.revive), actor=operator), arguments.revive)
        if arguments.end is not None:
            ended = _known(store.subscription_by_id(_id(arguments.end)), arguments.end)
            store.unsubscribe(ended, actor=operator)
        found = [shown(each, each.query) | {"account": each.owner} for each in store.every_subscription()]
    if arguments.output == "json":
        say_json(found)
    else:
        for each in found:
            print(_line(each))
    return 0


def _line(found: dict[str, Any]) -> str:
    when = "stream" if "stream" in found else "schedule"
    parts = [found["subscriptionID"], found["state"], found["account"], found["queryName"], when, found["dest"]]
    return "  ".join([*parts, found.get("lastError", "")]).rstrip()


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise TroubleError(f"{text!r} is no subscription's id. · 不是订阅编号。") from None


def _known(found: Any, text: str) -> Any:
    if found is None:
        raise TroubleError(f"There is no subscription {text}. · 没有此订阅。")
    return found
