"""Load: hand every document of a city to a capture function, and say how far it is."""

import io
from collections.abc import Callable
from typing import BinaryIO

import msgspec

from zhuisu.demo.city import City
from zhuisu.demo.model import DemoDocument


class Loaded(msgspec.Struct, frozen=True):
    """What was handed over."""

    documents: int
    events: int


def load(
    city: City,
    capture: Callable[[BinaryIO, DemoDocument], None],
    progress: Callable[[int, int], None],
    pause: Callable[[], None],
) -> Loaded:
    """Call `capture(stream, document)` for each document and `progress(events so far, events in all)` after it.

    `pause()` comes once, before the first document that is late: what is wrong without it can be found until then. An
    exception of `capture` ends the loading; loading again is harmless, since the events have the same ids.
    """
    documents = events = 0
    has_paused = False
    for each in city.documents():
        if each.is_late and not has_paused:
            has_paused = True
            pause()
        capture(io.BytesIO(each.body), each)
        documents += 1
        events += each.events
        progress(events, city.events)
    return Loaded(documents, events)
