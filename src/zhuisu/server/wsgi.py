"""The WSGI application, for those who bring a WSGI server of their own: everything but WebSockets."""

import importlib

from django.core.handlers.wsgi import WSGIHandler

from zhuisu.server.boot import set_up_django
from zhuisu.server.patience import PatientBodies

set_up_django()
importlib.import_module("zhuisu.server.urls")  # else the first who asks waits for it
application = PatientBodies(WSGIHandler())
