"""The folder of casework's SQL."""

from pathlib import Path
from typing import Final

SQL_FOLDER: Final = Path(__file__).parent / "sql"
