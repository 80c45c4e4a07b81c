"""Every page as every role, in both languages and themes, at three sizes: drawn whole, and looked over by machine.

The default run draws each page at one size, with sizes, roles, languages and themes dealt out among them. `make looks` draws
all there is; with RM_COCKPIT_LOOKS=FOLDER every drawing is kept there as a picture.
"""

import os
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import pytest

from dashboard.page import Page
from dashboard.pages import PAGES
from queries.access import Role
from queries.text import LANGS, Lang
from tests.browser.inspection import complaints, save_picture, wait_until_drawn

SIZES = ((1440, 900), (1280, 720), (390, 844))
THEMES = ("light", "dark")
ROLES = tuple(Role)


@dataclass(frozen=True, slots=True)
class Drawing:
    page: Page
    role: Role
    lang: Lang
    theme: str
    sizes: tuple[tuple[int, int], ...]

    def __str__(self) -> str:
        return f"{self.page.key}_{self.role.value}_{self.lang}_{self.theme}"


EVERY = [Drawing(*choice, SIZES) for choice in product(PAGES, ROLES, LANGS, THEMES)]


def dealt() -> list[Drawing]:
    """Each page once, the other choices in turn, the phone first."""
    return [
        Drawing(page, ROLES[row % len(ROLES)], LANGS[row % 2], THEMES[row // 2 % 2], (SIZES[-1 - row % len(SIZES)],))
        for row, page in enumerate(PAGES)
    ]


def wrong_with(drawn, drawing: Drawing) -> list[str]:
    """The complaints at each size; the window is made smaller as a person would, without loading again."""
    window = drawn(drawing.page, drawing.lang, drawing.theme, drawing.sizes[0], drawing.role.value)
    title, found = window.locator("h1").first.inner_text(), []
    for width, height in drawing.sizes:
        window.set_viewport_size({"width": width, "height": height})
        wait_until_drawn(window)
        found += [f"{width}x{height}: {said}" for said in complaints(window, drawing.lang)]
        if folder := os.environ.get("RM_COCKPIT_LOOKS"):
            save_picture(window, Path(folder) / f"{drawing}_{width}x{height}.png")
    return found if title == drawing.page.title.to(drawing.lang) else [f"the title is {title}", *found]


@pytest.mark.parametrize("drawing", dealt(), ids=str)
def test_every_page_stands_at_every_size(drawn, drawing):
    wrong = wrong_with(drawn, drawing)
    assert not wrong, "\n".join(wrong)


@pytest.mark.slow
@pytest.mark.parametrize("drawing", EVERY, ids=str)
def test_every_page_stands_for_everybody_everywhere(drawn, drawing):
    wrong = wrong_with(drawn, drawing)
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("page", [PAGES[0], *(pytest.param(page, marks=pytest.mark.slow) for page in PAGES[1:])], ids=lambda page: page.key)
def test_a_page_at_twice_the_size_of_everything_fits_a_desktop(drawn, page):
    wrong = complaints(drawn(page, "en", "light", (720, 450), pixel_ratio=2), "en")
    assert not wrong, "\n".join(wrong)
