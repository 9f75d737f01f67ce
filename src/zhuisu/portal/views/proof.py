"""Proof: that a record is as it was received: the page, the file to keep, and what it means."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from zhuisu.core.tlog.proofs import EXTENSION
from zhuisu.ledger.proofs import Pending
from zhuisu.portal import sources
from zhuisu.portal.language import language_of
from zhuisu.portal.links import event_path, proof_file_path, told_path
from zhuisu.portal.page import page
from zhuisu.portal.sources import Shown
from zhuisu.portal.wording import listed, moment_in_words


@require_safe
def proof(request: HttpRequest, event_id: UUID) -> HttpResponse:
    """What is proved of one event, in words, and the proof to download."""
    shown, of = _shown(request, event_id)
    found, language = shown.proof, language_of(request)
    event, after = str(event_id), request.GET.get("after", "")
    context = {"back": told_path(event, of, after), "raw_path": event_path(event, of, after)}
    if isinstance(found, Pending):
        return page(request, "proof.html", {**context, "pending": True})
    told = {
        "recorded": moment_in_words(timezone.localtime(found.opening.record_time), language),
        "number": found.number,
        "origin": found.published.note.partition("\n")[0],
        "size": found.published.size,
        "signed": moment_in_words(timezone.localtime(found.published.signed_at), language),
        "witnesses": listed(list(sources.witnesses_of(found.published)), language),
        "file_path": proof_file_path(event, of, after),
        "is_sealed": not shown.is_whole,
    }
    return page(request, "proof.html", {**context, **told})


@require_safe
def proof_file(request: HttpRequest, event_id: UUID) -> HttpResponse:
    """The proof to be verified offline (C2SP tlog-proof): with the event in it where all of it is open, else sealed."""
    shown, _ = _shown(request, event_id)
    found = shown.proof
    if isinstance(found, Pending):
        raise Http404
    named = {"Content-Disposition": f'attachment; filename="{event_id}{EXTENSION}"', "Cache-Control": "no-cache"}
    return HttpResponse(
        found.file if shown.is_whole else found.sealed_file, content_type="text/plain; charset=utf-8", headers=named
    )


@require_safe
def about_proof(request: HttpRequest) -> HttpResponse:
    """What is proved and what is not, for everybody."""
    state, language = sources.log_state(), language_of(request)
    told = state and {
        "log": state,
        "signed": moment_in_words(timezone.localtime(state.signed_at), language),
        "witnesses": listed(list(state.witnesses), language),
    }
    return page(request, "about_proof.html", told or {})


def _shown(request: HttpRequest, event_id: UUID) -> tuple[Shown, str]:
    """The proof, and the thing in whose story it is told. What that story does not tell does not exist here."""
    of = request.GET.get("of", "")
    found = sources.proof_of(str(event_id), of, request.GET.get("after") or None) if of else None
    if found is None:
        raise Http404
    return found, of
