"""`zhuisu demo`: the demonstration city, loaded once and served."""

import argparse
import importlib
import os
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, BinaryIO
from zoneinfo import ZoneInfo

import msgspec
from django.conf import settings
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.text import Text as Line

from zhuisu.access.actor import Actor, ActorKind, Scope
from zhuisu.core.findings import Text
from zhuisu.demo import City, Showcase, city
from zhuisu.demo.directory import table
from zhuisu.demo.load import load
from zhuisu.demo.model import Registered
from zhuisu.demo.registering import registered
from zhuisu.portal.links import thing_path
from zhuisu.server.boot import migrated_database
from zhuisu.server.commands.capture import number
from zhuisu.server.commands.serve import listening
from zhuisu.server.config import config, read_config
from zhuisu.server.serving import check_port, serve
from zhuisu.server.terminal import err, language, out
from zhuisu.server.trouble import TroubleError

SEED = 1
EVENTS = 3000
CITY_ZONE = ZoneInfo("Asia/Shanghai")
OPERATOR = Actor(name="operator", scopes=frozenset(Scope))
LOADED = "demonstration city loaded"
AFTERWARDS = (
    *("demo_underway", "demo_routine", "demo_alerts", "demo_cases", "demo_plan", "demo_enrolments", "demo_labels"),
    "demo_ratings",
)
"""Modules whose `after(town)` adds to the loaded city what people did there; each looks whether it did so before."""
SOUND = ("lychee_box", "formula_tin", "vaccine_vial")
FLAWED = ("oyster_unlicensed", "vaccine_breach", "cylinder_lapsed")
MORE = ("lift", "pesticide_bottle")
LOOK = {Text("没有问题的：", "In order:"): SOUND, Text("发现问题的：", "With findings:"): FLAWED}
AS_WHOM = Text("换个身份看（不用密码）：", "Be a grower, a pharmacist, an inspector (no password):")
TO_TRY = Text("可以查询这些代码：", "Codes to try:")


class Loaded(msgspec.Struct, frozen=True):
    """Which city the ledger holds: that of this seed and day, with so many events."""

    seed: int
    events: int
    now: datetime


def run(arguments: argparse.Namespace) -> int:
    """Loads the city where it is not loaded yet, prints what to try, and serves until SIGTERM or SIGINT."""
    listening(arguments)
    _open_the_door()
    serving = arguments.then == "serve"
    if serving:
        check_port(config())
    with migrated_database():
        town = loaded_city(arguments.events)
        if serving:
            serve(only=None, announce=lambda address: _welcome(town, address))
        else:
            _welcome(town, None)
    return 0


def _open_the_door() -> None:
    """Let anybody be one of the cast, where no other machine can ask; see `zhuisu.server.demo_door`."""
    opened = {**os.environ, "ZHUISU_DEMO_DOOR": "no"}
    if "ZHUISU_DEMO_DOOR" not in os.environ and read_config(opened).is_for_one_machine():
        os.environ["ZHUISU_DEMO_DOOR"] = "yes"


def loaded_city(events: int | None) -> City:
    """The city of this ledger, loaded now if it is not there, or not with so many events."""
    audits = importlib.import_module("zhuisu.access.models").Audit.objects.filter(verb=LOADED)
    last = audits.order_by("-id").first()
    before = msgspec.convert(last.facts, Loaded) if last else None
    wanted = Loaded(
        seed=before.seed if before else SEED,
        events=events or (before.events if before else EVENTS),
        now=before.now if before else datetime.now(CITY_ZONE).replace(microsecond=0),
    )
    town = city(wanted.seed, wanted.events, wanted.now)
    if before is None or wanted.events > before.events:
        if before is None and wanted.events > EVENTS:
            _tell(city(wanted.seed, EVENTS, wanted.now))
        _tell(town)
        audits.create(actor=OPERATOR.name, verb=LOADED, facts=msgspec.to_builtins(wanted))
    else:
        _register(registered(wanted.now.date()))
    _accounts()
    settings.PORTAL_EXAMPLES.write_bytes(msgspec.json.encode(_for_home(town.showcases)))
    return town


