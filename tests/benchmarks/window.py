"""What a reader waits for, measured from inside the page in headless Chromium, once a frame."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from shutil import which
from typing import Any

from playwright.sync_api import Browser, BrowserContext, CDPSession, Page, Playwright, ViewportSize

from tests.benchmarks.served import Served
from tests.browser.conftest import FLAGS

SCREEN: ViewportSize = {"width": 1440, "height": 900}
QUIET = 800  # milliseconds without a change after which a page counts as drawn
PATIENCE = 60.0
SECTION, OTHER_PAGE = "[data-testid=stTopNavSection]", "[data-testid=stTopNavDropdownLink]"
MONTH = "[class*=st-key-month] input"

# `first`: when the awaited element first showed. `changed`: the last frame in which the main part changed.
# `pressed`: when a button of the mouse last went down. All in milliseconds of the page's own clock.
PROBE = """(() => {
    const seen = window.measured = {first: null, changed: 0, pressed: 0, shift: 0, whole: false};
    const shows = e => { const box = e.getBoundingClientRect(); return box.width > 0 && box.height > 0 && (e.matches('svg') || /\\d/.test(e.textContent)); };
    const isWhole = () => {
        const app = document.querySelector('[data-testid=stApp]'), charts = [...document.querySelectorAll('[data-testid=stPlotlyChart]')];
        return seen.first !== null && app?.dataset.testScriptState === 'notRunning' && !document.querySelector('[data-stale=true], [data-testid=stSkeleton]')
            && charts.length > 0 && charts.every(chart => chart.querySelector('.main-svg'));
    };
    let changes = 0, before = 0;
    const frame = () => {
        const now = performance.now();
        if (seen.first === null && [...document.querySelectorAll('FIRST')].some(shows)) seen.first = now;
        if (changes !== before) { before = changes; seen.changed = now; }
        const whole = isWhole();
        if (whole && !seen.whole) seen.changed = now;
        seen.whole = whole;
        requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
    new MutationObserver(list => { changes += list.some(m => (m.target.parentElement ?? m.target).closest?.('[data-testid=stMain]')) ? 1 : 0; })
        .observe(document, {subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ['d', 'transform', 'data-stale']});
    addEventListener('pointerdown', () => { seen.pressed = performance.now(); }, true);
    new PerformanceObserver(list => { for (const shift of list.getEntries()) if (!shift.hadRecentInput) seen.shift += shift.value; })
        .observe({type: 'layout-shift', buffered: true});
})();"""
IS_QUIET = f"() => measured.whole && performance.now() - Math.max(measured.changed, measured.pressed) > {QUIET}"


@dataclass
class Traffic:
    """What came over the wire: whole responses with their headers, and the messages of the open connection."""

    requests: int = 0
    request_bytes: int = 0
    message_bytes: int = 0

    def listen(self, session: CDPSession) -> None:
        session.send("Network.enable")
        session.on("Network.loadingFinished", self._finished)
        session.on("Network.webSocketFrameReceived", self._received)

    def _finished(self, event: dict[str, Any]) -> None:
        self.requests += 1
        self.request_bytes += int(event["encodedDataLength"])

    def _received(self, event: dict[str, Any]) -> None:
        self.message_bytes += len(event["response"]["payloadData"]) * 3 // 4  # told in base 64


@dataclass(frozen=True, slots=True)
class Load:
    """One load of a page. Times in milliseconds since the address was asked for."""

    first: float
    drawn: float
    shift: float
    traffic: Traffic


@dataclass(slots=True)
class Seen:
    """All that was measured in the browser, a figure for each run. Clicks in milliseconds from the press to the last change."""

    cold: list[Load] = field(default_factory=list)
    warm: list[Load] = field(default_factory=list)
    filtered: list[float] = field(default_factory=list)
    turned: list[float] = field(default_factory=list)


@contextmanager
def empty_profile(playwright: Playwright) -> Iterator[BrowserContext]:
    """A new browser that has been nowhere."""
    browser: Browser = playwright.chromium.launch(executable_path=which("chromium"), args=FLAGS)
    try:
        yield browser.new_context(viewport=SCREEN, locale="zh-CN")
    finally:
        browser.close()


@contextmanager
def loaded(context: BrowserContext, served: Served) -> Iterator[tuple[Page, Load]]:
    page, traffic = context.new_page(), Traffic()
    traffic.listen(context.new_cdp_session(page))
    page.add_init_script(PROBE.replace("FIRST", served.first))
    page.goto(served.address, wait_until="commit")
    wait_until_quiet(page)
    found = page.evaluate("() => measured")
    yield page, Load(found["first"], found["changed"], found["shift"], traffic)
    page.close()


def wait_until_quiet(page: Page) -> None:
    deadline = time.monotonic() + PATIENCE
    while not page.evaluate(IS_QUIET):
        if time.monotonic() > deadline:
            raise TimeoutError(f"{page.url} was not drawn within {PATIENCE:g} s: {page.evaluate('() => measured')}")
        threading.Event().wait(0.05)


def measure(playwright: Playwright, sites: dict[str, Served], runs: int, say: Callable[[str], None]) -> dict[str, Seen]:
    """The sites in turn, run for run, so that what else the machine does hits them alike. One load before does not count."""
    seen = {name: Seen() for name in sites}
    for run in range(runs + 1):
        for name, served in sites.items():
            say(f"browser, {name}: run {run} of {runs}")
            with empty_profile(playwright) as context:
                into = seen[name] if run else Seen()
                _loads(context, served, into)
                if name == next(iter(sites)):
                    _clicks(context, served, into, run)
    return seen


def _loads(context: BrowserContext, served: Served, into: Seen) -> None:
    for loads in (into.cold, into.warm):
        with loaded(context, served) as (_, load):
            loads.append(load)


def _clicks(context: BrowserContext, served: Served, into: Seen, run: int) -> None:
    """Another month, one that nobody asked for before; then the next page, where there is one."""
    with loaded(context, served) as (page, _):
        page.locator(MONTH).click()
        page.get_by_role("option").nth(run + 1).click()
        into.filtered.append(_since_pressed(page))
        if page.locator(SECTION).count():
            page.locator(SECTION).first.click()
            page.locator(OTHER_PAGE).first.click()
            into.turned.append(_since_pressed(page))


def _since_pressed(page: Page) -> float:
    wait_until_quiet(page)
    return float(page.evaluate("() => measured.changed - measured.pressed"))
