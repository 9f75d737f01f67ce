"""Addresses: the picture of the city and the desk's first screen, each behind the console's door."""

from collections.abc import Callable, Sequence
from typing import Any

from django.urls import URLPattern, path

from zhuisu.console.figures.city import city
from zhuisu.console.figures.citymap import city_map
from zhuisu.console.figures.drilled import drilled
from zhuisu.console.figures.papers import csv_file, report_file, report_page, xlsx_file
from zhuisu.console.figures.silence import silence
from zhuisu.console.figures.today import today


def addresses(wrap: Callable[[Any], Any]) -> Sequence[URLPattern]:
    """Under `/admin/`; `wrap` asks for password and second factor first."""
    return (
        path("today/", wrap(today), name="today"),
        path("city/", wrap(city), name="city"),
        path("city/events/", wrap(drilled), name="city_events"),
        path("city/silent/", wrap(silence), name="city_silent"),
        path("city/map.geojson", wrap(city_map), name="city_map"),
        path("city/report/", wrap(report_page), name="city_report"),
        path("city/report.pdf", wrap(report_file), name="city_report_pdf"),
        path("city/<str:name>.csv", wrap(csv_file), name="city_csv"),
        path("city/<str:name>.xlsx", wrap(xlsx_file), name="city_xlsx"),
    )
