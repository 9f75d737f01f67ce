"""Recent: what a party recorded by forms of late: how often each stage, and what it answered the last time."""

from collections import Counter

from zhuisu.core.forms.filled import Filled
from zhuisu.recording.models import Entry

LOOKED_AT = 200
"""So many of the latest records say what is used most."""


def used(party: str) -> Counter[tuple[str, str]]:
    """How often the party recorded each variety and stage, of its latest records."""
    rows = Entry.objects.filter(party=party).order_by("-id").values_list("variety", "stage")
    return Counter(rows[:LOOKED_AT])


def last_filled(party: str, variety: str, stage: str) -> Filled | None:
    """What the party filled into this form the last time."""
    row = Entry.objects.filter(party=party, variety=variety, stage=stage, withdrawn_at=None).order_by("-id").first()
    return None if row is None else row.filled_in
