"""What everybody is told of an event."""

from typing import Any

import msgspec
import pytest

from zhuisu.core.epcis import Context, Refusal, read_event
from zhuisu.core.profiles.opened import Opened, is_person, opened

CONTEXT = [
    "https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld",
    {"zhuisu": "urn:zhuisu:voc:", "city": "urn:zhuisu:voc:", "farm": "https://farm.example/"},
]
SALE: dict[str, Any] = {
    "type": "ObjectEvent",
    "eventID": "urn:uuid:00000000-0000-4000-8000-000000000001",
    "eventTime": "2026-06-01T08:00:00.000+08:00",
    "eventTimeZoneOffset": "+08:00",
    "action": "OBSERVE",
    "bizStep": "retail_selling",
    "disposition": "retail_sold",
    "epcList": ["urn:epc:id:sgtin:6901234.056789.1"],
    "readPoint": {"id": "urn:epc:id:sgln:6901234.00001.0", "farm:row": "A3"},
    "zhuisu:stage": "retail",
    "zhuisu:price": 12.5,
    "city:origin": "灵山县",
    "farm:note": "for my cousin",
    "bizTransactionList": [{"type": "inv", "bizTransaction": "urn:zhuisu:licence:inv:7"}],
    "sourceList": [{"type": "owning_party", "source": "urn:zhuisu:uscc:91450702MA5N1X2K93"}],
    "sensorElementList": [
        {
            "sensorMetadata": {"time": "2026-06-01T08:00:00Z", "deviceID": "urn:epc:id:giai:4000001.111"},
            "sensorReport": [
                {"type": "Temperature", "value": 4.5, "uom": "CEL"},
                {"type": "RelativeHumidity", "value": 40, "uom": "P1"},
            ],
        }
    ],
}


def told(fields: set[str], **more: Any) -> Opened:
    context = Context.parse(msgspec.json.encode(CONTEXT))
    assert isinstance(context, Context)
    event = read_event(msgspec.json.encode({**SALE, **more}), context)
    assert not isinstance(event, Refusal)
    return opened(event, context, fields)


def test_of_goods_of_no_known_variety_the_skeleton_is_told() -> None:
    left = told(set())
    assert left.event.extensions == {"zhuisu:stage": "retail"}
    assert left.event.biz_transaction_list is None
    assert left.event.source_list is None
    assert left.event.sensor_element_list is None
    assert left.event.read_point is not None
    assert left.event.read_point.extensions == {}
    assert (left.event.biz_step, left.event.disposition) == ("retail_selling", "retail_sold")
    assert left.withheld == (
        "transaction.inv",
        "source.owning_party",
        "sensor.Temperature",
        "sensor.RelativeHumidity",
        "readPoint https://farm.example/row",
        "zhuisu:price",
        "zhuisu:origin",
        "https://farm.example/note",
    )


def test_a_field_is_told_by_what_it_means_and_not_by_its_prefix() -> None:
    assert told({"zhuisu:origin"}).event.extensions == {"zhuisu:stage": "retail", "city:origin": "灵山县"}


def test_readings_are_told_by_type_without_the_device() -> None:
    (element,) = told({"sensor.Temperature"}).event.sensor_element_list or ()
    assert [(each.type, each.value) for each in element.sensor_report] == [("Temperature", 4.5)]
    assert element.sensor_metadata is not None
    assert element.sensor_metadata.device_id is None
    assert element.sensor_metadata.time is not None


@pytest.mark.parametrize("path", ["zhuisu:origin", "source.owning_party"])
def test_no_profile_opens_a_person(path: str) -> None:
    person = "urn:zhuisu:person:08dfa57cfafadaac3974"
    source = [{"type": "owning_party", "source": person}]
    left = told({path}, **{"city:origin": {"grower": person}, "sourceList": source})
    assert person.encode() not in msgspec.json.encode(left.event)
    assert path in left.withheld


def test_who_acted_is_told_where_it_is_an_enterprise() -> None:
    company = "urn:zhuisu:uscc:91450702MA5N1X2K93"
    assert told(set(), **{"zhuisu:actor": company}).event.extensions["zhuisu:actor"] == company
    for person in ("张三", "urn:zhuisu:person:08dfa57cfafadaac3974", "https://id.gs1.org/8018/690123400000000004"):
        assert "zhuisu:actor" not in told(set(), **{"zhuisu:actor": person}).event.extensions
    assert is_person({"name": "张三"})


def test_what_stands_on_the_package_is_told_of_everything() -> None:
    ilmd = {"cbvmda:itemExpirationDate": "2027-01-01", "cbvmda:lotNumber": "L7", "zhuisu:dose": 3}
    left = told(set(), action="ADD", ilmd=ilmd)
    assert getattr(left.event, "ilmd", None) == {"cbvmda:itemExpirationDate": "2027-01-01", "cbvmda:lotNumber": "L7"}
    assert "zhuisu:dose" in left.withheld


def test_a_context_that_explains_nothing_any_more_is_not_told() -> None:
    own = {"secret": "https://farm.example/where-the-cousin-lives/"}
    bare = {"zhuisu:actor": "张三", "@context": own, "secret:row": 1}
    left = told(set(), **bare)
    assert left.event.own_context == own  # the stage still needs it, or may
    unstaged = msgspec.structs.replace(left.event, extensions={"secret:row": 1})
    context = Context.parse(msgspec.json.encode(CONTEXT))
    assert isinstance(context, Context)
    assert opened(unstaged, context, set()).event.own_context is None


def test_an_event_that_is_wholly_open_is_left_as_it_is() -> None:
    plain = {name: value for name, value in SALE.items() if ":" not in name and not name.endswith("List")}
    plain["readPoint"] = {"id": SALE["readPoint"]["id"]}
    context = Context.parse(msgspec.json.encode(CONTEXT))
    assert isinstance(context, Context)
    event = read_event(msgspec.json.encode({**plain, "epcList": SALE["epcList"]}), context)
    assert not isinstance(event, Refusal)
    assert opened(event, context, set()) == Opened(event, ())
