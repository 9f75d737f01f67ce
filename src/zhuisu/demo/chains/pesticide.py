"""Pesticide: a restricted one from the plant to a fixed shop, to a buyer by real name, to a field."""

from collections.abc import Sequence
from datetime import date, datetime

import msgspec

from zhuisu.core.findings import Text
from zhuisu.demo.directory import party, place, product
from zhuisu.demo.journey import ON_SALE, drive, truck
from zhuisu.demo.model import Json, Party, Place, Product
from zhuisu.demo.numbers import person, pesticide_unit
from zhuisu.demo.seasons import days, hours, minutes, moment, some_day, working_day
from zhuisu.demo.stage import Stage
from zhuisu.demo.story import Story

CHAIN = "pesticide"


class Season(msgspec.Struct, frozen=True):
    """A crop growing on a plot. All that goes into it and all that comes out is one making, `process`."""

    process: str
    plot: Place
    crop: Text
    area_mu: float

    @property
    def hectares(self) -> float:
        return round(self.area_mu / 15, 3)

    @property
    def told(self) -> Json:
        """What is grown, and on how much land."""
        return {"crop": self.crop.zh, "crop_en": self.crop.en, "area_mu": self.area_mu, "area": self.hectares}


def season(plot: Place, crop: Text, starts: date, area_mu: float) -> Season:
    return Season(f"urn:zhuisu:season:{plot.id[-13:]}:{starts:%Y%m%d}", plot, crop, area_mu)


def units(story: Story, what: Product, count: int) -> list[str]:
    """The unit codes of bottles of a product, as URIs."""
    registration = what.facts["registration"]
    story.introduce(Product(f"urn:zhuisu:pesticide:1{registration[-6:]}", what.name, what.facts))
    return [f"urn:zhuisu:pesticide:{pesticide_unit(registration, 1, story.rng)}" for _ in range(count)]


def produce(story: Story, stage: Stage, what: Product, made: date, count: int) -> tuple[str, list[str]]:
    """Technical material becomes bottles with codes, tested and packed. Answers the case and its bottles."""
    plant, technical = place("pesticide_plant"), product("chlorpyrifos_tc")
    story.introduce(what, technical)
    lot, raw = stage.batch(made), technical.lot(stage.batch(made - days(20)))
    bottles = units(story, what, count)
    case = stage.sscc("6901238")
    ilmd = {
        "cbvmda:lotNumber": lot,
        "cbvmda:itemExpirationDate": str(made + days(730)),
        "zhuisu:productionDate": str(made),
        "zhuisu:productName": what.name.zh,
        "zhuisu:productName_en": what.name.en,
        "zhuisu:registration": what.facts["registration"],
    }
    order = stage.paper("prodorder", plant)
    story.make(
        moment(made, 10, 20),
        plant,
        "commissioning",
        "active",
        uses=[raw.kg(count * 0.25)],
        gives=bottles,
        stage="production",
        ilmd=ilmd,
        papers=[order],
    )
    story.see(
        moment(made, 16),
        plant,
        "inspecting",
        "conformant",
        bottles,
        stage="factory_test",
        says={"result": "pass", "testItems": "有效成分、水分、pH", "testItems_en": "active ingredient, water, pH"},
        papers=[stage.paper("testres", plant)],
        keeps="conformant",
    )
    story.pack(moment(made, 17, 30), plant, "packing", "container_closed", case, bottles, stage="packing")
    return case, bottles


def distribute(story: Story, stage: Stage, case: str, bottles: Sequence[str], shop: Place, made: date) -> date:
    """Plant → wholesaler → shop. Answers the day on which the shop had it."""
    plant, depot = place("pesticide_plant"), place("input_depot")
    vehicle = truck(stage.numbers, party("input_wholesaler"))
    to_depot = working_day(made + days(24))
    order = [stage.paper("po", depot), stage.paper("desadv", plant)]
    drive(story, vehicle, [case], plant, depot, moment(to_depot, 8, 30), hours(3.5), order, **ON_SALE)
    to_shop = working_day(to_depot + days(30))
    order = [stage.paper("po", shop), stage.paper("desadv", depot)]
    arrived = drive(story, vehicle, [case], depot, shop, moment(to_shop, 9), hours(2), order, **ON_SALE)
    story.unpack(arrived + minutes(40), shop, "unpacking", "sellable_not_accessible", case, stage="unpacking")
    story.see(arrived + minutes(55), shop, "stocking", "sellable_accessible", bottles)
    return to_shop


