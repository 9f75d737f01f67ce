"""Cosigning: brings new checkpoints to the witnesses and keeps their signatures (C2SP tlog-witness, as a log)."""

import logging
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from threading import Event as Signal

import httpx
import psycopg
from django.db import InterfaceError, OperationalError, close_old_connections

from zhuisu import __version__
from zhuisu.core.findings import Finding
from zhuisu.core.tlog.keys import Verifier
from zhuisu.core.tlog.notes import Note, read_note, read_signature, signed_by
from zhuisu.core.tlog.witnessing import SIZE_TYPE, write_submission
from zhuisu.ledger import checkpoints
from zhuisu.ledger.tree import consistency_proof

EVERY_SECONDS = 1.0
ANSWER_SECONDS = 10.0
LONGEST_PAUSE_SECONDS = 60.0
ANSWER_BYTES = 64 << 10

log = logging.getLogger("zhuisu.log")


class Witness:
    """One witness: where it is asked, and how long it is left alone after it failed."""

    def __init__(self, address: str, verifier: Verifier, client: httpx.Client) -> None:
        self._url = address.rstrip("/") + "/add-checkpoint"
        self._verifier = verifier
        self._client = client
        self._pause = EVERY_SECONDS
        self._due = 0.0

    def ask(self) -> bool:
        """Bring it our newest checkpoint unless it has signed that. True where it has a new signature."""
        newest = checkpoints.newest()
        signed = checkpoints.cosigned_size(self._verifier.vkey)
        if newest is None or newest.size <= signed or time.monotonic() < self._due:
            return False
        trouble = self._submit(newest, max(signed, 0))
        self._pause = EVERY_SECONDS if trouble is None else min(self._pause * 2, LONGEST_PAUSE_SECONDS)
        self._due = 0.0 if trouble is None else time.monotonic() + self._pause
        if trouble is not None:
            log.warning("witness did not sign", extra={"witness": self._verifier.name, "reason": trouble})
        return trouble is None

    def _submit(self, newest: checkpoints.Published, old: int) -> str | None:
        """None where it signed, else why not. A witness that remembers another size says which, and is asked again."""
        try:
            answer = self._post(newest, old)
            if answer.status_code == 409 and answer.headers.get("Content-Type", "").partition(";")[0] == SIZE_TYPE:
                remembered = answer.text.strip()
                if not remembered.isdecimal() or int(remembered) > newest.size:
                    return f"it has seen {remembered[:20]} entries of this log, and there are {newest.size}"
                answer = self._post(newest, int(remembered))
        except httpx.HTTPError as fault:
            return f"{type(fault).__name__}: {fault}"
        return self._keep(newest, answer)

    def _post(self, newest: checkpoints.Published, old: int) -> httpx.Response:
        proof = consistency_proof(old, newest.size)
        return self._client.post(self._url, content=write_submission(old, proof, newest.log_note))

    def _keep(self, newest: checkpoints.Published, answer: httpx.Response) -> str | None:
        if answer.status_code != 200 or len(answer.content) > ANSWER_BYTES:
            return f"HTTP {answer.status_code}"
        note = read_note(newest.log_note.encode())
        signatures = [read_signature(line) for line in answer.text.split("\n") if line]
        for signature in signatures:
            if isinstance(note, Finding) or signature is None:
                return "its answer is no signature"
            signed = signed_by(Note(note.text, (signature,)), [self._verifier])
            if signed and not isinstance(signed, Finding):
                now = datetime.now(UTC)
                checkpoints.keep_cosignature(newest.size, self._verifier.vkey, signature.line, now=now)
                return None
        return "its signature is not that of its key"


def cosign_forever(witnesses: Sequence[tuple[str, Verifier]], stop: Signal) -> None:
    """Ask each witness for its signature under each new checkpoint, until told to stop."""
    with httpx.Client(timeout=ANSWER_SECONDS, headers={"User-Agent": f"zhuisu/{__version__}"}) as client:
        asked = [Witness(address, verifier, client) for address, verifier in witnesses]
        while not stop.is_set():
            try:
                for witness in asked:
                    witness.ask()
            except (OperationalError, InterfaceError, psycopg.OperationalError, psycopg.InterfaceError) as fault:
                log.warning("database unusable, trying again", extra={"reason": str(fault).strip()})
                close_old_connections()
            stop.wait(EVERY_SECONDS)
