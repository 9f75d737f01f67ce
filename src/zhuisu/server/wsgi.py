"""The WSGI application: what a web process serves."""

from django.core.handlers.wsgi import WSGIHandler

from zhuisu.server.boot import set_up_django
from zhuisu.server.patience import PatientBodies
from zhuisu.server.tuning import tune

set_up_django()
application = PatientBodies(WSGIHandler())
