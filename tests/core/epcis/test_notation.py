"""Identifiers as EPC URNs and as GS1 Digital Links, and words in their three notations."""

from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhuisu.core.codes import checks, identify_uri
from zhuisu.core.epcis.canonical_uri import canonical_uri
from zhuisu.core.epcis.notation import CbvNotation, as_link, as_urn, published_prefix_length, urns_by, words_in
from zhuisu.core.epcis.vocabulary import BIZ_STEPS, MEASUREMENT_TYPES, WORD_LISTS

GS1 = "https://id.gs1.org/"
PAIRS = [
    ("urn:epc:id:sgtin:0614141.107346.2018", "01/10614141073464/21/2018"),
    ("urn:epc:id:sgtin:0614141.107346.a%2Fb%25c", "01/10614141073464/21/a%2Fb%25c"),
    ("urn:epc:id:sgtin:0614141.107346.(a.b)*", "01/10614141073464/21/%28a.b%29%2A"),
    ("urn:epc:class:lgtin:4012345.012345.998877", "01/04012345123456/10/998877"),
    ("urn:epc:idpat:sgtin:4012345.066666.*", "01/04012345666663"),
    ("urn:epc:id:sscc:0614141.1234567890", "00/106141412345678908"),
    ("urn:epc:id:sgln:0614141.00777.0", "414/0614141007776"),
    ("urn:epc:id:sgln:0614141.00777.A23-49", "414/0614141007776/254/A23-49"),
    ("urn:epc:id:pgln:0614141.00777", "417/0614141007776"),
    ("urn:epc:id:grai:0614141.12345.400", "8003/00614141123452400"),
    ("urn:epc:idpat:grai:0614141.12345.*", "8003/00614141123452"),
    ("urn:epc:id:giai:0614141.12345400", "8004/061414112345400"),
    ("urn:epc:id:gsrn:0614141.0000010253", "8018/061414100000102534"),
    ("urn:epc:id:gsrnp:0614141.1234567890", "8017/061414112345678902"),
    ("urn:epc:id:gdti:0614141.06012.1234", "253/06141410601221234"),
    ("urn:epc:idpat:gdti:0614141.06012.*", "253/0614141060122"),
    ("urn:epc:id:cpi:0614141.5PQ7%2FZ43.12345", "8010/06141415PQ7%2FZ43/8011/12345"),
    ("urn:epc:idpat:cpi:0614141.5PQ7%2FZ43.*", "8010/06141415PQ7%2FZ43"),
    ("urn:epc:id:sgcn:4012345.67890.04711", "255/401234567890104711"),
    ("urn:epc:idpat:sgcn:4012345.67890.*", "255/4012345678901"),
    ("urn:epc:id:ginc:0614141.xyz47%2F11", "401/0614141xyz47%2F11"),
    ("urn:epc:id:gsin:0614141.123456789", "402/06141411234567890"),
    ("urn:epc:id:itip:4012345.012345.01.02.987", "8006/040123451234560102/21/987"),
    ("urn:epc:idpat:itip:4012345.012345.01.02.*", "8006/040123451234560102"),
    ("urn:epc:id:upui:0614141.089456.51qIgY)%3C", "01/00614141894567/235/51qIgY%29%3C"),
]


@pytest.mark.parametrize(("urn", "path"), PAIRS)
def test_a_urn_and_its_link_become_each_other(urn: str, path: str) -> None:
    assert as_link(urn) == GS1 + path
    assert as_urn(GS1 + path) == urn
    assert identify_uri(urn) == identify_uri(GS1 + path)


@pytest.mark.parametrize(("urn", "path"), PAIRS)
def test_a_translated_identifier_enters_a_hash_as_before(urn: str, path: str) -> None:
    assert canonical_uri(urn) == canonical_uri(GS1 + path)


