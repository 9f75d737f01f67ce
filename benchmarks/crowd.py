"""Crowd: what each sort of person does again and again, for locust. `benchmarks.people` starts it.

Nothing of zhuisu is imported: people see pages alone. Each signs in through the demonstration's door.
"""

import json
import os
import random
import re
from datetime import UTC, datetime
from typing import Any, Final
from uuid import uuid4

from locust import FastHttpUser, between, constant_pacing, task

CODES: Final = json.loads(os.environ["CROWD_CODES"])
TOKEN: Final = os.environ["CROWD_TOKEN"]
_PROOF: Final = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
_FORM: Final = re.compile(r'href="(/work/record/[^"?#]+)"')
_CASE: Final = re.compile(r'href="(/admin/cases/[^"?#]+)"')
_WORDS: Final = ("荔枝", "奶粉", "疫苗", "农药", "公司", "市场", "药房")


class Person(FastHttpUser):
    """Somebody who reads a page for a while before the next."""

    abstract = True
    wait_time = between(3, 9)
    network_timeout = 30.0
    connection_timeout = 30.0

    def enter(self, account: str) -> None:
        """Through the door of the demonstration."""
        proof = _PROOF.search(self.client.get("/demo", name="door").text or "")
        form = {"account": account, "csrfmiddlewaretoken": proof[1] if proof else ""}
        self.client.post("/demo", data=form, name="door: in", headers={"Referer": self.host or ""})


class Consumer(Person):
    """Scans what lies in the shop."""

    weight = 140

    @task(2)
    def home(self) -> None:
        self.client.get("/", name="home")

    @task(10)
    def scan(self) -> None:
        self.client.post("/find", data={"code": random.choice(CODES)}, name="find → dossier")

    @task(2)
    def recalls(self) -> None:
        self.client.get("/recalls", name="recalls")

    @task(2)
    def search(self) -> None:
        self.client.get(f"/search?q={random.choice(_WORDS)}", name="search")

    @task(1)
    def enterprises(self) -> None:
        self.client.get("/enterprises", name="enterprises")

    @task(1)
    def report(self) -> None:
        self.client.get("/report", name="report: form")


class Keeper(Person):
    """Records, looks at what is on hand, and at what was found."""

    weight = 45
    accounts = (
        "lychee-grower",
        "produce-market",
        "vegetable-stand",
        "slaughterhouse",
        "xikang-pharmacy",
        "xidong-dairy",
    )

    def on_start(self) -> None:
        self.enter(random.choice(self.accounts))
        page = self.client.get("/work/record/", name="work: record").text or ""
        self.forms = _FORM.findall(page)

    @task(3)
    def today(self) -> None:
        self.client.get("/work/", name="work: today")

    @task(4)
    def form(self) -> None:
        if self.forms:
            self.client.get(random.choice(self.forms), name="work: form of a stage")

    @task(2)
    def stock(self) -> None:
        self.client.get("/work/stock/", name="work: on hand")

    @task(1)
    def findings(self) -> None:
        self.client.get("/work/findings/", name="work: findings")


class Official(Person):
    """Looks at what needs somebody today."""

    weight = 13
    accounts = ("coordination", "qinnan-food", "drug-inspector", "agriculture")

    def on_start(self) -> None:
        self.enter(random.choice(self.accounts))

    @task(4)
    def today(self) -> None:
        self.client.get("/admin/today/", name="desk: today")

    @task(3)
    def city(self) -> None:
        self.client.get("/admin/city/", name="desk: city")

    @task(3)
    def cases(self) -> None:
        found = _CASE.findall(self.client.get("/admin/cases/", name="desk: cases").text or "")
        if found:
            self.client.get(random.choice(found), name="desk: a case")

    @task(2)
    def recalls(self) -> None:
        self.client.get("/admin/recalls/", name="desk: recalls")

    @task(2)
    def findings(self) -> None:
        self.client.get("/admin/console/finding/", name="desk: findings")


class Till(FastHttpUser):
    """Sends what was sold, a document of twenty sales each second."""

    weight = 2
    wait_time = constant_pacing(1)

    @task
    def sell(self) -> None:
        headers = {"Authorization": f"Bearer {TOKEN}", "Content-Type": "application/ld+json"}
        body = json.dumps(_sales(20)).encode()
        self.client.post("/epcis/capture", data=body, headers=headers, name="capture of 20 events")


def _sales(count: int) -> dict[str, Any]:
    now = datetime.now(UTC).isoformat()
    return {
        "@context": ["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"],
        "type": "EPCISDocument",
        "schemaVersion": "2.0",
        "creationDate": now,
        "epcisBody": {"eventList": [_sale(now) for _ in range(count)]},
    }


def _sale(now: str) -> dict[str, Any]:
    return {
        "type": "ObjectEvent",
        "action": "OBSERVE",
        "eventTime": now,
        "eventTimeZoneOffset": "+08:00",
        "epcList": [f"https://id.gs1.org/01/06901234000016/21/{uuid4().hex[:16]}"],
        "bizStep": "retail_selling",
    }
