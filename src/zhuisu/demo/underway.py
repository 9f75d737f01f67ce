"""Underway: what reaches an enterprise of the city today, and what it did itself of late, told beside the city.

The stories are those of the chains, with numbers that the city never comes to. What is on its way has all but its
arrival.
"""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Final

import msgspec

from zhuisu.demo.chains import cylinder, drug, inputs, lift, lychee, milk, pesticide, pork, vaccine, vegetable
from zhuisu.demo.chains.ticket import ticket
from zhuisu.demo.city import City
from zhuisu.demo.directory import place, product
from zhuisu.demo.journey import RECEIPT
from zhuisu.demo.model import Json, Place
from zhuisu.demo.numbers import Numbers
from zhuisu.demo.seasons import LYCHEE, days, hours, latest_in, minutes, moment, today, working_day
from zhuisu.demo.stage import Stage
from zhuisu.demo.story import At, Story

TAKEN: Final = 9_000_000
"""So many numbers of each kind are left to the city."""
EXPIRES_IN: Final = 20
"""Days that the older vaccine has left."""


class Others(Numbers):
    """Numbers that the city never comes to; lots of vaccines are three digits a month."""

    def next(self, name: str) -> int:
        number = super().next(name)
        return number - TAKEN + 900 if name.startswith("vaccine/") else number


class Beside(Stage):
    """A stage whose numbers and lots are none of the city's."""

    def __init__(self, town: City) -> None:
        super().__init__(town.seed, town.now)
        self.numbers = Others(TAKEN)

    def batch(self, day: date) -> str:
        return f"{day:%Y%m%d}-T{self.numbers.next(f'batch/{day}') - TAKEN}"

    @property
    def day(self) -> date:
        """The last day whose night is over, so that what was sent then has been sent."""
        return today(self.now - hours(10))


def underway(town: City) -> Stage:
    """The stories, as flagships of a stage of their own, with what they bring into the registry."""
    stage = Beside(town)
    for tell in (_vegetables, _lychees, _pigs, _vaccines, _tablets, _milk, _pesticides):
        tell(stage)
    _filled(stage, town)
    _visited(stage, town)
    _taken(stage, town)
    return stage


def _coming(story: Story, where: Place) -> None:
    """Nothing has arrived there yet."""
    story.told = [told for told in story.told if where not in told.places]


def _vegetables(stage: Beside) -> None:
    """A lorry for the market and one for the stand; both have had one before, and the stand has sold some of it."""
    field = place("veg_field")
    for slug, kg in (("market", 480.0), ("veg_trader", 260.0)):
        before, day = stage.day - days(3), stage.day - days(1)
        on = pesticide.season(field, vegetable.CROP, before - days(vegetable.GROWS_DAYS), 3.0)
        story = stage.flagship(vegetable.CHAIN)
        lot = vegetable.tell(story, stage, on, field, place(slug), before, kg)
        if slug == "veg_trader":
            stand, dawn = place(slug), moment(before + days(1), 5, 30)
            for index, (kitchen, sold) in enumerate((("school_canteen", 40.0), ("port_canteen", 35.0))):
                when, papers = dawn + minutes(index * 12), [stage.paper("inv", stand)]
                ticket(story, stage, when, stand, place(kitchen).party, [lot.kg(sold)], sold, papers)
        story = stage.flagship(vegetable.CHAIN)
        lot, promise = vegetable.cut(story, stage, on, day, kg)
        vegetable.to_market(story, stage, lot, promise, field, place(slug), day, kg, kg)
        _coming(story, place(slug))


def _lychees(stage: Beside) -> None:
    """Two pickings of the last season."""
    last = latest_in(LYCHEE, stage.day - days(3))
    for ago in (4, 1):
        day = last - days(ago)
        on = pesticide.season(place("plot_b"), lychee.CROP, date(day.year, 1, 10 + ago), 6.0)
        stops = (place("packing_house"), place("market"), place("fruit_stall"))
        lychee.pick(stage.flagship(lychee.CHAIN), stage, lychee.Harvest(on, day, 40, *stops))


def _pigs(stage: Beside) -> None:
    """Some were slaughtered a week ago; others came later and rest. The lorry's filing runs out after both."""
    house = place("slaughterhouse")
    for ago, heads in ((7, 3), (3, 4)):
        story = stage.flagship(pork.CHAIN)
        pigs = pork.herd(stage, place("pig_farm"), stage.day - days(ago), heads)
        pork.raise_pigs(story, stage, pigs)
        paper = pork.quarantine(story, stage, pigs)
        pork.to_house(story, stage, pigs, paper, moment(pigs.leaves, 8, 30))
        if ago == 7:
            halves, passed = pork.slaughter(story, stage, pigs, house)
            both = [each for pair in halves for each in pair]
            pork.to_stand(story, stage, pigs, both, passed, house, place("meat_trader"))


def _vaccines(stage: Beside) -> None:
    """A lot that the clinic has and that expires soon, and a box of a newer one that is on its way."""
    clinic = place("clinic")
    story, filled = stage.flagship(vaccine.CHAIN), working_day(stage.day - days(345))
    batch = vaccine.fill(story, stage, filled, 1)
    vaccine.to_city(story, stage, batch, vaccine.release(story, stage, batch, filled))
    ((box, vials),) = batch.boxes
    vaccine.to_clinic(story, stage, box, vials, clinic, working_day(stage.day - days(14)), 3)
    _expiring(story, stage.day + days(EXPIRES_IN))

    story, filled = stage.flagship(vaccine.CHAIN), working_day(stage.day - days(150))
    batch = vaccine.fill(story, stage, filled, 2)
    vaccine.to_city(story, stage, batch, vaccine.release(story, stage, batch, filled))
    leaves = stage.now - hours(2)
    boxes, degrees = [box for box, _ in batch.boxes], [4.1, 4.6, 5.0]
    vaccine.hand_over(story, stage, boxes, place("city_cdc"), clinic, leaves, hours(0.8), degrees, At("supply"))
    _coming(story, clinic)