@pytest.mark.parametrize(
    "uri",
    [
        "urn:epc:id:bic:CSQU3054383",
        "urn:epc:id:usdod:CAGEY.5678",
        "urn:epc:id:gid:95100000.12345.400",
        "urn:epc:idpat:sgln:0614141.00777.*",
        "urn:epc:id:sgtin:06141.107346.2018",
        "urn:epc:id:sgtin:0614141.107346",
        "urn:epc:tag:sgtin-96:3.0614141.812345.6789",
        "urn:epc:id:sgtin:",
        "urn:epc:",
        "urn:zhuisu:drug:81234561234567890123",
        "urn:uuid:00000000-0000-4000-8000-000000000001",
        "https://example.com/01/page.html",
        "ni:///sha-256;df7b?ver=CBV2.0",
        "https://example.com/01/09521234543213/21/S",
    ],
)
def test_what_has_no_link_or_is_one_stays(uri: str) -> None:
    assert as_link(uri) == uri


@pytest.mark.parametrize(
    "uri",
    [
        f"{GS1}01/09521234543213/10/L1/21/S",
        f"{GS1}01/09521234543213/22/V/21/S",
        f"{GS1}01/09521234543213/21/S?17=271231",
        f"{GS1}01/09521234543213/21/S#top",
        f"{GS1}01/09521234543214/21/S",
        f"{GS1}410/9521234543213",
        f"{GS1}8013/1987654Ad4X4bL5ttr2310c2K",
        f"{GS1}8004/1234",
        f"{GS1}01/00000012345670",
        "https://example.com/about",
        "http:///01/09521234543213",
        "https://",
        "urn:epc:id:sgtin:0614141.107346.2018",
        "urn:zhuisu:eartag:145072100000001",
    ],
)
def test_what_a_urn_cannot_say_stays(uri: str) -> None:
    assert as_urn(uri) == uri


@pytest.mark.parametrize(
    "link",
    [
        "https://example.com/some/shop/01/09521234543213/21/S",
        "http://id.gs1.org/gtin/9521234543213/ser/S",
        "https://id.gs1.org/01/9521234543213/21/S/",
    ],
)
def test_links_of_any_domain_have_a_urn(link: str) -> None:
    assert as_urn(link) == "urn:epc:id:sgtin:9521234.054321.S"


def test_a_prefix_that_somebody_registered_counts_before_the_table() -> None:
    registered = {"95212345": 8}
    by_party = urns_by(lambda digits: registered.get(digits[:8]) or published_prefix_length(digits))
    assert by_party(f"{GS1}01/09521234543213/21/S") == "urn:epc:id:sgtin:95212345.04321.S"
    assert by_party(f"{GS1}417/4012345002256") == "urn:epc:id:pgln:4012345.00225"


def test_after_twelve_digits_of_prefix_nothing_is_left_for_a_reference() -> None:
    longest = urns_by(lambda _: 12)
    for urn in ("urn:epc:id:sgln:869012345678..0", "urn:epc:id:pgln:869012345678.", "urn:epc:id:gdti:869012345678..7"):
        assert longest(as_link(urn)) == urn
        assert as_link(urn).startswith(GS1)
        assert identify_uri(as_link(urn)) == identify_uri(urn)


DIGITS = st.text("0123456789", min_size=20, max_size=20)
SERIALS = st.text("!\"%&'()*+,-./0123456789:;<=>?ABCXYZ_abcxyz", min_size=1, max_size=20)
UPPER = st.text("#-/0123456789ABCXYZ", min_size=1, max_size=12)


