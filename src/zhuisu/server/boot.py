"""Boot: a process that can use the layers below: database running, Django set up, schema in place."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import django
import psycopg
from django.core.management import call_command
from django.db import connection, connections
from django.db.migrations.executor import MigrationExecutor

from zhuisu.server.config import Config, config
from zhuisu.server.postgres import locate, using
from zhuisu.server.trouble import TroubleError
from zhuisu.server.tuning import tune

CONNECT_SECONDS = 10
OLDEST_POSTGRESQL = 150000
MIGRATION_LOCK = 0x5A48_5553_0001


def set_up_django() -> None:
    tune()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zhuisu.server.settings")
    django.setup()


@contextmanager
def database() -> Iterator[Config]:
    """The database runs inside this block, and Django can use it. Raises TroubleError."""
    chosen = config()
    if chosen.database_url is not None:
        check_server(chosen.database_url)
        set_up_django()
        yield chosen
        close_connections()
        return
    with using(locate(chosen.home, chosen.postgres_bin)):
        set_up_django()
        try:
            yield chosen
        finally:
            close_connections()


@contextmanager
def migrated_database() -> Iterator[Config]:
    """The same, with the schema brought up to date."""
    with database() as chosen:
        migrate()
        yield chosen


def migrate() -> list[str]:
    """Bring the schema up to date, one process at a time. Answers the migrations applied, in order."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [MIGRATION_LOCK])
            try:
                waiting = pending()
                if waiting:
                    call_command("migrate", interactive=False, verbosity=0)
                return waiting
            finally:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [MIGRATION_LOCK])
    except django.db.OperationalError as fault:
        raise TroubleError(f"The database cannot be used: {str(fault).strip()}") from fault


def pending() -> list[str]:
    """The migrations that this database still lacks."""
    executor = MigrationExecutor(connection)
    return [f"{m.app_label}.{m.name}" for m, _ in executor.migration_plan(executor.loader.graph.leaf_nodes())]


def check_server(url: str) -> None:
    """Raises TroubleError where no PostgreSQL that is new enough answers there."""
    try:
        with psycopg.connect(url, connect_timeout=CONNECT_SECONDS) as tried:
            version = tried.info.server_version
    except psycopg.OperationalError as fault:
        raise TroubleError(f"The database cannot be used: {' '.join(str(fault).split())}") from fault
    if version < OLDEST_POSTGRESQL:
        raise TroubleError(
            f"The database is PostgreSQL {version // 10000}; {OLDEST_POSTGRESQL // 10000} or later is needed."
        )


def close_connections() -> None:
    for each in connections.all(initialized_only=True):
        each.close()
        if hasattr(each, "close_pool"):
            each.close_pool()
