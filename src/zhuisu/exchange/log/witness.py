"""POST /witness/add-checkpoint: cosigns the checkpoints of the logs that we are a witness of (C2SP tlog-witness)."""

from datetime import UTC, datetime
from functools import partial
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from zhuisu.access import Actor
from zhuisu.core.findings import Finding, Severity
from zhuisu.core.tlog.checkpoints import Checkpoint
from zhuisu.core.tlog.keys import Signer, Verifier
from zhuisu.core.tlog.notes import cosign
from zhuisu.core.tlog.witnessing import (
    SIZE_TYPE,
    SUBMISSION_BYTES,
    Refused,
    examine,
    origin_of,
    read_submission,
)
from zhuisu.exchange.http.body import received
from zhuisu.exchange.http.problem import Kind, ProblemError
from zhuisu.exchange.log.public import A_MOMENT, TEXT, not_there, public_response
from zhuisu.ledger.witnessed import decide

_PROBLEMS: Final = {
    Refused.MALFORMED: (Kind.VALIDATION, "witness.malformed"),
    Refused.NOT_SIGNED: (Kind.FORBIDDEN, "witness.not_signed"),
    Refused.UNKNOWN_LOG: (Kind.NO_SUCH_RESOURCE, "witness.unknown_log"),
    Refused.INCONSISTENT: (Kind.UNPROCESSABLE, "witness.inconsistent"),
}


def post_checkpoint(request: HttpRequest, _: Actor, /, **__: str) -> HttpResponse:
    """Answers our signature line, and 409 with the size that we saw last where the proof begins elsewhere."""
    signer: Signer | None = settings.WITNESS_SIGNER
    with received(request, limit_bytes=SUBMISSION_BYTES) as body:
        submission = read_submission(body.read())
    checkpoint = origin_of(submission) if submission else None
    if submission is None or checkpoint is None:
        raise _problem(Refused.MALFORMED, "")
    verifiers = keys_of(checkpoint.origin)
    if signer is None or not verifiers:
        raise _problem(Refused.UNKNOWN_LOG, checkpoint.origin)
    now = datetime.now(UTC)
    judge = partial(examine, submission, verifiers)
    verdict, seen = decide(checkpoint.origin, judge, note=str(submission.note), now=now)
    if verdict is Refused.OTHER_SIZE:
        return HttpResponse(f"{seen.size if seen else 0}\n", status=409, content_type=SIZE_TYPE)
    if not isinstance(verdict, Checkpoint):
        raise _problem(verdict, checkpoint.origin)
    line = cosign(submission.note.text, signer, at_seconds=int(now.timestamp())).line
    return HttpResponse(line, content_type=TEXT, headers={"Cache-Control": "no-store"})


def get_witness_vkey(_: HttpRequest, __: Actor, /, **___: str) -> HttpResponse:
    """Our public key as a witness."""
    signer: Signer | None = settings.WITNESS_SIGNER
    if signer is None:
        raise not_there("witness.of_nobody")
    return public_response(f"{signer.verifier.vkey}\n", TEXT, A_MOMENT)


def keys_of(origin: str) -> list[Verifier]:
    """The keys that we trust to sign for a log; none where we are not its witness."""
    return [verifier for name, verifier in settings.WITNESS_FOR if name == origin]


def _problem(refused: Refused, origin: str) -> ProblemError:
    kind, code = _PROBLEMS[refused]
    return ProblemError(kind, Finding(code, Severity.ERROR, "", {"origin": origin}))
