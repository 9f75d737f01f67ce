"""Addresses of the enterprise's screens, each slice in a file of its own."""

from django.urls import URLPattern, URLResolver, include, path

from zhuisu.work import (
    codes,
    door,
    findings,
    history,
    installed,
    manner,
    me,
    offline,
    receive,
    record,
    saved,
    stock,
    today,
)

app_name = "work"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", today.today, name="today"),
    path("record/", record.choose, name="record"),
    path("record/<str:variety>/<str:stage>/", record.form, name="form"),
    path("record/<str:variety>/<str:stage>/check", record.checked, name="check"),
    path("record/<str:variety>/<str:stage>/codes/<str:role>", codes.codes, name="codes"),
    path("saved", saved.saved, name="saved"),
    path("receive/", receive.incoming, name="receive"),
    path("receive/delivery", receive.delivery, name="delivery"),
    path("stock/", stock.stock, name="stock"),
    path("stock/of", stock.held, name="held"),
    path("history/", history.history, name="history"),
    path("history/event", history.event, name="event"),
    path("history/correct", history.correct, name="correct"),
    path("history/withdraw", history.take_back, name="withdraw"),
    path("findings/", findings.findings, name="findings"),
    path("labels/", include("zhuisu.work.labels.urls")),
    path("sheets/", include("zhuisu.work.sheets.urls")),
    path("access/", include("zhuisu.work.access.urls")),
    path("me/", me.me, name="me"),
    path("rating/", include("zhuisu.work.rating.urls")),
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
