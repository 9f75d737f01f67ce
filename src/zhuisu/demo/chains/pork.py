"""Pork: from the ear tag through the slaughterhouse and 20-digit trade codes to two canteens."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

import msgspec

from zhuisu.core.findings import Text
from zhuisu.demo.chains.canteen import cook, staples
from zhuisu.demo.chains.ticket import ticket
from zhuisu.demo.directory import party, place, product
from zhuisu.demo.journey import cold, drive, truck
from zhuisu.demo.model import Amount, Known, Place, Thing
from zhuisu.demo.numbers import eartag, person
from zhuisu.demo.seasons import days, hours, minutes, moment, school_day, some_school_day, today
from zhuisu.demo.sensors import celsius
from zhuisu.demo.stage import Stage
from zhuisu.demo.story import At, Paper, Story

CHAIN = "pork"
LIVES_DAYS = 172


class Herd(msgspec.Struct, frozen=True):
    """Pigs that were raised and slaughtered together. `process` names their raising; they are inspected on `leaves`."""

    farm: Place
    tags: tuple[str, ...]
    leaves: date
    slaughter: date
    process: str


def herd(stage: Stage, farm: Place, slaughter: date, heads: int, waits: int = 1) -> Herd:
    """Pigs of a farm, inspected so many days before they are slaughtered."""
    first = [stage.numbers.next(f"eartag/{farm.region}") for _ in range(heads)]
    tags = tuple(f"urn:zhuisu:eartag:{eartag(farm.region, number)}" for number in first)
    return Herd(farm, tags, slaughter - days(waits), slaughter, f"urn:zhuisu:herd:{tags[0].rpartition(':')[2]}")


def raise_pigs(story: Story, stage: Stage, pigs: Herd) -> None:
    """Born, tagged within thirty days, vaccinated, fed with batches of feed until they are fattened."""
    born = pigs.slaughter - days(LIVES_DAYS)
    feed, mill = product("feed"), place("feed_plant")
    story.introduce(feed)
    ilmd = {
        "zhuisu:birthDate": str(born),
        "zhuisu:breed": "杜长大三元杂",
        "zhuisu:breed_en": "Duroc × Landrace × Large White",
        "zhuisu:species": "猪",
        "zhuisu:species_en": "pig",
        "zhuisu:origin": pigs.farm.address.zh,
        "zhuisu:origin_en": pigs.farm.address.en,
    }
    says = {"activity": "左耳佩戴耳标", "activity_en": "tagged in the left ear"}
    tagged = moment(born + days(21), 9)
    story.begin(tagged, pigs.farm, "commissioning", "active", pigs.tags, ilmd, stage="birth", says=says)
    shot = {
        "vaccine": "猪瘟、口蹄疫O型灭活疫苗",
        "vaccine_en": "swine fever; foot-and-mouth disease, type O",
        "operator": person(story.rng),
    }
    story.see(moment(born + days(45), 8, 30), pigs.farm, "other", "active", pigs.tags, stage="immunise", says=shot)
    for age in (40, 95):
        lot = feed.lot(stage.batch(born + days(age - 6)))
        bags = len(pigs.tags) * 2
        vehicle = truck(stage.numbers, mill.party)
        papers = [stage.paper("desadv", mill)]
        leaves = moment(born + days(age), 8)
        drive(story, vehicle, [lot.pieces(bags)], mill, pigs.farm, leaves, hours(1.8), papers)
        says = {"activity": "饲喂", "activity_en": "feeding"}
        story.make(
            moment(born + days(age + 1), 7),
            pigs.farm,
            "other",
            "active",
            uses=[lot.pieces(bags)],
            process=pigs.process,
            says=says,
        )
    says = {"activity": "育肥结束，准备出栏", "activity_en": "fattened and ready to leave"}
    fattened = moment(pigs.slaughter - days(3), 16)
    story.make(fattened, pigs.farm, "other", "active", gives=pigs.tags, process=pigs.process, says=says)


def quarantine(story: Story, stage: Stage, pigs: Herd) -> Paper:
    """The official vet inspects before they leave; the certificate is good that day and the next. Answers it."""
    number = f"45{stage.numbers.next('quarantine') + 10_000_000:08d}"
    inspected = moment(pigs.leaves, 6, 20)
    last = pigs.leaves + days(1)
    paper = stage.permit("animal_quarantine", number, pigs.farm.party.id, pigs.leaves, last, quantity=len(pigs.tags))
    story.see(
        inspected,
        pigs.farm,
        "inspecting",
        "conformant",
        pigs.tags,
        stage="farm_quarantine",
        papers=[paper],
        proves=f"https://certificates.zhuisu.example/quarantine/{number}",
        by=party("vet_station"),
        says={
            "certificate": "动物检疫合格证明（动物B）",
            "certificate_en": "animal quarantine certificate, form B",
            "certificateNumber": number,
            "heads": len(pigs.tags),
            "destination": place("slaughterhouse").name.zh,
            "destination_en": place("slaughterhouse").name.en,
            "result": "pass",
            "withdrawal": "休药期已满",
            "withdrawal_en": "withdrawal periods are over",
            "africanSwineFever": "negative",
            "officialVet": person(story.rng),
        },
    )
    return paper


def to_house(story: Story, stage: Stage, pigs: Herd, paper: Paper, departs: datetime) -> None:
    """By a filed lorry to the slaughterhouse, which checks the papers and lets them rest."""
    carrier = party("live_carrier")
    rested = {
        "heads": len(pigs.tags),
        "restHours": 15.0,
        "africanSwineFever": "negative",
        "betaAgonist": "negative",
        "inspection": "进厂查证验物",
        "inspection_en": "papers and animals checked on entry",
    }
    drive(
        story,
        truck(stage.numbers, carrier),
        pigs.tags,
        pigs.farm,
        place("slaughterhouse"),
        departs,
        hours(2.1),
        [paper],
        sends=At("transport", by=carrier),
        takes=At("enter_house", rested),
    )


def slaughter(story: Story, stage: Stage, pigs: Herd, house: Place) -> tuple[list[tuple[str, str]], Paper]:
    """Each pig becomes two halves; both certificates follow. Answers the halves by pig, and the certificate."""
    half = product("carcass_half")
    story.introduce(half)
    batch = stage.batch(pigs.slaughter)
    halves: list[tuple[str, str]] = []
    ilmd = {
        "zhuisu:carcassBatch": batch,  # no lotNumber: each half stays with its pig, not with the day's batch
        "zhuisu:slaughterDate": str(pigs.slaughter),
        "zhuisu:slaughterhouse": "A45070201",
    }
    for index, tag in enumerate(pigs.tags):
        number = stage.numbers.next("carcass")
        pair = half.item(f"{number:07d}L"), half.item(f"{number:07d}R")
        halves.append(pair)
        when = moment(pigs.slaughter, 2, 30) + timedelta(seconds=70 * index)
        story.make(
            when,
            house,
            "killing",
            "active",
            uses=[tag],
            gives=pair,
            ilmd=ilmd,
            stage="slaughter",
            says={"activity": "屠宰", "activity_en": "slaughter", "heads": 1},
        )
    everything = [each for pair in halves for each in pair]
    certificate = f"45{stage.numbers.next('quarantine') + 10_000_000:08d}"
    quality = f"RP{pigs.slaughter:%Y%m%d}{stage.numbers.next('meat_quality'):04d}"
    last = pigs.slaughter + days(3)
    passed = stage.permit("product_quarantine", certificate, house.party.id, pigs.slaughter, last)
    story.see(
        moment(pigs.slaughter, 4, 10),
        house,
        "inspecting",
        "conformant",
        everything,
        stage="meat_inspection",
        papers=[passed, stage.permit("meat_quality", quality, house.party.id, pigs.slaughter, last)],
        proves=f"https://certificates.zhuisu.example/quarantine/{certificate}",
        says={
            "inspection": "同步检疫合格，肉品品质检验合格",
            "inspection_en": "post-mortem and quality inspection passed",
            "result": "pass",
            "africanSwineFever": "negative",
            "carcassBatch": batch,
        },
    )
    chilled = moment(pigs.slaughter, 9)
    story.see(
        chilled,
        house,
        "storing",
        "in_progress",
        everything,
        readings=[celsius(chilled, round(story.rng.uniform(1, 3.5), 1))],
    )
    return halves, passed


def to_stand(
    story: Story, stage: Stage, pigs: Herd, halves: Sequence[str], passed: Paper, house: Place, stand: Place
) -> None:
    """Halves leave the slaughterhouse with their certificates and are driven cold to the stand."""
    papers = [stage.paper("inv", house), passed]
    vehicle = truck(stage.numbers, party("cold_carrier"), (-1.0, 4.0))
    leaves, degrees = moment(pigs.slaughter, 23, 30), cold(story, 0.4, 3.4, 3)
    drive(story, vehicle, halves, house, stand, leaves, hours(1.4), papers, degrees, sends=At("leave_house"))


def sell_on(
    story: Story, stage: Stage, halves: Sequence[str], stand: Place, kitchen: Place, day: date, kg: float
) -> Amount:
    """The stand cuts halves and sells to a kitchen under a trade code; the kitchen receives it before seven."""
    when = moment(day, 4, 50) + minutes(story.rng.randint(0, 40))
    sold = ticket(story, stage, when, stand, kitchen.party, halves, kg, [stage.paper("inv", stand)])
    vehicle = truck(stage.numbers, kitchen.party, (-1.0, 4.0))
    drive(story, vehicle, [sold], stand, kitchen, when + minutes(45), minutes(35), degrees=cold(story, 1.0, 3.8, 2))
    return sold


def meal_day(stage: Stage) -> date:
    """The last school day that leaves time for all to have been recorded."""
    return school_day(today(stage.now) - days(2))


def plan(stage: Stage) -> Herd:
    return herd(stage, place("pig_farm"), meal_day(stage) - days(1), 6)


def flagship(stage: Stage, pigs: Herd, greens: Amount) -> None:
    """Six pigs; the shoulder of three becomes a school lunch and a port canteen's lunch."""
    story, house, stand = stage.flagship(CHAIN), place("slaughterhouse"), place("meat_trader")
    raise_pigs(story, stage, pigs)
    paper = quarantine(story, stage, pigs)
    to_house(story, stage, pigs, paper, moment(pigs.leaves, 8, 30))
    halves, passed = slaughter(story, stage, pigs, house)
    to_stand(story, stage, pigs, [each for pair in halves[:3] for each in pair], passed, house, stand)
    day = meal_day(stage)
    school, port = place("school_canteen"), place("port_canteen")
    to_school = sell_on(story, stage, [left for left, _ in halves[:3]], stand, school, day, 86.0)
    to_port = sell_on(story, stage, [right for _, right in halves[:3]], stand, port, day, 104.0)
    side: list[Thing] = [greens]
    lunch = cook(
        story, stage, school, day, product("school_lunch"), [to_school, *side, *staples(story, stage, school, day)], 812
    )
    cook(story, stage, port, day, product("staff_lunch"), [to_port, *staples(story, stage, port, day)], 988)
    pork, pig = product("pork_cut").name, Text("猪（杜长大三元杂）", "Pig (Duroc × Landrace × Large White)")
    story.introduce(*(Known(each["epcClass"], pork) for each in (to_school, to_port)))
    story.introduce(*(Known(tag, pig) for tag in pigs.tags))
    stage.show("school_lunch", lunch.id)
    stage.show("eartag", pigs.tags[0])
    stage.show("pork_ticket", to_school["epcClass"])


