"""SQL by name, the ledger's and that of others: every statement lives in sql/*.sql, named and described."""

import re
from pathlib import Path
from typing import LiteralString, cast

_STATEMENT = re.compile(r"^-- name: (\w+)\n(.*?)(?=^-- name: |\Z)", re.MULTILINE | re.DOTALL)
_FOLDER = Path(__file__).parent / "sql"


def load(name: str, folder: Path = _FOLDER) -> dict[str, LiteralString]:
    """The statements of <folder>/<name>.sql, by their names. The files ship with the program: they are trusted text."""
    text = (folder / f"{name}.sql").read_text(encoding="utf-8")
    return {key: cast(LiteralString, sql.strip()) for key, sql in _STATEMENT.findall(text)}
