"""`zhuisu migrate`: bring the database's schema up to date."""

import argparse

from zhuisu.server.boot import database, migrate
from zhuisu.server.terminal import out


def run(_: argparse.Namespace) -> int:
    """Prints what was applied."""
    with database():
        applied = migrate()
    for name in applied:
        out.print(f"applied {name}", markup=False)
    if not applied:
        out.print("The schema is up to date. · 数据库结构已是最新。")
    return 0
