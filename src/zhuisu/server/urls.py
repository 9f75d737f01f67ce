"""Addresses: who answers which path."""

from django.contrib.admin import site
from django.urls import include, path

urlpatterns = [
    path("admin/", site.urls),
    path("work/", include("zhuisu.work.urls")),
    path("", include("zhuisu.exchange.urls")),
    path("", include("zhuisu.portal.urls")),
]

handler400 = "zhuisu.portal.views.errors.bad_request"
handler404 = "zhuisu.portal.views.errors.not_found"
handler500 = "zhuisu.portal.views.errors.broken"
