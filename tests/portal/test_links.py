import pytest
from django.test import Client

from zhuisu.portal.links import thing_path


@pytest.mark.parametrize(
    ("key", "path"),
    [
        ("01/06901234000016/10/L7", "/t/01/06901234000016/10/L7"),
        ("drug:83857930000879766660", "/t/drug:83857930000879766660"),
        ("01/06901234000016/21/A%2FB", "/t/01/06901234000016/21/A%252FB"),
        ("uri:https://example.com/a?b#c", "/t/uri%3Ahttps%3A%2F%2Fexample.com%2Fa%3Fb%23c"),
        ("plate:桂N12345", "/t/plate:%E6%A1%82N12345"),
    ],
)
def test_a_key_has_one_address(key: str, path: str) -> None:
    assert thing_path(key) == path


def test_a_gs1_digital_link_leads_to_the_dossier(pages: Client) -> None:
    response = pages.get("/01/06901234100013/10/20260612-01?17=261231")
    assert (response.status_code, response["Location"]) == (307, "/t/01/06901234100013/10/20260612-01")
    assert "linkset" in response["Link"]


def test_a_machine_is_told_what_links_there_are(pages: Client) -> None:
    response = pages.get("/00/369012340000001236", headers={"accept": "application/linkset+json"})
    assert response["Content-Type"] == "application/linkset+json"
    (links,) = response.json()["linkset"]
    assert links["anchor"] == "https://id.gs1.org/00/369012340000001236"
    assert links["https://ref.gs1.org/voc/defaultLink"][0]["href"] == "http://testserver/t/00/369012340000001236"


def test_the_resolver_describes_itself(pages: Client) -> None:
    described = pages.get("/.well-known/gs1resolver").json()
    assert {"00", "01", "414", "8004"} <= set(described["supportedPrimaryKeys"])
