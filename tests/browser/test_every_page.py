"""Every page as every role, in both languages and themes, at three sizes: drawn whole, and looked over by machine.

The files of an RM and of a client are drawn twice: before anybody is chosen, and of somebody about whom there is much to say, or of
the first whom the viewer is shown.

The default run draws each page at one size, with sizes, roles, languages and themes dealt out among them. `make looks` draws
all there is; with RM_COCKPIT_LOOKS=FOLDER every drawing is kept there as a picture.
"""

import os
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import duckdb
import pytest

from dashboard.page import Page
from dashboard.pages import PAGES
from queries.access import Role
from queries.engines import READ_ONLY_CONFIG
from queries.text import LANGS, Lang
from tests.browser.inspection import complaints, save_picture, wait_until_drawn
from tests.places import published

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
    is_file: bool = False

    def __str__(self) -> str:
        return f"{self.page.key}{'-file' * self.is_file}_{self.role.value}_{self.lang}_{self.theme}"


FILES = {"rm": "who", "client": "client"}  # the filter that says whose
SUBJECTS = [*((page, False) for page in PAGES), *((page, True) for page in PAGES if page.key in FILES)]
EVERY = [Drawing(page, role, lang, theme, SIZES, is_file) for (page, is_file), role, lang, theme in product(SUBJECTS, ROLES, LANGS, THEMES)]


def dealt() -> list[Drawing]:
    """Each page once, the other choices in turn, the phone first; the files as an executive sees them."""
    return [
        Drawing(page, Role.EXECUTIVE if is_file else ROLES[row % len(ROLES)], LANGS[row % 2], THEMES[row // 2 % 2], (SIZES[-1 - row % len(SIZES)],), is_file)
        for row, (page, is_file) in enumerate(SUBJECTS)
    ]


@pytest.fixture(scope="session")
def somebody(warehouse_place: str) -> dict[str, str]:
    """The RM with the largest book, and the large client on the watch list with the largest exposure."""
    latest = "month = (SELECT max(month) FROM client_month)"
    asked = {
        "rm": f"SELECT rm_id FROM client_month WHERE rm_id IS NOT NULL AND {latest} GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1",
        "client": f"SELECT client_id FROM credit_watch WHERE {latest} ORDER BY exposure_yuan DESC, 1 LIMIT 1",
    }
    with duckdb.connect(str(published(warehouse_place)), read_only=True, config=READ_ONLY_CONFIG) as connection:
        return {page: connection.execute(query).fetchone()[0] for page, query in asked.items()}


def wrong_with(drawn, drawing: Drawing, somebody: dict[str, str]) -> list[str]:
    """The complaints at each size; the window is made smaller as a person would, without loading again."""
    sees_all = drawing.role in {Role.EXECUTIVE, Role.AUDITOR}
    chosen = {FILES[drawing.page.key]: somebody[drawing.page.key]} if drawing.is_file and sees_all else {}
    window = drawn(drawing.page, drawing.lang, drawing.theme, drawing.sizes[0], drawing.role.value, **chosen)
    names = window.locator(f"td.{drawing.page.key} a")
    if drawing.is_file and not sees_all and names.count():  # an analyst is shown no client to go to
        names.first.click()
        wait_until_drawn(window)
    title, found = window.locator("h1").first.inner_text(), []
    for width, height in drawing.sizes:
        window.set_viewport_size({"width": width, "height": height})
        wait_until_drawn(window)
        found += [f"{width}x{height}: {said}" for said in complaints(window, drawing.lang)]
        if folder := os.environ.get("RM_COCKPIT_LOOKS"):
            save_picture(window, Path(folder) / f"{drawing}_{width}x{height}.png")
    return found if title == drawing.page.title.to(drawing.lang) else [f"the title is {title}", *found]


@pytest.mark.parametrize("drawing", dealt(), ids=str)
def test_every_page_stands_at_every_size(drawn, drawing, somebody):
    wrong = wrong_with(drawn, drawing, somebody)
    assert not wrong, "\n".join(wrong)


@pytest.mark.slow
@pytest.mark.parametrize("drawing", EVERY, ids=str)
def test_every_page_stands_for_everybody_everywhere(drawn, drawing, somebody):
    wrong = wrong_with(drawn, drawing, somebody)
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("page", [PAGES[0], *(pytest.param(page, marks=pytest.mark.slow) for page in PAGES[1:])], ids=lambda page: page.key)
def test_a_page_at_twice_the_size_of_everything_fits_a_desktop(drawn, page):
    wrong = complaints(drawn(page, "en", "light", (720, 450), pixel_ratio=2), "en")
    assert not wrong, "\n".join(wrong)
