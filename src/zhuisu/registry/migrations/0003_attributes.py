"""What is known of parties, people and places beyond their fields, by name."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("registry", "0002_zones_and_listings"),
    ]

    operations: ClassVar = [
        migrations.AddField(
            model_name="party",
            name="attributes",
            field=models.JSONField(default=dict),
        ),
        migrations.AddField(
            model_name="person",
            name="attributes",
            field=models.JSONField(default=dict),
        ),
        migrations.AddField(
            model_name="place",
            name="attributes",
            field=models.JSONField(default=dict),
        ),
    ]
