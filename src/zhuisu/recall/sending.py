"""Sending: notices that are due go out to holders, with the link by which they answer."""

from typing import Any, Final

from django.utils import timezone

from zhuisu.recall.channels.outgoing import Outgoing
from zhuisu.recall.delivering import Post, deliver
from zhuisu.recall.links import link_of
from zhuisu.recall.models import Notice
from zhuisu.recall.steps import MACHINE, note
from zhuisu.recall.wording import LINK


def send_next() -> int:
    """Send what is due, for about a second. Answers how many were tried."""
    return deliver(_NOTICES)


def _outgoing(notice: Notice) -> Outgoing:
    body = notice.body
    if LINK in body and notice.holding is not None:
        body = body.replace(LINK, link_of(notice.holding))
    return Outgoing(
        reference=f"notice-{notice.pk}",
        address=notice.address,
        subject=notice.subject,
        body=body,
        facts=_facts(notice, body),
    )


def _facts(notice: Notice, body: str) -> dict[str, Any]:
    holding, recall = notice.holding, notice.recall
    told = {"number": recall.number, "kind": recall.kind, "purpose": notice.purpose, "title": recall.title}
    held = {} if holding is None else {
        "notice": holding.pk, "holder": holding.holder, "things": holding.things, "dueAt": holding.due_at,
    }  # fmt: skip
    return {**told, **held, "subject": notice.subject, "text": body}


def _given_up(notice: Notice, reason: str) -> None:
    holding = notice.holding
    note(
        notice.recall,
        "given_up",
        actor=MACHINE,
        at=timezone.now(),
        holder="" if holding is None else holding.name or holding.holder,
        party="" if holding is None else holding.holder,
        notice=notice.pk,
        purpose=notice.purpose,
        channel=notice.channel,
        fault=reason,
    )


_NOTICES: Final = Post(Notice, _outgoing, _given_up)
