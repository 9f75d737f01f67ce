"""The tables of recall: inquiries, alerts with their reaches and affected things, holders, notices, answers, drills."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q


class Inquiry(models.Model):
    """A scope that somebody asked for: what was asked (`zhuisu.recall.asking.Asked`), and how far it has come.

    `purpose` is scope, common or drill. It is waiting, growing, ended, stopped or failed; one that grows and whose
    `beat_at` is old lost its process, and begins again. `scope` names the tables that hold what was found; `answer` is
    what is not in tables: common sources, or the score of a drill.
    """

    id = models.UUIDField(primary_key=True)
    purpose = models.TextField(default="scope")
    direction = models.TextField()
    asked = models.JSONField()
    label = models.TextField(default="")
    account = models.TextField()
    asked_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    beat_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    state = models.TextField(default="waiting")
    outcome = models.TextField(default="")
    is_stopping = models.BooleanField(default=False)
    scope = models.UUIDField(null=True)
    answer = models.JSONField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["account", "-asked_at"], name="recall_inquiry_account"),
            models.Index(fields=["asked_at"], condition=Q(ended_at=None), name="recall_inquiry_open"),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.label} {self.state}"


class Recall(models.Model):
    """An alert of any `Kind`, from draft to close.

    `asked` is what it began with (`Asked`) and `keys` are the things that this meant when it was frozen. `scopes` says
    who may see it (`zhuisu.ledger.concern`). `terms` is the dated rule that counts for it, as it was at the issue.
    `evidence` is what the ledger was at the freeze: journal, tree size and root. `reach` is the number of the last
    reach; `position` the journal number up to which that one looked; `stale_at` when something came since that may
    widen it, `stale_events` the first of it. `wanted_at` is when its scope was asked to be followed, with
    `wanted_cause` as in `Reach`, until that is done; `scope` the one that grows meanwhile; `fault` how the last one
    failed.
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

    `what` is added, changed or gone; the fields with `before` are empty for what was added, the others for what is gone.
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

    class Meta:
        indexes: ClassVar = [models.Index(fields=["recall", "reach", "what", "id"], name="recall_shift_reach")]

    def __str__(self) -> str:
        return f"{self.thing} {self.what}"


class Holding(models.Model):
    """What one holder has, or had, of what is recalled, and how far it has come with it.

    `things` and `states` count what the scope says it has; `amounts` are `{key, quantity, uom}` of batches by its
    balance. `digest` is the SHA-256 of the secret in its link. `level` counts how often it was escalated. `tell` is the
    purpose of the notice that is to be posted next, if any. `link` counts how often its link was revoked.
    """

    id = models.BigAutoField(primary_key=True)
    recall = models.ForeignKey(Recall, on_delete=models.PROTECT, related_name="holdings")
    holder = models.TextField()
    name = models.TextField(default="")
    region = models.TextField(default="")
    things = models.BigIntegerField(default=0)
    states = models.JSONField(default=dict)
    amounts = models.JSONField(default=list)
    came = models.IntegerField(default=0)
    digest = models.BinaryField(null=True)
    state = models.TextField(default="waiting")
    told_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    level = models.IntegerField(default=0)
    escalated_at = models.DateTimeField(null=True)
    tell = models.TextField(default="")
    link = models.IntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["recall", "holder"], name="recall_holding_once"),
            models.UniqueConstraint(fields=["digest"], name="recall_holding_digest"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["holder", "-id"], name="recall_holding_holder"),
            models.Index(fields=["due_at"], condition=~Q(state="done"), name="recall_holding_due"),
            models.Index(fields=["id"], condition=~Q(tell=""), name="recall_holding_tell"),
        ]

    def __str__(self) -> str:
        return f"{self.recall_id} {self.holder}"


