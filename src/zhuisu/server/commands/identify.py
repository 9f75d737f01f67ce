"""`zhuisu identify TEXT`: what is this string?"""

import argparse

from rich.table import Table
from rich.text import Text as Line

from zhuisu.core.findings import Language
from zhuisu.exchange.api.identify import Identified, Reading, identify
from zhuisu.server.terminal import language, out, say_json
from zhuisu.server.trouble import TroubleError

HEADINGS = {
    Language.ZH: ("类型", "层级", "标识键与说明"),
    Language.EN: ("Scheme", "Level", "Key and remarks"),
}


def run(arguments: argparse.Namespace) -> int:
    """A table, best reading first. Needs no database."""
    found = identify(arguments.text)
    if arguments.output == "json":
        say_json(found)
    elif not found.codes:
        raise TroubleError(f"{arguments.text!r} is no code that is known here. · 认不出这个代码。")
    else:
        out.print(_table(found, language()))
    return 0


def _table(found: Identified, reader: Language) -> Table:
    table = Table(*HEADINGS[reader], box=None, pad_edge=False, padding=(0, 2, 1, 0))
    for code in found.codes:
        table.add_row(Line(f"{code.title.into(reader)} ({code.scheme})"), Line(code.level), _told(code, reader))
    return table


def _told(code: Reading, reader: Language) -> Line:
    """The key, whole; its parts; what was noted about it."""
    told = Line(code.key or "—", style="bold", overflow="fold")
    if code.parts:
        told.append("\n" + "  ".join(f"{name}={value}" for name, value in code.parts.items()), style="not bold dim")
    for said in code.findings:
        told.append("\n" + (said.zh if reader is Language.ZH else said.en), style="not bold")
    return told
