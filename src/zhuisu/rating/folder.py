"""Folder: where the SQL of rating is."""

from pathlib import Path
from typing import Final

SQL_FOLDER: Final = Path(__file__).parent / "sql"
