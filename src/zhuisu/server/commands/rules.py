"""`zhuisu rules`: how far the rules have followed, following now, and judging the past anew."""

import argparse
import importlib
from typing import Any

import msgspec

from zhuisu.server.boot import migrated_database
from zhuisu.server.terminal import say_json
from zhuisu.server.trouble import TroubleError


def run(arguments: argparse.Namespace) -> int:
    """Prints how following stands, after what was asked for."""
    with migrated_database():
        state: Any = importlib.import_module("zhuisu.supervision.state")  # tables need Django
        if arguments.act == "run":
            _run()
        elif arguments.act == "reassess":
            _reassess(arguments.profile, arguments.reason)
        found = state.following()
    if arguments.output == "json":
        say_json(msgspec.to_builtins(found))
    else:
        print(_told(found))
    return 0


def _run() -> None:
    importlib.import_module("zhuisu.ledger.sequencer").run_once()
    importlib.import_module("zhuisu.registry.concerning").catch_up()
    importlib.import_module("zhuisu.supervision.follower").catch_up()


def _reassess(profile: str, reason: str) -> None:
    known = importlib.import_module("zhuisu.supervision.editions").in_force()
    if profile not in known:
        raise TroubleError(f"There is no profile {profile}; `zhuisu profile list` names them. · 没有此品种档案。")
    reassessing = importlib.import_module("zhuisu.supervision.reassessing")
    reassessing.reassess(profile, reason=reason, actor="operator")


def _told(found: Any) -> str:
    lines = [
        f"{found.position} of {found.size} events judged; {found.lag_events} behind ({found.lag_seconds:.1f} s) · "
        f"已评估 {found.position}/{found.size}，落后 {found.lag_events} 条",
        f"{found.again} to be judged again, {found.waking} due · 待重评 {found.again}，到期 {found.waking}",
    ]
    lines += [
        f"reassessing {each.profile}: {each.position} of {each.until} ({each.share:.0%}), "
        f"{each.opened} opened, {each.closed} closed: {each.reason}"
        for each in found.reassessments
    ]
    return "\n".join(lines)
