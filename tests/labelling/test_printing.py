"""Printing: whatever is printed can be scanned, on every sheet and label; reprints say so; prints are counted."""

import io
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from zxingcpp import read_barcodes

from tests.capture.cast import capture, document, packed
from tests.labelling.cast import DAIRY, GREENS, GROWER, MILK, acting, issued, registered
from tests.labelling.zebra import pictures
from zhuisu.access.models import Audit
from zhuisu.core.codes import recognise
from zhuisu.core.findings import Language, Text
from zhuisu.labelling.asked import LabelGoods, PrintAsked
from zhuisu.labelling.codes import keys_of
from zhuisu.labelling.composing import Label, TooSmallError
from zhuisu.labelling.issued import issues_of
from zhuisu.labelling.kinds import IssueKind, PrintForm, Symbol
from zhuisu.labelling.layouts import Layout, layouts
from zhuisu.labelling.models import Issue, Printing
from zhuisu.labelling.printing import File, next_unprinted, print_labels
from zhuisu.labelling.refusing import Refusal
from zhuisu.labelling.saying import Said, label_of
from zhuisu.labelling.sentences import SENTENCES
from zhuisu.labelling.sheets import png_of
from zhuisu.labelling.zpl import graphic, zpl_of

GOODS = LabelGoods(
    produced=date(2026, 11, 27), expires=date(2026, 12, 7), quantity=5, unit="KGM", origin="钦州市灵山县"
)
SAID = Said(
    Text("灵山荔枝 桂味 礼盒装 出口级", "Lingshan lychee"), "5 kg", "L7", GOODS, Text("六荔垌合作社", "Liulidong")
)
KEYS = (
    "01/06901230000027/21/K7QXM2RT9A", "01/06901230000027/10/L7", "00/069012340000000009",
    "city:45070000017K7QXM2RT9AM", "city:45070000017/L7",
)  # fmt: skip


def label(key: str, symbol: Symbol) -> Label:
    return label_of(key, SAID, symbol, Language.ZH)


def scanned(image: Image.Image) -> list[str]:
    """The keys of what a scanner reads."""
    return [str(recognise(each.text)[0].key) for each in read_barcodes(image)]


def read_from(layout: Layout, symbol: Symbol) -> list[str]:
    """The keys that are read from all that is printed of these keys."""
    pages = png_of([label(key, symbol) for key in KEYS], layout)
    return sorted(key for page in pages for key in scanned(Image.open(io.BytesIO(page))))


@pytest.mark.parametrize("name", list(layouts()))
def test_every_matrix_is_read_on_every_sheet(name: str) -> None:
    for symbol in (Symbol.QR, Symbol.DATAMATRIX):
        assert read_from(layouts()[name], symbol) == sorted(KEYS)


@pytest.mark.parametrize("name", ["single_100x150", "a4_8"])
def test_bars_are_read_where_they_have_room(name: str) -> None:
    assert read_from(layouts()[name], Symbol.CODE128) == sorted(KEYS)


@pytest.mark.parametrize("dots", [8])
@pytest.mark.parametrize("name", [name for name, layout in layouts().items() if layout.is_single])
def test_every_matrix_is_read_from_a_label_printer(name: str, dots: int) -> None:
    for symbol in (Symbol.QR, Symbol.DATAMATRIX):
        made = zpl_of([label(key, symbol) for key in KEYS], layouts()[name], dots)
        assert [scanned(picture) for picture in pictures(made)] == [[key] for key in KEYS]


def test_bars_are_read_from_a_label_printer() -> None:
    made = zpl_of([label(key, Symbol.CODE128) for key in KEYS], layouts()["single_100x150"], 8, copies=3)
    assert [scanned(picture) for picture in pictures(made)] == [[key] for key in KEYS]
    assert made.count(b"^PQ3") == len(KEYS)


def test_a_gs1_datamatrix_is_one_and_says_lot_and_days() -> None:
    (page,) = png_of([label(KEYS[0], Symbol.DATAMATRIX)], layouts()["single_60x40"])
    (found,) = read_barcodes(Image.open(io.BytesIO(page)))
    assert found.symbology_identifier == "]d2"
    assert found.text == "(01)06901230000027(11)261127(17)261207(10)L7(21)K7QXM2RT9A"


def test_bars_that_have_no_room_are_refused_with_what_they_need() -> None:
    with pytest.raises(TooSmallError) as caught:
        png_of([label(KEYS[0], Symbol.CODE128)], layouts()["single_40x30"])
    assert caught.value.needed > 40


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 70), st.integers(1, 12), st.data())
def test_any_picture_comes_back_from_its_graphic(width: int, height: int, data: st.DataObject) -> None:
    bits = data.draw(st.lists(st.sampled_from([0, 0, 0, 255]), min_size=width * height, max_size=width * height))
    image = Image.frombytes("L", (width, height), bytes(bits)).convert("1", dither=Image.Dither.NONE)
    (read,) = pictures(f"^FO0,0{graphic(image)}^FS".encode())
    assert read.crop((0, 0, width, height)).tobytes() == image.tobytes()


