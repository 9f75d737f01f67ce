"""The cast: who applies, with what, and the officials who decide."""

from io import BytesIO

from PIL import Image

from tests.registry.cast import COOPERATIVE, approved
from zhuisu.access.actor import PUBLIC, Actor, ActorKind, Scope
from zhuisu.enrolling import answering, filing, papers
from zhuisu.enrolling.beginning import Begun, begin
from zhuisu.enrolling.following import opened
from zhuisu.enrolling.held import Contact
from zhuisu.enrolling.models import Application
from zhuisu.enrolling.requirements import REGISTRATION
from zhuisu.recall.evidence import Photo

CREDIT = "93450721MA5Q3H4J33"
PASSWORD = "lychee under banyan 7"
WHERE = "10.0.0.7"

OFFICIAL = frozenset({Scope.READ, Scope.REGISTRY, Scope.SUPERVISE})
OFFICE = Actor("office", kind=ActorKind.OFFICE, scopes=OFFICIAL)
AGRICULTURE = Actor("tan", None, OFFICIAL, ActorKind.DEPARTMENT, frozenset({"produce"}), frozenset({"450721"}))
MARKETS = Actor("wu", None, OFFICIAL, ActorKind.DEPARTMENT, frozenset({"food"}), frozenset({"450700"}))
ELSEWHERE = Actor("pan", None, OFFICIAL, ActorKind.DEPARTMENT, frozenset({"produce"}), frozenset({"450702"}))
GROWER = Actor("lu", "uscc:93450721MA5685666W", frozenset(Scope), ActorKind.ENTERPRISE)

PARTY = answering.Party(
    name="灵山县荔香水果专业合作社",
    kind="cooperative",
    region="450721",
    address="檀圩镇东岸村 12 号",
    place_kind="plot",
)


def picture() -> Photo:
    made = BytesIO()
    Image.new("RGB", (640, 480), "#7a9").save(made, "JPEG")
    return Photo(made.getvalue(), "licence.jpg")


def begun(credit: str = CREDIT) -> Begun:
    found = begin(credit, address=WHERE, actor=PUBLIC)
    assert isinstance(found, Begun)
    return found


def row_of(one: Begun) -> Application:
    row = opened(one.number, one.code)
    assert row is not None
    return row


def told(one: Begun, varieties: tuple[str, ...] = ("fruit",), account: str = "荔香") -> Begun:
    """All that is asked, but for what only some goods ask."""
    number = one.number
    if one.aim == "enrol":
        answering.tell_party(number, PARTY, actor=PUBLIC)
        answering.tell_goods(number, varieties, actor=PUBLIC)
        answering.tell_roles(number, ("cooperative",), actor=PUBLIC)
    papers.keep(number, papers.Told(REGISTRATION, CREDIT, picture()), actor=PUBLIC)
    answering.tell_contact(number, Contact("陆小荔", "13800000000"), actor=PUBLIC)
    answering.tell_account(number, account, PASSWORD, actor=PUBLIC)
    return one


def filed(one: Begun) -> Begun:
    assert isinstance(filing.file(one.number, promised="yes", actor=PUBLIC), Application)
    return one


def cooperative_is_registered() -> None:
    approved("party", COOPERATIVE)