def sell(story: Story, stage: Stage, bottle: str, shop: Place, when: datetime, on: Season) -> str:
    """Sold by real name: the buyer is opaque here, the crop and the area are stated. Answers the buyer."""
    buyer = person(story.rng)
    hand_out(story, stage, bottle, shop, when, on, buyer)
    return buyer


def hand_out(
    story: Story, stage: Stage, bottle: str, shop: Place, when: datetime, on: Season, buyer: Party | str
) -> None:
    """A bottle over the counter, to a person, or to a firm that names nobody."""
    is_named = isinstance(buyer, str)
    is_restricted = bottle.startswith(f"urn:zhuisu:pesticide:1{product('chlorpyrifos').facts['registration'][-6:]}")
    story.see(
        when,
        shop,
        "retail_selling",
        "retail_sold",
        [bottle],
        stage="retail",
        giver=shop.party,
        taker=buyer,
        papers=[stage.paper("inv", shop)],
        says={"realName": is_named, "restricted": is_restricted, **on.told},
    )


def spray(story: Story, bottle: str, what: Product, on: Season, when: datetime, operator: str) -> None:
    """Sprayed on a plot: an input of what grows there.

    It is the pesticide's stage of use and the crop's of inputs at once, so that the event names neither.
    """
    story.introduce(what)
    story.make(
        when,
        on.plot,
        "other",
        "active",
        uses=[bottle],
        process=on.process,
        says={
            "activity": "施药",
            "activity_en": "pesticide application",
            **on.told,
            "dilution": "1:1000",
            "dose": round(float(what.facts["dose_per_hectare"]) * on.hectares, 1),
            "dosePerHectare": float(what.facts["dose_per_hectare"]),
            "safetyIntervalDays": int(what.facts["interval_days"]),
            "registration": what.facts["registration"],
            "inputRegistration": what.facts["registration"],
            "activeIngredient": what.facts["ingredient@zh"],
            "activeIngredient_en": what.facts["ingredient@en"],
            "operator": operator,
        },
    )


def empty(story: Story, bottle: str, shop: Place, when: datetime) -> None:
    """The empty bottle comes back to the shop and is disposed of."""
    story.end(
        when,
        shop,
        "decommissioning",
        "disposed",
        [bottle],
        stage="recycle",
        says={
            "activity": "包装废弃物回收",
            "activity_en": "empty container taken back",
            "executor": person(story.rng),
        },
    )


def flagship(stage: Stage, good: Season, good_harvest: date, hasty: Season, hasty_harvest: date) -> None:
    """One case of restricted chlorpyrifos: a bottle sprayed in good time, one sprayed too late, one sold to nobody."""
    story, what, shop = stage.flagship(CHAIN), product("chlorpyrifos"), place("input_shop")
    made = working_day(good_harvest - days(190))
    case, bottles = produce(story, stage, what, made, 20)
    distribute(story, stage, case, bottles, shop, made)
    for bottle, on, sprayed in (
        (bottles[0], good, good_harvest - days(28)),
        (bottles[1], hasty, hasty_harvest - days(9)),
    ):
        buyer = sell(story, stage, bottle, shop, moment(sprayed - days(2), 15, 12), on)
        spray(story, bottle, what, on, moment(sprayed, 17, 5), buyer)
        empty(story, bottle, shop, moment(sprayed + days(3), 9, 40))
    unnamed = moment(good_harvest - days(26), 10, 40)
    hand_out(story, stage, bottles[2], shop, unnamed, good, party("packer"))
    stage.show("pesticide_unnamed", bottles[2])
    stage.show("pesticide_bottle", bottles[0])
    stage.show("pesticide_late", bottles[1])


def everyday(stage: Stage) -> Story:
    """A smaller case for an ordinary shop; some bottles sold."""
    story, what = stage.story(CHAIN), product("chlorpyrifos")
    shop = stage.neighbours.pick("input_shop", story.rng)
    made = working_day(some_day(story.rng, stage.now, 90))
    case, bottles = produce(story, stage, what, made, story.rng.randint(8, 20))
    arrived = distribute(story, stage, case, bottles, shop, made)
    for bottle in bottles[: story.rng.randint(1, 5)]:
        plot = stage.neighbours.pick("orchard", story.rng)
        on = season(plot, Text("荔枝树", "lychee trees"), made, float(story.rng.randint(3, 40)))
        sell(
            story,
            stage,
            bottle,
            shop,
            moment(arrived + days(story.rng.randint(1, 20)), story.rng.randint(8, 17), story.rng.randint(0, 59)),
            on,
        )
    return story
