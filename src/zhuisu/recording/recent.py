"""Recent: what a party recorded by forms of late: how often each stage, with whom, and what it answered last."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Final

from zhuisu.core.forms.asking import PROCESS
from zhuisu.core.forms.filled import LOCAL, Filled
from zhuisu.recording.models import Entry, Holding, Movement
from zhuisu.recording.moving import PERSON

LOOKED_AT: Final = 200
"""So many of the latest records say what is used most."""
MOVES_LOOKED_AT: Final = 1_000
MOST_PARTNERS: Final = 30


def used(party: str) -> Counter[tuple[str, str]]:
    """How often the party recorded each variety and stage, of its latest records."""
    rows = Entry.objects.filter(party=party).order_by("-id").values_list("variety", "stage")
    return Counter(rows[:LOOKED_AT])


def last_filled(party: str, variety: str, stage: str) -> Filled | None:
    """What the party filled into this form the last time."""
    row = Entry.objects.filter(party=party, variety=variety, stage=stage, withdrawn_at=None).order_by("-id").first()
    return None if row is None else row.filled_in


def last_making(party: str, variety: str) -> str:
    """The making that the party named last in records of a variety; empty where it never did."""
    rows = Entry.objects.filter(party=party, variety=variety, withdrawn_at=None).order_by("-id")
    named = (row.get(PROCESS) for row in rows.values_list("filled__values", flat=True)[:LOOKED_AT] if row)
    return next((str(each) for each in named if each), "")


def partners_of(parties: Sequence[str]) -> tuple[str, ...]:
    """With whom these parties dealt of late, those of most hand-overs first."""
    rows = Movement.objects.filter(party__in=parties).order_by("-id").values_list("other", flat=True)[:MOVES_LOOKED_AT]
    others = (other for other in rows if other and other not in parties)
    named = Counter(other for other in others if not other.startswith(PERSON))
    return tuple(other for other, _ in named.most_common(MOST_PARTNERS))


def handled(parties: Sequence[str]) -> frozenset[str]:
    """The varieties of which these parties ever had anything."""
    rows = Holding.objects.filter(party__in=parties).exclude(variety="").values_list("variety", flat=True)
    return frozenset(rows.distinct())


def next_lot(party: str, variety: str, stage: str, day: date) -> str:
    """A lot number of the day that the party has not been offered for a record that it saved: 20260601-02."""
    latest = Entry.objects.filter(party=party, variety=variety, stage=stage).order_by("-id")
    times = latest.values_list("recorded_at", flat=True)[:LOOKED_AT]
    today = sum(time.astimezone(LOCAL).date() == day for time in times)
    return f"{day:%Y%m%d}-{today + 1:02d}"
