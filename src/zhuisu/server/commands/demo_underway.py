"""What is on its way in the demonstration city, and what its enterprises did of late, captured by their accounts."""

from collections.abc import Iterator
from importlib import import_module
from io import BytesIO

from zhuisu.access.actor import Actor, ActorKind, Scope
from zhuisu.core.codes import key_of_uri
from zhuisu.demo import City
from zhuisu.demo.directory import table
from zhuisu.demo.documents import document
from zhuisu.demo.punctuality import recorded_of
from zhuisu.demo.stage import Stage
from zhuisu.demo.story import Story, Told
from zhuisu.demo.underway import underway
from zhuisu.server.commands.capture import OPERATOR, number
from zhuisu.server.commands.demo import captured


def after(town: City) -> None:
    """The same events each time: captured again, they are there already."""
    stage = underway(town)
    import_module("zhuisu.registry.seeding").seed(stage.entries, actor=OPERATOR.name)  # uses Django, set up by now
    for name, story, told in _letters(stage):
        body = document(told, story.known.values(), told[0].reporter, name, town.now)
        captured(BytesIO(body), name, recorded_of(told, town.now), actor_for(told[0].reporter.id))
    number()


def _letters(stage: Stage) -> Iterator[tuple[str, Story, list[Told]]]:
    """Each story by who reports it, first who acted first, so that what was made is known before it comes to others."""
    for place, story in enumerate(stage.flagships, 1):
        ordered = sorted(story.told, key=lambda told: str(told.event["eventTime"]))
        for count, reporter in enumerate(dict.fromkeys(told.reporter.id for told in ordered), 1):
            yield f"underway-{place:03d}-{count}", story, [told for told in ordered if told.reporter.id == reporter]


def actor_for(reporter: str) -> Actor:
    """The account of the party; of who has none, who runs the city."""
    party = key_of_uri(reporter)
    name = next((name for name, row in table("accounts").items() if row.get("party") == party), None)
    scopes = frozenset({Scope.CAPTURE, Scope.READ})
    return Actor(name=name, kind=ActorKind.ENTERPRISE, party=party, scopes=scopes) if name else OPERATOR
