"""The Django app `casework`."""

from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    name = "zhuisu.casework"
    label = "casework"
