"""Addresses: the screens of cases, each behind the console's door."""

from collections.abc import Callable, Sequence
from typing import Any

from django.urls import URLPattern, path

from zhuisu.console.cases.changes import changes
from zhuisu.console.cases.desk import desk
from zhuisu.console.cases.doing import do
from zhuisu.console.cases.files import csv_file, letter_file, picture, report_picture, signature, xlsx_file
from zhuisu.console.cases.listing import listing
from zhuisu.console.cases.replying import contact, reply
from zhuisu.console.cases.standing import standing
from zhuisu.console.cases.visiting import visit
from zhuisu.console.cases.writing import write


def addresses(wrap: Callable[[Any], Any]) -> Sequence[URLPattern]:
    """Under `/admin/`; `wrap` asks for password and second factor first."""
    one = "cases/<str:number>/"
    return (
        path("cases/", wrap(listing), name="cases"),
        path("cases/changes/", wrap(changes), name="case_changes"),
        path("cases/list.csv", wrap(csv_file), name="cases_csv"),
        path("cases/list.xlsx", wrap(xlsx_file), name="cases_xlsx"),
        path(one, wrap(standing(desk)), name="case"),
        path(f"{one}do/<str:verb>/", wrap(standing(do)), name="case_do"),
        path(f"{one}inspect/", wrap(standing(visit)), name="case_inspect"),
        path(f"{one}inspections/<int:id>/signature/", wrap(signature), name="case_signature"),
        path(f"{one}pictures/<int:id>/", wrap(picture), name="case_picture"),
        path(f"{one}letters/<str:kind>/", wrap(standing(write)), name="case_write"),
        path(f"{one}letters/<int:id>.pdf", wrap(letter_file), name="case_letter"),
        path(f"{one}reports/<str:report>/", wrap(standing(reply)), name="case_reply"),
        path(f"{one}reports/<str:report>/contact/", wrap(standing(contact)), name="case_contact"),
        path(f"{one}reports/pictures/<int:id>/", wrap(report_picture), name="case_report_picture"),
    )


"""Numbers of cases begin with a letter and hold a hyphen: `changes` and `list.csv` are none."""
