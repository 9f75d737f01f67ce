"""Proof: the addresses of the public log and of the witness (C2SP tlog-tiles, tlog-checkpoint, tlog-witness)."""

from collections.abc import Mapping
from typing import Final

from zhuisu.exchange.openapi.describing import Address, JsonSchema, Operation, Reply, path
from zhuisu.exchange.openapi.platform import options

TEXT: Final[Mapping[str, JsonSchema]] = {"text/plain": {"type": "string"}}
BYTES: Final[Mapping[str, JsonSchema]] = {"application/octet-stream": {"type": "string", "format": "binary"}}
TILE: Final = path(
    "tile", "A tile or an entry bundle: `0/000`, `entries/x001/234.p/5`.", pattern=r"^([0-9]+|entries)/[0-9x/.p]+$"
)

LOG: Final[Mapping[str, Address]] = {
    "/log/checkpoint": {
        "get": Operation(
            id="get_checkpoint", summary="The signed head of the log, with the signatures of witnesses.", tag="Proof",
            scopes=None, replies={200: Reply("A signed note.", TEXT)}, refusals=(404,),
        ),
        "options": options("checkpoint"),
    },
    "/log/vkey": {
        "get": Operation(
            id="get_vkey", summary="The keys that sign now, one a line.", tag="Proof", scopes=None,
            replies={200: Reply("Verifier keys.", TEXT)}, refusals=(404,),
        ),
        "options": options("vkey"),
    },
    "/log/keys": {
        "get": Operation(
            id="get_keys", summary="Every key that ever signed, and between which sizes.", tag="Proof", scopes=None,
            replies={200: Reply("The log's name and its keys.", {"application/json": {"type": "object"}})},
            refusals=(404,),
        ),
        "options": options("keys"),
    },
    "/log/tile/{tile}": {
        "get": Operation(
            id="get_tile", summary="Hashes of the tree, or entries of the log.", tag="Proof", scopes=None,
            parameters=(TILE,), replies={200: Reply("It never changes.", BYTES)}, refusals=(404, 414),
        ),
        "options": options("tile", TILE),
    },
}  # fmt: skip

WITNESS: Final[Mapping[str, Address]] = {
    "/witness/add-checkpoint": {
        "post": Operation(
            id="post_checkpoint", summary="Have the checkpoint of another log cosigned.", tag="Proof", scopes=None,
            body=TEXT,
            replies={200: Reply("The signature line.", TEXT),
                     409: Reply("The size that was seen last.", {"text/x.tlog.size": {"type": "string"}})},
            refusals=(400, 403, 404, 408, 413, 422),
        ),
        "options": options("add_checkpoint"),
    },
    "/witness/vkey": {
        "get": Operation(
            id="get_witness_vkey", summary="The key that cosigns.", tag="Proof", scopes=None,
            replies={200: Reply("A verifier key.", TEXT)}, refusals=(404,),
        ),
        "options": options("witness_vkey"),
    },
}  # fmt: skip