class Evidence(models.Model):
    """A photograph or a paper that a holder sent with an answer, as it was cleaned; at most a few megabytes."""

    id = models.BigAutoField(primary_key=True)
    holding = models.ForeignKey(Holding, on_delete=models.PROTECT, related_name="evidence")
    at = models.DateTimeField()
    by = models.TextField()
    name = models.TextField(default="")
    media_type = models.TextField()
    digest = models.BinaryField()
    body = models.BinaryField()

    def __str__(self) -> str:
        return f"{self.holding_id} {self.name}"


class Answer(models.Model):
    """What a holder said was done with how much. Never changed: a later answer corrects an earlier one by `replaces`.

    `deed` is of `kinds.Deed`; `key` the batch or product meant, empty for all of it; no unit means pieces. `by` is an
    account, or `link` for who came by the link of the notice.
    """

    id = models.BigAutoField(primary_key=True)
    holding = models.ForeignKey(Holding, on_delete=models.PROTECT, related_name="answers")
    at = models.DateTimeField()
    by = models.TextField()
    deed = models.TextField()
    quantity = models.DecimalField(max_digits=18, decimal_places=3, null=True)
    uom = models.TextField(default="")
    key = models.TextField(default="")
    note = models.TextField(default="")
    evidence = models.ManyToManyField(Evidence, related_name="answers")
    replaces = models.ForeignKey("self", on_delete=models.PROTECT, null=True)

    def __str__(self) -> str:
        return f"{self.holding_id} {self.deed}"


class Notice(models.Model):
    """A notice to a holder, or to whom one is escalated (`holding` is set then, too), by one channel.

    It is waiting, sent, failed (tried again at `due_at`) or given_up.
    """

    id = models.BigAutoField(primary_key=True)
    recall = models.ForeignKey(Recall, on_delete=models.PROTECT, related_name="notices")
    holding = models.ForeignKey(Holding, on_delete=models.PROTECT, null=True, related_name="notices")
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
        indexes: ClassVar = [
            models.Index(fields=["due_at"], condition=Q(state__in=["waiting", "failed"]), name="recall_notice_due"),
        ]

    def __str__(self) -> str:
        return f"{self.recall_id} {self.channel} {self.state}"


class Hook(models.Model):
    """An address where a party's own program is told of notices. `secret` signs what is sent, and is kept encrypted."""

    id = models.BigAutoField(primary_key=True)
    party = models.TextField(db_index=True)
    address = models.TextField()
    secret = models.BinaryField()
    account = models.TextField()
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.party} {self.address}"


class Miss(models.Model):
    """That somebody asked for a link that is none. `who` is a keyed hash of where from; it goes after some minutes."""

    id = models.BigAutoField(primary_key=True)
    who = models.BinaryField()
    at = models.DateTimeField(db_index=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["who", "-at"], name="recall_miss_who")]

    def __str__(self) -> str:
        return f"{self.at}"


class Warned(models.Model):
    """A warning that a capture was answered with: its event does something with what an alert is in force for.

    `act` is of `acts.Act`; `thing` the first of so many `things` that the event names; `path` where it stands.
    """

    id = models.BigAutoField(primary_key=True)
    recall = models.ForeignKey(Recall, on_delete=models.PROTECT, related_name="warned")
    capture = models.UUIDField(db_index=True)
    at = models.DateTimeField()
    account = models.TextField()
    party = models.TextField(default="")
    event = models.TextField()
    path = models.TextField()
    act = models.TextField()
    thing = models.TextField()
    things = models.IntegerField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["recall", "-id"], name="recall_warned_recall")]

    def __str__(self) -> str:
        return f"{self.recall_id} {self.act} {self.thing}"


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


class Drill(models.Model):
    """The record of a mock recall (GB/T 22005, ISO 22005): what was picked, how much was located, and how fast."""

    id = models.BigAutoField(primary_key=True)
    inquiry = models.ForeignKey(Inquiry, on_delete=models.PROTECT, null=True)
    key = models.TextField()
    account = models.TextField()
    scopes = ArrayField(models.TextField(), default=list)
    begun_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    outcome = models.TextField(default="")
    record = models.JSONField(default=dict)
    note = models.TextField(default="")

    def __str__(self) -> str:
        return f"{self.key} {self.begun_at}"
