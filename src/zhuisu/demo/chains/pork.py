"""Pork: from the ear tag through the slaughterhouse and 20-digit trade codes to two canteens."""

from collections.abc import Sequence
from datetime import date, timedelta

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
from zhuisu.demo.story import Story

CHAIN = "pork"
LIVES_DAYS = 172


class Herd(msgspec.Struct, frozen=True):
    """Pigs that were raised and slaughtered together. `process` names their raising."""

    farm: Place
    tags: tuple[str, ...]
    slaughter: date
    process: str


def herd(stage: Stage, farm: Place, slaughter: date, heads: int) -> Herd:
    first = [stage.numbers.next(f"eartag/{farm.region}") for _ in range(heads)]
    tags = tuple(f"urn:zhuisu:eartag:{eartag(farm.region, number)}" for number in first)
    return Herd(farm, tags, slaughter, f"urn:zhuisu:herd:{tags[0].rpartition(':')[2]}")


def raise_pigs(story: Story, stage: Stage, pigs: Herd) -> None:
    """Born, tagged within thirty days, fed with batches of feed."""
    born = pigs.slaughter - days(LIVES_DAYS)
    feed, mill = product("feed"), place("feed_plant")
    story.introduce(feed)
    ilmd = {
        "zhuisu:birthDate": str(born),
        "zhuisu:breed": "杜长大三元杂",
        "zhuisu:breed_en": "Duroc × Landrace × Large White",
        "zhuisu:species": "猪",
        "zhuisu:species_en": "pig",
    }
    says = {"activity": "左耳佩戴耳标", "activity_en": "tagged in the left ear"}
    story.make(
        moment(born + days(21), 9),
        pigs.farm,
        "commissioning",
        "active",
        gives=pigs.tags,
        process=pigs.process,
        ilmd=ilmd,
        says=says,
    )
    for age in (40, 95):
        lot = feed.lot(stage.batch(born + days(age - 6)))
        bags = len(pigs.tags) * 2
        vehicle = truck(stage.numbers, mill.party)
        drive(
            story,
            vehicle,
            [lot.pieces(bags)],
            mill,
            pigs.farm,
            moment(born + days(age), 8),
            hours(1.8),
            [stage.paper("desadv", mill)],
        )
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


def quarantine(story: Story, stage: Stage, pigs: Herd) -> tuple[str, str]:
    """The official vet inspects before they leave. Answers the certificate as a paper."""
    number = f"45{stage.numbers.next('quarantine') + 10_000_000:08d}"
    paper = ("cert", f"urn:zhuisu:quarantine:{number}")
    story.see(
        moment(pigs.slaughter - days(1), 14, 30),
        pigs.farm,
        "inspecting",
        "conformant",
        pigs.tags,
        papers=[paper],
        proves=f"https://certificates.zhuisu.example/quarantine/{number}",
        by=party("vet_station"),
        says={
            "certificate": "动物检疫合格证明（动物B）",
            "certificate_en": "animal quarantine certificate, form B",
            "certificateNumber": number,
            "withdrawal": "休药期已满",
            "withdrawal_en": "withdrawal periods are over",
            "africanSwineFever": "阴性",
            "africanSwineFever_en": "negative",
            "officialVet": person(story.rng),
        },
    )
    return paper


