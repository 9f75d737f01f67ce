"""Installed: what makes the screens an app on a phone: its manifest, and the service worker that keeps them offline."""

from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from typing import Final

import msgspec
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from zhuisu.console.both import both
from zhuisu.portal.assets import MANIFEST, asset
from zhuisu.portal.assets import manifest as built

ASSETS: Final = ("work.css", "work.js", "record.js", "zxing_reader.wasm", "icon.svg", "icon-192.png")
"""What every screen needs, kept from the first visit on."""
SHELLS: Final = ("work:offline", "work:waiting")
"""Screens that hold nothing of anybody, so that they are kept at once."""
_ICONS: Final = ((192, "any"), (512, "any"), (512, "maskable"))


@require_safe
def manifest(request: HttpRequest) -> JsonResponse:
    """The name and the icons under which a phone installs the screens."""
    told = {
        "id": "/work/",
        "name": str(both("追溯 · 企业端", "Zhuisu for enterprises")),
        "short_name": str(both("追溯", "Zhuisu")),
        "start_url": "/work/",
        "scope": "/work/",
        "display": "standalone",
        "background_color": "#ffffff",
        "theme_color": "#0b4f41",
        "icons": [
            {
                "src": asset(f"icon-{size}.png"),
                "sizes": f"{size}x{size}",
                "type": "image/png",
                "purpose": purpose,
            }
            for size, purpose in _ICONS
        ],
    }
    response = JsonResponse(told, content_type="application/manifest+json")
    response["Cache-Control"] = "no-cache"
    return response


@require_safe
def service_worker(request: HttpRequest) -> HttpResponse:
    """The built worker, told which version of which files it keeps. A browser asks again at every visit."""
    assets = [asset(name) for name in ASSETS]
    shells = [reverse(name) for name in SHELLS]
    code = _code()
    told = {"version": _version(assets, code), "assets": assets, "shells": shells, "door": reverse("work:door")}
    body = b"self.ZHUISU=" + msgspec.json.encode(told) + b";\n" + code
    response = HttpResponse(body, content_type="text/javascript; charset=utf-8")
    response["Cache-Control"] = "no-cache"
    return response


@cache
def _code() -> bytes:
    return (MANIFEST.parent / built()["sw.js"]).read_bytes()


def _version(assets: Sequence[str], code: bytes) -> str:
    return sha256("\n".join(assets).encode() + code).hexdigest()[:12]
