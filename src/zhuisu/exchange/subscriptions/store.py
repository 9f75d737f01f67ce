"""Store: makes, finds and ends named queries and subscriptions."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID, uuid4

import msgspec
from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from zhuisu.access import Actor
from zhuisu.access.models import Audit
from zhuisu.exchange.epcis.negotiation import Form
from zhuisu.exchange.models import NamedQuery, Subscription
from zhuisu.exchange.subscriptions.controls import Controls, next_run
from zhuisu.exchange.subscriptions.schedule import Schedule, read_schedule
from zhuisu.exchange.subscriptions.secrets import seal
from zhuisu.exchange.subscriptions.window import MOST_EVENTS, first_position

OPERATOR = "operator"
MOST_QUERIES = 1_000
MOST_SUBSCRIPTIONS = 1_000
"""That one account may have."""


class TakenError(Exception):
    """A query has this name already."""


class EndedError(Exception):
    """The query was deleted meanwhile."""


class TooManyError(Exception):
    """The account has as many as it may."""


class NewSubscription(msgspec.Struct, frozen=True):
    """What a subscriber asks for."""

    dest: str
    secret: str | None
    controls: Controls
    form: Form


def make_query(name: str, definition: Mapping[str, Any], namespaces: Mapping[str, str], *, actor: Actor) -> NamedQuery:
    """A named query, whose definition was read without findings. Raises TakenError, TooManyError."""
    if NamedQuery.objects.filter(owner=actor.name).count() >= MOST_QUERIES:
        raise TooManyError
    try:
        with transaction.atomic():
            named = NamedQuery.objects.create(
                name=name,
                definition=msgspec.json.encode(definition).decode(),
                namespaces=dict(namespaces),
                owner=actor.name,
                created_at=datetime.now(UTC),
            )
            Audit.objects.create(actor=actor.name, verb="query made", facts={"query": name})
    except IntegrityError as fault:
        raise TakenError from fault
    return named


def query_named(name: str) -> NamedQuery | None:
    return NamedQuery.objects.filter(name=name).first()


def queries_after(last: int, limit: int) -> Sequence[NamedQuery]:
    """Named queries by age, from the one after this id on."""
    return list(NamedQuery.objects.filter(id__gt=last).order_by("id")[:limit])


def end_query(named: NamedQuery, *, actor: Actor) -> None:
    """Delete a named query and end its subscriptions; WebSockets notice by themselves."""
    with transaction.atomic():
        _hold(named)
        ended = _held(named.subscriptions.all())
        named.delete()
        Audit.objects.create(
            actor=actor.name, verb="query deleted", facts={"query": named.name, "subscriptions": ended}
        )


def subscribe(named: NamedQuery, wanted: NewSubscription, *, actor: Actor) -> Subscription:
    """A subscription, from now on or from its initial record time. Raises TooManyError, EndedError."""
    if Subscription.objects.filter(owner=actor.name).count() >= MOST_SUBSCRIPTIONS:
        raise TooManyError
    now, schedule = datetime.now(UTC), wanted.controls.schedule
    with transaction.atomic():
        if not _hold(named):
            raise EndedError
        made = Subscription.objects.create(
            key=uuid4(),
            query=named,
            owner=actor.name,
            dest=wanted.dest,
            host=urlsplit(wanted.dest).netloc.lower(),
            secret=None if wanted.secret is None else seal(wanted.secret),
            schedule=None if schedule is None else schedule.stated,
            report_if_empty=wanted.controls.report_if_empty,
            form=msgspec.to_builtins(wanted.form),
            initial_record_time=wanted.controls.initial,
            created_at=now,
            position=first_position(wanted.controls.initial),
            due_at=now if schedule is None else next_run(schedule, now),
            batch=MOST_EVENTS,
        )
        facts = {"query": named.name, "subscription": str(made.key), "dest": wanted.dest}
        Audit.objects.create(actor=actor.name, verb="subscribed", facts=facts)
    return made


def subscription(named: NamedQuery, key: str, actor: Actor) -> Subscription | None:
    """The subscription, where it is the actor's own or the actor is the operator."""
    try:
        found = named.subscriptions.filter(key=UUID(key)).first()
    except ValueError:
        return None
    return found if found is not None and may_end(found.owner, actor) else None


def subscriptions_after(named: NamedQuery, last: int, limit: int, actor: Actor) -> Sequence[Subscription]:
    """The actor's subscriptions to this query by age (the operator's: everybody's), after this id."""
    found = named.subscriptions.filter(id__gt=last)
    if actor.name != OPERATOR:
        found = found.filter(owner=actor.name)
    return list(found.order_by("id")[:limit])


def subscription_by_id(key: UUID) -> Subscription | None:
    """The subscription, whoever's it is: for the operator."""
    return Subscription.objects.filter(key=key).first()


def every_subscription() -> Iterator[Subscription]:
    """All of them by age, each with its query: for the operator."""
    return Subscription.objects.select_related("query").order_by("id").iterator()


def unsubscribe(ended: Subscription, *, actor: Actor) -> None:
    """End a subscription. A delivery that is on its way is the last."""
    with transaction.atomic():
        _held(Subscription.objects.filter(pk=ended.pk))
        ended.delete()
        Audit.objects.create(actor=actor.name, verb="unsubscribed", facts={"subscription": str(ended.key)})


def _hold(named: NamedQuery) -> bool:
    """Whether the query is still there: nobody deletes it, and nobody subscribes to it, until the transaction ends."""
    return NamedQuery.objects.select_for_update().filter(pk=named.pk).first() is not None


def _held(subscriptions: QuerySet[Subscription]) -> int:
    """How many these are. Locked before their deliveries are, as the deliverer does it: neither waits for the other."""
    return len(subscriptions.order_by("id").select_for_update())


def revive(key: UUID, *, actor: Actor) -> Subscription | None:
    """Try a subscription that was given up again, from where it stood. None where there is no such subscription."""
    with transaction.atomic():
        found = Subscription.objects.select_for_update().filter(key=key).first()
        if found is not None:
            found.dead_at, found.failing_since, found.failures, found.due_at = None, None, 0, datetime.now(UTC)
            found.save(update_fields=["dead_at", "failing_since", "failures", "due_at"])
            Audit.objects.create(actor=actor.name, verb="subscription revived", facts={"subscription": str(key)})
    return found


def may_end(owner: str, actor: Actor) -> bool:
    """Whoever made it, and the operator."""
    return actor.name in (owner, OPERATOR)


def schedule_of(found: Subscription) -> Schedule | None:
    return None if found.schedule is None else read_schedule(found.schedule)


def form_of(found: Subscription) -> Form:
    return msgspec.convert(found.form, Form)
