"""Check traces: no committed file names a package registry, holds a secret, or points out of the repository.

Each machine says where its packages come from; a registry's host in a committed file would overrule it. Tests alone
may read the sample documents that lie beside a checkout (and skip where they do not).
"""

import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Trace:
    """Something that no committed file holds, except under the folders that may."""

    what: str
    pattern: re.Pattern[str]
    except_under: tuple[str, ...] = ()


# Written so that this file does not match itself.
TRACES = (
    Trace(
        "a registry's host",
        re.compile(
            r"\b(?:pypi|pythonhosted|npmjs|npmmirror|yarnpkg|unpkg|jsdelivr|debian|ubuntu)[.](?:org|com|net)\b"
            r"|\b(?:mirrors?|registry|index|proxy)[.][a-z0-9-]+[.](?:org|com|cn|net|io)\b"
            r"|\b(?:tuna|ustc|aliyun|tencent)[.](?:edu[.]cn|com)\b",
            re.IGNORECASE,
        ),
    ),
    Trace("a private key", re.compile(r"-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----")),
    Trace(
        "a secret",
        re.compile(
            r"""(?:secret_key|secret|password|passwd|api_key|token)\w*["']?\s*[:=]\s*["'][A-Za-z0-9+/_-]{20,}["']"""
            r"|\bAKIA[0-9A-Z]{16}\b|\bgh[pousr]_[A-Za-z0-9]{30,}",
            re.IGNORECASE,
        ),
    ),
    Trace("a path beside the repository", re.compile(r"[.]{2}/shared\b|/work/(?:main|shared)\b"), ("tests/",)),
)


def main() -> int:
    """Look through every file that git knows; print each trace with its place."""
    found = [line for path in tracked_files() for line in traces_in(path)]
    print(*found, sep="\n")
    return 1 if found else 0


def tracked_files() -> list[Path]:
    """The files of the next commit: those that git tracks, and new ones that it does not ignore."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [path for name in sorted(set(listed.split("\0"))) if name and (path := ROOT / name).is_file()]


def traces_in(path: Path) -> Iterator[str]:
    """One line for each trace in a text file; files that are not UTF-8 text are looked at as Latin-1."""
    name = path.relative_to(ROOT).as_posix()
    for number, line in enumerate(path.read_bytes().decode("utf-8", "replace").splitlines(), 1):
        for trace in TRACES:
            hit = trace.pattern.search(line)
            if hit and not name.startswith(trace.except_under or ("\0",)):
                yield f"{name}:{number}: {trace.what}: {hit[0]}"


if __name__ == "__main__":
    sys.exit(main())