def late_lorry(stage: Stage) -> None:
    """Two pigs leave two days after the certificate ran out, and are sold as pork before anybody asks."""
    story, house, stand = stage.flagship(CHAIN), place("slaughterhouse"), place("meat_trader")
    pigs = herd(stage, place("pig_farm"), meal_day(stage) - days(29), 2, waits=3)
    raise_pigs(story, stage, pigs)
    paper = quarantine(story, stage, pigs)
    to_house(story, stage, pigs, paper, moment(pigs.slaughter - days(1), 8, 30))
    halves, passed = slaughter(story, stage, pigs, house)
    everything = [each for pair in halves for each in pair]
    to_stand(story, stage, pigs, everything, passed, house, stand)
    day = pigs.slaughter + days(1)
    sold = sell_on(story, stage, everything, stand, place("port_canteen"), day, 131.0)
    story.introduce(Known(sold["epcClass"], product("pork_cut").name))
    stage.show("pork_late", sold["epcClass"])


def everyday(stage: Stage) -> Story:
    """An ordinary lorry of pigs for the slaughterhouse, a stand and a canteen or two."""
    story, pick = stage.story(CHAIN), stage.neighbours.pick
    house = place("slaughterhouse")
    day = some_school_day(story.rng, stage.now, 360)
    pigs = herd(stage, pick("pig_farm", story.rng), day - days(1), story.rng.randint(2, 10))
    raise_pigs(story, stage, pigs)
    paper = quarantine(story, stage, pigs)
    to_house(story, stage, pigs, paper, moment(pigs.leaves, 8, 30))
    halves, passed = slaughter(story, stage, pigs, house)
    stand = pick("meat_stand", story.rng)
    to_stand(story, stage, pigs, [each for pair in halves for each in pair], passed, house, stand)
    count = story.rng.randint(1, min(3, len(halves)))
    for index in range(count):
        kitchen = pick("canteen", story.rng)
        part = [each for pair in halves[index::count] for each in pair]
        kg = round(sum(story.rng.uniform(34, 41) for _ in part), 1)
        bought = sell_on(story, stage, part, stand, kitchen, day, kg)
        uses = [bought, *staples(story, stage, kitchen, day)]
        cook(story, stage, kitchen, day, product("school_lunch"), uses, int(kg * 9))
    return story
