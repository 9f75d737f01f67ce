"""Failed sign-ins, and the tables of others as the screens show them."""

from typing import ClassVar

from django.db import migrations, models


def shown(name: str, base: str, title: str) -> migrations.CreateModel:
    """A table of another app, by the name that it has here."""
    options = {
        "verbose_name": title,
        "verbose_name_plural": title,
        "proxy": True,
        "default_permissions": (),
        "indexes": [],
        "constraints": [],
    }
    return migrations.CreateModel(name=name, fields=[], options=options, bases=(base,))


class Migration(migrations.Migration):
    initial = True

    dependencies: ClassVar = [
        ("access", "0003_actors"),
        ("registry", "0002_zones_and_listings"),
        ("supervision", "0001_supervision"),
    ]

    operations: ClassVar = [
        shown("Account", "access.account", "账户"),
        shown("Audit", "access.audit", "审计记录"),
        shown("Asset", "registry.asset", "资产"),
        shown("Licence", "registry.licence", "许可、资质"),
        shown("Party", "registry.party", "主体"),
        shown("Person", "registry.person", "人员"),
        shown("Place", "registry.place", "地点"),
        shown("Product", "registry.product", "产品"),
        shown("Relation", "registry.relation", "代办关系"),
        shown("Zone", "registry.zone", "区域"),
        shown("Listing", "registry.listing", "名录条目"),
        shown("Edition", "supervision.edition", "品种规范"),
        shown("Finding", "supervision.finding", "问题"),
        shown("Reassessment", "supervision.reassessment", "重新评判"),
        migrations.CreateModel(
            name="Attempt",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("who", models.BinaryField()),
                ("at", models.DateTimeField()),
            ],
            options={"indexes": [models.Index(fields=["who", "at"], name="console_attempt_who")]},
        ),
    ]
