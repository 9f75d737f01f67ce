"""Registering: the cast of the city as entries of the registry, with papers of which some have run out."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from zhuisu.core.codes import key_of_uri
from zhuisu.demo import numbers
from zhuisu.demo.directory import party, place, product, table
from zhuisu.demo.model import Json, Place, Registered

GOOD_SINCE = timedelta(days=730)
GOOD_FOR = timedelta(days=3 * 365)
KINDS = {"91": "enterprise", "92": "individual", "93": "cooperative", "12": "institution", "11": "department"}


def registered(today: date) -> Iterator[Registered]:
    """Every entry of the fixed cast, what is referred to first."""
    told = table("registry")
    for slug in table("parties"):
        yield Registered("party", _party(slug, told))
    for slug in sorted(table("places"), key=lambda slug: slug in told["within"]):
        yield Registered("place", _place(slug, told))
    for slug in table("products"):
        yield Registered("product", _product(slug, told))
    for key, members in told["others"].items():
        yield Registered("product", {"key": key, **members})
    for key, members in told["assets"].items():
        yield Registered("asset", {"key": key, **members})
    for slug in table("parties"):
        yield from (Registered("licence", paper) for paper in _papers(slug, told, today))
    yield from _association(told["association"])


def neighbour(kind: str, found: Place, today: date) -> Iterator[Registered]:
    """An everyday place with the party that runs it and its papers."""
    told = table("registry")["neighbours"][kind]
    owner = found.party
    yield Registered(
        "party",
        {
            "key": key_of_uri(owner.id),
            "kind": told.get("kind") or KINDS[owner.uscc[:2]],
            "name": owner.name.zh,
            "nameEn": owner.name.en,
            "region": owner.region,
            "roles": [_role(role) for role in told["roles"]],
            "attributes": {"season": told["season"]} if "season" in told else {},
        },
    )
    members = {"key": key_of_uri(found.id), "kind": told["place"], "name": found.name.zh, "nameEn": found.name.en}
    where = {"region": found.region, "address": found.address.zh}
    yield Registered("place", {**members, "party": key_of_uri(owner.id), **where})
    for paper in told.get("papers", ()):
        reference = int(found.id[-6:-1])
        number = f"{paper[0].upper()}{found.region}{reference:05d}"
        if paper == "food_business":
            number = numbers.licence("JY", f"1{found.region}{reference:06d}")
        last = today + GOOD_FOR
        yield Registered("licence", _licence(paper, number, key_of_uri(owner.id), last, told.get("scope", {})))


def _role(told: str) -> Json:
    """`role`, or `role@category`."""
    role, _, category = told.partition("@")
    return {"role": role, "category": category} if category else {"role": role}


def _party(slug: str, told: Json) -> Json:
    found = party(slug)
    codes = [f"{told['codes'][label]}:{text}" for label, text in found.licences.items() if label in told["codes"]]
    return {
        "key": key_of_uri(found.id),
        "kind": told["parties"].get(slug) or KINDS.get(found.uscc[:2], "overseas"),
        "name": found.name.zh,
        "nameEn": found.name.en,
        "region": found.region,
        "email": f"{slug.replace('_', '-')}@qinzhou.example",
        "roles": [_role(role) for role in told["roles"][slug]],
        "aliases": codes,
        "attributes": {
            name: found_of[slug]
            for name, found_of in (("gs1CompanyPrefix", told["prefixes"]), ("season", told["seasons"]))
            if slug in found_of
        },
    }


def _place(slug: str, told: Json) -> Json:
    found = place(slug)
    within = told["within"].get(slug)
    return {
        "key": key_of_uri(found.id),
        "kind": told["places"][slug],
        "name": found.name.zh,
        "nameEn": found.name.en,
        "party": key_of_uri(found.party.id),
        "parent": key_of_uri(place(within).id) if within else "",
        "region": found.region,
        "address": found.address.zh,
    }


def _product(slug: str, told: Json) -> Json:
    found = product(slug)
    facts = dict(found.facts)
    return {
        "key": key_of_uri(found.id),
        "name": found.name.zh,
        "nameEn": found.name.en,
        "category": facts.pop("category", None),
        "variety": told["varieties"].get(slug, ""),
        "party": key_of_uri(party(told["makers"][slug]).id) if slug in told["makers"] else "",
        "specification": facts.pop("net", ""),
        "attributes": {**facts, **told["attributes"].get(slug, {})},
        "aliases": told["aliases"].get(slug, []),
    }


def _papers(slug: str, told: Json, today: date) -> Iterator[Json]:
    holder = party(slug)
    for label, number in holder.licences.items():
        kind = told["papers"].get(f"{slug}.{label}") or told["papers"].get(label)
        ago: Any = told["expired"].get(f"{slug}.{label}")
        if kind is not None:
            last = today + GOOD_FOR if ago is None else today - timedelta(days=ago)
            yield _licence(kind, number, key_of_uri(holder.id), last, told["scopes"].get(f"{slug}.{label}", {}))


def _licence(kind: str, number: str, holder: str, last: date, scope: Json) -> Json:
    return {
        "kind": kind,
        "number": number,
        "holder": holder,
        "validFrom": (last - GOOD_FOR - GOOD_SINCE).isoformat(),
        "validTo": last.isoformat(),
        "attributes": scope,
    }


def _association(told: Json) -> Iterator[Registered]:
    yield Registered(
        "party",
        {
            "key": told["key"],
            "kind": "association",
            "name": told["zh"],
            "nameEn": told["en"],
            "region": told["region"],
        },
    )
    for slug in told["members"]:
        members = {"key": f"relation:lychee-{slug.replace('_', '-')}", "kind": "member"}
        yield Registered("relation", {**members, "party": told["key"], "other": key_of_uri(party(slug).id)})
