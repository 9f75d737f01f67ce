"""Two cities: one publishes its log, the other cosigns it; and what a witness refuses."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest
from django.db import connection
from django.test import Client

from tests.ledger.test_tree import KEY, NEXT_KEY, filled
from tests.threads import returning
from zhuisu.core.merkle import HASH_BYTES
from zhuisu.core.tlog.checkpoints import Checkpoint, Opened, open_checkpoint
from zhuisu.core.tlog.keys import Kind, Signer
from zhuisu.core.tlog.notes import sign
from zhuisu.core.tlog.witnessing import SIZE_TYPE, write_submission
from zhuisu.ledger import checkpoints, tree
from zhuisu.ledger.database import ledger_cursor
from zhuisu.server.cosigning import Witness

pytestmark = pytest.mark.usefixtures("ledger")

NOW = datetime(2026, 11, 26, 8, tzinfo=UTC)
WITNESS = Signer("province.example/witness", Kind.COSIGNATURE, b"w" * 32)
ADDRESS = "http://province.example/witness"


@pytest.fixture
def province(settings: Any) -> Client:
    """The witness of the city's log."""
    settings.WITNESS_FOR = ((KEY.name, KEY.verifier),)
    settings.WITNESS_SIGNER = WITNESS
    settings.ALLOWED_HOSTS = ["*"]
    return Client(raise_request_exception=False)


@pytest.fixture
def witness(province: Client) -> Iterator[Witness]:
    """The province as the city asks it."""

    def forward(request: httpx.Request) -> httpx.Response:
        answer = submit(province, request.content)
        return httpx.Response(answer.status_code, headers=dict(answer.headers), content=answer.content)

    with httpx.Client(transport=httpx.MockTransport(forward)) as client:
        yield Witness(ADDRESS, WITNESS.verifier, client)


def submit(province: Client, body: bytes) -> Any:
    stated: Any = {"CONTENT_TYPE": "text/plain", "CONTENT_LENGTH": str(len(body))}
    return province.generic("POST", "/witness/add-checkpoint", body, **stated)


def publish(events: int) -> None:
    filled(events, first=tree.tree_size())
    checkpoints.publish([KEY], now=NOW)


def test_a_witness_cosigns_each_checkpoint_that_goes_on_from_the_last(witness: Witness) -> None:
    for size in (3, 300, 777):
        publish(size)
        assert witness.ask()
        shown = checkpoints.shown(NOW)
        assert shown is not None
        opened = open_checkpoint(shown.note.encode(), [KEY.verifier, WITNESS.verifier])
        assert isinstance(opened, Opened)
        assert opened.checkpoint.size == size
        assert [each.by for each in opened.by_witnesses] == [WITNESS.verifier]
    assert not witness.ask()


def test_a_checkpoint_waits_a_while_for_its_witnesses_before_it_is_shown(witness: Witness) -> None:
    publish(3)
    witness.ask()
    publish(9)
    assert shown_size(NOW) == 3
    assert shown_size(NOW + checkpoints.WITNESSED_FOR * 2) == 9


def shown_size(now: datetime) -> int:
    shown = checkpoints.shown(now)
    assert shown is not None
    return shown.size


def test_a_log_that_forgot_what_was_cosigned_is_told_the_size_and_goes_on(witness: Witness) -> None:
    publish(5)
    witness.ask()
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE cosignature")
    publish(8)
    assert witness.ask()
    assert checkpoints.cosigned_size(WITNESS.verifier.vkey) == 8


@pytest.mark.parametrize(
    "answer",
    [
        httpx.Response(200, text="— province.example/witness AAAAAAAA\n"),
        httpx.Response(200, text="yes"),
        httpx.Response(200, text=""),
        httpx.Response(500),
        httpx.Response(409, headers={"Content-Type": SIZE_TYPE}, text="999\n"),
        httpx.Response(409, headers={"Content-Type": SIZE_TYPE}, text="many"),
        httpx.Response(307, headers={"Location": "http://elsewhere.example/"}),
    ],
)
def test_what_is_no_signature_of_the_witness_is_not_kept_and_it_is_left_alone_for_a_while(
    answer: httpx.Response,
) -> None:
    publish(5)
    asked: list[bytes] = []

    def answering(request: httpx.Request) -> httpx.Response:
        asked.append(request.content)
        return answer

    with httpx.Client(transport=httpx.MockTransport(answering)) as client:
        witness = Witness(ADDRESS, WITNESS.verifier, client)
        assert not witness.ask()
        assert not witness.ask()
    assert len(asked) == 1
    assert checkpoints.cosigned_size(WITNESS.verifier.vkey) == -1


