"""A browser in a thread of its own, and the console served to it: its event loop would bar tests from the database."""

import os
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.wsgi import get_wsgi_application
from playwright.sync_api import Page, ViewportSize, sync_playwright

from tests.browser.conftest import ARGUMENTS
from tools.chromium import LEFT_OUT, find_chromium

Journey = Callable[[Page, str], None]


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class _Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *arguments: Any) -> None:
        pass


@contextmanager
def served() -> Iterator[str]:
    """The address of the console, with its static files, on a port of its own."""
    server = make_server("127.0.0.1", 0, StaticFilesHandler(get_wsgi_application()), _Server, _Quiet)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def travel(journey: Journey, size: ViewportSize, locale: str) -> list[str]:
    """Go on a journey in Chromium. Answers what the browser complained of."""
    found = find_chromium(os.environ)
    if found is None:
        pytest.skip(LEFT_OUT)
    with served() as address, ThreadPoolExecutor(1) as pool:
        return pool.submit(_travel, journey, address, str(found), size, locale).result()


def _travel(journey: Journey, address: str, program: str, size: ViewportSize, locale: str) -> list[str]:
    complaints: list[str] = []
    arguments = [*ARGUMENTS, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=arguments)
        page = browser.new_context(viewport=size, locale=locale).new_page()
        page.on(
            "console",
            lambda said: complaints.append(said.text) if said.type == "error" else None,
        )
        page.on("pageerror", lambda error: complaints.append(str(error)))
        journey(page, address)
        browser.close()
    return complaints
