"""Publishing: signs a checkpoint when the tree has grown, at most once a second, with the log's key at hand."""

import logging
import time
from datetime import UTC, datetime

from zhuisu.core.tlog.keys import Signer
from zhuisu.ledger import checkpoints
from zhuisu.server.config import Config
from zhuisu.server.keyfiles import log_key_path, make_keys, read_keys
from zhuisu.server.trouble import TroubleError

EVERY_SECONDS = 1.0
COMPLAIN_EVERY_SECONDS = 60.0

log = logging.getLogger("zhuisu.log")


def log_signers(chosen: Config) -> list[Signer]:
    """The log's private keys; at the first start of all, one is made. Raises TroubleError."""
    path, known = log_key_path(chosen), checkpoints.log_keys()
    signers = read_keys(path) if known else make_keys(path, chosen.log_origin)
    current = {key.vkey for key in known if key.until_size is None}
    if known and current.isdisjoint(signer.verifier.vkey for signer in signers):
        raise TroubleError(
            f"{path} holds no key of the log {known[-1].origin}. Copy the file from where the log was begun "
            "(ZHUISU_LOG_KEY names another place), or begin a new key with `zhuisu logkey --rotate`. · 缺少日志私钥。"
        )
    origin = known[0].origin if known else signers[0].name
    if chosen.log_origin not in (None, origin):
        raise TroubleError(
            f"ZHUISU_LOG_ORIGIN is {chosen.log_origin}, but this log is {origin}, and a log keeps its name. "
            "· 日志名称不可更改。"
        )
    return signers


class Publisher:
    """Called by the sequencer after each of its looks. Nothing that goes wrong here stops the journal."""

    def __init__(self, chosen: Config) -> None:
        self._chosen = chosen
        self._signers: list[Signer] = []
        self._read_at = -1.0
        self._due = 0.0

    def __call__(self) -> None:
        now = time.monotonic()
        if now < self._due:
            return
        self._due = now + EVERY_SECONDS
        try:
            checkpoints.publish(self._current(), now=datetime.now(UTC))
        except (TroubleError, checkpoints.ForeignKeyError, checkpoints.RewrittenTreeError) as trouble:
            log.error("no checkpoint is signed", extra={"reason": str(trouble)})
            self._signers, self._due = [], now + COMPLAIN_EVERY_SECONDS

    def _current(self) -> list[Signer]:
        """The keys of the file, read again when it was written again."""
        path = log_key_path(self._chosen)
        written_at = path.stat().st_mtime if path.exists() else -1.0
        if not self._signers or written_at != self._read_at:
            self._signers, self._read_at = log_signers(self._chosen), written_at
        return self._signers
