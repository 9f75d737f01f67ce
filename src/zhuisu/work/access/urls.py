"""Addresses of the screens about programs, below /work/access/."""

from django.urls import path

from zhuisu.work.access.programs import programs

urlpatterns = [path("", programs, name="access")]
