"""`zhuisu findings`: what rules found, of everything, of a thing or of a party, in words."""

import argparse
import importlib
from collections.abc import Sequence
from typing import Any

import msgspec
from rich.text import Text as Line

from zhuisu.core.findings import Language, Text
from zhuisu.server.boot import migrated_database
from zhuisu.server.terminal import language, out, say_json
from zhuisu.server.trouble import TroubleError

STYLES = {"error": "red", "warning": "yellow", "note": "dim"}


def run(arguments: argparse.Namespace) -> int:
    """Prints them, the newest first."""
    with migrated_database():
        found = _found(arguments)
    if arguments.output == "json":
        say_json({"findings": msgspec.to_builtins(found)})
        return 0
    for each in found:
        out.print(_line(each, language()))
    told = Text(f"{len(found)} 个问题。", f"{len(found)} findings.")
    out.print(told.into(language()))
    return 0


def _found(arguments: argparse.Namespace) -> Sequence[Any]:
    findings: Any = importlib.import_module("zhuisu.supervision.findings")  # its tables are known once Django is set up
    operator = importlib.import_module("zhuisu.access.tokens").OPERATOR
    wanted = {name: value for name in ("profile", "category", "severity", "rule", "region")
              if (value := getattr(arguments, name)) is not None}  # fmt: skip
    if arguments.code is not None:
        wanted["thing"] = _thing(arguments.code)
    if arguments.party is not None:
        wanted["party"] = _party(arguments.party)
    filters = findings.Filters(**wanted, standing=findings.Standing(arguments.standing))
    found: Sequence[Any] = findings.listed(filters, operator, limit=arguments.limit)
    return found


def _thing(text: str) -> str:
    key: str | None = importlib.import_module("zhuisu.exchange.api.supervision.answers").key_of(text)
    if key is None:
        raise TroubleError(f"{text!r} is no code that is known here. · 认不出这个代码。")
    return key


def _party(text: str) -> str:
    parties = importlib.import_module("zhuisu.access.parties")
    try:
        return str(parties.party_key(text))
    except parties.NotAPartyError:
        raise TroubleError(f"{text!r} names no party. · 这不是主体的标识。") from None


def _line(each: Any, reader: Language) -> Line:
    state = "" if each.is_open else Text("（已消除）", " (closed)").into(reader)
    head = Line(f"{each.id} {each.severity}{state} {each.variety.into(reader)} {each.subject}\n", style="bold")
    told = Line(f"  {each.told.into(reader)}\n", style=STYLES[each.severity] if each.is_open else "dim")
    return head + told + Line(f"  → {each.mend.into(reader)}")
