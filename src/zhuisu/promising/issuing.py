"""Issuing: a certificate is issued and recorded as the stage of its goods' variety, in one transaction."""

import msgspec
from django.db import transaction

from zhuisu.access.actor import Actor
from zhuisu.labelling.certificates import CertificateAsked, HeldCertificate, certify, repeat_of
from zhuisu.labelling.refusing import Refusal, invalid, wrong
from zhuisu.promising.stage import is_promise, stage_for
from zhuisu.promising.stating import filled_of, read_back
from zhuisu.recording.saving import RefusedError, save


class Promised(msgspec.Struct, frozen=True):
    """A certificate that is on record. `is_repeated`: it was there already."""

    certificate: HeldCertificate
    is_repeated: bool


def promise(asked: CertificateAsked, *, actor: Actor) -> Promised | Refusal:
    """Issue a certificate and record its stage, once for each draft; refused where one of them is, with what is wrong
    by the field of the certificate. Of a variety without such a stage there is nothing to record."""
    known = repeat_of(asked, actor)
    if isinstance(known, Refusal):
        return known
    if known is not None:
        return Promised(known, is_repeated=True)
    try:
        with transaction.atomic():
            return Promised(_both(asked, actor), is_repeated=False)
    except RefusedError as refused:
        return refused.refusal


def _both(asked: CertificateAsked, actor: Actor) -> HeldCertificate:
    """In the transaction that is open. Raises RefusedError."""
    made = certify(asked, actor=actor)
    if isinstance(made, Refusal):
        raise RefusedError(made)
    if is_promise(made, actor):
        return made
    found = stage_for(made)
    if found is None:
        raise RefusedError(invalid(wrong("certificate_no_variety", "$.things[0]", key=made.says.things[0])))
    if found.stage is None:
        return made
    saved = save(actor=actor, filled=filled_of(made, found.variety, actor))
    if isinstance(saved, Refusal):
        raise RefusedError(read_back(saved, found.variety, found.stage))
    return made
