"""Addresses of the application, below /enrol."""

from django.urls import path

from zhuisu.work.enrol.check import check, state
from zhuisu.work.enrol.paper import paper, photo
from zhuisu.work.enrol.start import follow_page, leave, start
from zhuisu.work.enrol.steps import step

app_name = "enrol"
urlpatterns = [
    path("enrol", start, name="start"),
    path("enrol/follow", follow_page, name="follow"),
    path("enrol/leave", leave, name="leave"),
    path("enrol/check", check, name="check"),
    path("enrol/state", state, name="state"),
    path("enrol/papers/<str:which>", paper, name="paper"),
    path("enrol/photo/<int:number>", photo, name="photo"),
    path("enrol/<str:step>", step, name="step"),
]
