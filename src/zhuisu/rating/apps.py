"""The Django app `rating`."""

from django.apps import AppConfig


class RatingConfig(AppConfig):
    name = "zhuisu.rating"
    label = "rating"
