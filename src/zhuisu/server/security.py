"""SecurityHeaders: what every answer forbids browsers to do."""

from collections.abc import Callable

from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

CONTENT_POLICY: dict[str, tuple[str, ...]] = {
    "default-src": ("'none'",),
    "script-src": ("'self'",),
    "style-src": ("'self'",),
    "img-src": ("'self'",),
    "connect-src": ("'self'",),
    "font-src": ("'self'",),
    "manifest-src": ("'self'",),
    "worker-src": ("'self'",),
    "form-action": ("'self'",),
    "base-uri": ("'none'",),
    "frame-ancestors": ("'none'",),
}
NOT_OURS = "This server does not answer for that host; see ZHUISU_HOSTS. · 本服务不受理该主机名，见 ZHUISU_HOSTS。\n"
ANY_HOST = ("/healthz", "/readyz")
"""Asked by address, by probes."""

POLICY = "; ".join(" ".join((name, *sources)) for name, sources in CONTENT_POLICY.items())


class SecurityHeaders:
    """Refuses hosts that are not ours, and adds the policy to every answer.

    A view that needs more sets the header itself, and is left alone.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request) if _is_ours(request) else HttpResponse(NOT_OURS, status=400)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        response.headers.setdefault(
            "Permissions-Policy", "camera=(self), geolocation=(), microphone=(), payment=(), usb=()"
        )
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response


def _is_ours(request: HttpRequest) -> bool:
    try:
        return request.path in ANY_HOST or bool(request.get_host())
    except DisallowedHost:
        return False
