"""Spots: a place that is nothing but coordinates, in words."""

from typing import Final

from zhuisu.core.findings import Text

_GEO: Final = "uri:geo:"
_NORTH: Final = (Text("南纬", "S"), Text("北纬", "N"))
_EAST: Final = (Text("西经", "W"), Text("东经", "E"))


def spot(key: str) -> Text | None:
    """`uri:geo:21.98,108.61` as latitude and longitude; None for a key of another kind."""
    if not key.startswith(_GEO):
        return None
    parts = key.removeprefix(_GEO).partition(";")[0].split(",")
    try:
        latitude, longitude = float(parts[0]), float(parts[1])
    except (ValueError, IndexError):
        return None
    north, east = _NORTH[latitude >= 0], _EAST[longitude >= 0]
    latitude, longitude = abs(latitude), abs(longitude)
    return Text(
        f"{north.zh} {latitude:.4f}°，{east.zh} {longitude:.4f}°",
        f"{latitude:.4f}° {north.en}, {longitude:.4f}° {east.en}",
    )
