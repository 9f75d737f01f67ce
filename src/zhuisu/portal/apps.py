"""PortalConfig: the Django app of the public pages."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "zhuisu.portal"
    label = "portal"
    verbose_name = "追溯 Zhuisu"
