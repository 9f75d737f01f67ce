"""Chromium: the browser that the browser tests drive, found or installed.

On a bare Debian or Ubuntu, as root, `make test` installs chromium and Chinese fonts by apt-get. Elsewhere it uses the
browser that is there, and without one the browser tests are left out, with a sentence; in CI that is a failure.
`ZHUISU_TEST_CHROMIUM` names another browser.
"""

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MAC = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
PACKAGES = ("chromium", "fonts-noto-cjk")

LEFT_OUT = "No Chromium is on this machine: the browser tests are left out. (Install chromium and fonts-noto-cjk.)"


def find_chromium(environment: Mapping[str, str]) -> Path | None:
    """The browser to drive: the one named, or the first of the usual names on the PATH, or None."""
    if named := environment.get("ZHUISU_TEST_CHROMIUM"):
        return Path(named) if Path(named).is_file() else None
    found = [path for name in NAMES if (path := shutil.which(name, path=environment.get("PATH")))]
    return Path(found[0]) if found else MAC if MAC.is_file() else None


def has_chinese_font() -> bool:
    """Whether fontconfig knows a font for Chinese; without one, screenshots show boxes. True where it cannot tell."""
    if shutil.which("fc-list") is None:
        return True
    return bool(subprocess.run(["fc-list", ":lang=zh"], capture_output=True, check=False).stdout.strip())


def provide_chromium(environment: Mapping[str, str]) -> Path | None:
    """Find the browser, or install it where that is possible without a question; None when there is none."""
    found = find_chromium(environment)
    if found and has_chinese_font():
        return found
    if os.geteuid() == 0 and shutil.which("apt-get"):
        install()
    return find_chromium(environment)


def install() -> None:
    """apt-get chromium and fonts; a failure is apt-get's to explain and the caller's to weigh."""
    print(f"Installing {' and '.join(PACKAGES)} for the browser tests …", flush=True)
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    command = ["apt-get", "install", "--yes", "--no-install-recommends", "-qq", *PACKAGES]
    if subprocess.run(["apt-get", "update", "-qq"], env=environment, check=False).returncode == 0:
        subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=False)
