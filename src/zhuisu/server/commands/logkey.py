"""`zhuisu logkey`: the public keys of the log; a new key."""

import argparse
import importlib
from datetime import UTC, datetime
from typing import Any

from zhuisu.core.findings import Text
from zhuisu.server.boot import migrated_database
from zhuisu.server.config import Config
from zhuisu.server.keyfiles import add_key, log_key_path, new_key, read_keys
from zhuisu.server.terminal import err, language, out, say_json
from zhuisu.server.trouble import TroubleError

ROTATED = Text(
    "新公钥从下一个检查点起与旧公钥一同签名：请公布它。",
    "The new key signs beside the old one from the next checkpoint on: publish it.",
)
NONE_YET = Text(
    "日志尚未开始；首次启动时生成密钥。", "The log has not begun; `zhuisu serve` makes its key at the first start."
)


def run(arguments: argparse.Namespace) -> int:
    """Prints every public key that ever signed, the current ones last."""
    with migrated_database() as chosen:
        checkpoints = importlib.import_module("zhuisu.ledger.checkpoints")  # uses Django, which is set up by now
        if arguments.act == "rotate":
            rotate(chosen, checkpoints)
        elif arguments.act == "retire":
            retire(checkpoints)
        keys = checkpoints.log_keys()
    if arguments.output == "json":
        say_json({"origin": keys[0].origin if keys else None, "keys": [key._asdict() for key in keys]})
        return 0
    if not keys:
        err.print(NONE_YET.into(language()))
    for key in keys:
        until = "" if key.until_size is None else f"–{key.until_size}"
        out.print(f"{key.vkey}  {key.from_size}{until}", markup=False)
    return 0


def rotate(chosen: Config, checkpoints: Any) -> None:
    """Begin a new key. Keys that were lost sign no more; the others go on until they are retired."""
    path, known = log_key_path(chosen), checkpoints.log_keys()
    if not known:
        raise TroubleError(NONE_YET.into(language()))
    listed = {key.vkey for key in known}
    unlisted = [signer for signer in read_keys(path) if signer.verifier.vkey not in listed]
    if unlisted:  # a rotation that was broken off
        signer = unlisted[-1]
    else:
        signer = new_key(known[0].origin)
        add_key(path, signer)
    checkpoints.add_log_key(signer.verifier, origin=known[0].origin, now=datetime.now(UTC))
    held = {each.verifier.vkey for each in read_keys(path)}
    for key in known:
        if key.until_size is None and key.vkey not in held:
            checkpoints.retire_log_key(key.vkey)
    err.print(ROTATED.into(language()))


def retire(checkpoints: Any) -> None:
    """The oldest key signs no more. The last one stays."""
    current = [key for key in checkpoints.log_keys() if key.until_size is None]
    if len(current) < 2:
        raise TroubleError("Only one key signs: begin a new one first, with --rotate. · 只剩一个密钥，请先 --rotate。")
    checkpoints.retire_log_key(current[0].vkey)