def _expiring(story: Story, on: date) -> None:
    """What was made in a story expires on that day."""
    story.told = [told._replace(event=_until(told.event, str(on))) for told in story.told]


def _until(event: Json, day: str) -> Json:
    made: Json = event.get("ilmd", {})
    known = "cbvmda:itemExpirationDate"
    return {**event, "ilmd": {**made, known: day}} if known in made else event


def _tablets(stage: Beside) -> None:
    """A carton of which the pharmacy sold two boxes, and one that is on its way."""
    shop = place("pharmacy_1")
    for ago in (38, 29):
        story, made = stage.flagship(drug.CHAIN), working_day(stage.day - days(ago))
        carton, boxes = drug.produce(story, stage, made, 10)
        stocked = drug.to_shop(story, stage, carton, made, shop)
        if ago == 29:
            _coming(story, shop)
            continue
        for index, box in enumerate(boxes[:2]):
            drug.sell(story, stage, box, shop, stocked + days(1 + index), 10 + index)


def _milk(stage: Beside) -> None:
    """Yesterday's tanker was taken in; today's is on its way."""
    plant, farm = place("dairy_plant"), place("dairy_farm_1")
    for ago in (2, 1, 0):
        story, day = stage.flagship("dairy"), stage.day - days(ago)
        milked = milk.milk(story, stage, farm, product("raw_milk"), day, 2380.0 + ago * 35)
        milk.fetch(story, stage, [milked], plant, day)
        if not ago:
            _coming(story, plant)


def _pesticides(stage: Beside) -> None:
    """A case that came to the shop, and two bottles that it sold by real name."""
    story, shop, what = stage.flagship(pesticide.CHAIN), place("input_shop"), product("chlorpyrifos")
    made = working_day(stage.day - days(75))
    case, bottles = pesticide.produce(story, stage, what, made, 10)
    pesticide.distribute(story, stage, case, bottles, shop, made)
    on = pesticide.season(place("plot_a"), lychee.CROP, stage.day - days(60), 6.0)
    for ago, bottle in zip((5, 2), bottles, strict=False):
        pesticide.sell(story, stage, bottle, shop, moment(stage.day - days(ago), 10, 15), on)


def _filled(stage: Beside, town: City) -> None:
    """The cylinder of the city was filled again."""
    code = next(each.key_or_code for each in town.showcases if each.slug == "cylinder")
    fitted = next(_fitted(town, f"urn:zhuisu:equipment:{code}"))
    story = stage.flagship(cylinder.CHAIN)
    for ago in (3, 1):
        cylinder.fill(story, stage, fitted, place("gas_station"), stage.day - days(ago), 9)


def _visited(stage: Beside, town: City) -> None:
    """The lift of the market was maintained once more, by those who did it before."""
    code = next(each.key_or_code for each in town.showcases if each.slug == "lift")
    uri = f"urn:zhuisu:equipment:{code}"
    last = [event for event in _events(town, lift.CHAIN) if _is_at(event, "maintain", uri)][-1]
    first, second = last["zhuisu:workers"]
    story = stage.flagship(lift.CHAIN)
    lift.maintain(story, lift.Lift(uri, place("market_lift"), (), stage.day, (first, second)), stage.day - days(1))


def _taken(stage: Beside, town: City) -> None:
    """What came long ago, and whose receipt nobody told: fertiliser of the lychee growers, the lift of the market."""
    for chain, step, slug in ((inputs.CHAIN, "retail", "plot_a"), (lift.CHAIN, "delivery", "market")):
        where = place(slug)
        for event in _events(town, chain):
            if event.get("zhuisu:stage") == step and _taker(event) == where.party.id:
                _take(stage.flagship(chain), event, where)


def _take(story: Story, event: Json, where: Place) -> None:
    things = [*event.get("epcList", ()), *event.get("quantityList", ())]
    at = datetime.fromisoformat(event["eventTime"]) + hours(3)
    story.see(at, where, "receiving", "in_progress", things, stage=RECEIPT.stage, taker=where.party)
    story.told[-1].event["sourceList"] = event["sourceList"]


def _taker(event: Json) -> str:
    return str(next((each["destination"] for each in event.get("destinationList", ())), ""))


def _is_at(event: Json, step: str, code: str) -> bool:
    return event.get("zhuisu:stage") == step and code in event.get("epcList", ())


def _fitted(town: City, code: str) -> Iterator[cylinder.Fitted]:
    for event in _events(town, cylinder.CHAIN):
        if event.get("zhuisu:stage") == "fit" and code in event["childEPCs"]:
            yield cylinder.Fitted(code, event["parentID"], event["zhuisu:plate"])


def _events(town: City, chain: str) -> Iterator[Json]:
    """Those of the told stories of a chain."""
    for document in town.documents():
        if document.name.startswith("everyday"):
            return
        if document.chain == chain:
            yield from msgspec.json.decode(document.body)["epcisBody"]["eventList"]
