"""The tables of the console, and the entries, findings and accounts of others as its screens show them."""

from django.db import models

from zhuisu.access import models as access
from zhuisu.console.both import both
from zhuisu.registry import models as registry
from zhuisu.supervision import models as supervision


class Attempt(models.Model):
    """A failed sign-in, kept for as long as it counts. `who` is a keyed hash of what was tried, and from where."""

    id = models.BigAutoField(primary_key=True)
    who = models.BinaryField()
    at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=["who", "at"], name="console_attempt_who"),)

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%dT%H:%M:%SZ}"


class Party(registry.Party):
    class Meta:
        proxy = True
        default_permissions = ()
        verbose_name = both("主体", "party")
        verbose_name_plural = both("主体", "parties")


class Person(registry.Person):
    class Meta:
        proxy = True
        default_permissions = ()
        verbose_name = both("人员", "person")
        verbose_name_plural = both("人员", "people")


class Place(registry.Place):
    class Meta:
        proxy = True
        default_permissions = ()
        verbose_name = both("地点", "place")
        verbose_name_plural = both("地点", "places")


class Product(registry.Product):
    class Meta:
        proxy = True
        default_permissions = ()
        verbose_name = both("产品", "product")
        verbose_name_plural = both("产品", "products")


class Asset(registry.Asset):
    class Meta:
        proxy = True
        default_permissions = ()
        verbose_name = both("资产", "asset")
        verbose_name_plural = both("资产", "assets")


class Licence(registry.Licence):
    class Meta:
        proxy = True
        default_permissions = ()
        verbose_name = both("许可、资质", "licence")
        verbose_name_plural = both("许可、资质", "licences")


class Relation(registry.Relation):
    class Meta:
        proxy = True
        default_permissions = ()
        verbose_name = both("代办关系", "relation")
        verbose_name_plural = both("代办关系", "relations")


class Zone(registry.Zone):
    class Meta:
        proxy = True
        default_permissions = ()
        verbose_name = both("区域", "zone")
        verbose_name_plural = both("区域", "zones")


class Listing(registry.Listing):
    class Meta:
        proxy = True
        default_permissions = ()
        verbose_name = both("名录条目", "entry of a list")
        verbose_name_plural = both("名录条目", "entries of lists")


class Finding(supervision.Finding):
    class Meta:
        proxy = True
        default_permissions = ()
        verbose_name = both("问题", "finding")
        verbose_name_plural = both("问题", "findings")


class Edition(supervision.Edition):
    class Meta:
        proxy = True
        default_permissions = ()
        verbose_name = both("品种规范", "edition of a profile")
        verbose_name_plural = both("品种规范", "editions of profiles")


class Reassessment(supervision.Reassessment):
    class Meta:
        proxy = True
        default_permissions = ()
        verbose_name = both("重新评判", "reassessment")
        verbose_name_plural = both("重新评判", "reassessments")


class Account(access.Account):
    class Meta:
        proxy = True
        default_permissions = ()
        verbose_name = both("账户", "account")
        verbose_name_plural = both("账户", "accounts")


class Audit(access.Audit):
    class Meta:
        proxy = True
        default_permissions = ()
        verbose_name = both("审计记录", "audit record")
        verbose_name_plural = both("审计记录", "audit records")