def _tell(town: City) -> None:
    """The stories of a city, and what people did there, once.

    A large city is told after the usual one, in which they did it: what it has more is served before it is judged.
    """
    _load(town)
    _accounts()
    for name in AFTERWARDS:
        importlib.import_module(f"zhuisu.server.commands.{name}").after(town)


def _accounts() -> None:
    """An account for each kind of actor; those that are there stay as they are."""
    tokens = importlib.import_module("zhuisu.access.tokens")
    for name, row in table("accounts").items():
        tokens.make_account(
            name,
            actor=OPERATOR,
            scopes=frozenset(map(Scope, row["scopes"])),
            party=row.get("party"),
            kind=ActorKind(row["kind"]),
            categories=frozenset(row.get("categories", ())),
            regions=frozenset(row.get("regions", ())),
        )


def _for_home(showcases: Sequence[Showcase]) -> list[Showcase]:
    """For the home page: sound things and some of which the rules find something, then all others."""
    first = (*SOUND, *FLAWED, *MORE)
    return sorted(showcases, key=lambda each: first.index(each.slug) if each.slug in first else len(first))


def _load(town: City) -> None:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), _Rate(), TimeElapsedColumn())
    with Progress(*columns, console=err, disable=not err.is_terminal) as progress:
        task = progress.add_task("装载示范城市 · loading the city", total=town.events)
        load(
            town,
            lambda stream, document: captured(stream, document.name, document.recorded),
            lambda done, _: progress.update(task, completed=done),
            lambda: _judge_first(town),
        )
        progress.update(task, completed=town.events)
    number()


def _judge_first(town: City) -> None:
    """The registry's part of the city, and what the rules find in the stories that the next documents mend.

    The rest is left to the follower, which judges it while it is served.
    """
    importlib.import_module("zhuisu.registry.reference").register_reference(actor=OPERATOR.name)
    _register(town.registry())
    number()
    importlib.import_module("zhuisu.supervision.follower").catch_up()


def _register(entries: Iterable[Registered]) -> None:
    """Entries of the registry; what somebody changed since stays as it is."""
    importlib.import_module("zhuisu.registry.seeding").seed(entries, actor=OPERATOR.name)


def captured(stream: BinaryIO, name: str, recorded: Sequence[datetime], actor: Actor = OPERATOR) -> None:
    """Through the same capture as anyone's, as recorded when an enterprise would have done it.

    Raises TroubleError.
    """
    service = importlib.import_module("zhuisu.capture.service")  # uses Django, which is set up by now
    report = service.capture_history(stream, actor=actor, recorded=recorded)
    if not report.success:
        reasons = "; ".join(f"{finding.code} {finding.path}" for finding in report.errors[:5])
        raise TroubleError(f"The document {name} of the demonstration city was refused: {reasons}.")


class _Rate(TextColumn):
    """Events a second."""

    def __init__(self) -> None:
        super().__init__("")

    def render(self, task: Any) -> Any:
        return f"{task.completed / task.elapsed:,.0f}/s" if task.elapsed else ""


def _welcome(town: City, address: str | None) -> None:
    """What to try: each code on a line of its own, whole, so that it can be copied."""
    reader = language()
    out.print(TO_TRY.into(reader), style="bold", markup=False)
    for each in town.showcases:
        line = Line(f"  {each.title.into(reader)}")
        if each.flaw:
            line.append(f"  {each.flaw.into(reader)}", style="yellow")
        out.print(line)
        out.print(f"    {each.key_or_code}", style="cyan", markup=False)
    if address:
        out.print(f"\nZhuisu 追溯: {address}", markup=False)
        _look_at(town, address.rstrip("/"))
        out.print("Ctrl-C 停止 · Ctrl-C ends it", markup=False)


def _look_at(town: City, address: str) -> None:
    """Where to look first: what is in order, and what the rules find something of, soon after the start."""
    shown = {each.slug: each for each in town.showcases}
    out.print(AS_WHOM.into(language()), style="bold", markup=False)
    out.print(f"  {address}/demo", style="cyan", markup=False)
    for heading, slugs in LOOK.items():
        out.print(heading.into(language()), style="bold", markup=False)
        for slug in slugs:
            out.print(f"  {shown[slug].title.into(language())}", markup=False)
            out.print(f"    {address}{thing_path(shown[slug].key)}", style="cyan", markup=False)
