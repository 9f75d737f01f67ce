"""The camera page: the only one whose policy lets the decoder's WebAssembly be compiled."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from zhuisu.portal.page import page

POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' blob:;"
    " media-src 'self' blob:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


@require_safe
def scan(request: HttpRequest) -> HttpResponse:
    response = page(request, "scan.html", {})
    response["Content-Security-Policy"] = POLICY
    response["Permissions-Policy"] = "camera=(self), geolocation=(), microphone=(), payment=(), usb=()"
    return response
