"""The Django app `enrolling`."""

from django.apps import AppConfig


class EnrollingConfig(AppConfig):
    name = "zhuisu.enrolling"
    label = "enrolling"
