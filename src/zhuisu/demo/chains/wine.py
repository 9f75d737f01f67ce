"""Wine: cased in Chile, by sea to Qinzhou Port, declared, bonded, released, sold by the bottle."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta, timezone

from zhuisu.demo.directory import party, place, product
from zhuisu.demo.journey import ON_SALE, drive, truck
from zhuisu.demo.model import Place, Thing
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


def declaration(stage: Stage, year: int) -> str:
    """A customs declaration number: customs office, year, import, serial."""
    return f"7200{year}1{stage.numbers.next(f'declaration/{year}'):09d}"


def commission(story: Story, stage: Stage, when: datetime, things: Sequence[Thing], lot: str, vintage: str) -> None:
    """The bottles of a lot, with what their label says and their certificate of origin."""
    winery, day = place("winery"), when.date()
    number = f"CL-CO-{day:%Y}-{stage.numbers.next('origin_certificate'):05d}"
    papers = [stage.permit("origin_certificate", number, winery.party.id, day, day + days(365))]
    ilmd = {
        "cbvmda:lotNumber": lot,
        "cbvmda:countryOfOrigin": "CL",
        "cbvmda:countryOfExport": "CL",
        "cbvmda:bestBeforeDate": str(day + days(3650)),
        "zhuisu:bottlingDate": str(day),
        "zhuisu:vintage": vintage,
        "zhuisu:overseasRegistration": winery.party.licences["overseas"],
        "zhuisu:hs": "2204210000",
    }
    story.begin(
        when,
        winery,
        "commissioning",
        "active",
        things,
        ilmd,
        stage="overseas_shipment",
        giver=winery.party,
        papers=papers,
    )


def bottle(story: Story, stage: Stage, filled: date, cases: int) -> tuple[list[str], list[str], str]:
    """Bottled at the winery, six to a case. Answers bottles, cases and the lot number."""
    winery, goods, case = place("winery"), product("wine_bottle"), product("wine_case")
    story.introduce(goods, case)
    lot = f"LC{stage.batch(filled)}"
    bottles = [bottle_link(lot, stage.numbers.next("wine_bottle")) for _ in range(cases * 6)]
    when = datetime(filled.year, filled.month, filled.day, 10, 15, tzinfo=CHILE)
    commission(story, stage, when, bottles, lot, "2022")
    packed = [case.item(f"K{stage.numbers.next('wine_case'):07d}") for _ in range(cases)]
    for index, each in enumerate(packed):
        story.pack(
            when + minutes(40 + index), winery, "packing", "container_closed", each, bottles[index * 6 : index * 6 + 6]
        )
    return bottles, packed, lot


def voyage(story: Story, stage: Stage, load: Sequence[Thing], filled: date) -> tuple[datetime, str]:
    """Stuffed, sailed and landed. Answers when it landed, and the container."""
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
    story.see(landed, quay, "arriving", "in_transit", [vessel_box], papers=[waybill], stage="landing")
    return landed, vessel_box


def clear(
    story: Story, stage: Stage, box: str, load: Sequence[Thing], landed: datetime, count: int, store: Place
) -> tuple[datetime, Paper]:
    """Declared, inspected, put into the bonded store, released. Answers when, and the inspection certificate."""
    yard, quay, importer = place("customs"), place("port"), party("wine_importer")
    number = declaration(stage, landed.year)
    declared = ("cert", f"urn:zhuisu:declaration:{number}")
    says = {
        "activity": "进口货物报关",
        "activity_en": "import declaration",
        "declaration": number,
        "declaredBottles": count,
        "hs": "2204210000",
    }
    story.see(
        landed + hours(7),
        quay,
        "arriving",
        "in_progress",
        [box],
        stage="declaration",
        taker=importer,
        papers=[declared],
        says=says,
        by=importer,
    )
    inspected = landed + hours(30)
    ciq = f"{landed:%Y}{stage.numbers.next('ciq'):07d}"
    allowed = sum(1 if isinstance(each, str) else each["quantity"] for each in load)
    last = inspected.date() + days(1095)
    passed = stage.permit("import_inspection", ciq, importer.id, inspected.date(), last, quantity=allowed)
    checks = {
        "inspection": "查验：标签、铜、二氧化硫合格",
        "inspection_en": "inspected: label, copper and sulphur dioxide pass",
        "result": "pass",
        "testItems": "标签、酒精度、铜、二氧化硫",
        "testItems_en": "label, alcohol, copper, sulphur dioxide",
        "copper": round(story.rng.uniform(0.1, 0.5), 2),
        "sulphurDioxide": float(story.rng.randint(60, 140)),
    }
    story.see(inspected, yard, "inspecting", "conformant", [box], stage="inspection", papers=[passed], says=checks)
    story.unpack(landed + hours(34), store, "unloading", "in_progress", box, load)
    stored = {
        "stock": "保税",
        "stock_en": "in bond",
        "bin": f"B{story.rng.randint(1, 40):02d}",
        "chineseLabel": True,
    }
    story.see(
        landed + hours(35),
        store,
        "storing",
        "sellable_not_accessible",
        load,
        stage="bonded",
        papers=[declared],
        says=stored,
    )
    released = moment(working_day(landed.date() + days(20)), 10)
    says = {"duty": "完税放行", "duty_en": "duty paid and released"}
    story.see(
        released,
        store,
        "holding",
        "sellable_not_accessible",
        load,
        stage="customs_release",
        papers=[declared],
        says=says,
    )
    return released, passed


def sell_bottles(
    story: Story,
    stage: Stage,
    shop: Place,
    case: str,
    bottles: Sequence[str],
    released: datetime,
    passed: Paper,
    sells: int,
) -> None:
    """A case goes from the bonded store to a shop, which sells by the bottle."""
    bonded, importer = place("bonded"), party("wine_importer")
    leaves = moment(working_day(released.date() + days(4)), 14)
    papers = [stage.paper("desadv", bonded), stage.paper("po", shop), passed]
    vehicle = truck(stage.numbers, importer)
    arrived = drive(story, vehicle, [case], bonded, shop, leaves, hours(1.5), papers, owner=importer, **ON_SALE)
    story.unpack(arrived + minutes(30), shop, "unpacking", "sellable_accessible", case)
    for index, each in enumerate(bottles[:sells]):
        sold = moment(leaves.date() + days(2 + index * 4), story.rng.randint(10, 21), story.rng.randint(0, 59))
        story.see(sold, shop, "retail_selling", "retail_sold", [each], stage="retail", giver=shop.party)


def oversold(stage: Stage, filled: date) -> None:
    """1,200 bottles of a merlot are declared; the shops buy 1,320."""
    story, merlot = stage.flagship(CHAIN), product("wine_merlot")
    story.introduce(merlot)
    lot, warehouse = merlot.lot(f"LM{stage.batch(filled)}"), place("wine_importer")
    when = datetime(filled.year, filled.month, filled.day, 11, tzinfo=CHILE)
    commission(story, stage, when, [lot.pieces(1200)], lot.number, "2023")
    landed, box = voyage(story, stage, [lot.pieces(1200)], filled)
    released, passed = clear(story, stage, box, [lot.pieces(1200)], landed, 1200, warehouse)
    vehicle = truck(stage.numbers, party("wine_importer"))
    for index, (shop, count) in enumerate(
        ((place("wine_shop"), 480), (place("wine_depot"), 540), (stage.neighbours.pick("wine_shop", story.rng), 300))
    ):
        leaves = moment(working_day(released.date() + days(6 + index)), 9, 30)
        papers = [stage.paper("desadv", warehouse), stage.paper("po", shop), stage.paper("inv", warehouse), passed]
        drive(story, vehicle, [lot.pieces(count)], warehouse, shop, leaves, hours(2), papers, **ON_SALE)
    stage.show("wine_oversold", lot.id)


def flagship(stage: Stage) -> None:
    story, filled = stage.flagship(CHAIN), today(stage.now) - days(130)
    bottles, cases, _ = bottle(story, stage, filled, 10)
    landed, box = voyage(story, stage, cases, filled)
    released, passed = clear(story, stage, box, cases, landed, len(bottles), place("bonded"))
    sell_bottles(story, stage, place("wine_shop"), cases[0], bottles[:6], released, passed, 3)
    sell_bottles(story, stage, place("wine_depot"), cases[1], bottles[6:12], released, passed, 1)
    stage.show("wine_bottle", bottles[0])
    oversold(stage, today(stage.now) - days(150))


def everyday(stage: Stage) -> Story:
    story, pick = stage.story(CHAIN), stage.neighbours.pick
    filled = some_day(story.rng, stage.now, 120)
    bottles, cases, _ = bottle(story, stage, filled, story.rng.randint(4, 24))
    landed, box = voyage(story, stage, cases, filled)
    released, passed = clear(story, stage, box, cases, landed, len(bottles), place("bonded"))
    for index in range(story.rng.randint(1, len(cases))):
        part = bottles[index * 6 : index * 6 + 6]
        shop = pick("wine_shop", story.rng)
        sell_bottles(story, stage, shop, cases[index], part, released, passed, story.rng.randint(0, 6))
    return story
