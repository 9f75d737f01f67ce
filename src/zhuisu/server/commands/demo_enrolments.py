"""The applications of the demonstration city: some wait for an official, one was returned, one is for an account."""

from collections.abc import Mapping
from importlib import import_module
from io import BytesIO
from typing import Any, Final, NamedTuple

from PIL import Image, ImageDraw

from zhuisu.access.actor import PUBLIC, Actor, ActorKind, Scope
from zhuisu.demo import City
from zhuisu.server.trouble import TroubleError

OFFICE: Final = Actor(name="coordination", kind=ActorKind.OFFICE, scopes=frozenset({Scope.READ, Scope.REGISTRY}))


class Applying(NamedTuple):
    """Who applies, with what. `papers` are kinds of licences with their numbers; `note` says what is to be mended."""

    credit: str
    name: str
    kind: str
    region: str
    address: str
    place: str
    varieties: tuple[str, ...]
    roles: tuple[str, ...]
    contact: str
    account: str
    papers: Mapping[str, str] = {}
    note: str = ""


APPLYING: Final = (
    Applying(
        "93450721MADX1A2B66", "灵山县新圩镇蔗香果蔬专业合作社", "cooperative", "450721", "新圩镇邓塘村 8 号", "plot",
        ("vegetable", "fruit"), ("cooperative",), "劳桂香", "zhexiang",
    ),
    Applying(
        "", "黄三婶菜摊", "stall", "450702", "城东农贸市场蔬菜区 27 号", "stall", ("vegetable",),
        ("retailer",), "黄三婶", "sanshen27",
    ),
    Applying(
        "91450702MAE07C3D95", "钦州市钦南区湾畔乳品商行", "enterprise", "450702", "人民路 66 号", "shop",
        ("dairy", "infant_formula"), ("retailer",), "覃海明", "wanpan", {"food_business": "JY14507020077016"},
        "证照照片看不清编号，请重拍",
    ),
    Applying("93450721MA5685666W", "", "", "", "", "", (), (), "陆志强", "liulidong-fields"),
)  # fmt: skip


def after(_: City) -> None:
    """Once: where anybody has applied, all stays as it is."""
    if not import_module("zhuisu.enrolling.models").Application.objects.exists():  # uses Django, set up by now
        for each in APPLYING:
            _apply(each)


def _apply(each: Applying) -> None:
    beginning, filing = (import_module(f"zhuisu.enrolling.{name}") for name in ("beginning", "filing"))
    begun = (
        beginning.begin(each.credit, address="demo", actor=PUBLIC)
        if each.credit
        else beginning.begin_without_code(address="demo", actor=PUBLIC)
    )
    number = _done(begun).number
    if each.varieties:
        _tell(number, each)
    _bring(number, each)
    _done(filing.file(number, promised="yes", actor=PUBLIC))
    if each.note:
        deciding = import_module("zhuisu.enrolling.deciding")
        _done(deciding.send_back(number, "", {"papers": each.note}, actor=OFFICE))


def _tell(number: str, each: Applying) -> None:
    answering = import_module("zhuisu.enrolling.answering")
    party = answering.Party(each.name, each.kind, each.region, each.address, each.place)
    _done(answering.tell_party(number, party, actor=PUBLIC))
    _done(answering.tell_goods(number, each.varieties, actor=PUBLIC))
    _done(answering.tell_roles(number, each.roles, actor=PUBLIC))


def _bring(number: str, each: Applying) -> None:
    answering, papers, held = (import_module(f"zhuisu.enrolling.{name}") for name in ("answering", "papers", "held"))
    photo = import_module("zhuisu.recall.evidence").Photo
    kept = {**({"registration": each.credit} if each.credit else {}), **each.papers}
    for kind, of_paper in kept.items():
        told = papers.Told(kind, of_paper, photo(_drawn(of_paper), f"{kind}.jpg"))
        _done(papers.keep(number, told, actor=PUBLIC))
    _done(answering.tell_contact(number, held.Contact(each.contact, "13800000000"), actor=PUBLIC))
    _done(answering.tell_account(number, each.account, "荔枝熟了 蝉声四起 2026", actor=PUBLIC))


def _drawn(number: str) -> bytes:
    """A card with a number on it, in place of a photograph."""
    picture, made = Image.new("RGB", (800, 560), "#f4ecd8"), BytesIO()
    pen = ImageDraw.Draw(picture)
    pen.rectangle((24, 24, 776, 536), outline="#8a2b1b", width=6)
    pen.text((80, 240), f"SPECIMEN  {number}", fill="#333333", font_size=40)
    picture.save(made, "JPEG", quality=80)
    return made.getvalue()


def _done(answer: Any) -> Any:
    """The answer, if it is no refusal."""
    if isinstance(answer, import_module("zhuisu.enrolling.refusing").Refusal):
        codes = ", ".join(finding.code for finding in answer.findings)
        raise TroubleError(f"An application of the demonstration city was refused: {codes}.")
    return answer