@st.composite
def links(draw: st.DrawFn) -> str:
    """A canonical link of every key that EPCIS uses."""
    digits, free, part = draw(DIGITS), draw(SERIALS), quote(draw(UPPER), safe="")
    serial, short = quote(free, safe=""), quote(free[:16], safe="")
    number = draw(st.integers(0, 10**6))
    checked = {size: digits[: size - 1] + checks.gs1(digits[: size - 1]) for size in (13, 14, 17, 18)}
    returnable = "0" + checked[13]
    return GS1 + draw(
        st.sampled_from(
            [
                f"00/{checked[18]}",
                f"01/{checked[14]}",
                f"01/{checked[14]}/21/{serial}",
                f"01/{checked[14]}/10/{serial}",
                f"01/{checked[14]}/235/{serial}",
                f"253/{checked[13]}{short}",
                f"255/{checked[13]}{number}",
                f"401/{digits[:12]}{short}",
                f"402/{checked[17]}",
                f"414/{checked[13]}",
                f"414/{checked[13]}/254/{serial}",
                f"417/{checked[13]}",
                f"8003/{returnable}",
                f"8003/{returnable}{short}",
                f"8004/{digits[:12]}{short}",
                f"8006/{checked[14]}0102",
                f"8006/{checked[14]}0102/21/{serial}",
                f"8010/{digits[:12]}{part}",
                f"8010/{digits[:12]}{part}/8011/{number}",
                f"8017/{checked[18]}",
                f"8018/{checked[18]}",
            ]
        )
    )


@given(link=links(), length=st.integers(6, 12))
def test_every_link_becomes_a_urn_of_the_same_key_and_back(link: str, length: int) -> None:
    urn = urns_by(lambda _: length)(link)
    assert urn.startswith("urn:epc:")
    assert identify_uri(urn) == identify_uri(link)
    back = as_link(urn)
    assert identify_uri(back) == identify_uri(link)
    assert as_link(urns_by(lambda _: length)(back)) == back


@given(link=links())
def test_by_the_published_table_a_key_is_kept(link: str) -> None:
    assert identify_uri(as_urn(link)) == identify_uri(link)
    assert identify_uri(as_link(as_urn(link))) == identify_uri(link)


@given(st.one_of(st.text(max_size=60), links(), st.sampled_from([urn for urn, _ in PAIRS])), st.text(max_size=12))
def test_any_text_keeps_its_key(head: str, tail: str) -> None:
    for uri in (head + tail, f"urn:epc:id:sgtin:{head}.{tail}", f"urn:epc:{head}:{tail}"):
        for translate in (as_link, as_urn):
            assert identify_uri(translate(uri)) == identify_uri(uri)


@given(urn=st.sampled_from([urn for urn, _ in PAIRS]), serial=st.text("abcXYZ0123456789", min_size=1, max_size=30))
def test_what_is_remembered_of_a_product_holds_for_each_of_its_serials(urn: str, serial: str) -> None:
    for uri in (f"{urn.rpartition('.')[0]}.{serial}", f"{as_link(urn).rpartition('/')[0]}/{serial}"):
        for translate in (as_link, as_urn):
            assert identify_uri(translate(uri)) == identify_uri(uri)


@pytest.mark.parametrize("name", sorted(WORD_LISTS))
def test_every_notation_of_a_word_becomes_every_other(name: str) -> None:
    words = WORD_LISTS[name]
    for notation, short in words.canonical.items():
        assert words.short(notation) == short
        assert words.short(words.web_uri(notation)) == words.short(words.urn_of(notation)) == short


@pytest.mark.parametrize(
    ("notation", "written"),
    [
        (CbvNotation.SHORT, "shipping"),
        (CbvNotation.WEB_URI, "https://ref.gs1.org/cbv/BizStep-shipping"),
        (CbvNotation.URN, "urn:epcglobal:cbv:bizstep:shipping"),
    ],
)
def test_a_word_is_written_as_asked_and_a_word_of_others_as_it_is(notation: CbvNotation, written: str) -> None:
    translate = words_in(notation, BIZ_STEPS)
    assert translate is not None
    assert translate("urn:epcglobal:cbv:bizstep:shipping") == translate("shipping") == written
    assert translate("https://example.cn/step/salting") == "https://example.cn/step/salting"


def test_words_of_the_web_vocabulary_have_no_urn() -> None:
    assert words_in(CbvNotation.URN, MEASUREMENT_TYPES) is None
    assert words_in(CbvNotation.AS_RECEIVED, BIZ_STEPS) is None
