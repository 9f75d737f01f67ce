"""The WSGI application, for those who bring a WSGI server of their own: everything but WebSockets."""

from django.core.handlers.wsgi import WSGIHandler

from zhuisu.server.boot import set_up_django
from zhuisu.server.patience import PatientBodies

set_up_django()
application = PatientBodies(WSGIHandler())
