"""Recall: an alert with its reaches, the things that it concerns, and what was done about it."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q


class Recall(models.Model):
    """An alert of any `Kind`, from draft to close.

    `asked` is what it began with (`Asked`) and `keys` are the things that this meant when it was frozen. `scopes` says
    who may see it (`zhuisu.ledger.concern`). `terms` is the dated rule that counts for it, as it was at the issue.
    `evidence` is what the ledger was at the freeze: journal, tree size and root. `reach` is the number of the last
    reach; `position` the journal number up to which that one looked; `stale_at` when something came since that may
    widen it, `stale_events` the first of it. `wanted_at` is when its scope was asked to be followed, with
    `wanted_cause` as in `Reach`, until that is done; `scope` the one that grows meanwhile; `fault` how the last one
    failed; of what it found, `taken` things were taken in so far. `counts` are of the things in force, each once:
    `states`, `regions` by state, `located` whose holder and state are known; empty until they are counted.
    `reported_at` is when its progress was last said to have been reported. `title_en` and its like are the public texts
    in English, empty where nobody gave them.
    """

    id = models.BigAutoField(primary_key=True)
    number = models.TextField(unique=True)
    kind = models.TextField()
    grade = models.TextField(default="")
    category = models.TextField()
    title = models.TextField()
    product = models.TextField(default="")
    party = models.TextField(default="")
    reason = models.TextField()
    hazard = models.TextField(default="")
    demand = models.TextField(default="")
    advice = models.TextField(default="")
    title_en = models.TextField(default="")
    reason_en = models.TextField(default="")
    hazard_en = models.TextField(default="")
    advice_en = models.TextField(default="")
    state = models.TextField(default="draft")
    asked = models.JSONField()
    keys = ArrayField(models.TextField(), default=list)
    scopes = ArrayField(models.TextField(), default=list)
    terms = models.JSONField(default=dict)
    evidence = models.JSONField(default=dict)
    is_public = models.BooleanField(default=False)
    scope = models.UUIDField(null=True)
    wanted_at = models.DateTimeField(null=True)
    wanted_by = models.TextField(default="")
    wanted_cause = models.TextField(default="")
    fault = models.TextField(default="")
    taken = models.BigIntegerField(default=0)
    reach = models.IntegerField(default=0)
    position = models.BigIntegerField(default=0)
    stale_at = models.DateTimeField(null=True)
    stale_events = ArrayField(models.UUIDField(), default=list)
    opened_by = models.TextField()
    opened_at = models.DateTimeField()
    frozen_at = models.DateTimeField(null=True)
    issued_by = models.TextField(default="")
    issued_at = models.DateTimeField(null=True)
    notify_by = models.DateTimeField(null=True)
    complete_by = models.DateTimeField(null=True)
    ended_by = models.TextField(default="")
    ended_at = models.DateTimeField(null=True)
    end_reason = models.TextField(default="")
    counts = models.JSONField(default=dict)
    reported_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(kind__in=["recall", "warning", "stop_sale", "ban", "lost"]), name="recall_recall_kind"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "frozen", "issued", "closed", "withdrawn"]), name="recall_recall_state"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["state", "-id"], name="recall_recall_state_id"),
            GinIndex(fields=["scopes"], name="recall_recall_scopes"),
            GinIndex(fields=["keys"], name="recall_recall_keys"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"


class Reach(models.Model):
    """One time that the scope of a recall was followed: number 0 is the frozen one, later ones differ from it visibly.

    `cause` is freeze, events or asked; `events` are the first of those that made it due. `added`, `changed` and `gone`
    count the things that came in, stand elsewhere, or are no longer derived since the reach before.
    """

    id = models.BigAutoField(primary_key=True)
    recall = models.ForeignKey(Recall, on_delete=models.PROTECT, related_name="reaches")
    number = models.IntegerField()
    at = models.DateTimeField()
    cause = models.TextField()
    events = ArrayField(models.UUIDField(), default=list)
    position = models.BigIntegerField()
    outcome = models.TextField()
    things = models.BigIntegerField()
    added = models.BigIntegerField()
    changed = models.BigIntegerField()
    gone = models.BigIntegerField()
    seconds = models.FloatField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["recall", "number"], name="recall_reach_number")]

    def __str__(self) -> str:
        return f"{self.recall_id} {self.number}"


class Affected(models.Model):
    """A thing in the scope of a recall, where it stands now, and what it was when it came in.

    `came` is the reach that brought it, `changed` the last one that found it elsewhere, `gone` the one that no longer
    found it. `state` is of `zhuisu.core.lineage.standing.State`, by its word. `kind`, `source`, `cause` are the link
    that brought it. `lifted_at`: the recall counts for it no more.
    """

    id = models.BigAutoField(primary_key=True)
    recall = models.ForeignKey(Recall, on_delete=models.PROTECT, related_name="affected")
    thing = models.TextField()
    is_batch = models.BooleanField(default=False)
    product = models.TextField(default="")
    holder = models.TextField(default="")
    place = models.TextField(default="")
    region = models.TextField(default="")
    state = models.TextField()
    as_of = models.DateTimeField(null=True)
    event = models.UUIDField(null=True)
    inside = models.TextField(default="")
    hop = models.IntegerField(default=0)
    kind = models.TextField(default="")
    source = models.TextField(default="")
    cause = models.UUIDField(null=True)
    came = models.IntegerField(default=0)
    came_state = models.TextField()
    came_holder = models.TextField(default="")
    changed = models.IntegerField(null=True)
    gone = models.IntegerField(null=True)
    lifted_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["recall", "thing"], name="recall_affected_once")]
        indexes: ClassVar = [
            models.Index(fields=["thing"], condition=Q(gone=None, lifted_at=None), name="recall_affected_thing"),
            models.Index(fields=["recall", "holder", "id"], name="recall_affected_holder"),
            models.Index(fields=["recall", "id"], name="recall_affected_order"),
            models.Index(
                fields=["inside"],
                condition=Q(gone=None, lifted_at=None) & ~Q(inside=""),
                name="recall_affected_inside",
            ),
        ]

    def __str__(self) -> str:
        return self.thing


class Watched(models.Model):
    """A key whose events may widen a recall though it is not affected itself: a seed, what held or was fitted to
    affected things, the batch of an item."""

    id = models.BigAutoField(primary_key=True)
    recall = models.ForeignKey(Recall, on_delete=models.PROTECT, related_name="watched")
    thing = models.TextField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["thing", "recall"], name="recall_watched_once")]

    def __str__(self) -> str:
        return self.thing


class Shift(models.Model):
    """What a reach after the first found different of one thing. Never changed: what a later reach finds is its own.

    `what` is added, changed or gone; the fields with `before` are empty for what was added, the others for what is
    gone. What `holder` should have of a lot without items has its quantity, in one unit (`uom`; empty: pieces).
    """

    id = models.BigAutoField(primary_key=True)
    recall = models.ForeignKey(Recall, on_delete=models.PROTECT, related_name="shifts")
    reach = models.IntegerField()
    thing = models.TextField()
    what = models.TextField()
    state_before = models.TextField(default="")
    holder_before = models.TextField(default="")
    place_before = models.TextField(default="")
    state = models.TextField(default="")
    holder = models.TextField(default="")
    place = models.TextField(default="")
    quantity_before = models.FloatField(null=True)
    quantity = models.FloatField(null=True)
    uom = models.TextField(default="")

    class Meta:
        indexes: ClassVar = [models.Index(fields=["recall", "reach", "what", "id"], name="recall_shift_reach")]

    def __str__(self) -> str:
        return f"{self.thing} {self.what}"


class Step(models.Model):
    """What was done about a recall, by whom and when: its printable history. Never changed, never deleted."""

    id = models.BigAutoField(primary_key=True)
    recall = models.ForeignKey(Recall, on_delete=models.PROTECT, related_name="steps")
    at = models.DateTimeField()
    actor = models.TextField()
    verb = models.TextField()
    facts = models.JSONField(default=dict)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["recall", "id"], name="recall_step_recall")]

    def __str__(self) -> str:
        return f"{self.recall_id} {self.verb}"
