"""An enterprise at the console: led to its own screens, with its entries, and no verb that it may not do."""

import pytest
from django.test import Client

from tests.console.cast import GROWER, REGISTRAR, proof, signed_in
from tests.registry.cast import COOPERATIVE, made
from zhuisu.registry.models import Listing, Zone

pytestmark = pytest.mark.usefixtures("console")

PARTIES = "/admin/console/party/"
ZONE = {"kind": "fireworks_forbidden", "name": "z", "latitude": "21.9", "longitude": "108.6", "radius_km": "1"}
LISTING = {"list": "banned_pesticide", "name": "克百威"}


@pytest.fixture
def grower() -> Client:
    return signed_in(GROWER)


def test_its_first_screen_is_its_own(grower: Client) -> None:
    answer = grower.get("/admin/")
    assert (answer.status_code, answer["Location"]) == (302, "/work/")
    assert grower.get(PARTIES).status_code == 200


@pytest.mark.parametrize(("kind", "given"), [("zone", ZONE), ("listing", LISTING)])
def test_it_is_offered_and_can_save_no_entry_that_is_nobodys(grower: Client, kind: str, given: dict[str, str]) -> None:
    address = f"/admin/console/{kind}/"
    assert f"{address}add/" not in grower.get(address).content.decode()
    assert f"{address}add/" not in grower.get(PARTIES).content.decode()
    assert grower.get(f"{address}add/").status_code == 404
    token = proof(grower, PARTIES)
    assert grower.post(f"{address}add/", {"csrfmiddlewaretoken": token, **given}).status_code == 404
    assert not Zone.objects.exists()
    assert not Listing.objects.exists()
    assert signed_in(REGISTRAR).get(f"{address}add/").status_code == 200


def test_it_may_add_what_can_be_its_own(grower: Client) -> None:
    assert grower.get("/admin/console/product/add/").status_code == 200


def test_it_is_offered_no_decision_that_departments_make(grower: Client) -> None:
    made("party", COOPERATIVE)
    listed = grower.get(PARTIES).content.decode()
    assert 'value="file"' in listed
    assert 'value="approve"' not in listed
    assert 'value="approve"' in signed_in(REGISTRAR).get(PARTIES).content.decode()


def test_how_far_the_rules_are_in_the_city_is_for_officials(grower: Client) -> None:
    assert grower.get("/admin/console/reassessment/").status_code == 403
    assert "reassessment" not in grower.get(PARTIES).content.decode()
    assert signed_in(REGISTRAR).get("/admin/console/reassessment/").status_code == 200
