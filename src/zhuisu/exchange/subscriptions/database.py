"""Database: what is raised where it cannot be used now."""

from typing import Final

import psycopg
from django.db import InterfaceError, OperationalError

UNUSABLE: Final = (OperationalError, InterfaceError, psycopg.OperationalError, psycopg.InterfaceError)
"""The ledger's own cursors raise the driver's errors."""
