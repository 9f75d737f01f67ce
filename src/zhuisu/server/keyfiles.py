"""Key files: the private keys of the log and of the witness, each made once, readable by their owner alone."""

import secrets
from hashlib import sha256
from pathlib import Path

from zhuisu.core.tlog.keys import KEY_BYTES, Kind, Signer, read_skey
from zhuisu.server.config import Config, write_once
from zhuisu.server.trouble import TroubleError

HOUSE = "zhuisu.local"


def log_key_path(chosen: Config) -> Path:
    """Where the log's private keys are."""
    return chosen.log_key or chosen.home / "log_key"


def read_keys(path: Path, kind: Kind = Kind.ED25519) -> list[Signer]:
    """The private keys of a file, one a line, the oldest first; none where there is no file."""
    try:
        lines = path.read_text(encoding="utf-8").split()
    except FileNotFoundError:
        return []
    except OSError as fault:
        raise _unusable(path, fault) from fault
    signers = [read_skey(line, kind) for line in lines]
    if None in signers:
        raise TroubleError(
            f"{path} holds something else than private keys. Restore it from the backup. · 私钥文件已损坏。"
        )
    return [signer for signer in signers if signer is not None]


def make_keys(path: Path, name: str | None, kind: Kind = Kind.ED25519, suffix: str = "") -> list[Signer]:
    """The keys of a file that is made with a new key where there is none. The first of two at once stays."""
    if not (found := read_keys(path, kind)):
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_once(path, new_key(name, kind, suffix).skey)
        except OSError as fault:
            raise _unusable(path, fault) from fault
        found = read_keys(path, kind)
    return found


def add_key(path: Path, signer: Signer) -> None:
    """One more key at the end of a file, which is whole at every moment."""
    kept = [each.skey for each in read_keys(path)]
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_once(draft, "\n".join((*kept, signer.skey)))
        draft.replace(path)
    except OSError as fault:
        raise _unusable(path, fault) from fault


def new_key(name: str | None, kind: Kind = Kind.ED25519, suffix: str = "") -> Signer:
    """A new private key; a name is made for it where none is given."""
    seed = secrets.token_bytes(KEY_BYTES)
    public = Signer("", kind, seed).verifier.public
    return Signer(name or f"{HOUSE}/{sha256(public).hexdigest()[:16]}{suffix}", kind, seed)


def witness_signer(chosen: Config) -> Signer | None:
    """The key with which we cosign the checkpoints of others; None where we are nobody's witness."""
    if not chosen.witness_for:
        return None
    path = chosen.witness_key or chosen.home / "witness_key"
    return make_keys(path, chosen.witness_name, Kind.COSIGNATURE, "/witness")[-1]


def _unusable(path: Path, fault: OSError) -> TroubleError:
    return TroubleError(f"The key file {path} cannot be kept or read ({fault.strerror}). · 私钥文件无法读写。")
