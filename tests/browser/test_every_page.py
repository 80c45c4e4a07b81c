"""Every page as every role, in both languages and themes, at three sizes: drawn whole, and looked over by machine.

The default run draws each page on a phone and the first ones on a screen, with roles, languages and themes dealt out among them. `make looks` draws
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
from tests.browser.inspection import complaints, save_picture

SIZES = ((1440, 900), (1280, 720), (390, 844))
THEMES = ("light", "dark")
ROLES = tuple(Role)


@dataclass(frozen=True, slots=True)
class Drawing:
    page: Page
    role: Role
    lang: Lang
    theme: str
    size: tuple[int, int]

    def __str__(self) -> str:
        return f"{self.page.key}_{self.role.value}_{self.lang}_{self.theme}_{self.size[0]}x{self.size[1]}"


EVERY = [Drawing(*choice) for choice in product(PAGES, ROLES, LANGS, THEMES, SIZES)]


def dealt() -> list[Drawing]:
    """Each page on a phone and the first ones on a screen, the other choices in turn."""
    return [
        Drawing(page, ROLES[(row * len(SIZES) + column) % len(ROLES)], LANGS[(row + column) % 2], THEMES[(row // 2 + column) % 2], size)
        for row, page in enumerate(PAGES)
        for column, size in enumerate(SIZES)
        if column == 2 or column == row
    ]


def wrong_with(drawn, drawing: Drawing) -> list[str]:
    window = drawn(drawing.page, drawing.lang, drawing.theme, drawing.size, drawing.role.value)
    title = window.locator("h1").first.inner_text()
    found = complaints(window, drawing.lang)
    if folder := os.environ.get("RM_COCKPIT_LOOKS"):
        save_picture(window, Path(folder) / f"{drawing}.png")
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
