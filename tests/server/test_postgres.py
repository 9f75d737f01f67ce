"""The embedded PostgreSQL: starts, is shared, stops, and says what is wrong."""

import os
import shutil
import site
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from tests.server.clusters import BUILT_IN, EVERY, INSTALLED, temporary_home
from zhuisu.server.postgres import Place, locate, using
from zhuisu.server.postgres.place import is_root, others_may_enter
from zhuisu.server.postgres.server import EXPLANATIONS, connections, is_running
from zhuisu.server.trouble import TroubleError

as_root = pytest.mark.skipif(not is_root(), reason="only root runs PostgreSQL as another user")


@pytest.fixture(params=EVERY, ids=str)
def place(request: pytest.FixtureRequest) -> Iterator[Place]:
    with temporary_home() as home:
        yield locate(home, request.param)


def python_for_everybody() -> str:
    """This Python, or the system's of the same version, where a normal user can run it."""
    for program in (Path(sys.executable).resolve(), Path(f"/usr/bin/python3.{sys.version_info.minor}")):
        if program.exists() and others_may_enter(program) and others_may_enter(BUILT_IN):
            return str(program)
    pytest.skip("no Python here that a normal user can run")


def ask(place: Place, query: str) -> object:
    with psycopg.connect(place.dsn()) as connection:
        row = connection.execute(query).fetchone()
        assert row is not None
        return row[0]


def test_a_new_home_gets_a_durable_utf8_cluster_in_the_c_locale(place: Place) -> None:
    with using(place):
        durable = (
            "concat(current_setting('fsync'), current_setting('full_page_writes'), current_setting('data_checksums'))"
        )
        assert ask(place, f"SELECT {durable}") == "ononon"
        kind = "SELECT pg_encoding_to_char(encoding) || ' ' || datcollate FROM pg_database WHERE datname = 'zhuisu'"
        assert ask(place, kind) == "UTF8 C"
        assert ask(place, "SELECT current_setting('listen_addresses')") == ""
    assert not is_running(place)


def test_what_was_written_is_there_at_the_next_start(place: Place) -> None:
    with using(place), psycopg.connect(place.dsn()) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 42 AS answer")
    with using(place):
        assert ask(place, "SELECT answer FROM kept") == 42


def test_the_last_user_stops_it_and_nobody_before() -> None:
    with temporary_home() as home:
        place = locate(home)
        with using(place):
            with using(place):
                assert ask(place, "SELECT 1") == 1
            assert ask(place, "SELECT 1") == 1
        assert not is_running(place)


def test_it_keeps_running_for_a_client_that_is_still_connected() -> None:
    with temporary_home() as home:
        place = locate(home)
        with using(place):
            client = psycopg.connect(place.dsn(), autocommit=True)
        assert connections(place) == 1
        client.execute("SELECT 1")
        client.close()
        with using(place):
            pass
        assert not is_running(place)


def test_commands_that_begin_at_once_share_one_cluster() -> None:
    answers: list[object] = []

    def command(place: Place) -> None:
        with using(place):
            answers.append(ask(place, "SELECT system_identifier FROM pg_control_system()"))

    with temporary_home() as home:
        commands = [threading.Thread(target=command, args=(locate(home),)) for _ in range(4)]
        for thread in commands:
            thread.start()
        for thread in commands:
            thread.join()
        assert len(answers) == 4
        assert len(set(answers)) == 1
        assert not is_running(locate(home))


def test_a_home_with_a_long_path_has_its_socket_elsewhere() -> None:
    with temporary_home() as home:
        place = locate(home / ("long" * 30))
        assert len(str(place.sockets)) < 60
        with using(place):
            assert ask(place, "SELECT 1") == 1
        assert stat.S_IMODE(place.sockets.stat().st_mode) == 0o700
        shutil.rmtree(place.sockets)


def test_a_cluster_that_was_half_made_is_made_anew() -> None:
    with temporary_home() as home:
        place = locate(home)
        draft = place.base / "data.new"
        with using(place):
            pass
        place.data.rename(draft)
        (draft / "PG_VERSION").unlink()
        with using(place):
            assert ask(place, "SELECT 1") == 1
        assert not draft.exists()


@as_root
def test_for_root_it_runs_as_a_system_user_in_a_folder_of_its_own() -> None:
    with temporary_home() as home:
        place = locate(home)
        with using(place):
            pass
        assert place.data.parent == home / "postgres"
        assert place.data.stat().st_uid != 0
        assert home.stat().st_uid == 0


