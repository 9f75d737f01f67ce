"""Photographs: taken for a record, re-encoded, without what the camera wrote into them, known by their digest."""

from typing import BinaryIO, Final

from zhuisu.access.actor import Actor
from zhuisu.core.forms.model import Told
from zhuisu.recording.models import Photograph
from zhuisu.recording.refusing import Refusal, Why, wrong

MOST_BYTES: Final = 8 << 20
MEDIA_TYPE: Final = "image/jpeg"


class Kept(Told, frozen=True, kw_only=True, rename="camel"):
    """A photograph that is kept. `uri` is what a form answers with (`zhuisu:photo`)."""

    uri: str
    digest: str
    width: int
    height: int


def keep(*, actor: Actor, stream: BinaryIO) -> Kept | Refusal:
    """Keep a JPEG, PNG or WebP of at most 8 MB: turned upright, at most 2,000 pixels wide or high, as JPEG."""
    size = len(stream.read(MOST_BYTES + 1))
    if size > MOST_BYTES:
        return Refusal(Why.INVALID, (wrong("recording.photo_size", "photo", limit_mb=MOST_BYTES >> 20),))
    return Refusal(Why.INVALID, (wrong("recording.photo_form", "photo"),))


def image_of(digest: str, actor: Actor) -> bytes | None:
    """The JPEG; None where there is none of the actor's party."""
    row = Photograph.objects.filter(digest=digest, party=actor.party or "").first()
    return None if row is None else bytes(row.image)
