"""Addresses of the screens of spreadsheets, below /work/sheets/."""

from django.urls import path

from zhuisu.work.sheets.choosing import choose, template
from zhuisu.work.sheets.giving import give
from zhuisu.work.sheets.showing import show

urlpatterns = [
    path("", choose, name="sheets"),
    path("at/<uuid:sheet>/", show, name="sheet"),
    path("<str:variety>/<str:stage>/", give, name="sheet-new"),
    path("<str:variety>/<str:stage>/template.xlsx", template, name="sheet-template"),
]
