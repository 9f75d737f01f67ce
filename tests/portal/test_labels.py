import pytest
from django.test import Client

from tests.portal import stories
from zhuisu.portal.labels import bracketed


@pytest.mark.parametrize(
    ("key", "written"),
    [
        ("01/06901234000016", "(01)06901234000016"),
        ("01/06901234000016/10/L7", "(01)06901234000016(10)L7"),
        ("01/06901234000016/21/A%2FB", "(01)06901234000016(21)A/B"),
    ],
)
def test_a_gs1_key_is_written_in_brackets(key: str, written: str) -> None:
    assert bracketed(key) == written


@pytest.fixture(params=["qr", "datamatrix"])
def symbol(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.mark.parametrize("key", [stories.BOX, stories.VACCINE, "00/369012340000001236"])
def test_every_code_has_a_label(pages: Client, key: str, symbol: str) -> None:
    response = pages.get(f"/label/{key}.svg?symbol={symbol}")
    assert response["Content-Type"] == "image/svg+xml"
    assert b"<svg" in response.content
    assert b"<!DOCTYPE" not in response.content


def test_an_unknown_symbol_is_not_found(pages: Client) -> None:
    assert pages.get(f"/label/{stories.BOX}.svg?symbol=maxicode").status_code == 404