class TestPrints:
    """What is asked for, written down and said again."""

    @pytest.fixture(autouse=True)
    def _registered(self, labelling: None) -> None:
        registered()

    def test_labels_of_an_issue_are_counted_and_a_second_time_says_so(self) -> None:
        made = issued(IssueKind.ITEM, MILK, DAIRY, count=5, lot="L7")
        first = printed(issue=made.id, count=3)
        second = printed(issue=made.id, first=1, count=4, layout="single_60x40")
        assert (first.again, second.again) == (0, 2)
        assert (first.media, first.name, first.body[:5]) == ("application/pdf", "labels-1.pdf", b"%PDF-")
        (held,) = issues_of(acting(DAIRY))
        assert (held.printed, held.again) == (7, 2)
        assert Audit.objects.filter(verb="labels printed").latest("id").facts["again"] == 2

    def test_a_reprint_of_an_item_is_marked_and_of_a_batch_is_not(self) -> None:
        item = issued(IssueKind.ITEM, MILK, DAIRY)
        batch = issued(IssueKind.BATCH, MILK, DAIRY, lot="L7")
        for _ in range(2):
            printed(issue=item.id)
            assert printed(issue=batch.id, copies=20).again == 0
        again = label_of(item.key, SAID, Symbol.QR, Language.ZH, 1)
        assert again.facts[0] == "补打 第 2 次打印"
        assert Printing.objects.filter(issue=item.id).latest("id").again == 1

    def test_what_is_left_to_print_is_known(self) -> None:
        made = issued(IssueKind.ITEM, MILK, DAIRY, count=5)
        printed(issue=made.id, count=3)
        row = Issue.objects.get(pk=made.id)
        assert next_unprinted(row) == 3
        printed(issue=made.id, first=3)
        assert next_unprinted(row) == 5

    def test_a_label_printers_file_holds_each_code(self) -> None:
        made = issued(IssueKind.ITEM, GREENS, GROWER, count=3, goods=LabelGoods(origin="浦北县", quantity=2.5))
        file = printed(GROWER, issue=made.id, form=PrintForm.ZPL, layout="single_40x30")
        keys = list(keys_of(Issue.objects.get(pk=made.id)))
        assert [scanned(picture) for picture in pictures(file.body)] == [[key] for key in keys]

    def test_labels_of_what_was_recorded_need_no_issue(self) -> None:
        told: dict[str, Any] = {
            "epcList": [], "quantityList": [{"epcClass": "https://id.gs1.org/01/06901234000016/10/M1", "quantity": 40}],
            "ilmd": {"cbvmda:itemExpirationDate": "2026-12-03"},
            "sourceList": [{"type": "owning_party", "source": "urn:zhuisu:uscc:91450703MA52822D6H"}],
        }  # fmt: skip
        capture(document({**packed("1"), **told}))
        assert printed(key="01/06901234000016/10/M1", copies=2).labels == 2
        assert refused(GROWER, key="01/06901234000016/10/M1") == ["labels.no_thing"]

    def test_what_cannot_be_printed_is_refused_in_words(self) -> None:
        made = issued(IssueKind.ITEM, MILK, DAIRY, count=3)
        assert refused(issue=made.id, layout="a5") == ["labels.no_layout"]
        assert refused(issue=made.id, layout="a4_24", form=PrintForm.ZPL) == ["labels.zpl_single"]
        assert refused(issue=made.id, first=3) == ["labels.beyond_issue"]
        assert refused(issue=made.id, copies=1000) == ["labels.too_many_labels"]
        assert refused(issue=made.id, symbol=Symbol.CODE128, layout="single_40x30") == ["labels.too_small"]
        assert refused(issue=10**6) == ["labels.no_issue"]
        assert refused() == ["labels.nothing_asked"]
        assert refused(GROWER, issue=made.id) == ["labels.no_issue"]
        assert not Printing.objects.exists()


def printed(party: str = DAIRY, **asked: Any) -> File:
    made = print_labels(PrintAsked(**asked), actor=acting(party))
    assert isinstance(made, File), made
    return made


def refused(party: str = DAIRY, **asked: Any) -> list[str]:
    made = print_labels(PrintAsked(**asked), actor=acting(party))
    assert isinstance(made, Refusal)
    assert all(SENTENCES[each.code].zh.format_map(dict(each.facts)) for each in made.findings)
    return [each.code for each in made.findings]
