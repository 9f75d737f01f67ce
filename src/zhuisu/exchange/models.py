"""NamedQuery, Subscription and Delivery: what clients asked to be told, and how far each has been told."""

from django.db import models


class NamedQuery(models.Model):
    """A query under a name. `definition` is its JSON as stated, `namespaces` the prefixes that it was stated with."""

    id = models.BigAutoField(primary_key=True)
    name = models.TextField(unique=True)
    definition = models.TextField()
    namespaces = models.JSONField(default=dict)
    owner = models.TextField(db_index=True)
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class Subscription(models.Model):
    """A webhook that is told what a named query finds.

    `position`: the number of the next journal entry to look at; everything before it was delivered or does not match.
    `host`: the receiver's, with its port. `run_end`: a scheduled run is under way and goes up to this number.
    `run_told`: it delivered something. `due_at`: when there is something to do next (a stream's: when it may be tried).
    `batch`: the most events of one delivery. `failing_since` and what follows tell of deliveries that fail.
    """

    id = models.BigAutoField(primary_key=True)
    key = models.UUIDField(unique=True)
    query = models.ForeignKey(NamedQuery, on_delete=models.CASCADE, related_name="subscriptions")
    owner = models.TextField(db_index=True)
    dest = models.TextField()
    host = models.TextField()
    secret = models.BinaryField(null=True)
    schedule = models.JSONField(null=True)
    report_if_empty = models.BooleanField(default=False)
    form = models.JSONField()
    initial_record_time = models.DateTimeField(null=True)
    created_at = models.DateTimeField()
    last_notified_at = models.DateTimeField(null=True)
    last_run_at = models.DateTimeField(null=True)
    position = models.BigIntegerField()
    run_end = models.BigIntegerField(null=True)
    run_told = models.BooleanField(default=False)
    due_at = models.DateTimeField(null=True)
    batch = models.IntegerField()
    deliveries = models.BigIntegerField(default=0)
    failures = models.IntegerField(default=0)
    failing_since = models.DateTimeField(null=True)
    last_error = models.TextField(default="")
    dead_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (models.Index(fields=["due_at"], condition=models.Q(dead_at=None), name="subscription_due"),)

    def __str__(self) -> str:
        return f"{self.key} to {self.query_id}"


class Delivery(models.Model):
    """What a subscription's receiver is being sent. It is written before it is sent and goes when it was taken, so that
    every attempt sends the same bytes under the same number.

    It covers the journal's entries from the subscription's position up to `end`, which is not in it; `size` is how many
    events it holds.
    """

    subscription = models.OneToOneField(Subscription, on_delete=models.CASCADE, primary_key=True)
    number = models.BigIntegerField()
    end = models.BigIntegerField()
    size = models.IntegerField()
    headers = models.JSONField()
    body = models.BinaryField()
    prepared_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.number} of {self.subscription_id}"
