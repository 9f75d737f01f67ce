"""The Django app `console`, and Django's admin with our site."""

from django.apps import AppConfig
from django.contrib.admin.apps import SimpleAdminConfig
from django.db.models.signals import post_migrate

from zhuisu.console import plain
from zhuisu.console.both import both


class ConsoleConfig(AppConfig):
    name = "zhuisu.console"
    label = "console"
    verbose_name = both("工作台", "Console")

    def ready(self) -> None:
        """Rows of Django's permissions would mean nothing here, so none are made; forms speak as we do."""
        plain.speak()
        post_migrate.disconnect(dispatch_uid="django.contrib.auth.management.create_permissions")


class SiteConfig(SimpleAdminConfig):
    """Django's admin, whose site holds our screens and no others."""

    default_site = "zhuisu.console.site.Console"
