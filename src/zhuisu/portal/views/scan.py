"""The scan page: camera and pictures, decoded in the browser; a picture that is sent here where no script runs."""

from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from zhuisu.portal.decoding import MOST_BYTES, UnreadablePictureError, codes_in
from zhuisu.portal.page import page
from zhuisu.portal.views.home import leading_to

# The only page whose policy lets the decoder's WebAssembly be compiled.
POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' blob:;"
    " media-src 'self' blob:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_FORM_BYTES = 64 << 10  # what a form adds to its picture


@csrf_exempt  # changes nothing: it only says where to go
@require_http_methods(["GET", "HEAD", "POST"])
def scan(request: HttpRequest) -> HttpResponse:
    """A GET shows the scanner; a POST with a `picture` leads to what its code names, and keeps nothing."""
    if request.method != "POST":
        return _scanner(request, "", 200)
    if int(request.META.get("CONTENT_LENGTH") or 0) > MOST_BYTES + _FORM_BYTES:
        return _scanner(request, "large", 413)
    try:
        sent = request.FILES.get("picture")
    except UnreadablePostError:  # its sender was too slow, or went away
        return _scanner(request, "unreadable", 400)
    if sent is None:
        return _scanner(request, "unreadable", 400)
    try:
        codes = codes_in(sent.read())
    except UnreadablePictureError:
        return _scanner(request, "unreadable", 400)
    return leading_to(codes[0]) if codes else _scanner(request, "nothing", 422)


def _scanner(request: HttpRequest, trouble: str, status: int) -> HttpResponse:
    response = page(request, "scan.html", {"trouble": trouble})
    response.status_code = status
    response["Content-Security-Policy"] = POLICY
    response["Permissions-Policy"] = "camera=(self), geolocation=(), microphone=(), payment=(), usb=()"
    return response
