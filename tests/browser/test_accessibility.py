"""For who reads with the ears, works with keys alone, or needs strong contrast."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page as Window

from dashboard.pages import PAGES

DESKTOP, PHONE = (1440, 900), (390, 844)
MOST_STOPS = 400


@dataclass(frozen=True, slots=True)
class Known:
    """A violation that is Streamlit's own: axe's rule, what it falls on, and why it stands."""

    rule: str
    selector: str
    reason: str


STREAMLITS_OWN = (
    Known("region", "[role=listbox], [role=listbox] *", "an open list lies in a layer beside the page's landmarks; Streamlit draws it there"),
    Known("list", "[data-testid=stSidebarNavItems], [data-testid=stSidebarNav] ul", "the menu of a phone: Streamlit puts its sections between list and items"),
    Known("listitem", "[data-testid=stSidebarNav] li", "the same, seen from the items"),
    Known("color-contrast", "[data-testid=stWidgetLabel][disabled] *", "the name of a filter that is switched off, which may be pale; axe cannot tell that it is one"),
)  # fmt: skip

# The first thing recorded: how everything that can take the focus looks while it does not have it.
RECORD = """() => {
    const can = 'a[href], button, input:not([type=hidden]), textarea, select, summary, [tabindex], .modebar-btn';
    const style = e => { const s = getComputedStyle(e); return [s.outlineStyle, s.outlineWidth, s.outlineColor, s.boxShadow, s.borderColor, s.backgroundColor].join(); };
    const chain = e => { const up = []; for (let at = e; at && up.length < 5; at = at.parentElement) up.push(style(at)); return up.join(';'); };
    const controls = [...document.querySelectorAll('[data-testid=stApp] :is(' + can + ')')].filter(e => e.checkVisibility({visibilityProperty: true})
        && !e.disabled && e.getAttribute('tabindex') !== '-1' && !e.closest('[aria-hidden=true], [data-testid=stSidebar]'));
    const named = e => `${e.tagName.toLowerCase()}.${String(e.className.baseVal ?? e.className).split(' ').filter(c => !c.startsWith('st-emotion')).join('.')} “${(e.ariaLabel || e.innerText || e.dataset.title || '').trim().slice(0, 40)}”`;
    window.focusWalk = {chain, named, controls, before: new Map(controls.map(e => [e, chain(e)])), reached: new Set()};
}"""
STOP = """() => {
    const walk = window.focusWalk, e = document.activeElement;
    if (!e || e === document.body || walk.reached.has(e)) return null;
    for (const running of document.getAnimations()) try { running.finish(); } catch {}
    walk.reached.add(e);
    return walk.before.get(e) === walk.chain(e) ? walk.named(e) : '';
}"""
# One stop is enough for a group of radio buttons: the arrow keys move within it.
NOT_REACHED = """() => {
    const {controls, reached, named} = window.focusWalk, group = e => e.closest('[role=radiogroup]'), groups = new Set([...reached].map(group));
    return controls.filter(e => !reached.has(e) && !(group(e) && groups.has(group(e)))).map(named);
}"""


def violations(window: Window) -> list[str]:
    """What axe finds and Streamlit does not answer for: rule, place, and what is wrong there."""
    found = Axe().run(window).response["violations"]
    return [
        f"{rule['id']}: {node['target'][0]} {node['failureSummary']}"
        for rule in found
        for node in rule["nodes"]
        if not any(known.rule == rule["id"] and is_at(window, node["target"][0], known.selector) for known in STREAMLITS_OWN)
    ]


def is_at(window: Window, target: str, selector: str) -> bool:
    return bool(window.evaluate("([target, selector]) => document.querySelector(target)?.matches(selector)", [target, selector]))


def choices() -> Iterator[object]:
    """Each page in both themes; the default run takes every third page in one of them."""
    for row, (page, theme) in enumerate(product(PAGES, ("light", "dark"))):
        yield pytest.param((page, theme), id=f"{page.key}-{theme}", marks=[pytest.mark.slow] if row % 7 else [])


@pytest.fixture(scope="module", params=choices())
def window(request, opening):
    """Each page in each theme, drawn once for the tests that look at it."""
    page, theme = request.param
    with opening(page, "en" if theme == "light" else "zh", theme, DESKTOP) as opened:
        yield opened


def test_axe_finds_nothing_of_ours(window):
    assert violations(window) == []


def test_the_tab_key_reaches_every_control_and_shows_where_it_is(window):
    window.evaluate(RECORD)
    unseen = []
    for _ in range(MOST_STOPS):
        window.keyboard.press("Tab")
        stop = window.evaluate(STOP)
        if stop is None:
            break
        unseen += [stop] if stop else []
    assert unseen == []
    assert window.evaluate(NOT_REACHED) == []


def test_axe_finds_nothing_of_ours_on_a_phone(drawn):
    assert violations(drawn(PAGES[0], "zh", "light", PHONE)) == []


def test_axe_finds_nothing_of_ours_while_a_filter_is_open(drawn):
    page = drawn(PAGES[0], "zh", "light", DESKTOP)
    page.locator(".st-key-month-zh input").click()
    page.get_by_role("option").first.wait_for()
    assert violations(page) == []
