"""The real server on the tiny bank, and Debian's chromium to look at it."""

import os
import re
import shutil
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect

from dashboard.page import Page as Asked
from dashboard.pages import PAGES
from tests.browser.inspection import wait_until_drawn

ROOT = Path(__file__).resolve().parents[2]
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
LOCALES = {"zh": "zh-CN", "en": "en-GB"}
expect.set_options(timeout=20_000)  # two cores, shared with the server and other tests


@pytest.fixture(scope="session")
def chromium() -> str:
    found = shutil.which("chromium")
    if found is None:
        pytest.skip("not run: no chromium")
    return found


@pytest.fixture(scope="session")
def browser_type_launch_args(chromium: str) -> dict[str, object]:
    return {"executable_path": chromium, "args": FLAGS}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def serve(place: str, port: int) -> "subprocess.Popen[bytes]":
    environment = {**os.environ, "RM_COCKPIT_WAREHOUSE": place, "RM_COCKPIT_DEMO_SIZE": "tiny"}
    return subprocess.Popen([sys.executable, "-m", "dashboard", "serve", "--port", str(port)], cwd=ROOT, env=environment)


def wait_until_up(address: str, server: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and server.poll() is None:
        try:
            urllib.request.urlopen(f"{address}/_stcore/health", timeout=1)
            return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            threading.Event().wait(0.1)
    raise AssertionError("the server did not come up")


@pytest.fixture(scope="session")
def address(chromium: str, warehouse_place: str) -> Iterator[str]:  # noqa: ARG001 - no server without a browser
    port = free_port()
    server = serve(warehouse_place, port)
    try:
        wait_until_up(f"http://127.0.0.1:{port}", server)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(timeout=20)


@pytest.fixture(scope="module")
def contexts(browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """One browser context for each language and kind of screen, kept for the whole module: its cache makes the next page quick."""
    kept: dict[tuple[object, ...], BrowserContext] = {}

    def context(lang: str, size: tuple[int, int], pixel_ratio: int = 1) -> BrowserContext:
        key = (lang, size, pixel_ratio)
        if key not in kept:
            screen = {"width": size[0], "height": size[1]}
            kept[key] = browser.new_context(locale=LOCALES[lang], viewport=screen, device_scale_factor=pixel_ratio)
        return kept[key]

    yield context
    for one in kept.values():
        one.close()


@pytest.fixture(scope="module")
def opening(contexts: Callable[..., BrowserContext], address: str) -> Callable[..., AbstractContextManager[Page]]:
    """A page of ours as a role sees it, in a language, theme and size, with all of it drawn; at its end the console holds no complaint."""

    @contextmanager
    def opened(page: Asked, lang: str, theme: str, size: tuple[int, int], role: str = "executive", pixel_ratio: int = 1, **choices: str) -> Iterator[Page]:
        window = contexts(lang, size, pixel_ratio).new_page()
        complaints: list[str] = []
        window.on("console", lambda said: complaints.append(said.text) if said.type == "error" and not looks_for_its_root(said) else None)
        window.on("pageerror", lambda error: complaints.append(str(error)))
        window.emulate_media(color_scheme=theme)
        window.goto(f"{address}/{'' if page is PAGES[0] else page.key}?{urlencode({'lang': lang, 'role': role, **choices})}")
        wait_until_drawn(window)
        yield window
        window.close()
        assert complaints == []

    return opened


def looks_for_its_root(said: ConsoleMessage) -> bool:
    """Streamlit, opened below its root, asks there first for its own address; the refusal is part of how it finds it."""
    return bool(re.search(r"/\w+/_stcore/(health|host-config)$", said.location["url"]))


@pytest.fixture
def drawn(opening: Callable[..., AbstractContextManager[Page]]) -> Iterator[Callable[..., Page]]:
    """The same for one test."""
    with ExitStack() as until_the_end:
        yield lambda *choice, **more: until_the_end.enter_context(opening(*choice, **more))


@pytest.fixture
def open_page(contexts: Callable[..., BrowserContext], address: str) -> Iterator[Callable[..., Page]]:
    """A path in a window of its own, as soon as its finding and figures stand; at the end the console holds no complaint."""
    windows: list[Page] = []
    complaints: list[str] = []

    def opened(path: str = "/", lang: str = "zh", size: tuple[int, int] = (1440, 900)) -> Page:
        window = contexts(lang, size).new_page()
        windows.append(window)
        window.on("console", lambda said: complaints.append(said.text) if said.type == "error" and not looks_for_its_root(said) else None)
        window.on("pageerror", lambda error: complaints.append(str(error)))
        window.goto(address + path)
        window.locator(".finding").wait_for(timeout=30_000)
        window.locator(".js-plotly-plot .main-svg").first.wait_for(timeout=30_000)
        return window

    yield opened
    for window in windows:
        window.close()
    assert complaints == []


@pytest.fixture(params=["zh", "en"])
def lang(request: pytest.FixtureRequest) -> str:
    return str(request.param)
