"""`zhuisu serve`: starts, answers, ends."""

import json
import socket
import subprocess
import sys
from collections.abc import Iterator

import pytest

from tests.exchange.caller import bare, document, event
from tests.server.clusters import migrated_home, temporary_home
from tests.server.running import Running, free_port, running, until

DOCUMENT = json.dumps(document(event(1), event(2))).encode()


def head_of(server: Running, *more: bytes) -> bytes:
    """The head of a capture, with these header fields."""
    token = b"Authorization: Bearer " + server.token.encode()
    fields = (b"Host: 127.0.0.1", b"Content-Type: application/json", token, *more)
    return b"\r\n".join((b"POST /epcis/capture HTTP/1.1", *fields, b"", b""))


@pytest.fixture(scope="module")
def server() -> Iterator[Running]:
    with migrated_home() as home, running(home) as started:
        yield started


def test_it_captures_and_answers(server: Running) -> None:
    assert server.capture(DOCUMENT).status == 202
    assert {event(1)["eventID"], event(2)["eventID"]} <= set(server.event_ids())


def test_the_worker_numbers_what_was_captured(server: Running) -> None:
    server.capture(DOCUMENT)
    until(lambda: json.loads(server.get("/readyz").body)["eventsWithoutNumber"] == 0)


def test_other_commands_share_its_database(server: Running) -> None:
    captured = server.command("capture", "-", "--json", stdin=json.dumps(bare(3)).encode())
    assert json.loads(captured.stdout)["accepted"] == 1
    assert event(3)["eventID"] in server.event_ids()
    assert server.get("/readyz").status == 200


def test_a_second_server_is_told_that_the_port_is_taken(server: Running) -> None:
    refused = server.command("serve")
    assert refused.returncode == 1
    assert f"port {server.port} is taken" in refused.stderr.decode()
    assert server.get("/readyz").status == 200


def test_a_body_in_chunks_is_captured(server: Running) -> None:
    lines = head_of(server, b"Transfer-Encoding: chunked", b"Connection: close")
    pieces = [DOCUMENT[at : at + 100] for at in range(0, len(DOCUMENT), 100)]
    chunks = b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces)
    with socket.create_connection(("127.0.0.1", server.port)) as connection:
        connection.sendall(lines + chunks + b"0\r\n\r\n")
        assert connection.recv(100).startswith(b"HTTP/1.1 202")


@pytest.mark.parametrize("head", [b"Content-Length: 100000", b"Transfer-Encoding: chunked"])
def test_a_client_that_goes_away_half_way_leaves_nothing(server: Running, head: bytes) -> None:
    before = server.event_ids()
    lines = head_of(server, head)
    with socket.create_connection(("127.0.0.1", server.port)) as connection:
        connection.sendall(lines + b'400\r\n{"type": "EPCISDocument", ')
    assert server.get("/readyz").status == 200
    assert server.event_ids() == before


def test_clients_that_say_nothing_keep_nobody_out(server: Running) -> None:
    silent = [socket.create_connection(("127.0.0.1", server.port)) for _ in range(200)]
    for connection in silent:
        connection.sendall(b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ")
    assert server.get("/readyz").status == 200
    for connection in silent:
        connection.close()


def test_a_body_beyond_the_limit_is_refused_before_it_is_sent(server: Running) -> None:
    lines = head_of(server, b"Content-Length: 2147483648")
    with socket.create_connection(("127.0.0.1", server.port)) as connection:
        connection.sendall(lines)
        assert connection.recv(100).startswith(b"HTTP/1.1 413")


def test_an_unknown_host_is_refused_on_loopback(server: Running) -> None:
    with socket.create_connection(("127.0.0.1", server.port)) as connection:
        connection.sendall(b"GET /api/identify?text=1 HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n")
        assert connection.recv(100).startswith(b"HTTP/1.1 400")


def test_asked_to_end_it_ends_with_all_its_processes() -> None:
    with temporary_home() as home:
        server = Running(home, free_port())
        server.start()
        assert server.ask_to_end() == 0
        assert server.processes("") == []


def test_parts_of_it_run_alone() -> None:
    with migrated_home() as home:
        server = Running(home, free_port())
        server.start("--only", "web")
        assert (len(server.processes("zhuisu.server.worker")), len(server.processes("zhuisu.server.web"))) == (0, 4)
        worker = subprocess.Popen([sys.executable, "-m", "zhuisu.server", "worker"], env=server.environment)
        until(lambda: server.processes("zhuisu.server.worker"))
        server.ask_to_end()
        worker.terminate()
        assert worker.wait(60) == 0
        assert server.processes("") == []
