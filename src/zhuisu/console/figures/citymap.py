"""City map: the outlines of districts that the operator supplies, with the number under which the map was examined.

Without a file, or without its 审图号 (测绘法, article 38: maps that are shown must have been examined), tiles
are drawn.
"""

import logging
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import msgspec
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from zhuisu.access.permitting import Deed
from zhuisu.console.asking import require
from zhuisu.registry.regions import region

log = logging.getLogger("zhuisu.console")

_MOST_BYTES: Final = 2 << 20
_REVIEW: Final = "审图号"
_CODES: Final = ("adcode", "code", "id")


class CityMap(msgspec.Struct, frozen=True):
    """GeoJSON whose features are named as the registry names their regions."""

    review: str
    body: bytes


def operators_map() -> CityMap | None:
    """`map.geojson` in ZHUISU_HOME; None where there is none that may be shown."""
    path = settings.CITY_MAP
    try:
        state = path.stat()
    except OSError:
        return None
    return _read(path, state.st_mtime_ns) if state.st_size <= _MOST_BYTES else None


@require_safe
def city_map(request: HttpRequest) -> HttpResponse:
    """/admin/city/map.geojson."""
    require(request, Deed.READ_FIGURES)
    found = operators_map()
    if found is None:
        raise Http404
    return HttpResponse(found.body, content_type="application/geo+json")


@lru_cache(maxsize=1)
def _read(path: Path, _: int) -> CityMap | None:
    try:
        told = msgspec.json.decode(path.read_bytes())
    except (OSError, msgspec.DecodeError):
        told = None
    review = str(told.get(_REVIEW, "")) if isinstance(told, dict) else ""
    if not review or not isinstance(told.get("features"), list):
        log.warning("the city's map cannot be shown", extra={"file": str(path), "needs": _REVIEW})
        return None
    features = [_named(feature) for feature in told["features"] if isinstance(feature, dict)]
    return CityMap(review, msgspec.json.encode({"type": "FeatureCollection", "features": features}))


def _named(feature: dict[str, Any]) -> dict[str, Any]:
    """With the name of the region whose code it states."""
    stated = feature.get("properties")
    properties = stated if isinstance(stated, dict) else {}
    codes = (str(properties.get(name, "")) for name in _CODES)
    found = next((each for code in codes if (each := region(code)) is not None), None)
    name = str(properties.get("name", "")) if found is None else found.name
    return {"type": "Feature", "properties": {"name": name}, "geometry": feature.get("geometry")}
