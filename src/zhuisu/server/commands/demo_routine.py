"""What some of the demonstration city did week after week: captured as they would, the dairy's by its own program."""

from importlib import import_module
from io import BytesIO
from typing import Final

from zhuisu.access.actor import Actor, Scope
from zhuisu.core.codes import key_of_uri
from zhuisu.demo import City
from zhuisu.demo.directory import table
from zhuisu.demo.documents import document
from zhuisu.demo.punctuality import recorded_of
from zhuisu.demo.routine import routine
from zhuisu.demo.story import Told
from zhuisu.server.commands.capture import OPERATOR, number
from zhuisu.server.commands.demo import captured
from zhuisu.server.commands.demo_underway import actor_for

CONNECTED: Final = "xidong-dairy"
"""Whose program is connected: who it is that lets it in."""
PROGRAM: Final = "生产管理系统"


def after(town: City) -> None:
    """The same events each time: captured again, they are there already. Each account sends a letter of its own."""
    stage = routine(town)
    import_module("zhuisu.registry.seeding").seed(stage.entries, actor=OPERATOR.name)  # uses Django, set up by now
    program = _program()
    letters: dict[str, tuple[Actor, list[Told]]] = {}
    known = {thing.id: thing for story in stage.flagships for thing in story.known.values()}
    told = sorted((told for story in stage.flagships for told in story.told), key=_time)
    for each in told:
        sender = program if key_of_uri(each.reporter.id) == program.party else actor_for(each.reporter.id)
        letters.setdefault(sender.name, (sender, []))[1].append(each)
    for place, (sender, held) in enumerate(letters.values(), 1):
        name = f"routine-{place:03d}"
        body = document(held, known.values(), None, name, town.now)
        captured(BytesIO(body), name, recorded_of(held, town.now), sender)
    number()


def _time(told: Told) -> str:
    return str(told.event["eventTime"])


def _program() -> Actor:
    """The dairy's, let in now if it is not."""
    programs, models = import_module("zhuisu.access.programs"), import_module("zhuisu.access.models")
    party = table("accounts")[CONNECTED]["party"]
    owner = models.Account.objects.get(name=CONNECTED, party=party).actor
    if not programs.programs_of(owner):
        programs.let_in(PROGRAM, {Scope.CAPTURE, Scope.READ}, actor=owner)
    found: Actor = models.Account.objects.get(name=programs.programs_of(owner)[0].account).actor
    return found
