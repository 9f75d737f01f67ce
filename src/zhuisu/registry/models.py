"""The tables of the registry: one for each kind of entry, their keys, their lapses and all that was ever changed."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q

from zhuisu.registry.states import State

_STATES = [state.value for state in State]


class Record(models.Model):
    """An entry. `key` is its own; `Alias` has every key that it is found by. `reason` is that of the last decision."""

    id = models.BigAutoField(primary_key=True)
    key = models.TextField(unique=True)
    state = models.TextField(default=State.DRAFT.value)
    reason = models.TextField(default="")
    note = models.TextField(default="")
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        abstract = True
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(state__in=_STATES), name="%(app_label)s_%(class)s_state"),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) ^ Q(state="merged"), name="%(app_label)s_%(class)s_merged"
            ),
        ]

    def __str__(self) -> str:
        return self.key


class Party(Record):
    """`grams` are the pairs of characters of its name, by which near names are found; `organisation` is the
    organisation code (GB 11714) in its 统一社会信用代码."""

    kind = models.TextField(db_index=True)
    name = models.TextField()
    name_en = models.TextField()
    short_name = models.TextField()
    region = models.TextField(db_index=True)
    address = models.TextField()
    contact = models.TextField()
    phone = models.TextField()
    email = models.TextField()
    grams = ArrayField(models.TextField())
    organisation = models.TextField(db_index=True)
    attributes = models.JSONField(default=dict)

    class Meta(Record.Meta):
        indexes: ClassVar = [GinIndex(fields=["grams"], name="registry_party_grams")]


class PartyRole(models.Model):
    """A role of a party; both days are included."""

    id = models.BigAutoField(primary_key=True)
    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="roles")
    role = models.TextField(db_index=True)
    category = models.TextField()
    variety = models.TextField()
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="registry_partyrole_days",
            ),
        ]

    def __str__(self) -> str:
        return self.role


class Person(Record):
    """`identity` is encrypted, `mark` its blind index, `masked` what may be shown."""

    name = models.TextField()
    phone = models.TextField()
    party = models.ForeignKey(Party, on_delete=models.PROTECT, null=True, related_name="+")
    identity_kind = models.TextField()
    identity = models.BinaryField(null=True)
    mark = models.BinaryField(null=True, db_index=True)
    masked = models.TextField()
    attributes = models.JSONField(default=dict)


class Place(Record):
    """A place, run by a party, within another."""

    kind = models.TextField(db_index=True)
    name = models.TextField()
    name_en = models.TextField()
    party = models.ForeignKey(Party, on_delete=models.PROTECT, null=True, related_name="+")
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    region = models.TextField(db_index=True)
    address = models.TextField()
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    attributes = models.JSONField(default=dict)

    class Meta(Record.Meta):
        constraints: ClassVar = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=Q(latitude=None, longitude=None) | Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                name="registry_place_position",
            ),
        ]


class Product(Record):
    """A class of things; pictures are addresses."""

    name = models.TextField()
    name_en = models.TextField()
    category = models.TextField(db_index=True)
    variety = models.TextField(db_index=True)
    party = models.ForeignKey(Party, on_delete=models.PROTECT, null=True, related_name="+")
    specification = models.TextField()
    unit = models.TextField()
    pictures = ArrayField(models.TextField())
    attributes = models.JSONField()


class Asset(Record):
    """An individual thing."""

    kind = models.TextField(db_index=True)
    name = models.TextField()
    name_en = models.TextField()
    category = models.TextField(db_index=True)
    variety = models.TextField(db_index=True)
    party = models.ForeignKey(Party, on_delete=models.PROTECT, null=True, related_name="+")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, null=True, related_name="+")
    attributes = models.JSONField()


class Licence(Record):
    """Held by a party or a person; both days are included. Products and places are keys."""

    kind = models.TextField()
    number = models.TextField(db_index=True)
    party = models.ForeignKey(Party, on_delete=models.PROTECT, null=True, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    issuer = models.TextField()
    issued_by = models.TextField()
    categories = ArrayField(models.TextField())
    varieties = ArrayField(models.TextField())
    products = ArrayField(models.TextField())
    places = ArrayField(models.TextField())
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True, db_index=True)
    quantity = models.FloatField(null=True)
    unit = models.TextField()
    attributes = models.JSONField()

    class Meta(Record.Meta):
        constraints: ClassVar = [
            *Record.Meta.constraints,
            models.CheckConstraint(condition=Q(party=None) ^ Q(person=None), name="registry_licence_one_holder"),
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="registry_licence_days",
            ),
            models.CheckConstraint(condition=Q(quantity=None) | Q(quantity__gte=0), name="registry_licence_quantity"),
        ]


class Relation(Record):
    """That one party may act for another; both days are included."""

    kind = models.TextField(db_index=True)
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    other = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)

    class Meta(Record.Meta):
        constraints: ClassVar = [
            *Record.Meta.constraints,
            models.CheckConstraint(condition=~Q(party=F("other")), name="registry_relation_two_parties"),
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="registry_relation_days",
            ),
        ]


class Zone(Record):
    """A circle on the map; both days are included."""

    kind = models.TextField(db_index=True)
    name = models.TextField()
    name_en = models.TextField()
    region = models.TextField(db_index=True)
    latitude = models.FloatField()
    longitude = models.FloatField()
    radius_km = models.FloatField()
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    source = models.TextField()

    class Meta(Record.Meta):
        constraints: ClassVar = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=Q(latitude__range=(-90, 90), longitude__range=(-180, 180), radius_km__gt=0),
                name="registry_zone_circle",
            ),
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="registry_zone_days",
            ),
        ]


class Listing(Record):
    """What a named list names; both days are included."""

    list = models.TextField(db_index=True)
    name = models.TextField()
    name_en = models.TextField()
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    source = models.TextField()

    class Meta(Record.Meta):
        constraints: ClassVar = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="registry_listing_days",
            ),
        ]


class Alias(models.Model):
    """A key by which an entry of a kind is found: its own, its other ones, those of entries merged into it."""

    id = models.BigAutoField(primary_key=True)
    kind = models.TextField()
    key = models.TextField()
    record = models.BigIntegerField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["kind", "key"], name="registry_alias_once")]
        indexes: ClassVar = [models.Index(fields=["kind", "record"], name="registry_alias_record")]

    def __str__(self) -> str:
        return self.key


class Lapse(models.Model):
    """A time in which an approved entry does not count: suspended (until it is resumed), or closed for good."""

    id = models.BigAutoField(primary_key=True)
    kind = models.TextField()
    record = models.BigIntegerField()
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["kind", "record"], name="registry_lapse_record")]

    def __str__(self) -> str:
        return f"{self.kind} {self.record} {self.since}"


class Change(models.Model):
    """What somebody did to an entry: the audit row of the deed and the entry's history. Never changed.

    `fields` maps each field to what it was and what it is; personal data are masked.
    """

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField(db_index=True)
    actor = models.TextField()
    verb = models.TextField()
    kind = models.TextField()
    record = models.BigIntegerField()
    key = models.TextField()
    reason = models.TextField()
    fields = models.JSONField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["kind", "record", "id"], name="registry_change_record")]

    def __str__(self) -> str:
        return f"{self.verb} {self.key}"
