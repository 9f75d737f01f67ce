"""GET /api/registry/regions[/{code}], /departments and /systems: reference data, for everybody."""

import msgspec
from django.http import HttpRequest, HttpResponse

from zhuisu.access import Actor
from zhuisu.core.findings import Finding, Severity
from zhuisu.exchange.api.registry.answers import json_response
from zhuisu.exchange.epcis.query import read_nothing
from zhuisu.exchange.http.problem import Kind, ProblemError
from zhuisu.registry.departments import departments
from zhuisu.registry.regions import Region, full_name, region, regions_in
from zhuisu.registry.systems import systems


class RegionAnswer(msgspec.Struct, frozen=True, rename="camel"):
    """A region, its whole name, and the regions directly in it."""

    region: Region
    full_name: str
    within: tuple[Region, ...]


def get_region(request: HttpRequest, _: Actor, /, **path: str) -> HttpResponse:
    """A division of GB/T 2260."""
    read_nothing(request.GET)
    found = region(path["code"])
    if found is None:
        facts = {"code": path["code"][:20]}
        raise ProblemError(Kind.NO_SUCH_RESOURCE, Finding("registry.no_such_region", Severity.ERROR, "", facts))
    return json_response(RegionAnswer(found, full_name(found.code), tuple(regions_in(found.code))))


def get_provinces(request: HttpRequest, _: Actor, /, **__: str) -> HttpResponse:
    """The regions that are in no other."""
    read_nothing(request.GET)
    return json_response(regions_in(""))


def get_departments(request: HttpRequest, _: Actor, /, **__: str) -> HttpResponse:
    """The departments by role, as they are called today and in the city's plan."""
    read_nothing(request.GET)
    return json_response(list(departments().values()))


def get_systems(request: HttpRequest, _: Actor, /, **__: str) -> HttpResponse:
    """The systems that the city's plan names."""
    read_nothing(request.GET)
    return json_response(list(systems().values()))
