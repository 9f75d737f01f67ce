"""The Django app `figures`."""

from django.apps import AppConfig


class FiguresConfig(AppConfig):
    name = "zhuisu.figures"
    label = "figures"
