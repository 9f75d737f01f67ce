"""Proof: the addresses of proofs, of the public log and of the witness (C2SP tlog-tiles, tlog-witness)."""

from collections.abc import Mapping
from typing import Final

from zhuisu.core.tlog.proofs import Growth
from zhuisu.core.tlog.witnessing import SIZE_TYPE
from zhuisu.exchange.api.proof_event import ProofAnswer, SealedProof
from zhuisu.exchange.log.checkpoint import PublicKeys
from zhuisu.exchange.openapi.describing import (
    SAID,
    Address,
    JsonSchema,
    Operation,
    Parameter,
    Reply,
    needed,
    path,
    query,
    ref,
)
from zhuisu.exchange.openapi.platform import options

TEXT: Final[Mapping[str, JsonSchema]] = {"text/plain": {"type": "string"}}
BYTES: Final[Mapping[str, JsonSchema]] = {"application/octet-stream": {}}
TILE: Final = path("tile", "A tile or an entry bundle: `0/000`, `entries/x001/234.p/5`.")
EVENT: Final = path("event", "An eventID, percent-encoded, or the id that a trace names.")
SIZE: Final[JsonSchema] = {"type": "string", "pattern": r"^(0|[1-9]\d{0,17})$"}
ANSWERS: Final = (ProofAnswer, SealedProof, Growth, PublicKeys)
"""Answers that are described by their types."""


def _get(id: str, summary: str, reply: Reply, *parameters: Parameter, refusals: tuple[int, ...] = (404,)) -> Operation:
    """What anybody may ask."""
    return Operation(
        id=id, summary=summary, tag="Proof", scopes=None, parameters=parameters, replies={200: reply}, refusals=refusals
    )


PROOF: Final[Mapping[str, Address]] = {
    "/api/proof/event/{event}": {
        "get": Operation(
            id="get_event_proof", summary="That an event was recorded as it is answered, and when.", tag="Proof",
            scopes=None,
            parameters=(
                EVENT,
                query("of", "Without a token: a thing whose public story tells the event.", SAID),
                query("after", "With `of`: the part of a long story that follows.", SAID, key="after-of"),
                query("format", "`file`: a file to verify offline. Default: `json`.", {"enum": ["json", "file"]}),
            ),
            replies={200: Reply("The proof: sealed where the asker may read a part of the event only.",
                                {"application/json": {"anyOf": [ref("ProofAnswer"), ref("SealedProof")]}, **TEXT},
                                ("Content-Disposition",))},
            refusals=(400, 401, 404),
        ),
        "options": options("event_proof", EVENT),
    },
    "/api/proof/consistency": {
        "get": _get(
            "get_consistency", "That the log only grew between two of its sizes.",
            Reply("The hashes that show it.", {"application/json": ref("Growth")}),
            needed(query("from", "The size that is known.", SIZE)),
            query("to", "The later size. Default: that of the newest checkpoint.", SIZE),
            refusals=(400, 404),
        ),
        "options": options("consistency"),
    },
}  # fmt: skip

LOG: Final[Mapping[str, Address]] = {
    "/log/checkpoint": {
        "get": _get("get_checkpoint", "The signed head of the log, with the signatures of witnesses.",
                    Reply("A signed note.", TEXT)),
        "options": options("checkpoint"),
    },
    "/log/vkey": {
        "get": _get("get_vkey", "The keys that sign now, one a line.", Reply("Verifier keys.", TEXT)),
        "options": options("vkey"),
    },
    "/log/keys": {
        "get": _get("get_keys", "Every key that ever signed, and between which sizes.",
                    Reply("The log's name and its keys.", {"application/json": ref("PublicKeys")})),
        "options": options("keys"),
    },
    "/log/tile/{tile}": {
        "get": _get("get_tile", "Hashes of the tree, or entries of the log.", Reply("It never changes.", BYTES), TILE,
                    refusals=(404,)),
        "options": options("tile", TILE),
    },
}  # fmt: skip

WITNESS: Final[Mapping[str, Address]] = {
    "/witness/add-checkpoint": {
        "post": Operation(
            id="post_checkpoint", summary="Have the checkpoint of another log cosigned.", tag="Proof", scopes=None,
            body=TEXT,
            replies={200: Reply("The signature line.", TEXT),
                     409: Reply("The size that was seen last.", {SIZE_TYPE: {"type": "string"}})},
            refusals=(400, 403, 404, 408, 413, 422),
        ),
        "options": options("add_checkpoint"),
    },
    "/witness/vkey": {
        "get": _get("get_witness_vkey", "The key that cosigns.", Reply("A verifier key.", TEXT)),
        "options": options("witness_vkey"),
    },
}  # fmt: skip

PATHS: Final[Mapping[str, Address]] = {**PROOF, **LOG, **WITNESS}
