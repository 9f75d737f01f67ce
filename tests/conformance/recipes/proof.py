"""Proof recipes: proofs, the public log and the witness."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from django.http import HttpResponse

from tests.conformance.recipes.asking import Asked, Recipe, Recipes
from tests.exchange.caller import document, event
from zhuisu.core.tlog.keys import Kind, Signer
from zhuisu.core.tlog.witnessing import SUBMISSION_BYTES, write_submission

KEY = Signer("city.example/log", Kind.ED25519, b"k" * 32)
OTHER_KEY = Signer("city.example/log", Kind.ED25519, b"o" * 32)
WITNESS = Signer("neighbour.example/witness", Kind.COSIGNATURE, b"w" * 32)
ONE = event(1)["eventID"]


def _publish(asked: Asked) -> None:
    """Two events in the log, and a checkpoint of it."""
    from zhuisu.ledger import checkpoints  # noqa: PLC0415 - Django must be set up first
    from zhuisu.ledger.sequencer import grow_once, run_once  # noqa: PLC0415

    asked.world.operator.post("/epcis/capture", document(event(1), event(2)))
    while run_once() + grow_once():
        pass
    checkpoints.publish([KEY], now=datetime.now(UTC))


def _published(path: str) -> Recipe:
    def ask(asked: Asked) -> HttpResponse:
        _publish(asked)
        return asked.world.operator.get(path)

    return ask


def _submitted(old: int, proof: Sequence[bytes], key: Signer = KEY) -> Recipe:
    """Our own checkpoint, sent to ourselves as a witness that trusts this key."""

    def ask(asked: Asked) -> HttpResponse:
        _publish(asked)
        asked.world.settings.WITNESS_FOR = [(KEY.verifier.name, key.verifier)]
        asked.world.settings.WITNESS_SIGNER = WITNESS
        note = asked.world.operator.get("/log/checkpoint").content.decode()
        return asked.world.stranger.post("/witness/add-checkpoint", write_submission(old, proof, note), "text/plain")

    return ask


def _posted(make: Callable[[], bytes]) -> Recipe:
    return lambda asked: asked.world.stranger.post("/witness/add-checkpoint", make(), "text/plain")


def _of_nobody(asked: Asked) -> HttpResponse:
    _publish(asked)
    note = asked.world.operator.get("/log/checkpoint").content.decode()
    return asked.world.stranger.post("/witness/add-checkpoint", write_submission(0, (), note), "text/plain")


def _witness(asked: Asked) -> HttpResponse:
    asked.world.settings.WITNESS_SIGNER = WITNESS
    return asked.world.stranger.get("/witness/vkey")


PROOF: Recipes = {
    ("get", "/api/proof/event/{event}", 200): _published(f"/api/proof/event/{ONE}"),
    ("get", "/api/proof/event/{event}", 401): lambda asked: asked.by(asked.world.stranger, Authorization="Bearer x"),
    ("get", "/api/proof/consistency", 200): _published("/api/proof/consistency?from=1"),
    ("get", "/api/proof/consistency", 404): _published("/api/proof/consistency?from=1&to=99"),
    ("get", "/log/checkpoint", 200): _published("/log/checkpoint"),
    ("get", "/log/vkey", 200): _published("/log/vkey"),
    ("get", "/log/keys", 200): _published("/log/keys"),
    ("get", "/log/tile/{tile}", 200): _published("/log/tile/0/000.p/2"),
    ("post", "/witness/add-checkpoint", 200): _submitted(0, ()),
    ("post", "/witness/add-checkpoint", 400): _posted(lambda: b"no submission"),
    ("post", "/witness/add-checkpoint", 403): _submitted(0, (), OTHER_KEY),
    ("post", "/witness/add-checkpoint", 404): _of_nobody,
    ("post", "/witness/add-checkpoint", 409): _submitted(1, ()),
    ("post", "/witness/add-checkpoint", 413): _posted(lambda: b"x" * (SUBMISSION_BYTES + 1)),
    ("post", "/witness/add-checkpoint", 422): _submitted(0, (b"x" * 32,)),
    ("get", "/witness/vkey", 200): _witness,
}
