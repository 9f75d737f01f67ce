"""Check locks: `requirements/*.txt` says what pyproject.toml asks for, no more and no less, all of it with hashes.

Nothing is asked of an index, so this holds offline: every requirement of pyproject.toml is pinned to a version that it
allows, everything that the lock says pyproject.toml asked for is still asked for, and no package has two versions.
"""

import re
import sys
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tools.lock import LOCKS, ROOT, Lock

PINNED = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)(?:\[[^]]*\])?==(?P<version>[^ ;\\]+)(?: ; [^\\]+)? \\$")


@dataclass(frozen=True)
class Pin:
    """One locked package: its version, whether it has hashes, and whether pyproject.toml asked for it."""

    name: str
    version: str
    hashes: int
    asked_for: bool


def main() -> int:
    """Check every lock; print each thing that is wrong."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    wrong = [f"{lock.path}: {sentence}" for lock in LOCKS for sentence in check(lock, project)]
    wrong += disagreements()
    print(*wrong, sep="\n")
    return 1 if wrong else 0


def check(lock: Lock, project: Mapping[str, Any]) -> Iterator[str]:
    """What is wrong between one lock and the tables that it is compiled from."""
    pins = read_lock(ROOT / lock.path)
    asked: dict[str, Requirement] = {canonicalize_name(each.name): each for each in requirements(lock, project)}
    for name, requirement in asked.items():
        versions = [pin.version for pin in pins if pin.name == name]
        if not versions:
            yield f"{requirement} is not locked"
        elif not all(requirement.specifier.contains(version, prereleases=True) for version in versions):
            yield f"{requirement} is asked for, {name} {', '.join(versions)} is locked"
    yield from (f"{pin.name} is locked, and nobody asks for it any more" for pin in pins if is_left_over(pin, asked))
    yield from (f"{pin.name} {pin.version} has no hash" for pin in pins if not pin.hashes)


def is_left_over(pin: Pin, asked: Mapping[str, Requirement]) -> bool:
    """Whether the lock names pyproject.toml as its reason and pyproject.toml does not say so."""
    return pin.asked_for and pin.name not in asked


def disagreements() -> list[str]:
    """Packages that two locks pin to different versions."""
    versions: dict[str, set[frozenset[str]]] = {}
    for lock in LOCKS:
        pins = read_lock(ROOT / lock.path)
        for name in {pin.name for pin in pins}:
            versions.setdefault(name, set()).add(frozenset(pin.version for pin in pins if pin.name == name))
    return [f"{name} is locked differently in two files" for name, found in sorted(versions.items()) if len(found) > 1]


def requirements(lock: Lock, project: Mapping[str, Any]) -> list[Requirement]:
    """What pyproject.toml asks for in the tables of this lock."""
    own = project["project"]["dependencies"] if lock.project else []
    groups = [text for group in lock.groups for text in group_requirements(project["dependency-groups"], group)]
    return [Requirement(text) for text in (*own, *groups)]


def group_requirements(groups: Mapping[str, Sequence[Any]], name: str) -> Iterator[str]:
    """The requirements of a dependency group, those of the groups that it includes too (PEP 735)."""
    for entry in groups[name]:
        if isinstance(entry, str):
            yield entry
        else:
            yield from group_requirements(groups, entry["include-group"])


def read_lock(path: Path) -> list[Pin]:
    """The pins of a lock file as uv writes it: a pin a block, its hashes and its reasons indented below."""
    blocks = re.split(r"\n(?=\S)", path.read_text("utf-8").strip())
    return [read_pin(path, block) for block in blocks]


def read_pin(path: Path, block: str) -> Pin:
    """One block of a lock file."""
    head, _, below = block.partition("\n")
    found = PINNED.match(head)
    if found is None:
        raise SystemExit(f"{path.name}: `{head}` is not a pin with hashes")
    name = canonicalize_name(found["name"])
    return Pin(name, found["version"], below.count("--hash=sha256:"), "(pyproject.toml" in below)


if __name__ == "__main__":
    sys.exit(main())
