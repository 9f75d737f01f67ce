"""Wine: cased in Chile, by sea to Qinzhou Port, declared, bonded, released, sold by the bottle."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta, timezone

from zhuisu.demo.directory import party, place, product
from zhuisu.demo.journey import drive, truck
from zhuisu.demo.model import Amount, Place
from zhuisu.demo.numbers import container
from zhuisu.demo.seasons import days, hours, minutes, moment, some_day, today, working_day
from zhuisu.demo.stage import Stage
from zhuisu.demo.story import Paper, Story

CHAIN = "wine"
CHILE = timezone(timedelta(hours=-4))
RESOLVER = "https://wine.niqiao.example"
SAILS_DAYS = 38


def bottle_link(lot: str, number: int) -> str:
    """The link on the back label: the importer's own domain, with the lot."""
    gtin = product("wine_bottle").id.rpartition("/")[2]
    return f"{RESOLVER}/01/{gtin}/10/{lot}/21/W{number:08d}"


def declaration(stage: Stage, year: int) -> Paper:
    """A customs declaration number: customs office, year, import, serial."""
    return "cert", f"urn:zhuisu:declaration:7200{year}1{stage.numbers.next(f'declaration/{year}'):09d}"


def bottle(story: Story, stage: Stage, filled: date, cases: int) -> tuple[list[str], list[str], str]:
    """Bottled at the winery, six to a case. Answers bottles, cases and the lot number."""
    winery, goods, case = place("winery"), product("wine_bottle"), product("wine_case")
    story.introduce(goods, case)
    lot = f"LC{stage.batch(filled)}"
    bottles = [bottle_link(lot, stage.numbers.next("wine_bottle")) for _ in range(cases * 6)]
    when = datetime(filled.year, filled.month, filled.day, 10, 15, tzinfo=CHILE)
    ilmd = {
        "cbvmda:lotNumber": lot,
        "cbvmda:countryOfOrigin": "CL",
        "cbvmda:countryOfExport": "CL",
        "zhuisu:bottlingDate": str(filled),
        "zhuisu:vintage": "2022",
        "zhuisu:overseasMaker": "CCHL22042201010001",
        "zhuisu:hs": goods.facts["hs"],
    }
    story.begin(when, winery, "commissioning", "active", bottles, ilmd)
    packed = [case.item(f"K{stage.numbers.next('wine_case'):07d}") for _ in range(cases)]
    for index, each in enumerate(packed):
        story.pack(
            when + minutes(40 + index), winery, "packing", "container_closed", each, bottles[index * 6 : index * 6 + 6]
        )
    return bottles, packed, lot


def voyage(story: Story, stage: Stage, load: Sequence[str | Amount], filled: date) -> tuple[datetime, str, Paper]:
    """Stuffed, sailed and landed. Answers when it landed, the container and its declaration."""
    yard, quay = place("loading_port"), place("port")
    vessel_box = f"urn:zhuisu:container:{container('QZXU', stage.numbers.next('container'))}"
    stuffed = datetime(filled.year, filled.month, filled.day, 15, tzinfo=CHILE) + timedelta(days=9)
    waybill = stage.paper("bol", yard)
    seller, buyer = party("winery"), party("wine_importer")
    story.pack(
        stuffed,
        yard,
        "loading",
        "container_closed",
        vessel_box,
        load,
        papers=[waybill],
        says={"seal": f"CL{story.rng.randrange(10**7):07d}"},
    )
    story.see(
        stuffed + timedelta(days=2),
        yard,
        "departing",
        "in_transit",
        [vessel_box],
        giver=seller,
        taker=buyer,
        papers=[waybill],
        by=party("shipping_line"),
    )
    landed = moment((stuffed + timedelta(days=2 + SAILS_DAYS)).date(), 5, 40)
    story.see(landed, quay, "arriving", "in_transit", [vessel_box], papers=[waybill])
    return landed, vessel_box, declaration(stage, landed.year)


def clear(
    story: Story, stage: Stage, box: str, load: Sequence[str | Amount], landed: datetime, declared: Paper, bottles: int
) -> datetime:
    """Declared, inspected, moved into the bonded store, released. Answers when it was released."""
    yard, quay, bonded, importer = place("customs"), place("port"), place("bonded"), party("wine_importer")
    says = {
        "declaration": "进口货物报关单",
        "declaration_en": "import declaration",
        "declaredBottles": bottles,
        "hs": "2204210000",
    }
    story.trade(landed + hours(7), quay, "accepting", "in_progress", [box], papers=[declared], says=says, by=importer)
    quarantined = ("cert", f"https://certificates.zhuisu.example/ciq/{landed:%Y}{stage.numbers.next('ciq'):07d}")
    checks = {
        "inspection": "查验：标签、铜、铁、二氧化硫合格",
        "inspection_en": "inspected: label, copper, iron and sulphur dioxide pass",
    }
    story.see(landed + hours(30), yard, "inspecting", "conformant", [box], papers=[declared, quarantined], says=checks)
    story.unpack(landed + hours(34), bonded, "unloading", "in_progress", box, load)
    story.see(
        landed + hours(35),
        bonded,
        "storing",
        "sellable_not_accessible",
        load,
        papers=[declared],
        says={"stock": "保税", "stock_en": "in bond"},
    )
    released = moment(working_day(landed.date() + days(20)), 10)
    says = {"duty": "完税放行", "duty_en": "duty paid and released"}
    story.see(
        released, bonded, "shipping", "sellable_not_accessible", load, papers=[declared], says=says, taker=importer
    )
    return released


