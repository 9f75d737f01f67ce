"""WebSockets of a running server."""

import json
import time
from collections import deque
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from itertools import count

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection

from tests.exchange.subscriptions.live import ask, capture, heard, ids, insist, listen, make_query
from tests.server.clusters import migrated_home
from tests.server.running import Running, running, until

STREAM = "/epcis/queries/all/events?stream=true"
numbers = count(1000)


@pytest.fixture(scope="module")
def server() -> Iterator[Running]:
    with migrated_home() as home, running(home) as started:
        make_query(started, "all")
        yield started


def refusal(server: Running, path: str, token: str | None = None) -> tuple[int, dict[str, object]]:
    """The status and the problem with which an upgrade is refused."""
    with pytest.raises(InvalidStatus) as refused:
        listen(server, path, token)
    response = refused.value.response
    assert response.headers["Content-Type"] == "application/problem+json"
    return response.status_code, json.loads(response.body)


def closing(socket: ClientConnection) -> tuple[int, str]:
    """The code and the reason with which the server closes."""
    with pytest.raises(ConnectionClosed) as closed:
        deque(iter(lambda: socket.recv(timeout=30), None), maxlen=0)
    assert closed.value.rcvd is not None
    return closed.value.rcvd.code, closed.value.rcvd.reason


def test_events_are_told_as_they_are_captured(server: Running) -> None:
    with listen(server, STREAM) as socket:
        first, second = next(numbers), next(numbers)
        began = time.monotonic()
        capture(server, [first])
        assert heard(socket, 1) == ids([first])
        assert time.monotonic() - began < 2
        capture(server, [second])
        assert heard(socket, 1) == ids([second])


def test_only_what_matches_is_told(server: Running) -> None:
    number = next(numbers)
    make_query(server, "one", {"EQ_eventID": ids([number])})
    with listen(server, "/epcis/queries/one/events?stream=true") as socket:
        capture(server, [next(numbers), number, next(numbers)])
        assert heard(socket, 1) == ids([number])


def test_many_events_come_in_order_and_in_batches(server: Running) -> None:
    make_query(server, "many")
    wanted = [next(numbers) for _ in range(700)]
    with listen(server, "/epcis/queries/many/events?stream=true") as socket:
        capture(server, wanted)
        assert heard(socket, 700) == ids(wanted)


def test_a_client_goes_on_where_it_was(server: Running) -> None:
    before = datetime.now(UTC).isoformat().replace("+00:00", "Z")
    number = next(numbers)
    capture(server, [number])
    with listen(server, f"/epcis/queries/all/events?stream=true&initialRecordTime={before}") as socket:
        assert heard(socket, 1) == ids([number])


def test_a_schedule_is_kept_and_nothing_is_reported_where_asked(server: Running) -> None:
    path = "/epcis/queries/all/events?second=*&reportIfEmpty=true"
    with listen(server, path) as socket:
        empty = json.loads(socket.recv(timeout=10))
        assert empty["epcisBody"]["queryResults"]["resultsBody"]["eventList"] == []
        number = next(numbers)
        capture(server, [number])
        assert heard(socket, 1) == ids([number])


def test_documents_are_written_as_the_headers_ask(server: Running) -> None:
    with (
        listen(server, STREAM, Accept="application/xml") as xml,
        listen(server, STREAM, GS1_EPC_Format="Always_EPC_URN") as urns,
    ):
        capture(server, [next(numbers)])
        assert str(xml.recv(timeout=10)).startswith("<?xml")
        assert "urn:epc:id:sgtin" in str(urns.recv(timeout=10))


@pytest.mark.parametrize(
    ("path", "token", "status", "kind"),
    [
        (STREAM, "", 401, "epcisException:SecurityException"),
        (STREAM, "zs_wrong", 401, "epcisException:SecurityException"),
        ("/epcis/queries/nobody/events?stream=true", None, 404, "epcisException:NoSuchNameException"),
        ("/epcis/nowhere", None, 404, "epcisException:NoSuchResourceException"),
        ("/epcis/queries/all/events", None, 400, "epcisException:SubscriptionControlsException"),
        ("/epcis/queries/all/events?stream=false", None, 400, "epcisException:SubscriptionControlsException"),
        ("/epcis/queries/all/events?stream=true&hour=1", None, 400, "epcisException:SubscriptionControlsException"),
        ("/epcis/queries/all/events?hour=25", None, 400, "epcisException:SubscriptionControlsException"),
        ("/epcis/queries/all/events?stream=true&perPage=3", None, 400, "epcisException:SubscriptionControlsException"),
        (
            "/epcis/queries/all/events?stream=true&stream=true",
            None,
            400,
            "epcisException:SubscriptionControlsException",
        ),
    ],
)
def test_a_refusal_comes_before_the_upgrade(
    server: Running, path: str, token: str | None, status: int, kind: str
) -> None:
    found, problem = refusal(server, path, token)
    assert (found, problem["type"], problem["status"]) == (status, kind, status)


def test_an_account_that_may_not_read_is_refused(server: Running) -> None:
    token = server.command("token", "slaughterhouse", "--scope", "capture").stdout.decode().strip()
    assert refusal(server, STREAM, token)[0] == 403


def test_a_page_that_is_no_websocket_is_answered_as_a_page(server: Running) -> None:
    with pytest.raises(InvalidStatus) as refused:
        listen(server, "/healthz")
    assert refused.value.response.status_code == 200


def test_a_deleted_query_ends_the_connection(server: Running) -> None:
    make_query(server, "brief")
    with listen(server, "/epcis/queries/brief/events?stream=true") as socket:
        assert ask(server, "DELETE", "/epcis/queries/brief").status == 204
        assert closing(socket) == (1000, "query deleted")


def test_what_a_client_says_is_not_listened_to(server: Running) -> None:
    with listen(server, STREAM) as socket:
        socket.send("hello")
        socket.send(b"\x00" * 100_000)
        socket.ping().wait(10)
        number = next(numbers)
        capture(server, [number])
        assert heard(socket, 1) == ids([number])


def test_clients_that_go_away_leave_nothing(server: Running) -> None:
    for _ in range(60):
        with listen(server, STREAM):
            pass
    assert server.get("/readyz").status == 200


def test_one_account_has_so_many_connections(server: Running) -> None:
    with ExitStack() as sockets, pytest.raises(InvalidStatus) as refused:
        deque((sockets.enter_context(listen(server, STREAM)) for _ in range(150)), maxlen=0)
    assert refused.value.response.status_code == 429


def test_requests_are_answered_beside_open_connections(server: Running) -> None:
    sockets = [listen(server, STREAM) for _ in range(20)]
    number = next(numbers)
    capture(server, [number])
    assert [heard(socket, 1) for socket in sockets] == [ids([number])] * 20
    for socket in sockets:
        socket.close()


def test_a_database_that_ends_is_waited_for(server: Running) -> None:
    with listen(server, STREAM) as socket:
        server.kill("postgres -D")
        until(lambda: server.get("/readyz").status == 200)
        number = next(numbers)
        insist(server, [number])
        assert heard(socket, 1) == ids([number])


def test_a_server_that_ends_tells_its_clients_to_come_again() -> None:
    with migrated_home() as home, running(home) as started:
        make_query(started, "all")
        with listen(started, STREAM) as socket:
            assert started.ask_to_end() == 0
            assert closing(socket) == (1012, "server restarts")
