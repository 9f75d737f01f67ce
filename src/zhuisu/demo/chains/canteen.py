"""Canteen: what was bought becomes lunch; a sample is kept for 48 hours and the lunch is served."""

from collections.abc import Sequence
from datetime import date

from zhuisu.demo.directory import party, place, product
from zhuisu.demo.model import Lot, Place, Product, Thing
from zhuisu.demo.seasons import days, moment
from zhuisu.demo.sensors import celsius
from zhuisu.demo.stage import Stage
from zhuisu.demo.story import Story


def staples(story: Story, stage: Stage, kitchen: Place, day: date) -> list[Thing]:
    """Rice from the mill and oil, as a kitchen of some hundred eaters uses them in a day."""
    rice, oil = product("rice"), product("oil")
    story.introduce(rice, oil)
    delivered = day - days(story.rng.randint(2, 9))
    mill, at = party("rice_mill"), moment(delivered, 9, 15)
    bought = [
        rice.lot(stage.batch(delivered - days(12))).pieces(20),
        oil.lot(stage.batch(delivered - days(40))).pieces(4),
    ]
    says = {"inspection": "索证索票齐全", "inspection_en": "vouchers complete"}
    papers = [stage.paper("desadv", place("rice_mill")), stage.paper("recadv", kitchen)]
    story.see(
        at,
        kitchen,
        "receiving",
        "in_progress",
        bought,
        stage="receipt",
        giver=mill,
        taker=kitchen.party,
        papers=papers,
        says=says,
    )
    return [{**bought[0], "quantity": 3}, {**bought[1], "quantity": 0.5}]


def cook(
    story: Story, stage: Stage, kitchen: Place, day: date, dish: Product, uses: Sequence[Thing], portions: int
) -> Lot:
    """One lunch: cooked, sampled, served. Answers its lot."""
    story.introduce(dish)
    lot = dish.lot(stage.batch(day))
    cooked = moment(day, 10, 50)
    ilmd = {
        "cbvmda:lotNumber": lot.number,
        "zhuisu:productionDate": str(day),
        "zhuisu:menu": dish.name.zh,
        "zhuisu:menu_en": dish.name.en,
    }
    story.make(
        cooked,
        kitchen,
        "commissioning",
        "active",
        uses=uses,
        gives=[lot.pieces(portions)],
        stage="catering",
        ilmd=ilmd,
        readings=[celsius(cooked, round(story.rng.uniform(78, 88), 1))],
        says={"coreTemperature": "中心温度≥70 ℃", "coreTemperature_en": "core temperature at least 70 °C"},
    )
    story.see(
        moment(day, 11, 5),
        kitchen,
        "sampling",
        "in_progress",
        [lot.pieces(1)],
        says={"sample": "留样150克，48小时", "sample_en": "150 g kept for 48 hours"},
    )
    story.see(moment(day, 11, 50), kitchen, "dispensing", "dispensed", [lot.pieces(portions - 1)])
    return lot
