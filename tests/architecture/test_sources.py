"""Sources: what a linter does not see. Files stay small and say what they are; core asks nobody for time or files."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FILES = (ROOT / "src" / "zhuisu").rglob("*.py")
SOURCES = sorted(path for path in FILES if path.stat().st_size and path.parent.name != "migrations")
CORE = [path for path in SOURCES if path.is_relative_to(ROOT / "src" / "zhuisu" / "core")]
MOST_LINES = 400
IMPURE = {"now", "utcnow", "today", "open", "print", "input", "exec", "eval"}


def name_of(path: Path) -> str:
    """A readable test id."""
    return path.relative_to(ROOT / "src").as_posix()


def called(tree: ast.AST) -> set[str]:
    """The last names of everything that is called: `datetime.now()` gives `now`."""
    functions = [node.func for node in ast.walk(tree) if isinstance(node, ast.Call)]
    names = {function.id for function in functions if isinstance(function, ast.Name)}
    return names | {function.attr for function in functions if isinstance(function, ast.Attribute)}


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_a_file_says_in_its_first_line_what_it_is(path: Path) -> None:
    docstring = ast.get_docstring(ast.parse(path.read_text("utf-8")))
    assert docstring is not None
    assert docstring.splitlines()[0].strip()


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_a_file_stays_small(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= MOST_LINES


@pytest.mark.parametrize("path", CORE, ids=name_of)
def test_core_takes_time_and_files_as_values(path: Path) -> None:
    assert not called(ast.parse(path.read_text("utf-8"))) & IMPURE
