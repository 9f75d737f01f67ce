"""Photographs: taken for a record, re-encoded, without what the camera wrote into them, known by their digest."""

from datetime import timedelta
from hashlib import sha256
from io import BytesIO
from typing import BinaryIO, Final

from django.db import transaction
from PIL import Image

from zhuisu.access.actor import Actor
from zhuisu.access.models import Audit
from zhuisu.access.permitting import Deed, may
from zhuisu.core.findings import Finding
from zhuisu.core.forms.model import Told
from zhuisu.recall.evidence import MEDIA_TYPE, MOST_BYTES, Photo, cleaned
from zhuisu.recording.clock import now
from zhuisu.recording.models import Photograph
from zhuisu.recording.preparing import PHOTOGRAPH
from zhuisu.recording.refusing import Refusal, Why, forbidden, wrong

__all__ = ["MEDIA_TYPE", "MOST_BYTES", "Kept", "image_of", "keep"]

MOST_A_DAY: Final = 500
"""So many photographs of a party are kept in a day."""


class Kept(Told, frozen=True, kw_only=True, rename="camel"):
    """A photograph that is kept. `uri` is what a form answers with (`zhuisu:photo`)."""

    uri: str
    digest: str
    width: int
    height: int


def keep(*, actor: Actor, stream: BinaryIO) -> Kept | Refusal:
    """Keep a JPEG, PNG or WebP of at most 8 MB: turned upright, at most 2,000 pixels wide or high, as JPEG.

    The same picture is kept once for a party.
    """
    if not may(actor, Deed.RECORD) or actor.party is None:
        return forbidden(actor.name)
    body = stream.read(MOST_BYTES + 1)
    if len(body) > MOST_BYTES:
        return Refusal(Why.INVALID, (wrong("recording.photo_size", "photo", limit_mb=MOST_BYTES >> 20),))
    image = cleaned(Photo(body))
    if isinstance(image, Finding):
        return Refusal(Why.INVALID, (wrong("recording.photo_form", "photo"),))
    lately = Photograph.objects.filter(party=actor.party, taken_at__gt=now() - timedelta(days=1)).count()
    if lately >= MOST_A_DAY:
        return Refusal(Why.CONFLICT, (wrong("recording.photo_many", "photo", limit=MOST_A_DAY),))
    return _keep(actor, actor.party, image)


def image_of(digest: str, actor: Actor) -> bytes | None:
    """The JPEG; None where there is none of the actor's party."""
    row = Photograph.objects.filter(digest=digest, party=actor.party or "").first()
    return None if row is None else bytes(row.image)


def _keep(actor: Actor, party: str, image: bytes) -> Kept:
    digest = sha256(image).hexdigest()
    with Image.open(BytesIO(image)) as opened:
        width, height = opened.size
    with transaction.atomic():
        told = {"account": actor.name, "taken_at": now(), "width": width, "height": height, "image": image}
        _, is_new = Photograph.objects.get_or_create(party=party, digest=digest, defaults=told)
        if is_new:
            Audit.objects.create(actor=actor.name, verb="record photographed", facts={"digest": digest, "party": party})
    return Kept(uri=f"{PHOTOGRAPH}{digest}", digest=digest, width=width, height=height)
