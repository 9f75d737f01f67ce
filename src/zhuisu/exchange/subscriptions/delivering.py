"""Delivering: what one subscription does next: prepare a delivery, send it, settle what came of it.

A delivery is written down before it is sent, and the subscription's position moves past it in the transaction that
removes it, after a 2xx. Whatever ends in between, the same bytes go out again under the same number.
"""

import logging
import random
from datetime import UTC, datetime
from enum import Enum

from django.db import connection, transaction

from zhuisu import __version__
from zhuisu.access.tokens import actor_named
from zhuisu.access.visibility import NOTHING, sight_of
from zhuisu.exchange.epcis.rendering import rendered
from zhuisu.exchange.models import Delivery, Subscription
from zhuisu.exchange.subscriptions import policy
from zhuisu.exchange.subscriptions.controls import next_run
from zhuisu.exchange.subscriptions.courier import Courier, Reply
from zhuisu.exchange.subscriptions.definition import query_of
from zhuisu.exchange.subscriptions.secrets import UnreadableSecretError, unseal
from zhuisu.exchange.subscriptions.signature import sign
from zhuisu.exchange.subscriptions.store import form_of, schedule_of
from zhuisu.exchange.subscriptions.window import Interest, Window, next_window
from zhuisu.ledger import journal
from zhuisu.ledger.database import UNUSABLE

DELIVERY = "Zhuisu-Delivery"
SIGNATURE = "GS1-Signature"
GONE = 410
TOO_LARGE = 413

log = logging.getLogger("zhuisu.subscriptions")


class Outcome(Enum):
    """Whether it is worth looking at the subscription again at once."""

    MORE = "more"
    REST = "rest"


def step(subscription: int, courier: Courier) -> Outcome:
    """Deliver the next batch of this subscription, or find that there is none."""
    try:
        prepared = _prepare(subscription, datetime.now(UTC))
    except UNUSABLE:
        raise
    except Exception as fault:  # a query that became too complex, an event that cannot be written: whatever it is
        log.exception("delivery not prepared", extra={"subscription": subscription})
        return _settle_failure(subscription, None, Reply(0, f"it could not be prepared ({type(fault).__name__})"))
    if isinstance(prepared, Outcome):
        return prepared
    connection.close()  # a slow receiver holds no connection to the database
    reply = _send(prepared, courier)
    if reply.taken:
        return _settle_success(prepared)
    return _settle_failure(subscription, prepared, reply)


def _prepare(subscription: int, now: datetime) -> Delivery | Outcome:
    """The delivery that waits, or else the next one; an Outcome where there is nothing to send now."""
    with transaction.atomic():
        locked = Subscription.objects.select_for_update(of=("self",)).select_related("query")
        found = locked.filter(id=subscription, dead_at=None, due_at__lte=now).first()
        if found is None:
            return Outcome.REST
        waiting = Delivery.objects.select_related("subscription").filter(subscription=found).first()
        if waiting is not None:
            return waiting
        interest = _interest(found)
        stop = _stop(found, journal.reach(interest.sight), now)
        window = next_window(interest, found.position, stop, most=found.batch)
        if window.events or (window.end >= stop and _tells_nothing(found)):
            return _write(found, window, now)
        found.position = window.end
        if window.end >= stop:
            _rest(found, now)
        found.save()
        return Outcome.REST if window.end >= stop else Outcome.MORE


def _stop(found: Subscription, size: int, now: datetime) -> int:
    """Up to where the journal is told: its end (`size`), or for a schedule what its end was when the run began."""
    if found.schedule is None:
        return size
    if found.run_end is None:
        found.run_end, found.run_told, found.last_run_at = size, False, now
    return found.run_end


def _tells_nothing(found: Subscription) -> bool:
    """Whether a run that found nothing is reported."""
    return found.schedule is not None and found.report_if_empty and not found.run_told


def _rest(found: Subscription, now: datetime) -> None:
    """All is told: a stream waits for the journal, a schedule for its next run. Runs that were missed are one."""
    schedule = schedule_of(found)
    if schedule is None:
        found.due_at = now
    else:
        found.run_end, found.due_at = None, next_run(schedule, now)


def _interest(found: Subscription) -> Interest:
    """The query, as far as the owner may see now."""
    actor = actor_named(found.owner)
    sight = NOTHING if actor is None else sight_of(actor)
    return Interest(query_of(found.query), sight, found.initial_record_time)


def _write(found: Subscription, window: Window, now: datetime) -> Delivery:
    document = rendered(
        window.events, form_of(found), now=now, query_name=found.query.name, subscription_id=str(found.key)
    )
    found.deliveries += 1
    found.save()
    headers = {
        "Content-Type": document.media_type,
        "User-Agent": f"zhuisu/{__version__}",
        DELIVERY: f"{found.key}/{found.deliveries}",
        **document.headers,
    }
    return Delivery.objects.create(
        subscription=found,
        number=found.deliveries,
        end=window.end,
        size=len(window.events),
        headers=headers,
        body=document.body,
        prepared_at=now,
    )


def _send(delivery: Delivery, courier: Courier) -> Reply:
    found, body, headers = delivery.subscription, bytes(delivery.body), dict(delivery.headers)
    if found.secret is not None:
        try:
            secret = unseal(bytes(found.secret))
        except UnreadableSecretError:
            return Reply(0, "the signature token cannot be read: the server's secret key was changed")
        headers[SIGNATURE] = sign(body, secret=secret, delivery=headers[DELIVERY], now=datetime.now(UTC))
    return courier.send(found.dest, headers, body)


def _settle_success(delivery: Delivery) -> Outcome:
    """The receiver took it: the position moves."""
    now = datetime.now(UTC)
    with transaction.atomic():
        found = Subscription.objects.select_for_update().filter(id=delivery.subscription_id).first()
        deleted, _ = Delivery.objects.filter(subscription_id=delivery.subscription_id, number=delivery.number).delete()
        if found is None or not deleted:
            return Outcome.REST
        found.position, found.last_notified_at, found.run_told = delivery.end, now, True
        found.failures, found.failing_since, found.last_error, found.due_at = 0, None, "", now
        if found.run_end is not None and found.position >= found.run_end:
            _rest(found, now)
        found.save()
    return Outcome.MORE


def _settle_failure(subscription: int, delivery: Delivery | None, reply: Reply) -> Outcome:
    """The receiver did not take it: smaller batches, another try later, or the end."""
    now = datetime.now(UTC)
    with transaction.atomic():
        found = Subscription.objects.select_for_update().filter(id=subscription, dead_at=None).first()
        if found is None:
            return Outcome.REST
        found.last_error = f"{now:%Y-%m-%dT%H:%M:%SZ} {reply.reason}"
        if reply.status == TOO_LARGE and delivery is not None and delivery.size > 1:
            Delivery.objects.filter(subscription=found, number=delivery.number).delete()
            found.batch = delivery.size // 2
            found.save()
            return Outcome.MORE
        found.failures += 1
        found.failing_since = found.failing_since or now
        if reply.status == GONE or policy.is_given_up(found.failing_since, now):
            found.dead_at = now
            log.warning("subscription given up", extra={"subscription": found.key, "reason": reply.reason})
        wished = policy.read_retry_after(reply.retry_after, now)
        found.due_at = now + policy.pause(found.failures, wished=wished, random=random.random)
        found.save()
    return Outcome.REST
