"""Sensors: readings as EPCIS 2.0 sensor elements; units are UN/CEFACT codes."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from zhuisu.demo.model import Json

COLIFORM = "https://www.ncbi.nlm.nih.gov/taxonomy/562"


def reading(when: datetime, kind: str, value: float, uom: str, device: str = "", **more: str) -> Json:
    """One value at one time."""
    metadata: Json = {"time": _at(when)}
    if device:
        metadata["deviceID"] = device
    report: Json = {"type": kind, "value": value, "uom": uom}
    report.update(more)
    return {"sensorMetadata": metadata, "sensorReport": [report]}


def celsius(when: datetime, value: float, device: str = "") -> Json:
    return reading(when, "Temperature", value, "CEL", device)


def celsius_range(
    start: datetime, end: datetime, values: Sequence[float], device: str, limit: tuple[float, float]
) -> Json:
    """What a logger saw between two times, in degrees Celsius, with an alarm where it left the limits."""
    report: Json = {
        "type": "Temperature",
        "minValue": min(values),
        "maxValue": max(values),
        "meanValue": round(sum(values) / len(values), 2),
        "uom": "CEL",
    }
    if min(values) < limit[0] or max(values) > limit[1]:
        report["exception"] = "ALARM_CONDITION"
    metadata = {"startTime": _at(start), "endTime": _at(end), "deviceID": device}
    return {"sensorMetadata": metadata, "sensorReport": [report]}


def celsius_series(
    start: datetime, every: timedelta, values: Iterable[float], device: str, limit: tuple[float, float]
) -> list[Json]:
    """A logger's readings one after the other, with an alarm on each that left the limits."""
    elements = [celsius(start + every * index, value, device) for index, value in enumerate(values)]
    for element in elements:
        report = element["sensorReport"][0]
        if not limit[0] <= report["value"] <= limit[1]:
            report["exception"] = "ALARM_CONDITION"
    return elements


def _at(when: datetime) -> str:
    return when.isoformat(timespec="seconds")
