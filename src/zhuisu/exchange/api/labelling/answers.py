"""Answers: who may ask for labels, codes with their counts, and files."""

from typing import Final

import msgspec
from django.http import HttpResponse

from zhuisu.access import Actor
from zhuisu.access.actor import ActorKind
from zhuisu.access.permitting import Deed, may
from zhuisu.core.findings import Text
from zhuisu.exchange.api.supervision.answers import granted
from zhuisu.labelling.codes import address_of
from zhuisu.labelling.layouts import Layout
from zhuisu.labelling.printing import File
from zhuisu.labelling.refusing import forbidden
from zhuisu.labelling.saying import read_as, server
from zhuisu.labelling.scans import Seen

PDF: Final = "application/pdf"
ZPL: Final = "application/vnd.zebra-zpl"


class LabelLayout(msgspec.Struct, frozen=True, rename="camel"):
    """A sheet of labels, or a single one, in millimetres. Label printers (ZPL) take single ones."""

    id: str
    name: Text
    page: tuple[float, float]
    label: tuple[float, float]
    per_page: int


class IssuedCode(msgspec.Struct, frozen=True, rename="camel"):
    """A code: its key, as people read it, where it leads; printed so often, and how often somebody looked it up."""

    key: str
    text: str
    address: str
    printed: int
    seen: Seen | None


def labels(actor: Actor) -> None:
    """Raises ProblemError 403 for who acts for no party. A program of the platform may ask, and finds nothing."""
    if actor.kind is not ActorKind.PLATFORM and not may(actor, Deed.RECORD):
        granted(forbidden("not_for_you", account=actor.name))


def layout_of(name: str, layout: Layout) -> LabelLayout:
    return LabelLayout(name, layout.name, layout.page, layout.size, layout.per_page)


def code_of(key: str, lot: str, printed: int, seen: Seen | None) -> IssuedCode:
    return IssuedCode(key, read_as(key), server() + address_of(key, lot), printed, seen)


def file_answer(made: File) -> HttpResponse:
    """What was printed."""
    headers = {"Content-Disposition": f'attachment; filename="{made.name}"'}
    return HttpResponse(made.body, content_type=made.media, headers=headers)
