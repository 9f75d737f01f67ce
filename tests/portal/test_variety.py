"""The page of a variety."""

import pytest
from django.test import Client

from zhuisu.core.findings import Language
from zhuisu.packaged import profiles
from zhuisu.portal.requirements import requirements


@pytest.mark.parametrize("variety", profiles())
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_variety_says_what_must_be_on_record(pages: Client, variety: str, language: str) -> None:
    response = pages.get(f"/variety/{variety}?lang={language}")
    html = response.content.decode()
    profile = profiles()[variety]
    assert response.status_code == 200
    assert all(f'id="stage-{stage.id}"' in html for stage in profile.stages)
    assert all(html.count(f'id="rule-{rule.id}"') == 1 for rule in profile.rules)


def test_each_check_stands_with_its_ground() -> None:
    needs = requirements(profiles()["livestock"], Language.EN)
    quarantine = next(stage for stage in needs.stages if stage.id == "transport")
    assert quarantine.licences == ("acting party: livestock vehicle filing",)
    assert [check.basis for check in quarantine.checks] == ["Animal Epidemic Prevention Law, art. 51"] * 2
    assert len(needs.general) + sum(len(stage.checks) for stage in needs.stages) == needs.checks_total


def test_what_people_call_it_leads_to_it_and_nothing_else_does(pages: Client) -> None:
    assert pages.get("/variety/pork")["Location"] == "/variety/livestock"
    assert pages.get("/variety/蔬菜")["Location"] == "/variety/vegetable"
    assert pages.get("/variety/nothing").status_code == 404


def test_closed_goods_say_that_their_records_are_not_public(pages: Client) -> None:
    html = pages.get("/variety/narcotic?lang=en").content.decode()
    assert "Records of these goods are not public" in html


def test_home_leads_to_every_variety(pages: Client) -> None:
    html = pages.get("/?lang=en").content.decode()
    assert all(f'href="/variety/{variety}"' in html for variety in profiles())
