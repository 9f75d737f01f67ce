"""Following: an application by its number and the code that opens it."""

import unicodedata
from typing import Final

from django.utils import timezone
from django.utils.crypto import constant_time_compare

from zhuisu.access.actor import Actor, ActorKind
from zhuisu.access.secrets import digest
from zhuisu.enrolling.models import Application
from zhuisu.enrolling.refusing import Refusal, invalid, wrong
from zhuisu.enrolling.tries import MISSED, tried

_LONGEST: Final = 40


def opened(number: str, code: str) -> Application | None:
    """The application, if the code is its own."""
    row = Application.objects.filter(number=_plain(number).upper()).first()
    good = row is not None and constant_time_compare(bytes(row.secret), digest(_plain(code).replace("-", "")))
    return row if good else None


def follow(number: str, code: str, *, address: str) -> Application | Refusal:
    """The same for who types both; after too many that are wrong, nobody there may for a while."""
    row = opened(number, code)
    if row is not None:
        return row
    seconds = tried("follow", address, MISSED, timezone.now())
    if seconds:
        return invalid(wrong("enrol.held_off", minutes=-(-seconds // 60)))
    return invalid(wrong("enrol.not_found"))


def applicant(row: Application) -> Actor:
    """Who applies, as the audit names them."""
    return Actor(name=f"applicant {row.number}", kind=ActorKind.PUBLIC)


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).replace(" ", "").lower()[:_LONGEST]