@as_root
def test_below_a_closed_folder_the_cluster_lies_elsewhere_and_a_note_says_so() -> None:
    with temporary_home(mode=0o700) as home:
        place = locate(home)
        assert home not in place.data.parents
        with using(place):
            assert ask(place, "SELECT 1") == 1
        assert str(place.base) in (home / "postgres.where").read_text(encoding="utf-8")
        assert stat.S_IMODE(home.parent.stat().st_mode) == 0o700
        assert locate(home) == place


@as_root
def test_a_home_that_was_moved_keeps_its_cluster_and_a_copied_one_is_refused() -> None:
    with temporary_home(mode=0o700) as home:
        place = locate(home)
        with using(place):
            pass
        copied, moved = home.with_name("copied"), home.with_name("moved")
        shutil.copytree(home, copied)
        with pytest.raises(TroubleError, match="is a copy of"):
            locate(copied)
        shutil.rmtree(copied)
        home.rename(moved)
        assert locate(moved).base == place.base
        moved.rename(home)


@as_root
def test_binaries_that_its_user_cannot_reach_are_copied_once() -> None:
    with temporary_home(mode=0o700) as home:
        package = BUILT_IN.parent.parent
        hidden = home.parent / package.name
        shutil.copytree(package, hidden, symlinks=True)
        shutil.copytree(f"{package}.libs", f"{hidden}.libs", symlinks=True)
        with using(locate(home, hidden / "pginstall" / "bin")) as place:
            assert ask(place, "SELECT 1") == 1


@as_root
def test_a_normal_user_runs_it_as_himself() -> None:
    with temporary_home() as home:
        home.mkdir()
        os.chown(home, 65534, 65534)
        script = f"""
from pathlib import Path
import psycopg
from zhuisu.server.postgres import locate, using
with using(locate(Path({str(home)!r}))) as place:
    with psycopg.connect(place.dsn()) as connection:
        print(connection.execute("SELECT current_user").fetchone()[0], place.data.stat().st_uid)
"""
        paths = os.pathsep.join([str(Path(__file__).parents[2] / "src"), *site.getsitepackages()])
        ran = subprocess.run(
            [python_for_everybody(), "-c", script], user=65534, group=65534, extra_groups=[], cwd="/", text=True,
            capture_output=True, check=False, env={**os.environ, "PYTHONPATH": paths},
        )  # fmt: skip
        assert ran.stdout.split() == ["zhuisu", "65534"], ran.stderr


@pytest.mark.skipif(len(EVERY) < 2, reason="only one PostgreSQL here")
def test_a_cluster_of_another_major_version_is_refused_with_both_versions_named() -> None:
    with temporary_home() as home:
        with using(locate(home, BUILT_IN)):
            pass
        with (
            pytest.raises(TroubleError, match=r"was made by PostgreSQL 18, .* holds \d\d"),
            using(locate(home, INSTALLED[0])),
        ):
            pass


def test_a_folder_without_postgresql_is_refused(tmp_path: Path) -> None:
    with (
        temporary_home() as home,
        pytest.raises(TroubleError, match="holds no PostgreSQL"),
        using(locate(home, tmp_path)),
    ):
        pass


def test_a_home_that_is_a_file_is_refused() -> None:
    with temporary_home() as home:
        home.write_text("")
        with pytest.raises(TroubleError, match="cannot be used"), using(locate(home)):
            pass


def test_a_base_that_belongs_to_somebody_else_is_refused() -> None:
    with temporary_home() as home:
        home.mkdir()
        (home / "postgres").symlink_to("/")
        with pytest.raises(TroubleError, match="belongs to another user"), using(locate(home)):
            pass


@as_root
def test_a_full_disk_is_called_a_full_disk() -> None:
    with temporary_home() as home:
        home.mkdir()
        mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64m,mode=755", "zhuisu", str(home)], check=False)
        if mounted.returncode:
            pytest.skip("nothing can be mounted here")
        try:
            with pytest.raises(TroubleError, match=r"disk .* is full"), using(locate(home)):
                pass
        finally:
            subprocess.run(["umount", "-l", str(home)], check=True)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ('FATAL:  could not write lock file "postmaster.pid": No space left on device', "is full"),
        ("FATAL:  database files are incompatible with server", "another major version"),
        ('LOG:  could not bind Unix address "/x": Address already in use', "taken by another PostgreSQL"),
        ("FATAL:  could not map anonymous shared memory: Cannot allocate memory", "not enough memory"),
        ('FATAL:  data directory "/x" has invalid permissions', "may not read or write"),
        ("PANIC:  could not locate a valid checkpoint record", "is damaged"),
    ],
)
def test_what_postgresql_says_is_explained(said: str, words: str) -> None:
    import re  # noqa: PLC0415 - as the module itself looks it up

    assert words in next(explained for pattern, explained in EXPLANATIONS if re.search(pattern, said))
