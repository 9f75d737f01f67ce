"""Addresses under /work/rating/."""

from django.urls import path

from zhuisu.work.rating.answering import exposure
from zhuisu.work.rating.mine import ask, mine

urlpatterns = [
    path("", mine, name="rating"),
    path("certificate", ask, name="rating-certificate"),
    path("exposure/<str:number>", exposure, name="rating-exposure"),
]
