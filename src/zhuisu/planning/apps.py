"""The Django app `planning`."""

from django.apps import AppConfig


class PlanningConfig(AppConfig):
    name = "zhuisu.planning"
    label = "planning"
