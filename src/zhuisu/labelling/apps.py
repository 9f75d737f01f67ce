"""The Django app `labelling`."""

from django.apps import AppConfig


class LabellingConfig(AppConfig):
    name = "zhuisu.labelling"
    label = "labelling"
