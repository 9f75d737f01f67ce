"""Addresses under /work/rating/."""

from django.urls import path

from zhuisu.work.rating.answering import exposure
from zhuisu.work.rating.behind import behind
from zhuisu.work.rating.mine import ask, mine

urlpatterns = [
    path("", mine, name="rating"),
    path("records", behind, name="rating-records"),
    path("certificate", ask, name="rating-certificate"),
    path("exposure/<str:number>", exposure, name="rating-exposure"),
]
