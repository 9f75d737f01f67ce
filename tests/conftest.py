"""The ground that all tests stand on: a home of their own, a real PostgreSQL, the published examples."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import DjangoDbBlocker

from tests.server.clusters import PATTERNS, give_schema, remove_homes

HOME = Path(os.environ.get("ZHUISU_TEST_HOME") or tempfile.mkdtemp(prefix="zhuisu-"))
HOME.chmod(0o755)  # else root, whose database runs as another user, keeps the cluster elsewhere
os.environ["ZHUISU_HOME"] = str(HOME)
os.environ["DJANGO_SETTINGS_MODULE"] = "zhuisu.server.settings"


def pytest_configure(config: pytest.Config) -> None:
    """Each worker of a divided run makes a home of its own: what was set here would be its, too. All of them copy what
    their databases begin with from the same place."""
    if not hasattr(config, "workerinput"):
        patterns = Path(tempfile.mkdtemp(prefix="zhuisu-patterns-"))
        patterns.chmod(0o755)
        os.environ[PATTERNS] = str(patterns)
        config.add_cleanup(lambda: remove_homes(patterns))
    if getattr(config.option, "numprocesses", None):
        del os.environ["ZHUISU_HOME"], os.environ["DJANGO_SETTINGS_MODULE"]


SLOW = ("server", "conformance", "exchange", "console", "work", "enrolling", "recall", "recording", "docs")
"""Folders whose tests wait for processes and browsers: the workers of a divided run begin with them, so that none has
a long file left when the others are done."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    root = Path(__file__).parent
    order = {folder: place for place, folder in enumerate(SLOW)}
    items.sort(key=lambda item: order.get(item.path.relative_to(root).parts[0], len(order)))


SHARED = Path(__file__).parents[2] / "shared"

LEDGER_TABLES = (
    "context, capture, document, event, touch, identity, declared_in_error, master_data, journal, follower, incoming,"
    " tile, tree, checkpoint, cosignature, log_key, witnessed, scope, concern, concern_again"
)
ACCOUNTS = "access_account"
"""With all that belongs to an account: a name means in every test what the test says."""


@pytest.fixture(scope="session")
def shared() -> Path:
    """The published EPCIS documents and schemas, which stand beside the project on developers' machines and in CI."""
    if not (SHARED / "epcis").is_dir():
        pytest.skip("the published examples are not beside this checkout")
    return SHARED


@pytest.fixture(scope="session")
def home() -> Iterator[Path]:
    """ZHUISU_HOME of this test run, removed at its end."""
    yield HOME
    if "ZHUISU_TEST_HOME" not in os.environ:
        shutil.rmtree(HOME, ignore_errors=True)


@pytest.fixture(scope="session")
def django_db_setup(home: Path, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """An embedded PostgreSQL with the schema, for as long as the tests run."""
    from zhuisu.server import boot  # noqa: PLC0415 - Django must be set up first

    if not any(home.iterdir()):
        give_schema(home, os.environ.get("ZHUISU_POSTGRES_BIN", ""))
    with django_db_blocker.unblock(), boot.migrated_database():
        yield


@pytest.fixture(autouse=True, scope="module")
def connections_are_returned() -> Iterator[None]:
    """What a file's threads keep of the pool would be missing in the files after it, and only now and then."""
    from tests.threads import connections_out  # noqa: PLC0415 - Django must be set up first

    before = connections_out()
    yield
    kept = connections_out(at_most=before) - before
    assert kept <= 0, f"{kept} database connections are still out: see tests/threads.py"


@pytest.fixture
def ledger(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """An empty ledger in a real database, with real commits, emptied again afterwards."""
    from tests.emptying import empty  # noqa: PLC0415 - Django must be set up first

    with django_db_blocker.unblock():
        try:
            yield
        finally:
            empty(f"{LEDGER_TABLES}, {ACCOUNTS}")
