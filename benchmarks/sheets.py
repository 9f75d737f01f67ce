"""Sheets: how fast a spreadsheet of ten thousand rows is checked, and loaded, by one process."""

import importlib
import os
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final, NamedTuple
from uuid import UUID

from rich.console import Console
from rich.table import Table

ROWS: Final = 10_000
_GROWER: Final = "uscc:93450721MA5685666W"
_STALLS: Final = ("uscc:91450702MA5N1X2K93", "uscc:92450702MA5846E947")
_NAME: Final = "灵山菜农合作社"
_GREENS: Final = "01/06901234567892"
_CITY: Final = timedelta(hours=8)
_HARVEST: Final = ("追溯码", "数量(公斤)", "采收日期", "产地", "批号", "生产过程", "时间")
_USE: Final = (
    *("投入：追溯码或条码", "投入：数量", "投入：单位", "投入品登记证号", "有效成分"),
    *("用量", "安全间隔期（天）", "操作人姓名", "时间"),
)
_SALE: Final = ("单号", "条码", "批号", "数量（斤）", "卖方", "买方", "交易时间", "车牌号")


class Spreadsheet(NamedTuple):
    """A spreadsheet of a stage."""

    stage: str
    heads: tuple[str, ...]
    row: Callable[[int, datetime], tuple[str, ...]]


def measure(console: Console) -> None:
    """One process, as the bookkeeper does it, with a database to itself."""
    with tempfile.TemporaryDirectory(prefix="zhuisu-bench-") as home:
        Path(home).chmod(0o755)  # else root, whose database runs as another user, keeps the cluster elsewhere
        os.environ["ZHUISU_HOME"] = home
        boot: Any = importlib.import_module("zhuisu.server.boot")
        with boot.migrated_database():
            _register()
            console.print(_measured())


def _register() -> None:
    seeding: Any = importlib.import_module("zhuisu.registry.seeding")
    party: dict[str, Any] = {"key": _GROWER, "kind": "cooperative", "name": _NAME, "region": "450721"}
    stalls = [{"key": key, "kind": "stall", "name": f"东门市场{n}号摊"} for n, key in enumerate(_STALLS, 3)]
    greens = {"key": _GREENS, "name": "菜心", "variety": "vegetable", "category": "produce", "unit": "KGM"}
    seeding.seed(
        [
            ("party", {**party, "roles": [{"role": "grower", "category": "produce"}]}),
            *(("party", {**each, "region": "450702"}) for each in stalls),
            ("place", {"key": "414/6901234000016", "kind": "plot", "name": "3号地", "party": _GROWER}),
            ("product", {**greens, "party": _GROWER}),
        ],
        actor="benchmark",
    )


def _harvest(number: int, now: datetime) -> tuple[str, ...]:
    at = now - timedelta(hours=2, seconds=number)
    return (
        "菜心",
        f"{10 + number % 50}.5",
        f"{at + _CITY:%Y-%m-%d}",
        "灵山县",
        f"L{number:05d}",
        f"{number % 50}号地",
        at.isoformat(),
    )


def _sale(number: int, now: datetime) -> tuple[str, ...]:
    at = now - timedelta(minutes=30, seconds=number % 1000)
    buyer = f"东门市场{3 + number % 2}号摊"
    return (f"S{number:06d}", "菜心", f"L{number:05d}", f"{20 + number % 9}", _NAME, buyer, at.isoformat(), "桂N12345")


def _use(number: int, now: datetime) -> tuple[str, ...]:
    at = now - timedelta(hours=3, seconds=number)
    return (
        "吡虫啉粉剂",
        "2",
        "kg",
        f"PD2020{number % 100:04d}",
        "吡虫啉",
        "0.5",
        "7",
        f"农工{number % 40}",
        at.isoformat(),
    )


_SPREADSHEETS: Final = (
    Spreadsheet("harvest", _HARVEST, _harvest),
    Spreadsheet("input_use", _USE, _use),
    Spreadsheet("sell", _SALE, _sale),
)


def _measured() -> Table:
    table = Table("sheet", "rows", "checked, s", "rows/s", "loaded, s", "rows/s", title="Spreadsheets, one process")
    for each in (
        Spreadsheet("harvest", _HARVEST, _harvest),
        Spreadsheet("input_use", _USE, _use),
        Spreadsheet("sell", _SALE, _sale),
    ):
        sheet = _handed_in(each)
        check = _worked(sheet)
        _ask_load(sheet)
        load = _worked(sheet)
        table.add_row(
            each.stage, f"{ROWS:,}", f"{check:.1f}", f"{ROWS / check:,.0f}", f"{load:.1f}", f"{ROWS / load:,.0f}"
        )
    return table


def _handed_in(table: Spreadsheet) -> UUID:
    uploading: Any = importlib.import_module("zhuisu.recording.sheets.uploading")
    now = datetime.now(UTC)
    text = "\n".join("\t".join(row) for row in (table.heads, *(table.row(n, now) for n in range(ROWS))))
    encoded = text.encode()
    given = uploading.Given(variety="vegetable", stage=table.stage, title="秤.csv", content=encoded)
    found = uploading.upload(actor=_actor(), given=given)
    id: UUID = found.pk
    return id


def _ask_load(sheet: UUID) -> None:
    row = importlib.import_module("zhuisu.recording.sheets.asking").ask_load(actor=_actor(), sheet=sheet)
    if not hasattr(row, "pk"):
        models: Any = importlib.import_module("zhuisu.recording.models")
        raise ValueError(models.Sheet.objects.get(pk=sheet).findings[:3])


def _worked(sheet: UUID) -> float:
    work: Any = importlib.import_module("zhuisu.recording.sheets.working").work
    began = time.perf_counter()
    while work(sheet):
        pass
    return time.perf_counter() - began


def _actor() -> Any:
    access: Any = importlib.import_module("zhuisu.access")
    models: Any = importlib.import_module("zhuisu.access.models")
    scopes = sorted(each.value for each in (access.Scope.CAPTURE, access.Scope.READ))
    row, _ = models.Account.objects.get_or_create(
        name="farm", defaults={"kind": "enterprise", "party": _GROWER, "scopes": scopes}
    )
    return row.actor
