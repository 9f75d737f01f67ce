"""Answers: what is told of a recall, or that there is none."""

from collections.abc import Sequence
from typing import Final, TypeVar

import msgspec
from django.http import HttpRequest, HttpResponse

from zhuisu.access import Actor
from zhuisu.exchange.api.parameters import bad_value
from zhuisu.exchange.api.registry.answers import json_response
from zhuisu.exchange.api.supervision.answers import granted
from zhuisu.exchange.http.paging import next_link, read_token
from zhuisu.recall import reading
from zhuisu.recall.held import HeldRecall
from zhuisu.recall.refusing import unknown

T = TypeVar("T")

LONGEST_NUMBER: Final = 40


class Page(msgspec.Struct, frozen=True):
    """Where the page before ended: an id, or how many were told."""

    after: int


def recall_of(path: dict[str, str], actor: Actor) -> HeldRecall:
    """The recall that an address names, as the actor sees it. Raises ProblemError 404."""
    number = path["number"]
    found = reading.told(number, actor) if len(number) <= LONGEST_NUMBER and "\0" not in number else None
    return granted(found or unknown(number[:100]))


def page_of(request: HttpRequest, token: str | None) -> int:
    """Where this page begins."""
    position = read_token(token, request, Page)
    return position.after if position else 0


def paged(request: HttpRequest, found: Sequence[T], size: int, last: int) -> HttpResponse:
    """A page of what was found, one more than its size at most; `last` is where it ends."""
    headers = next_link(request, Page(last)) if len(found) > size else {}
    return json_response(list(found[:size]), headers=headers)


def one_of(name: str, text: str, words: Sequence[str]) -> str:
    """A parameter that is one of these words. Raises ProblemError."""
    if text not in words:
        raise bad_value(name, text, " | ".join(words))
    return text
