"""The WSGI application: what a web process serves."""

from django.core.handlers.wsgi import WSGIHandler

from zhuisu.server.boot import set_up_django
from zhuisu.server.patience import PatientBodies

set_up_django()
application = PatientBodies(WSGIHandler())
