"""Onlookers: who has something to say of events while they are captured. They refuse nothing, and stop nothing."""

import logging
from collections.abc import Callable, Sequence
from typing import Final, NamedTuple
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string

from zhuisu.access import Actor
from zhuisu.capture.intake import Arrival
from zhuisu.core.epcis import Context
from zhuisu.core.findings import Finding

MOST_WARNINGS: Final = 1_000
"""So many warnings of one capture are told."""

log = logging.getLogger("zhuisu.capture")


class Look(NamedTuple):
    """A batch of events that are about to be written, repeats of what is there among them. `path` is their list's."""

    capture: UUID
    actor: Actor
    context: Context
    path: str
    arrivals: Sequence[Arrival]

    def place_of(self, arrival: Arrival) -> str:
        """The JSON path of an event."""
        return self.path if self.path == "$" else f"{self.path}[{arrival.place}]"


Onlooker = Callable[[Look], Sequence[Finding]]
"""Says warnings. It is called in the capture's transaction, and what it writes stands or falls with that."""


def warnings_about(look: Look) -> list[Finding]:
    """What all onlookers (`settings.CAPTURE_ONLOOKERS`) say. One that fails says nothing, and the capture goes on."""
    said: list[Finding] = []
    for name in settings.CAPTURE_ONLOOKERS:
        onlooker: Onlooker = import_string(name)
        try:
            with transaction.atomic():
                said += onlooker(look)
        except Exception:
            log.exception("onlooker failed", extra={"onlooker": name, "capture": str(look.capture)})
    return said
