"""Stage: what every chain needs to be told: the clock, the numbers, the neighbours, and a place to show things."""

from datetime import date, datetime
from hashlib import sha256
from random import Random
from typing import Any

from zhuisu.core.codes import key_of_uri
from zhuisu.core.findings import Text
from zhuisu.demo.directory import table
from zhuisu.demo.model import GS1, Json, Party, Place, Registered, Showcase
from zhuisu.demo.neighbours import Neighbours
from zhuisu.demo.numbers import Numbers, person, sscc
from zhuisu.demo.seasons import minutes
from zhuisu.demo.story import Paper, Story


class Stage:
    """One city being told. The same seed and now make the same city."""

    def __init__(self, seed: int, now: datetime) -> None:
        self.now = now
        self.numbers = Numbers()
        self.neighbours = Neighbours(seed)
        self.flagships: list[Story] = []
        self.showcases: list[Showcase] = []
        self.entries: list[Registered] = []  # what the stories bring into the registry
        self._root = f"{seed}/{now.isoformat()}"
        self._until = now - minutes(20)  # the last enterprise has just reported

    def story(self, chain: str) -> Story:
        """A new story of that chain, with its own randomness and its own event ids."""
        root = f"{self._root}/{chain}/{self.numbers.next(chain)}"
        digest = sha256(root.encode()).hexdigest()
        prefix = f"urn:uuid:{digest[:8]}-{digest[8:12]}-8{digest[12:15]}-8{digest[15:18]}-"
        return Story(chain, Random(root), prefix, self._until)  # noqa: S311  (a simulation, no secret)

    def flagship(self, chain: str) -> Story:
        """A story that is told in every city, with documents of its own."""
        told = self.story(chain)
        self.flagships.append(told)
        return told

    def batch(self, day: date) -> str:
        """A lot number of that day; no two are alike."""
        return f"{day:%Y%m%d}-{self.numbers.next(f'batch/{day}'):02d}"

    def sscc(self, company: str) -> str:
        """The Digital Link of the next logistic unit of a company."""
        return f"{GS1}/00/{sscc(company, self.numbers.next(f'sscc/{company}'))}"

    def paper(self, kind: str, issuer: Place) -> Paper:
        """A business document of that CBV type, numbered by the place that issues it (CBV 2.0 §8.5)."""
        number = self.numbers.next(f"{kind}/{issuer.id}")
        return kind, f"urn:epcglobal:cbv:bt:{issuer.id[-13:]}:{kind.upper()}{number:07d}"

    def register(self, kind: str, /, **members: Any) -> None:
        """Bring an entry into the registry."""
        self.entries.append(Registered(kind, members))

    def permit(self, kind: str, number: str, holder: str, first: date, last: date, **more: Any) -> Paper:
        """A licence, certificate or permit of the registry, to refer to as a business document."""
        days: Json = {"validFrom": str(first), "validTo": str(last)}
        self.register("licence", kind=kind, number=number, holder=key_of_uri(holder), **days, **more)
        return "cert", f"urn:zhuisu:licence:{kind}:{number}"

    def worker(self, rng: Random, employer: Party, kind: str, first: date) -> str:
        """Somebody with a certificate of that kind, good for six years. Answers the opaque URI."""
        who, number = person(rng), self.numbers.next(kind)
        names = table("registry")["people"]
        name = names["surnames"][number % len(names["surnames"])] + names["given"][number % len(names["given"])]
        self.register("person", key=key_of_uri(who), name=name, party=key_of_uri(employer.id))
        self.permit(kind, f"{employer.region}{number:06d}", who, first, first.replace(year=first.year + 6, day=1))
        return who

    def asset(self, uri: str, kind: str, name: Text, **more: str) -> None:
        """A thing that somebody answers for: a lift, a cylinder, a vehicle."""
        self.register("asset", key=key_of_uri(uri), kind=kind, name=name.zh, nameEn=name.en, **more)

    def show(self, slug: str, uri: str) -> None:
        """Put a thing on the list of those to try, with the words of showcases.toml."""
        words = table("showcases")[slug]
        flaw = Text(**words["flaw"]) if "flaw" in words else None
        self.showcases.append(
            Showcase(
                slug,
                label_of(uri),
                key_of_uri(uri),
                words["scheme"],
                Text(**words["title"]),
                Text(**words["story"]),
                flaw,
                words["category"],
            )
        )


def label_of(uri: str) -> str:
    """What a label says: the bare code of a national scheme, else the URI itself."""
    return uri.split(":", 3)[3] if uri.startswith("urn:zhuisu:") else uri
