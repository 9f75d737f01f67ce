"""Identify: one identity in every notation has one key."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from zhuisu.core.codes import batch_key, class_key, identify_uri, key_of_uri, level_of_key, parse_key, uri_of_key
from zhuisu.core.codes.checks import gs1
from zhuisu.core.codes.model import Level

SERIALS = st.text("ABCxyz019!\"%&'()*+,-./:;<=>?_", min_size=1, max_size=20)
COMPANIES = st.integers(6, 12).flatmap(lambda size: st.text("0123456789", min_size=size, max_size=size))


@pytest.mark.parametrize(
    ("uri", "key", "batch"),
    [
        ("urn:epc:id:sgtin:6901234.056789.SER001", "01/06901234567892/21/SER001", None),
        ("urn:epc:id:sgtin:6901234.056789.A%2FB.C", "01/06901234567892/21/A%2FB.C", None),
        ("urn:epc:class:lgtin:4012345.012345.998877", "01/04012345123456/10/998877", None),
        ("urn:epc:idpat:sgtin:4012345.044444.*", "01/04012345444445", None),
        ("urn:epc:id:sgln:0614141.07346.0", "414/0614141073467", None),
        ("urn:epc:id:sgln:0614141.07346.1234", "414/0614141073467/254/1234", None),
        ("urn:epc:id:pgln:4012345.00225", "417/4012345002256", None),
        ("urn:epc:id:sscc:6901234.3000000001", "00/369012340000000017", None),
        ("urn:epc:id:grai:4012345.55555.987", "8003/04012345555554987", None),
        ("urn:epc:id:giai:4000001.111", "8004/4000001111", None),
        ("urn:epc:id:gsrn:0614141.0000010253", "8018/061414100000102534", None),
        ("urn:epc:id:gsrnp:0614141.0000010253", "8017/061414100000102534", None),
        ("urn:epc:id:gdti:0614141.00001.1618034", "253/06141410000121618034", None),
        ("urn:epc:id:cpi:0614141.123ABC.123456789", "8010/0614141123ABC/8011/123456789", None),
        ("urn:epc:id:itip:4012345.012345.04.04.987", "8006/040123451234560404/21/987", None),
        ("urn:epc:id:upui:1234567.089456.51qIgY)%3C%26Jp3*j7SDB", "01/01234567894560", None),
        ("urn:epc:id:bic:CSQU3054383", "container:CSQU3054383", None),
        ("https://id.gs1.org/01/06901234567892/10/L7/21/A", "01/06901234567892/21/A", "01/06901234567892/10/L7"),
        (
            "https://shop.example/p/01/6901234567892/22/V/10/L7/21/A",
            "01/06901234567892/21/A",
            "01/06901234567892/10/L7",
        ),
        ("https://id.gs1.org/gtin/06901234567892/lot/L7", "01/06901234567892/10/L7", None),
        ("https://id.gs1.org/414/6901234000016/254/0", "414/6901234000016", None),
        ("urn:zhuisu:drug:83857930000879766660", "drug:83857930000879766660", None),
        ("urn:zhuisu:drug:8385793/A1", "drug:8385793/A1", None),
        ("urn:zhuisu:plate:%E6%A1%82N12345", "plate:桂N12345", None),
        ("urn:zhuisu:person:0af3", "person:0af3", None),
        ("urn:epc:id:gid:95100000.12345.400", "uri:urn:epc:id:gid:95100000.12345.400", None),
        ("https://farm.example/plot/7", "uri:https://farm.example/plot/7", None),
        ("urn:epc:id:sgtin:broken", "uri:urn:epc:id:sgtin:broken", None),
    ],
)
def test_a_uri_names_a_thing(uri: str, key: str, batch: str | None) -> None:
    assert identify_uri(uri) == (key, batch)
    assert identify_uri(uri) == (key, batch), "the same when it is remembered"


@given(company=COMPANIES, data=st.data(), serial=SERIALS)
@example("6901234", None, "SER/1")
def test_urn_and_link_of_one_item_have_one_key(company: str, data: st.DataObject | None, serial: str) -> None:
    size = 13 - len(company)
    reference = data.draw(st.text("0123456789", min_size=size, max_size=size)) if data else "056789"
    payload = reference[0] + company + reference[1:]
    gtin = payload + gs1(payload)
    encoded = "".join(f"%{ord(each):02X}" if each in '"%&/<>?' else each for each in serial)
    urn = f"urn:epc:id:sgtin:{company}.{reference}.{encoded}"
    link = "https://any.example/x/01/" + gtin + "/21/" + encoded
    assert key_of_uri(urn) == key_of_uri(link)


@given(serial=SERIALS, lot=SERIALS)
def test_a_key_becomes_a_uri_and_a_key_again(serial: str, lot: str) -> None:
    batch = batch_key("01/06901234567892/21/X", lot)
    assert batch is not None
    encoded = serial.replace("%", "%25").replace("/", "%2F").replace("?", "%3F")
    item = key_of_uri(f"https://id.gs1.org/01/06901234567892/21/{encoded}")
    for key in (item, batch):
        assert key_of_uri(uri_of_key(key)) == key
        assert parse_key(key).key == key


@pytest.mark.parametrize(
    ("key", "level", "product"),
    [
        ("01/06901234567892/21/A", Level.ITEM, "01/06901234567892"),
        ("01/06901234567892/10/L7", Level.BATCH, "01/06901234567892"),
        ("01/06901234567892", Level.CLASS, "01/06901234567892"),
        ("00/369012340000000017", Level.LOGISTIC, None),
        ("414/6901234000016", Level.PLACE, None),
        ("417/6901234000016", Level.PARTY, None),
        ("8004/4000001111", Level.ASSET, None),
        ("drug:83857930000879766660", Level.ITEM, "drug:8385793"),
        ("drug:8385793/A1", Level.BATCH, "drug:8385793"),
        ("drug:8385793", Level.CLASS, "drug:8385793"),
        ("eartag:145072100000001", Level.ITEM, None),
        ("person:0af3", Level.PARTY, None),
        ("plate:桂N12345", Level.ASSET, None),
    ],
)
def test_a_key_says_its_level_and_its_product(key: str, level: Level, product: str | None) -> None:
    assert level_of_key(key) is level
    assert class_key(key) == product


@pytest.mark.parametrize(
    ("thing", "lot", "batch"),
    [
        ("01/06901234567892/21/A", "L7", "01/06901234567892/10/L7"),
        ("01/06901234567892", "L/7", "01/06901234567892/10/L%2F7"),
        ("drug:83857930000879766660", "A1", "drug:8385793/A1"),
        ("eartag:145072100000001", "A1", None),
        ("uri:https://farm.example/1", "A1", None),
    ],
)
def test_a_lot_belongs_to_a_product_or_is_no_batch(thing: str, lot: str, batch: str | None) -> None:
    assert batch_key(thing, lot) == batch


@given(st.text(max_size=200))
def test_any_uri_has_a_key(uri: str) -> None:
    assert identify_uri(uri).key
    assert identify_uri("urn:epc:id:" + uri).key
    assert identify_uri("https://id.gs1.org/01/" + uri).key
    assert identify_uri("urn:zhuisu:" + uri).key
