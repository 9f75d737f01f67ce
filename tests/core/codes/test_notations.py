"""One identity in many notations has one key."""

from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhuisu.core.codes import (
    batch_key,
    checks,
    class_key,
    identify_uri,
    key_of_uri,
    level_of_key,
    parse_key,
    recognise,
    uri_of_key,
)

COMPANY_LENGTHS = st.integers(6, 12)
THIRTEEN = st.text("0123456789", min_size=13, max_size=13)
CHARACTERS = "!\"%&'*+,-./0123456789:;<=>?ABCXYZ_abcxyz"
VALUES = st.text(CHARACTERS, min_size=1, max_size=20)

KEYS = [
    ("urn:epc:id:sgtin:6901234.000001.ABC", "01/06901234000016/21/ABC"),
    ("urn:epc:id:sgtin:6901234.000001.a%2fb%22c", '01/06901234000016/21/a%2Fb"c'),
    ("urn:epc:id:sgtin:6901234.000001.a.b", "01/06901234000016/21/a.b"),
    ("urn:epc:class:lgtin:6901234.000001.L7", "01/06901234000016/10/L7"),
    ("urn:epc:idpat:sgtin:6901234.000001.*", "01/06901234000016"),
    ("urn:epc:id:sscc:6901234.3000000001", "00/369012340000000017"),
    ("urn:epc:id:sgln:6901234.00001.0", "414/6901234000016"),
    ("urn:epc:id:sgln:6901234.00001.D2", "414/6901234000016/254/D2"),
    ("https://x.cn/414/6901234000016/254/0", "414/6901234000016"),
    ("urn:epc:id:pgln:6901234.00001", "417/6901234000016"),
    ("urn:epc:id:grai:4012345.00077.876", "8003/04012345000771876"),
    ("urn:epc:idpat:grai:4012345.00077.*", "8003/04012345000771"),
    ("urn:epc:id:giai:4000001.111", "8004/4000001111"),
    ("urn:epc:id:gsrn:6901234.0000000001", "8018/690123400000000018"),
    ("urn:epc:id:gsrnp:6901234.0000000001", "8017/690123400000000018"),
    ("urn:epc:id:gdti:4012345.00005.987", "253/4012345000054987"),
    ("urn:epc:id:sgcn:4012345.67890.04711", "255/401234567890104711"),
    ("urn:epc:id:ginc:4012345.XY002", "401/4012345XY002"),
    ("urn:epc:id:gsin:4012345.222333444", "402/40123452223334442"),
    ("urn:epc:id:itip:4012345.012345.04.04.987", "8006/040123451234560404/21/987"),
    ("urn:epc:id:cpi:0614141.5PQ7%2FZ43.12345", "8010/06141415PQ7%2FZ43/8011/12345"),
    ("urn:epc:id:bic:CSQU3054383", "container:CSQU3054383"),
    ("urn:epc:id:usdod:2S194.12345678901", "uri:urn:epc:id:usdod:2S194.12345678901"),
    ("urn:epc:id:adi:2S194..12345", "uri:urn:epc:id:adi:2S194..12345"),
    ("urn:epc:id:gid:95100000.12345.400", "uri:urn:epc:id:gid:95100000.12345.400"),
    ("urn:epc:id:imovn:9176187", "uri:urn:epc:id:imovn:9176187"),
    ("urn:epc:id:sgtin:69.1.x", "uri:urn:epc:id:sgtin:69.1.x"),
    ("https://x.cn/p/q/01/6901234000016/", "01/06901234000016"),
    ("urn:zhuisu:drug:8123456/A1", "drug:8123456/A1"),
    ("urn:zhuisu:plate:%E6%A1%82N12345", "plate:桂N12345"),
    ("https://example.com/x", "uri:https://example.com/x"),
]


@pytest.mark.parametrize(("uri", "key"), KEYS)
def test_a_uri_has_its_key(uri: str, key: str) -> None:
    assert key_of_uri(uri) == key


@pytest.mark.parametrize("key", sorted({key for _, key in KEYS}))
def test_a_key_comes_back_from_its_uri_and_says_the_same(key: str) -> None:
    assert key_of_uri(uri_of_key(key)) == key
    assert parse_key(key).key == key
    assert level_of_key(key) is parse_key(key).level


@given(length=COMPANY_LENGTHS, payload=THIRTEEN, serial=VALUES, lot=VALUES)
def test_every_notation_of_an_item_gives_its_key(length: int, payload: str, serial: str, lot: str) -> None:
    company, reference = payload[1 : 1 + length], payload[0] + payload[1 + length :]
    gtin = payload + checks.gs1(payload)
    item, its_lot = quote(serial, safe=""), quote(lot, safe="")
    linked = identify_uri(f"https://shop.example.cn/p/01/{gtin}/10/{its_lot}/21/{item}")
    keys = {
        key_of_uri(f"urn:epc:id:sgtin:{company}.{reference}.{item}"),
        key_of_uri(f"https://id.gs1.org/01/{gtin}/21/{item}"),
        linked.key,
        recognise(f"]d201{gtin}21{serial}\x1d10{lot}")[0].key,
        recognise(f"01{gtin}21{serial}\x1d10{lot}")[0].key,
    }
    assert keys == {linked.key}
    assert linked.batch == key_of_uri(f"urn:epc:class:lgtin:{company}.{reference}.{its_lot}")
    assert linked.batch == batch_key(linked.key, lot) == batch_key(f"01/{gtin}", lot)
    assert class_key(linked.key) == f"01/{gtin}" == key_of_uri(f"urn:epc:idpat:sgtin:{company}.{reference}.*")


@given(payload=THIRTEEN, serial=VALUES)
def test_an_item_comes_back_from_its_key(payload: str, serial: str) -> None:
    key = key_of_uri(f"https://id.gs1.org/01/{payload}{checks.gs1(payload)}/21/{quote(serial, safe='')}")
    assert key_of_uri(uri_of_key(key)) == key
    assert parse_key(key).key == key
    assert [code.key for code in recognise(key)] == [key]


def test_lots_make_batches_only_where_the_code_holds_a_product() -> None:
    assert batch_key("drug:83857930000879766660", "A/1") == "drug:8385793/A%2F1"
    assert batch_key("eartag:145072100000001", "A1") is None
