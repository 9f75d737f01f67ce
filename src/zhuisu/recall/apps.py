"""The Django app `recall`."""

from django.apps import AppConfig


class RecallConfig(AppConfig):
    name = "zhuisu.recall"
    label = "recall"
