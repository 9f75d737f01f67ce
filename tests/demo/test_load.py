"""Loading hands over every document once and says how far it is."""

from typing import BinaryIO

from tests.demo.cities import NOW
from zhuisu.demo import DemoDocument, city
from zhuisu.demo.load import load


def test_every_document_is_handed_over_with_its_name() -> None:
    town = city(7, 1, NOW)
    captured: list[tuple[str, bytes]] = []
    steps: list[tuple[int, int]] = []
    pauses: list[int] = []

    def capture(stream: BinaryIO, document: DemoDocument) -> None:
        captured.append((document.name, stream.read()))

    done = load(
        town, capture, lambda so_far, whole: steps.append((so_far, whole)), lambda: pauses.append(len(captured))
    )
    assert pauses == [next(number for number, each in enumerate(town.documents()) if each.is_late)]
    assert captured == [(each.name, each.body) for each in town.documents()]
    assert steps[-1] == (town.events, town.events)
    assert (done.documents, done.events) == (len(captured), town.events)
