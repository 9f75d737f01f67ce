"""Asset: the address of a built file, by its name in frontend/src."""

import json
from functools import cache
from pathlib import Path

from django.templatetags.static import static

MANIFEST = Path(__file__).parent / "static" / "portal" / "built" / "manifest.json"


class AssetsNotBuiltError(RuntimeError):
    """The package was put together without its build hook."""


@cache
def manifest() -> dict[str, str]:
    """Name → file name with its hash."""
    try:
        found: dict[str, str] = json.loads(MANIFEST.read_bytes())
    except FileNotFoundError as error:
        message = "The portal's assets are not built: run `pip install -e .` (or `python hatch_build.py`)."
        raise AssetsNotBuiltError(message) from error
    return found


def asset(name: str) -> str:
    """For example `portal.css` → /static/portal/built/portal-DDRTTAPX.css."""
    return static(f"portal/built/{manifest()[name]}")
