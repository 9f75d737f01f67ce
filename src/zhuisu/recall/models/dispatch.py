"""Dispatch: what somebody is told by one channel, and what became of it."""

from django.db import models


class Dispatch(models.Model):
    """A letter by one channel. It is waiting, sent, failed (tried again at `due_at`) or given_up.

    Whoever keeps such a table writes its rows in the transaction of what they tell; `zhuisu.recall.delivering` sends.
    """

    id = models.BigAutoField(primary_key=True)
    purpose = models.TextField()
    channel = models.TextField()
    address = models.TextField(default="")
    subject = models.TextField()
    body = models.TextField()
    state = models.TextField(default="waiting")
    attempts = models.IntegerField(default=0)
    created_at = models.DateTimeField()
    due_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    fault = models.TextField(default="")

    class Meta:
        abstract = True
