"""The Django app `supervision`."""

from django.apps import AppConfig


class SupervisionConfig(AppConfig):
    name = "zhuisu.supervision"
    label = "supervision"
