"""The WSGI application: what a web process serves."""

import os

from django.core.wsgi import get_wsgi_application

from zhuisu.server.patience import PatientBodies

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zhuisu.server.settings")
application = PatientBodies(get_wsgi_application())
