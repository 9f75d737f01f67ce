"""Check locks: a lock that does not follow pyproject.toml is found without asking an index."""

from pathlib import Path
from typing import Any

import pytest

from tools.check_locks import check
from tools.lock import Lock

PROJECT: dict[str, Any] = {
    "project": {"dependencies": ["django>=5.2,<5.3", "psycopg[binary]>=3.3"]},
    "dependency-groups": {"build": ["hatchling==1.33.0"], "dev": [{"include-group": "build"}, "ruff>=0.17"]},
}

GOOD = """\
django==5.2.19 \\
    --hash=sha256:aa
    # via zhuisu (pyproject.toml)
psycopg[binary]==3.3.9 ; python_full_version >= '3.11' \\
    --hash=sha256:bb
    # via zhuisu (pyproject.toml)
sqlparse==0.6.1 \\
    --hash=sha256:cc
    # via django
"""


def found(tmp_path: Path, text: str) -> list[str]:
    """What is wrong with a lock of the project's own dependencies."""
    path = tmp_path / "lock.txt"
    path.write_text(text, "utf-8")
    return list(check(Lock(str(path), ("pyproject.toml",), ()), PROJECT))


def test_a_lock_that_follows_is_accepted(tmp_path: Path) -> None:
    assert found(tmp_path, GOOD) == []


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("django==5.2.19", "django==5.1.0", "django<5.3,>=5.2 is asked for, django 5.1.0 is locked"),
        ("django==5.2.19", "djangx==5.2.19", "django<5.3,>=5.2 is not locked"),
        ("# via django", "# via zhuisu (pyproject.toml)", "sqlparse is locked, and nobody asks for it any more"),
        ("    --hash=sha256:cc\n", "", "sqlparse 0.6.1 has no hash"),
    ],
)
def test_a_lock_that_strays_is_told_how(tmp_path: Path, old: str, new: str, sentence: str) -> None:
    assert sentence in found(tmp_path, GOOD.replace(old, new))


def test_a_group_is_read_with_the_groups_that_it_includes(tmp_path: Path) -> None:
    path = tmp_path / "dev.txt"
    path.write_text("ruff==0.17.6 \\\n    --hash=sha256:aa\n    # via zhuisu (pyproject.toml:dev)\n", "utf-8")
    assert list(check(Lock(str(path), (), ("dev",)), PROJECT)) == ["hatchling==1.33.0 is not locked"]
