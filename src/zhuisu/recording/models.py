"""Models: records made by forms, the photographs in them, and what is on hand and on its way, as the journal says."""

from typing import ClassVar
from uuid import uuid4

import msgspec
from django.contrib.postgres.fields import ArrayField
from django.db import models

from zhuisu.core.forms.filled import Filled
from zhuisu.recording.sheets.states import WORKED_ON, State


class Entry(models.Model):
    """A form that became an event. `filled` is what was typed, with people as opaque references, `things`
    the first keys that it names.

    `event` is the eventID. A corrected record names the one that `replaces` it; nothing is deleted.
    """

    id = models.BigAutoField(primary_key=True)
    draft = models.UUIDField()
    account = models.TextField()
    party = models.TextField()
    variety = models.TextField()
    stage = models.TextField()
    event = models.TextField(unique=True)
    event_time = models.DateTimeField()
    recorded_at = models.DateTimeField()
    filled = models.JSONField()
    things = ArrayField(models.TextField(), default=list)
    digest = models.BinaryField()
    replaced_by = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="replaces")
    withdrawn_at = models.DateTimeField(null=True)
    reason = models.TextField(default="")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["party", "draft"], name="recording_entry_once")]
        indexes: ClassVar = [
            models.Index(fields=["party", "-id"], name="recording_entry_newest"),
            models.Index(fields=["party", "variety", "stage", "-id"], name="recording_entry_stage"),
        ]

    def __str__(self) -> str:
        return self.event

    @property
    def filled_in(self) -> Filled | None:
        """What was typed; None where the form of today cannot read what was kept: one row keeps nobody out."""
        try:
            return msgspec.convert(self.filled, Filled)
        except msgspec.ValidationError:
            return None


class Photograph(models.Model):
    """A picture that was taken for a record, re-encoded, without what the camera wrote into it. `digest`: SHA-256."""

    id = models.BigAutoField(primary_key=True)
    digest = models.TextField(db_index=True)
    party = models.TextField()
    account = models.TextField()
    taken_at = models.DateTimeField()
    width = models.IntegerField()
    height = models.IntegerField()
    image = models.BinaryField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["party", "digest"], name="recording_photograph_once")]
        indexes: ClassVar = [models.Index(fields=["party", "taken_at"], name="recording_photograph_day")]

    def __str__(self) -> str:
        return self.digest


class Movement(models.Model):
    """What an event moved into or out of a party's hands: written by a follower of the journal, and again at will.

    `way` is 1 in, -1 out. `amount` counts pieces where `uom` is empty. `event` is the ledger's id, `other` who gave or
    took.
    """

    id = models.BigAutoField(primary_key=True)
    party = models.TextField()
    thing = models.TextField()
    event = models.UUIDField(db_index=True)
    event_id = models.TextField()
    at = models.DateTimeField()
    way = models.SmallIntegerField()
    amount = models.FloatField()
    uom = models.TextField()
    step = models.TextField()
    stage = models.TextField()
    other = models.TextField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["party", "thing", "at"], name="recording_movement_thing"),
            models.Index(fields=["event_id"], name="recording_movement_event"),
            models.Index(fields=["party", "-id"], name="recording_movement_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.way} {self.amount} {self.thing}"


class Holding(models.Model):
    """How much of a thing came to a party and left it, by unit: the sums of its movements.

    `under` is what it is shown under: of an item its batch, else its product, else (and of all that is no item) itself.
    """

    id = models.BigAutoField(primary_key=True)
    party = models.TextField()
    thing = models.TextField()
    uom = models.TextField()
    under = models.TextField()
    is_item = models.BooleanField()
    variety = models.TextField()
    came = models.FloatField()
    left = models.FloatField()
    expires_on = models.DateField(null=True)
    changed_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["party", "thing", "uom"], name="recording_holding_once")
        ]
        indexes: ClassVar = [
            models.Index(fields=["party", "under", "thing"], name="recording_holding_under"),
            models.Index(fields=["party", "variety"], name="recording_holding_variety"),
            models.Index(fields=["thing"], condition=~models.Q(expires_on=None), name="recording_holding_expiry"),
        ]

    def __str__(self) -> str:
        return f"{self.thing} {self.came - self.left}"


class Delivery(models.Model):
    """Goods that one party shipped to another: by the shipping event. `received_by` is the eventID of the receipt."""

    id = models.BigAutoField(primary_key=True)
    event = models.UUIDField(unique=True)
    event_id = models.TextField(unique=True)
    giver = models.TextField()
    taker = models.TextField()
    shipped_at = models.DateTimeField()
    step = models.TextField(default="")
    things = ArrayField(models.TextField(), default=list)
    received_by = models.TextField(default="")

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["taker", "-shipped_at"],
                condition=models.Q(received_by=""),
                name="recording_delivery_awaited",
            ),
            models.Index(fields=["received_by"], name="recording_delivery_receipt"),
            models.Index(fields=["taker", "giver"], name="recording_delivery_between"),
        ]

    def __str__(self) -> str:
        return self.event_id


class Sheet(models.Model):
    """`content` are its rows, encrypted: they may name people; emptied when it is loaded. `layout` is that of its
    columns, `findings` the first of what is wrong, by cell, `done` of how many records it is done what the state says,
    `repeats` how many of them had been recorded before, `events` the eventIDs of the others."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    party = models.TextField()
    account = models.TextField()
    variety = models.TextField()
    stage = models.TextField()
    title = models.TextField()
    content = models.BinaryField()
    layout = models.JSONField()
    state = models.TextField()
    rows = models.IntegerField(default=0)
    records = models.IntegerField(default=0)
    done = models.IntegerField(default=0)
    errors = models.IntegerField(default=0)
    warnings = models.IntegerField(default=0)
    repeats = models.IntegerField(default=0)
    findings = models.JSONField(default=list)
    events = models.JSONField(default=list)
    reason = models.TextField(default="")
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(state__in=[each.value for each in State]), name="recording_sheet_state"
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["party", "-created_at"], name="recording_sheet_newest"),
            models.Index(
                fields=["changed_at"], condition=models.Q(state__in=WORKED_ON), name="recording_sheet_waiting"
            ),
        ]

    def __str__(self) -> str:
        return self.title
