"""The Django app `recording`."""

from django.apps import AppConfig


class RecordingConfig(AppConfig):
    name = "zhuisu.recording"
    label = "recording"
