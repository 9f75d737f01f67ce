"""Folder: where the SQL of recording lies."""

from pathlib import Path
from typing import Final

SQL_FOLDER: Final = Path(__file__).parent / "sql"
