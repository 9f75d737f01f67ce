"""What a list of cases can be narrowed to is what whoever asks may have cases of."""

import re

import pytest

from tests.console.cast import AUDITOR, signed_in
from zhuisu.access.actor import ActorKind, Scope
from zhuisu.console.accounts import Wanted
from zhuisu.core.profiles import Category

pytestmark = pytest.mark.usefixtures("console")

DRUGS = Wanted("yao", ActorKind.DEPARTMENT, frozenset({Scope.READ, Scope.SUPERVISE}), ("drugs",), ("450700",))


def offered(wanted: Wanted) -> set[str]:
    page = signed_in(wanted).get("/admin/cases/").content.decode()
    choices = re.search(r'<select[^>]*name="category".*?</select>', page, re.DOTALL)
    assert choices is not None
    return set(re.findall(r'value="([^"]+)"', choices[0]))


def test_a_department_is_offered_its_categories_and_an_auditor_all() -> None:
    assert offered(DRUGS) == {"drugs"}
    assert offered(AUDITOR) == set(Category)
