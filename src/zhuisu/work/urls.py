"""Addresses of the enterprise's screens, each slice in a file of its own."""

from django.urls import URLPattern, URLResolver, path

from zhuisu.work import door, installed, manner, offline, today

app_name = "work"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", today.today, name="today"),
    path("sign-in", door.door, name="door"),
    path("verify", door.verify, name="verify"),
    path("sign-out", door.leave, name="leave"),
    path("language/<str:to>", manner.language, name="language"),
    path("type/<str:to>", manner.type_size, name="type"),
    path("sw.js", installed.service_worker, name="service-worker"),
    path("manifest.webmanifest", installed.manifest, name="manifest"),
    path("offline", offline.offline, name="offline"),
    path("state", offline.state, name="state"),
    path("keep", offline.keep, name="keep"),
    path("waiting/", offline.waiting, name="waiting"),
]
