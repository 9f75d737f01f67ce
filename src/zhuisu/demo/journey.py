"""Journey: goods are loaded, driven, watched on the way, unloaded and received."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TypedDict
from urllib.parse import quote

import msgspec

from zhuisu.core.findings import Text
from zhuisu.demo import numbers
from zhuisu.demo.directory import on_the_road
from zhuisu.demo.model import GS1, Party, Place, Thing
from zhuisu.demo.numbers import Numbers
from zhuisu.demo.sensors import celsius_series
from zhuisu.demo.story import At, Details, Paper, Story

# Journeys that are no stage of a profile: within a party's own business, to a kitchen, to a farm.
TRANSFER, WATCH, RECEIPT = At("transfer"), At(), At("transfer_receipt")


class Stages(TypedDict, total=False):
    """The stages of a journey, as `drive` takes them."""

    sends: At
    logs: At
    takes: At


# From one dealer to the next, as most profiles call it; and from the farm gate to a market.
ON_SALE: Stages = {"sends": At("despatch"), "takes": At("receipt")}
TO_MARKET: Stages = {"sends": At("sell"), "takes": At("arrive")}

ROADS = (
    (21.9510, 108.6510, Text("G75兰海高速钦州段", "G75 expressway, Qinzhou")),
    (22.1034, 108.6403, Text("S43高速小董段", "S43 expressway, Xiaodong")),
    (22.3907, 109.2711, Text("G7212高速灵山段", "G7212 expressway, Lingshan")),
    (22.2703, 109.5301, Text("S62高速浦北段", "S62 expressway, Pubei")),
)


class Truck(msgspec.Struct, frozen=True):
    """A vehicle with its carrier, its logger and the temperature that it should keep, in degrees Celsius."""

    plate: str
    carrier: Party
    logger: str = ""
    limit: tuple[float, float] = (-40.0, 60.0)

    @property
    def id(self) -> str:
        return f"urn:zhuisu:plate:{quote(self.plate)}"


def truck(count: Numbers, carrier: Party, limit: tuple[float, float] | None = None) -> Truck:
    """The next vehicle of the city; with a limit it is a cold one and has a logger."""
    number = count.next("plate")
    logger = f"{GS1}/8004/6901234TL{number % 100_000:05d}" if limit else ""
    return Truck(numbers.plate(number), carrier, logger, limit or (-40.0, 60.0))


def drive(
    story: Story,
    vehicle: Truck,
    load: Sequence[Thing],
    origin: Place,
    destination: Place,
    departs: datetime,
    lasts: timedelta,
    papers: Sequence[Paper] = (),
    degrees: Sequence[float] = (),
    *,
    sends: At = TRANSFER,
    logs: At = WATCH,
    takes: At = RECEIPT,
    owner: Party | None = None,
    counted: Sequence[Thing] | None = None,
) -> datetime:
    """Load, ship, watch, unload, receive. Answers when received.

    `degrees` are the logger's readings on the way; `sends`, `logs` and `takes` the stages; `owner` hands it over,
    if not who runs the origin; `counted` what the receiver writes down, if not the load.
    """
    rng = story.rng
    arrives = departs + lasts
    giver = owner or origin.party
    handover: Details = {"papers": papers}
    if giver != destination.party:
        handover |= {"giver": giver, "taker": destination.party}
    story.pack(
        departs - timedelta(minutes=rng.randint(15, 50)),
        origin,
        "loading",
        "in_progress",
        vehicle.id,
        load,
        by=vehicle.carrier,
    )
    sent: Details = {**handover, **sends.details(plate=vehicle.plate)}
    story.see(departs, origin, "shipping", "in_transit", load, **sent)
    if degrees:
        latitude, longitude, name = rng.choice(ROADS)
        every = lasts / (len(degrees) + 1)
        series = celsius_series(departs + every, every, degrees, vehicle.logger, vehicle.limit)
        somewhere = on_the_road(latitude, longitude, name, vehicle.carrier)
        watched: Details = {**logs.details(plate=vehicle.plate), "by": vehicle.carrier, "readings": series}
        story.see(arrives - timedelta(minutes=5), somewhere, "sensor_reporting", "in_transit", load, **watched)
    story.unpack(arrives, destination, "unloading", "in_progress", vehicle.id, load, by=vehicle.carrier)
    received = arrives + timedelta(minutes=rng.randint(8, 40))
    taken: Details = {**handover, **takes.details(plate=vehicle.plate)}
    story.see(received, destination, "receiving", "in_progress", load if counted is None else counted, **taken)
    return received


def cold(story: Story, low: float, high: float, count: int = 4) -> list[float]:
    """Readings of a cold box that works, in degrees Celsius."""
    return [round(story.rng.uniform(low, high), 1) for _ in range(count)]