def sell_bottles(
    story: Story, stage: Stage, shop: Place, case: str, bottles: Sequence[str], released: datetime, sells: int
) -> None:
    """A case goes from the bonded store to a shop, which sells by the bottle."""
    bonded = place("bonded")
    leaves = moment(working_day(released.date() + days(4)), 14)
    papers = [stage.paper("desadv", bonded), stage.paper("po", shop)]
    arrived = drive(
        story, truck(stage.numbers, party("wine_importer")), [case], bonded, shop, leaves, hours(1.5), papers
    )
    story.unpack(arrived + minutes(30), shop, "unpacking", "sellable_accessible", case)
    for index, each in enumerate(bottles[:sells]):
        sold = moment(leaves.date() + days(2 + index * 4), story.rng.randint(10, 21), story.rng.randint(0, 59))
        story.see(sold, shop, "retail_selling", "retail_sold", [each], giver=shop.party)


def oversold(stage: Stage, filled: date) -> None:
    """1,200 bottles of a merlot are declared; the shops buy 1,320."""
    story, merlot = stage.flagship(CHAIN), product("wine_merlot")
    story.introduce(merlot)
    lot = merlot.lot(f"LM{stage.batch(filled)}")
    when = datetime(filled.year, filled.month, filled.day, 11, tzinfo=CHILE)
    ilmd = {
        "cbvmda:lotNumber": lot.number,
        "cbvmda:countryOfOrigin": "CL",
        "zhuisu:bottlingDate": str(filled),
        "zhuisu:vintage": "2023",
    }
    story.begin(when, place("winery"), "commissioning", "active", [lot.pieces(1200)], ilmd)
    landed, box, declared = voyage(story, stage, [lot.pieces(1200)], filled)
    released = clear(story, stage, box, [lot.pieces(1200)], landed, declared, 1200)
    warehouse = place("wine_importer")
    papers = [stage.paper("desadv", place("bonded"))]
    vehicle = truck(stage.numbers, party("wine_importer"))
    drive(story, vehicle, [lot.pieces(1200)], place("bonded"), warehouse, released + hours(4), hours(1), papers)
    for index, (shop, count) in enumerate(
        ((place("wine_shop"), 480), (place("wine_depot"), 540), (stage.neighbours.pick("wine_shop", story.rng), 300))
    ):
        leaves = moment(working_day(released.date() + days(6 + index)), 9, 30)
        papers = [stage.paper("desadv", warehouse), stage.paper("po", shop), stage.paper("inv", warehouse)]
        drive(story, vehicle, [lot.pieces(count)], warehouse, shop, leaves, hours(2), papers)
    stage.show("wine_oversold", lot.id)


def flagship(stage: Stage) -> None:
    story, filled = stage.flagship(CHAIN), today(stage.now) - days(130)
    bottles, cases, _ = bottle(story, stage, filled, 10)
    landed, box, declared = voyage(story, stage, cases, filled)
    released = clear(story, stage, box, cases, landed, declared, len(bottles))
    sell_bottles(story, stage, place("wine_shop"), cases[0], bottles[:6], released, 3)
    sell_bottles(story, stage, place("wine_depot"), cases[1], bottles[6:12], released, 1)
    stage.show("wine_bottle", bottles[0])
    oversold(stage, today(stage.now) - days(150))


def everyday(stage: Stage) -> Story:
    story, pick = stage.story(CHAIN), stage.neighbours.pick
    filled = some_day(story.rng, stage.now, 120)
    bottles, cases, _ = bottle(story, stage, filled, story.rng.randint(4, 24))
    landed, box, declared = voyage(story, stage, cases, filled)
    released = clear(story, stage, box, cases, landed, declared, len(bottles))
    for index in range(story.rng.randint(1, len(cases))):
        sell_bottles(
            story,
            stage,
            pick("wine_shop", story.rng),
            cases[index],
            bottles[index * 6 : index * 6 + 6],
            released,
            story.rng.randint(0, 6),
        )
    return story
