"""Addresses: who answers which path."""

from django.urls import include, path

from zhuisu.console.screens import site
from zhuisu.server.demo_door import demo_door

urlpatterns = [
    path("admin/", site.urls),
    path("demo", demo_door, name="demo"),
    path("work/", include("zhuisu.work.urls")),
    path("", include("zhuisu.work.enrol.addresses")),
    path("", include("zhuisu.exchange.urls")),
    path("", include("zhuisu.portal.urls")),
]

handler400 = "zhuisu.portal.views.errors.bad_request"
handler403 = "zhuisu.work.errors.forbidden"
handler404 = "zhuisu.work.errors.not_found"
handler500 = "zhuisu.work.errors.broken"
