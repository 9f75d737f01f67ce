"""Two running cities: one proves what it recorded, the other is its witness; also when processes are killed."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

import pytest

from tests.exchange.caller import document, event
from tests.server.clusters import migrated_home
from tests.server.running import Running, running, until

pytestmark = pytest.mark.kill


class Cities(NamedTuple):
    """The city that captures, with its log's key; the key of the other city, its witness."""

    city: Running
    log_key: str
    witness_key: str


@pytest.fixture(scope="module")
def cities() -> Iterator[Cities]:
    with migrated_home() as home, migrated_home() as other_home, running(home) as city, running(other_home) as other:
        until(lambda: city.get("/log/vkey").status == 200)
        log_key = city.get("/log/vkey").body.decode().strip()
        restart(other, ZHUISU_WITNESS_FOR=log_key)
        witness_key = other.get("/witness/vkey").body.decode().strip()
        restart(city, ZHUISU_WITNESSES=f"http://127.0.0.1:{other.port}/witness {witness_key}")
        yield Cities(city, log_key, witness_key)


def restart(server: Running, **settings: str) -> None:
    server.ask_to_end()
    server.environment.update(settings)
    server.start()


def capture(city: Running, first: int, events: int = 5) -> None:
    sent = document(*(event(n) for n in range(first, first + events)))
    until(lambda: city.capture(json.dumps(sent).encode()).status == 202)


def checkpoint(city: Running) -> list[str]:
    """The lines of the checkpoint that is shown; none while nobody answers."""
    return city.get("/log/checkpoint").body.decode().splitlines()


def test_what_is_captured_is_signed_cosigned_and_verified_offline(cities: Cities, tmp_path: Path) -> None:
    city, log_key, witness_key = cities
    capture(city, 0)
    witness = witness_key.partition("+")[0]
    until(lambda: checkpoint(city)[1] == "5" and any(line.startswith(f"— {witness} ") for line in checkpoint(city)))
    proof = city.get(f"/api/proof/event/{quote(str(event(3)['eventID']), safe='')}?format=file")
    (tmp_path / "proof").write_bytes(proof.body)
    ran = city.command("verify", str(tmp_path / "proof"), "--key", log_key, "--key", witness_key, "--json")
    told = json.loads(ran.stdout)["proofs"][0]
    assert (told["proven"], told["eventID"]) == (True, event(3)["eventID"])
    assert [each["name"] for each in told["witnesses"]] == [witness]


def test_killing_the_worker_again_and_again_leaves_a_log_that_only_grew(cities: Cities, tmp_path: Path) -> None:
    city, log_key, _ = cities
    kept = tmp_path / "kept"
    until(lambda: len(checkpoint(city)) > 1 and checkpoint(city)[1] != "0")
    kept.write_text("\n".join(checkpoint(city)) + "\n", encoding="utf-8")
    for n in range(4):
        capture(city, 100 * (n + 1), 60)
        until(lambda: city.processes("zhuisu.server.worker"))
        city.kill("zhuisu.server.worker")
    size = len(city.event_ids())
    until(lambda: checkpoint(city)[1:2] == [str(size)])
    audited = city.command("audit", "--documents", "--checkpoint", str(kept), "--key", log_key, "--json")
    told = json.loads(audited.stdout)
    assert (told["holds"], told["events"], told["treeSize"], told["findings"]) == (True, size, size, [])
    (tmp_path / "growth").write_bytes(city.get(f"/api/proof/consistency?from={kept.read_text().splitlines()[1]}").body)
    ran = city.command("verify", str(tmp_path / "growth"), "--checkpoint", str(kept), "--key", log_key)
    assert b"only grew" in ran.stdout


def test_a_new_key_signs_beside_the_old_one_while_the_server_runs(cities: Cities) -> None:
    city, log_key, _ = cities
    assert city.command("logkey", "--rotate").returncode == 0
    capture(city, 900)
    until(lambda: sum(line.startswith("— zhuisu.local/") for line in checkpoint(city)) >= 3)
    assert log_key in city.get("/log/vkey").body.decode().splitlines()
    assert city.command("logkey", "--retire").returncode == 0
    until(lambda: log_key not in city.get("/log/vkey").body.decode().splitlines())
    assert b"Only one key signs" in city.command("logkey", "--retire").stderr
    assert json.loads(city.command("audit", "--json").stdout)["holds"] is True
