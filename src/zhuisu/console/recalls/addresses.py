"""Addresses: the screens of recalls, each behind the console's door."""

from collections.abc import Callable, Sequence
from typing import Any

from django.urls import URLPattern, path

from zhuisu.console.recalls.desk import desk
from zhuisu.console.recalls.doing import do
from zhuisu.console.recalls.drilling import drill, drill_pdf, drills
from zhuisu.console.recalls.listing import listing
from zhuisu.console.recalls.ours import our_notice, ours
from zhuisu.console.recalls.papers import evidence, pdf, sheet, things
from zhuisu.console.recalls.parts import (
    history_page,
    holder_page,
    holders_page,
    reach_page,
    things_page,
)
from zhuisu.console.recalls.planning import change, new
from zhuisu.console.recalls.renewing import renewed
from zhuisu.console.recalls.reported import reported


def addresses(wrap: Callable[[Any], Any]) -> Sequence[URLPattern]:
    """Under `/admin/`; `wrap` asks for password and second factor first."""
    one = "recalls/<str:number>/"
    return (
        path("recalls/", wrap(listing), name="recalls"),
        path("recalls/new/", wrap(new), name="recall_new"),
        path(one, wrap(desk), name="recall"),
        path(f"{one}change/", wrap(change), name="recall_change"),
        path(f"{one}do/<str:verb>/", wrap(do), name="recall_do"),
        path(f"{one}holders/", wrap(holders_page), name="recall_holders"),
        path(f"{one}holders/<int:id>/", wrap(holder_page), name="recall_holder"),
        path(f"{one}holders/<int:id>/renew/", wrap(renewed), name="recall_renew"),
        path(f"{one}things/", wrap(things_page), name="recall_things"),
        path(f"{one}things.csv", wrap(things), name="recall_csv"),
        path(f"{one}reported/", wrap(reported), name="recall_reported"),
        path(f"{one}reaches/<int:reach>/", wrap(reach_page), name="recall_reach"),
        path(f"{one}history/", wrap(history_page), name="recall_history"),
        path(f"{one}report.pdf", wrap(pdf), name="recall_pdf"),
        path(f"{one}report.xlsx", wrap(sheet), name="recall_xlsx"),
        path(f"{one}evidence/<str:digest>/", wrap(evidence), name="recall_evidence"),
        path("drills/", wrap(drills), name="drills"),
        path("drills/<int:id>/", wrap(drill), name="drill"),
        path("drills/<int:id>/record.pdf", wrap(drill_pdf), name="drill_pdf"),
        path("notices/", wrap(ours), name="notices_to_us"),
        path("notices/<int:id>/", wrap(our_notice), name="notice_to_us"),
    )
