"""Traps: inputs that once gave a wrong key, leaked a number, or took for ever."""

import pytest

from zhuisu.core.codes import identify_uri, key_of_uri, parse_key, recognise, uri_of_key

SEGMENTS = 200_000


def test_a_path_of_many_numbers_takes_time_in_proportion_to_its_length() -> None:
    """Quadratic reading took minutes here."""
    uri = "https://x.cn/" + "01/" * SEGMENTS
    assert key_of_uri(uri) == f"uri:{uri}"


def test_a_printed_lot_keeps_its_hyphens() -> None:
    assert recognise("(01)0690-1234 000016 (10) LOT-7")[0].key == "01/06901234000016/10/LOT-7"


def test_bytes_that_are_no_text_stay_apart() -> None:
    uris = [f"https://x.cn/01/06901234000016/21/%{byte}" for byte in ("FE", "FF")]
    assert [key_of_uri(uri) for uri in uris] == ["01/06901234000016/21/%FE", "01/06901234000016/21/%FF"]


@pytest.mark.parametrize("text", ["x:\x00y", "x:\ud800y", "urn:zhuisu:\x00:1"])
def test_a_key_can_be_stored_and_comes_back(text: str) -> None:
    key = key_of_uri(text)
    assert key.encode().isascii()
    assert "\x00" not in key
    assert key_of_uri(uri_of_key(key)) == key


def test_a_lone_surrogate_in_a_key_is_no_error() -> None:
    assert uri_of_key("drug:\ud800")


def test_a_link_and_a_urn_of_one_serial_agree_whatever_its_characters() -> None:
    for serial in ("a%0Ab", "%E9%92%A6", "x" * 25):
        link = key_of_uri(f"https://x.cn/01/06901234000016/21/{serial}")
        assert link == key_of_uri(f"urn:epc:id:sgtin:6901234.000001.{serial}")
        assert link.startswith("01/06901234000016/21/")


@pytest.mark.parametrize(
    ("uri", "key", "batch"),
    [
        ("https://x.cn/01/06901234000016?21=S", "01/06901234000016/21/S", None),
        ("https://x.cn/01/06901234000016/21/S?10=L7", "01/06901234000016/21/S", "01/06901234000016/10/L7"),
        ("https://x.cn/?01=06901234000016&21=S", "01/06901234000016/21/S", None),
    ],
)
def test_qualifiers_in_a_query_count(uri: str, key: str, batch: str | None) -> None:
    assert identify_uri(uri) == (key, batch)
    assert recognise(uri)[0].key == key


@pytest.mark.parametrize(
    "uri",
    [
        "urn:epc:id:sgtin:6901234.000001.",
        "urn:epc:id:grai:4012345.00077.",
        "urn:epc:class:sgtin:6901234.000001.S",
        "urn:epc:id:lgtin:6901234.000001.S",
        "https://x.cn/8004/index.html",
    ],
)
def test_what_only_looks_like_gs1_is_kept_as_given(uri: str) -> None:
    assert key_of_uri(uri) == f"uri:{uri}"


def test_a_handle_with_slashes_is_one_thing() -> None:
    (code,) = recognise("88.118.8/A/0001")
    assert code.key == "handle:88.118.8%2FA%2F0001"
    assert parse_key(code.key).level is code.level
    assert key_of_uri(uri_of_key(code.key)) == code.key


def test_a_mistyped_identity_number_is_in_no_other_reading() -> None:
    codes = recognise("110105194912310021")
    assert [code.scheme for code in codes] == ["idcard"]
    assert "19491231" not in repr(codes)


@pytest.mark.parametrize(
    ("text", "scheme"),
    [("身份证450702190001010003", "idcard"), ("追溯码：8385 7930 0008 7976 6660 请核对", "drug")],
)
def test_a_code_among_words_is_found(text: str, scheme: str) -> None:
    assert recognise(text)[0].scheme == scheme


@pytest.mark.parametrize(
    "uri", ["urn:zhuisu:season:a/b", "urn:zhuisu:urn:epc:id:", "urn:zhuisu:grai:1", "urn:zhuisu:uri:x"]
)
def test_a_scheme_of_ours_that_does_not_exist_is_kept_as_given(uri: str) -> None:
    assert key_of_uri(uri) == f"uri:{uri}"
    assert parse_key(key_of_uri(uri)).key == f"uri:{uri}"


def test_a_batch_needs_a_product_with_its_digits() -> None:
    assert key_of_uri("urn:zhuisu:drug:8123456/A%2F1") == "drug:8123456/A%2F1"
    assert key_of_uri("urn:zhuisu:drug:no/A1") == "uri:urn:zhuisu:drug:no/A1"
    assert recognise("drug:8123456/A 1")[0].key == "drug:8123456/A 1"
    assert [code.scheme for code in recognise("drug:no/A1")] == ["uri"]