def test_a_witness_that_does_not_answer_is_asked_again_later() -> None:
    publish(5)

    def nobody(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("refused")

    with httpx.Client(transport=httpx.MockTransport(nobody)) as client:
        assert not Witness(ADDRESS, WITNESS.verifier, client).ask()


def note(size: int, root: bytes, signer: Signer = KEY, origin: str = KEY.name) -> str:
    return str(sign(Checkpoint(origin, size, root).text, [signer]))


def proof(old: int, new: int) -> list[bytes]:
    return tree.consistency_proof(old, new)


REFUSED: dict[str, tuple[Callable[[], bytes], int]] = {
    "nonsense": (lambda: b"hello", 400),
    "no old size": (lambda: f"\n\n{note(9, tree.root_at(9))}".encode(), 400),
    "an old size beyond the new": (lambda: write_submission(10, [], note(9, tree.root_at(9))), 400),
    "too many hashes": (lambda: write_submission(5, [b"x" * 32] * 64, note(9, tree.root_at(9))), 400),
    "a hash that is none": (lambda: f"old 5\nAAAA\n\n{note(9, tree.root_at(9))}".encode(), 400),
    "another's signature": (lambda: write_submission(5, proof(5, 9), note(9, tree.root_at(9), NEXT_KEY)), 403),
    "a log that nobody knows": (lambda: write_submission(0, [], note(9, b"r" * 32, KEY, "town.example")), 404),
    "another old size": (lambda: write_submission(4, proof(4, 9), note(9, tree.root_at(9))), 409),
    "the same size with another root": (lambda: write_submission(5, [], note(5, b"r" * HASH_BYTES)), 409),
    "a proof of something else": (lambda: write_submission(5, proof(4, 9), note(9, tree.root_at(9))), 422),
    "another root": (lambda: write_submission(5, proof(5, 9), note(9, b"r" * HASH_BYTES)), 422),
    "no proof": (lambda: write_submission(5, [], note(9, tree.root_at(9))), 422),
    "too much": (lambda: b"old 5\n\n" + b"x" * (1 << 20), 413),
}


@pytest.mark.parametrize(("body", "status"), REFUSED.values(), ids=REFUSED.keys())
def test_a_witness_refuses_what_the_specification_says(
    province: Client, witness: Witness, body: Callable[[], bytes], status: int
) -> None:
    publish(5)
    witness.ask()
    publish(9)
    answer = submit(province, body())
    assert answer.status_code == status
    assert status != 409 or (answer.content, answer["Content-Type"]) == (b"5\n", SIZE_TYPE)
    assert submit(province, write_submission(5, proof(5, 9), note(9, tree.root_at(9)))).status_code == 200


def test_the_same_checkpoint_is_cosigned_again(province: Client) -> None:
    publish(5)
    first = submit(province, write_submission(0, [], note(5, tree.root_at(5))))
    again = submit(province, write_submission(5, [], note(5, tree.root_at(5))))
    assert (first.status_code, again.status_code) == (200, 200)


def test_who_is_nobodys_witness_says_so() -> None:
    publish(1)
    client = Client(raise_request_exception=False)
    assert client.get("/witness/vkey").status_code == 404
    assert submit(client, write_submission(0, [], note(1, tree.root_at(1)))).status_code == 404


def test_a_witness_publishes_its_key(province: Client) -> None:
    assert province.get("/witness/vkey").content.decode() == f"{WITNESS.verifier.vkey}\n"


def test_of_two_submissions_at_once_the_smaller_never_comes_last(province: Client) -> None:
    publish(40)
    bodies = [write_submission(0, [], note(size, tree.root_at(size))) for size in range(1, 41)]

    def ask(body: bytes) -> int:
        return int(submit(Client(), body).status_code)

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(returning(ask), bodies))
    assert sorted(answers) == [200] + [409] * 39
    won = answers.index(200) + 1
    with ledger_cursor() as cursor:
        assert cursor.execute("SELECT size FROM witnessed").fetchall() == [(won,)]
