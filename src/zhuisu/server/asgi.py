"""The ASGI application, for those who bring an ASGI server of their own."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zhuisu.server.settings")
application = get_asgi_application()
