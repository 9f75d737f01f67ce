"""Serials: a permutation under a secret: one serial a number, one number a serial, and no order that shows."""

from hypothesis import given
from hypothesis import strategies as st

from zhuisu.core.codes import Level, recognise
from zhuisu.core.codes.national.city import item_of, product_of
from zhuisu.labelling.serials import LAST, number_of, serial_of

SECRETS = st.binary(min_size=32, max_size=32)


@given(st.integers(0, LAST), SECRETS)
def test_a_serial_leads_back_to_its_number(number: int, secret: bytes) -> None:
    assert number_of(serial_of(number, secret), secret) == number


@given(st.integers(0, LAST - 2000), SECRETS)
def test_no_two_numbers_have_one_serial_and_neighbours_look_like_strangers(first: int, secret: bytes) -> None:
    serials = [serial_of(first + place, secret) for place in range(200)]
    assert len(set(serials)) == 200
    assert len({serial[:3] for serial in serials}) > 150


@given(st.integers(0, LAST), SECRETS, SECRETS)
def test_another_secret_gives_another_serial(number: int, one: bytes, other: bytes) -> None:
    assert one == other or serial_of(number, one) != serial_of(number, other)


def test_what_is_no_serial_has_no_number() -> None:
    for text in ("", "K7QXM2RT9", "K7QXM2RT9O", "k7qxm2rt9a"):
        assert number_of(text, b"s" * 32) is None


@given(st.integers(0, 999_999), st.integers(0, LAST), SECRETS)
def test_a_code_of_the_city_is_read_as_itself_and_as_an_item(product: int, number: int, secret: bytes) -> None:
    value = item_of(product_of("4507", product), serial_of(number, secret))
    best = recognise(value)[0]
    assert (best.key, best.level, best.findings) == (f"city:{value}", Level.ITEM, ())


@given(st.integers(0, 21), st.data())
def test_one_wrong_character_is_noticed(place: int, data: st.DataObject) -> None:
    value = item_of(product_of("4507", 12), serial_of(3, b"s" * 32))
    letters = "0123456789" if place < 11 else "0123456789ABCDEFGHJKLMNPQRTUWXY"
    wrong = data.draw(st.sampled_from([each for each in letters if each != value[place]]))
    readings = [code for code in recognise(value[:place] + wrong + value[place + 1 :]) if code.scheme == "city"]
    assert all(code.findings for code in readings)
