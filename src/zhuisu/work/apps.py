"""The Django app `work`: templates and assets, no tables."""

from django.apps import AppConfig


class WorkConfig(AppConfig):
    name = "zhuisu.work"
    label = "work"
