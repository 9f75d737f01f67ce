"""Addresses of the enterprise's screens, each slice in a file of its own."""

from django.urls import URLPattern, URLResolver

app_name = "work"
urlpatterns: list[URLPattern | URLResolver] = []