def slaughter(story: Story, stage: Stage, pigs: Herd, house: Place) -> list[tuple[str, str]]:
    """Each pig becomes two halves; both certificates of the day's carcasses follow. Answers the halves by pig."""
    half = product("carcass_half")
    story.introduce(half)
    batch = stage.batch(pigs.slaughter)
    story.see(
        moment(pigs.slaughter, 1, 40),
        house,
        "inspecting",
        "in_progress",
        pigs.tags,
        says={
            "inspection": "进厂查证、待宰静养、瘦肉精检测阴性",
            "inspection_en": "papers checked, rested, beta-agonists negative",
        },
    )
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
            says={"activity": "屠宰", "activity_en": "slaughter"},
        )
    everything = [each for pair in halves for each in pair]
    certificate = f"45{stage.numbers.next('quarantine') + 10_000_000:08d}"
    quality = f"RP{pigs.slaughter:%Y%m%d}{stage.numbers.next('meat_quality'):04d}"
    story.see(
        moment(pigs.slaughter, 4, 10),
        house,
        "inspecting",
        "conformant",
        everything,
        papers=[
            ("cert", f"urn:zhuisu:quarantine:{certificate}"),
            ("cert", f"https://certificates.zhuisu.example/meat-quality/{quality}"),
        ],
        proves=f"https://certificates.zhuisu.example/quarantine/{certificate}",
        says={
            "inspection": "同步检疫合格，肉品品质检验合格，非洲猪瘟阴性",
            "inspection_en": "post-mortem and quality inspection passed, ASF negative",
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
    return halves


def to_stand(story: Story, stage: Stage, pigs: Herd, halves: Sequence[str], house: Place, stand: Place) -> Amount:
    """Halves are sold under a trade code and driven cold to the stand. Answers what the stand holds."""
    day = pigs.slaughter
    kg = round(sum(story.rng.uniform(36, 44) for _ in halves), 1)
    papers = [stage.paper("inv", house)]
    sold = ticket(story, stage, moment(day, 22, 40), house, stand.party, halves, kg, papers)
    vehicle = truck(stage.numbers, party("cold_carrier"), (-1.0, 4.0))
    drive(story, vehicle, [sold], house, stand, moment(day, 23, 30), hours(1.4), papers, cold(story, 0.4, 3.4, 3))
    return sold


def sell_on(story: Story, stage: Stage, held: Amount, stand: Place, kitchen: Place, day: date, kg: float) -> Amount:
    """The stand cuts and sells a part to a kitchen, which receives it before seven."""
    when = moment(day, 4, 50) + minutes(story.rng.randint(0, 40))
    part = {**held, "quantity": kg}
    sold = ticket(story, stage, when, stand, kitchen.party, [part], kg, [stage.paper("inv", stand)])
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
    vehicle = truck(stage.numbers, party("live_carrier"))
    drive(story, vehicle, pigs.tags, pigs.farm, house, moment(pigs.slaughter - days(1), 19), hours(2.1), [paper])
    halves = slaughter(story, stage, pigs, house)
    held = to_stand(story, stage, pigs, [each for pair in halves[:3] for each in pair], house, stand)
    day = meal_day(stage)
    school, port = place("school_canteen"), place("port_canteen")
    to_school = sell_on(story, stage, held, stand, school, day, 86.0)
    to_port = sell_on(story, stage, held, stand, port, day, 120.0)
    side: list[Thing] = [greens]
    lunch = cook(
        story, stage, school, day, product("school_lunch"), [to_school, *side, *staples(story, stage, school, day)], 812
    )
    cook(story, stage, port, day, product("staff_lunch"), [to_port, *staples(story, stage, port, day)], 1140)
    pork, pig = product("pork_cut").name, Text("猪（杜长大三元杂）", "Pig (Duroc × Landrace × Large White)")
    story.introduce(*(Known(each["epcClass"], pork) for each in (held, to_school, to_port)))
    story.introduce(*(Known(tag, pig) for tag in pigs.tags))
    stage.show("school_lunch", lunch.id)
    stage.show("eartag", pigs.tags[0])
    stage.show("pork_ticket", to_school["epcClass"])


def everyday(stage: Stage) -> Story:
    """An ordinary lorry of pigs for the slaughterhouse, a stand and a canteen or two."""
    story, pick = stage.story(CHAIN), stage.neighbours.pick
    house = place("slaughterhouse")
    day = some_school_day(story.rng, stage.now, 360)
    pigs = herd(stage, pick("pig_farm", story.rng), day - days(1), story.rng.randint(2, 10))
    raise_pigs(story, stage, pigs)
    paper = quarantine(story, stage, pigs)
    vehicle = truck(stage.numbers, party("live_carrier"))
    drive(story, vehicle, pigs.tags, pigs.farm, house, moment(pigs.slaughter - days(1), 19), hours(2), [paper])
    halves = slaughter(story, stage, pigs, house)
    stand = pick("meat_stand", story.rng)
    held = to_stand(story, stage, pigs, [each for pair in halves for each in pair], house, stand)
    for _ in range(story.rng.randint(1, 3)):
        kitchen = pick("canteen", story.rng)
        kg = float(story.rng.randint(15, int(held["quantity"] / 3)))
        bought = sell_on(story, stage, held, stand, kitchen, day, kg)
        cook(
            story,
            stage,
            kitchen,
            day,
            product("school_lunch"),
            [bought, *staples(story, stage, kitchen, day)],
            int(kg * 9),
        )
    return story
