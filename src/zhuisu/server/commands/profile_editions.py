"""`zhuisu profile editions|draft|decide|withdraw`, and `try --ledger`: departments' own texts of a profile."""

import argparse
import importlib
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import msgspec
from rich.table import Table
from rich.text import Text as Line

from zhuisu.core.findings import Language, Text, sentence
from zhuisu.server.boot import migrated_database
from zhuisu.server.terminal import err, language, out, say_json
from zhuisu.server.trouble import TroubleError

HEADS = {
    Language.ZH: ("编号", "状态", "自", "起草", "说明"),
    Language.EN: ("Number", "State", "Since", "Written by", "Note"),
}


def list_editions(arguments: argparse.Namespace) -> int:
    """The editions of a variety, the newest first."""
    with migrated_database():
        found = _module("editing").editions_of(arguments.name)
    if arguments.output == "json":
        say_json({"editions": msgspec.to_builtins(found)})
        return 0
    table = Table(*HEADS[language()], box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for each in found:
        table.add_row(str(each.number), each.state, str(each.since or ""), each.written_by, Line(each.note))
    out.print(table)
    return 0


def draft(arguments: argparse.Namespace) -> int:
    """A new draft from a file."""
    text = read_text(arguments.file)
    with migrated_database():
        profile = arguments.profile or _id_of(text, arguments.file)
        return _say(arguments, _module("editing").draft(profile, text, actor=_operator(), note=arguments.note))


def decide(arguments: argparse.Namespace) -> int:
    """Put a draft in force."""
    try:
        since = date.fromisoformat(arguments.since)
    except ValueError:
        raise TroubleError(f"{arguments.since!r} is no day: write 2027-01-01. · 日期应写作 2027-01-01。") from None
    with migrated_database():
        act = _module("editing").put_in_force
        return _say(arguments, act(arguments.name, arguments.number, since, actor=_operator(), reason=arguments.reason))


def withdraw(arguments: argparse.Namespace) -> int:
    """Give a draft up, or end an edition that is in force."""
    with migrated_database():
        act = _module("editing").withdraw
        return _say(arguments, act(arguments.name, arguments.number, actor=_operator(), reason=arguments.reason))


def try_on_ledger(arguments: argparse.Namespace) -> int:
    """What a file would find in the events of the ledger; nothing is written."""
    text = read_text(arguments.name)
    with migrated_database():
        rules = _tried(_id_of(text, arguments.name), text, arguments)
    if arguments.output == "json":
        say_json(rules)
        return 0
    for each in rules["rules"]:
        name = each["name"][language().value]
        out.print(Line(f"{name} ({each['rule']}): +{each['opens']} -{each['closes']} ={each['stays']}", style="bold"))
        for sign in ("opening", "closing"):
            for example in each[sign]:
                out.print(Line(f"  {'+' if sign == 'opening' else '-'} {example['told'][language().value]}"))
    told = Text(
        f"查看 {rules['looked']} 个事件，属于该品种 {rules['judged']} 个。",
        f"{rules['looked']} events looked at, {rules['judged']} of the variety.",
    )
    out.print(told.into(language()))
    return 0


def read_text(name: str) -> str:
    """The text of a file."""
    try:
        return Path(name).read_text("utf-8")
    except (OSError, UnicodeDecodeError) as problem:
        raise TroubleError(f"{name} cannot be read: {problem}. · 无法读取 {name}。") from problem


def _tried(profile: str, text: str, arguments: argparse.Namespace) -> dict[str, Any]:
    """The pages of a trial as one."""
    looked = judged = 0
    rules: dict[str, dict[str, Any]] = {}
    partial: tuple[str, ...] = ()
    for page in _pages(profile, text, arguments):
        looked, judged, partial = looked + page.looked, judged + page.judged, page.partial
        err.print(f"{looked}…", style="dim", markup=False)
        for each in msgspec.to_builtins(page.rules):
            _add(rules.setdefault(each["rule"], {**each, **dict.fromkeys(COUNTS, 0), **_no_examples()}), each)
    ordered = [rules[name] for name in sorted(rules)]
    return {"profile": profile, "looked": looked, "judged": judged, "rules": ordered, "partial": list(partial)}


COUNTS = ("opens", "closes", "stays")
EXAMPLES = ("opening", "closing")


def _no_examples() -> dict[str, list[Any]]:
    return {name: [] for name in EXAMPLES}


def _add(total: dict[str, Any], page: dict[str, Any]) -> None:
    counted = Counter({name: total[name] for name in COUNTS}) + Counter({name: page[name] for name in COUNTS})
    total.update({name: counted[name] for name in COUNTS})
    for name in EXAMPLES:
        total[name] = (total[name] + page[name])[:3]


def _pages(profile: str, text: str, arguments: argparse.Namespace) -> Iterator[Any]:
    trying = _module("trying")
    left, before = arguments.last, None
    while left is None or left > 0:
        most = min(left or trying.MOST_EVENTS, trying.MOST_EVENTS)
        bounds = {"since": _moment(arguments.since), "until": _moment(arguments.until)}
        page = trying.try_text(profile, text, actor=_operator(), span=trying.Span(**bounds, before=before, events=most))
        yield _granted(page)
        left, before = None if left is None else left - page.looked, page.next
        if before is None:
            return


def _moment(text: str | None) -> datetime | None:
    if text is None:
        return None
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        raise TroubleError(f"{text!r} is no time: write 2026-03-14T00:00:00+08:00. · 时间写法有误。") from None
    return found if found.tzinfo is not None else found.replace(tzinfo=UTC)


def _id_of(text: str, name: str) -> str:
    """The id that a valid text states."""
    profiles: Any = importlib.import_module("zhuisu.core.profiles")
    found = profiles.read_profile(name, text, importlib.import_module("zhuisu.packaged").library())
    if isinstance(found, profiles.Faulty):
        raise TroubleError(_told(found.findings))
    return str(found.id)


def _say(arguments: argparse.Namespace, found: Any) -> int:
    done = _granted(found)
    if arguments.output == "json":
        say_json(msgspec.to_builtins(done))
        return 0
    since = f", {done.since}" if done.since else ""
    out.print(f"{done.profile} {done.number}: {done.state}{since}", markup=False, highlight=False)
    return 0


def _granted(found: Any) -> Any:
    if isinstance(found, _module("refusing").Refusal):
        raise TroubleError(_told(found.findings))
    return found


def _told(findings: Any) -> str:
    catalogue = importlib.import_module("zhuisu.exchange.http.catalogue").CATALOGUE
    return "\n".join(f"{each.path}: {sentence(each, catalogue, language())}" for each in findings)


def _operator() -> Any:
    return importlib.import_module("zhuisu.access.tokens").OPERATOR


def _module(name: str) -> Any:
    """A module of supervision: its tables are known once Django is set up."""
    return importlib.import_module(f"zhuisu.supervision.{name}")
