"""The receiver in docs/subscriptions.md, as it stands there."""

import json
import re
import sqlite3
import threading
from collections.abc import Iterator
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Any

import httpcore
import pytest

from tests.exchange.caller import Caller
from tests.exchange.subscriptions.test_delivering import capture, courier, hurry, ids
from zhuisu.exchange.models import Subscription
from zhuisu.exchange.subscriptions import delivering
from zhuisu.exchange.subscriptions.courier import Courier
from zhuisu.exchange.subscriptions.delivering import Outcome, step

__all__ = ["courier"]

PAGE = (Path(__file__).parents[3] / "docs" / "subscriptions.md").read_text(encoding="utf-8")


@pytest.fixture
def documented(tmp_path: Path) -> Iterator[dict[str, Any]]:
    """The page's receiver, at `address`."""
    (source,) = [code for code in re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL) if "class Receiver" in code]
    names: dict[str, Any] = {"__name__": "receiver"}
    exec(compile(source, "docs/subscriptions.md", "exec"), names)
    names["STORE"] = str(tmp_path / "events.db")
    names["Receiver"].log_message = lambda *_: None
    server = ThreadingHTTPServer(("127.0.0.1", 0), names["Receiver"])
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield names | {"address": f"http://127.0.0.1:{server.server_port}/hook"}
    server.shutdown()
    thread.join()
    server.server_close()


def kept(names: dict[str, Any]) -> list[str]:
    store = sqlite3.connect(names["STORE"])
    found = [json.loads(body)["eventID"] for (body,) in store.execute("SELECT body FROM event ORDER BY rowid")]
    store.close()
    return found


def subscribe(operator: Caller, names: dict[str, Any], token: str) -> Subscription:
    operator.post("/epcis/queries", {"name": "all", "query": {}})
    body = {"dest": names["address"], "signatureToken": token, "stream": True}
    assert operator.post("/epcis/queries/all/subscriptions", body).status_code == 201
    return Subscription.objects.get()


def test_it_keeps_each_event_once_also_where_a_delivery_comes_twice(
    operator: Caller, documented: dict[str, Any], courier: Courier, monkeypatch: pytest.MonkeyPatch
) -> None:
    subscription = subscribe(operator, documented, documented["TOKEN"].decode())
    capture(operator, 1, 2)
    with monkeypatch.context() as patched:
        patched.setattr(delivering, "_settle_success", lambda _: Outcome.REST)
        step(subscription.pk, courier)
    step(subscription.pk, courier)
    capture(operator, 3)
    step(subscription.pk, courier)
    assert Subscription.objects.get().position == 3
    assert kept(documented) == ids(1, 2, 3)


def test_it_takes_nothing_from_anybody_else(operator: Caller, documented: dict[str, Any], courier: Courier) -> None:
    subscription = subscribe(operator, documented, "another token")
    capture(operator, 1)
    step(subscription.pk, courier)
    assert Subscription.objects.get().last_error.endswith("HTTP 401")
    hurry(subscription)
    headers = [(b"Zhuisu-Delivery", b"a/1")]
    assert httpcore.request("POST", documented["address"], headers=headers, content=b"{}").status == 401


def test_every_address_and_header_of_the_page_is_real() -> None:
    from zhuisu.exchange.subscriptions.schedule import FIELDS  # noqa: PLC0415 - beside what it is compared with

    assert all(f"`{field}`" in PAGE for field in FIELDS)
    assert {delivering.DELIVERY, delivering.SIGNATURE} <= set(re.findall(r"`([A-Za-z0-9-]+)`", PAGE))
