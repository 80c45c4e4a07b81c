"""Every panel of every page in every format: it opens, holds the frame's numbers, and shows no name that is hidden."""

import io
from collections.abc import Iterator

import openpyxl
import polars as pl
import pytest
from pptx import Presentation

from dashboard import exports, tables, theme
from dashboard.answer import Panel
from dashboard.exports import cells
from dashboard.page import Page, View, direct
from dashboard.pages import PAGES
from queries import access
from queries.access import ROLE_NAMES, Role
from queries.concentration import shares
from queries.money import Scale
from queries.settings import settings
from queries.text import LANGS
from tests.dashboard.office import chart_of, unpacked

KINDS = {kind.key: kind for kind in exports.KINDS}


@pytest.fixture(autouse=True)
def state_place(tmp_path, monkeypatch):
    """What the application writes goes to a folder of the test's own."""
    monkeypatch.setenv("RM_COCKPIT_WAREHOUSE", str(tmp_path / "warehouse"))
    settings.cache_clear()
    yield
    settings.cache_clear()


def view_of(warehouse, role: Role, lang: str, page: Page) -> View:
    scope = access.reach(access.role_viewer(role, warehouse), warehouse).asking(measure=page.measure)
    return View(warehouse, scope, lang, theme.LIGHT, ROLE_NAMES[role], f"local:{role.value}", may_export=True, answer=direct)


def filled(view: View, page: Page) -> Iterator[tuple[Panel, Scale]]:
    content = page.answer(view)
    return ((panel, content.scale) for panel in content.panels if not panel.frame.is_empty())


def plain(value: object) -> object:
    """A cell as a spreadsheet has it, which knows no parts of a second that small."""
    if hasattr(value, "microsecond"):
        return value.replace(microsecond=0)
    if value is None or isinstance(value, str) or hasattr(value, "year"):
        return value or None
    return pytest.approx(float(value), nan_ok=True)


def of_sheet(value: object, kind: pl.DataType) -> object:
    """A cell read back: a spreadsheet's days come as moments."""
    if not hasattr(value, "microsecond"):
        return value
    return value.date() if kind == pl.Date else value.replace(microsecond=0)


@pytest.mark.parametrize("lang", ["zh", pytest.param("en", marks=pytest.mark.slow)])
@pytest.mark.parametrize("page", PAGES, ids=[page.key for page in PAGES])
def test_a_workbook_opens_and_holds_the_frame_cell_by_cell(warehouse, page, lang):
    view = view_of(warehouse, Role.EXECUTIVE, lang, page)
    for panel, scale in filled(view, page):
        book = openpyxl.load_workbook(io.BytesIO(exports.of_panel(view, panel, scale, KINDS["xlsx"]).make()))
        sheet, expected = book.worksheets[0], cells.sheet_of(panel, lang)
        rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
        top = rows.index([*expected.headings, *[None] * (len(rows[0]) - len(expected.headings))])
        for at in range(len(expected.headings)):
            found = [of_sheet(row[at], expected.frame.dtypes[at]) for row in rows[top + 1 :]]
            assert found == [plain(value) for value in expected.values(at, lang)], (panel.key, expected.headings[at])


@pytest.mark.parametrize("lang", ["zh", pytest.param("en", marks=pytest.mark.slow)])
@pytest.mark.parametrize("page", [PAGES[0], *(pytest.param(page, marks=pytest.mark.slow) for page in PAGES[1:])], ids=[page.key for page in PAGES])
def test_slides_open_and_their_chart_has_the_frames_numbers(warehouse, page, lang):
    view = view_of(warehouse, Role.EXECUTIVE, lang, page)
    for panel, scale in filled(view, page):
        deck = Presentation(io.BytesIO(exports.of_panel(view, panel, scale, KINDS["pptx"]).make()))
        assert deck.slides[0].shapes.title.text == panel.title.to(lang)
        native = panel.chart.native if panel.chart else None
        if native is None:
            continue
        first = cells.chart_data(panel, lang, scale)[0]
        drawn = chart_of(deck).plots[0].series[0]
        assert [value for value in drawn.values if value is not None] == pytest.approx([value for value in first.series[0].values if value is not None])
        frame = tables.in_language(panel.frame, lang)
        (column,) = [name for name in frame.columns if name in {native.series[0], f"{native.series[0]}_yuan"}]
        divisor = (panel.scale or scale).divisor if column.endswith("_yuan") else 1
        known = {round(float(value) / divisor, 9) for value in frame[column].drop_nulls()}
        assert {round(value, 9) for value in drawn.values if value is not None} <= known


@pytest.mark.parametrize("page", PAGES, ids=[page.key for page in PAGES])
def test_a_csv_has_a_line_a_row(warehouse, page):
    view = view_of(warehouse, Role.EXECUTIVE, "zh", page)
    for panel, scale in filled(view, page):
        told = exports.of_panel(view, panel, scale, KINDS["csv"]).make().decode("utf-8-sig")
        assert pl.read_csv(io.StringIO(told.split("\n\n")[0]), infer_schema=False).height == panel.frame.height
        for lang in LANGS:
            headings = cells.sheet_of(panel, lang).headings
            assert len(set(headings)) == len(headings), panel.key


@pytest.mark.skipif(exports.pictures.missing() is not None, reason="no Chromium or no Chinese font")
@pytest.mark.parametrize("page", [PAGES[0], *(pytest.param(page, marks=pytest.mark.slow) for page in PAGES[1:])], ids=[page.key for page in PAGES])
def test_pictures_are_drawn_with_their_titles(warehouse, page):
    view = view_of(warehouse, Role.EXECUTIVE, "zh", page)
    for panel, scale in filled(view, page):
        if panel.chart is None:
            continue
        assert exports.of_panel(view, panel, scale, KINDS["png"]).make().startswith(b"\x89PNG")
        assert panel.title.zh.split(" ")[0] in exports.of_panel(view, panel, scale, KINDS["svg"]).make().decode()


@pytest.mark.parametrize("lang", ["zh", pytest.param("en", marks=pytest.mark.slow)])
@pytest.mark.parametrize("form", ["csv", *(pytest.param(form, marks=pytest.mark.slow) for form in ("xlsx", "pptx", "svg"))])
def test_a_masked_name_is_in_no_file(warehouse, form, lang):
    kind = KINDS[form]
    if kind.missing() is not None:
        pytest.skip("no Chromium or no Chinese font")
    for page in PAGES:
        seen = view_of(warehouse, Role.EXECUTIVE, lang, page)
        names = set(seen.load(shares.largest, seen.scope.asking(measure="loans", by="client"))[f"holder_{lang}"].drop_nulls())
        masked = view_of(warehouse, Role.ANALYST, lang, page)
        for panel, scale in filled(masked, page):
            if panel.chart is not None or not kind.needs_chart:
                told = unpacked(exports.of_panel(masked, panel, scale, kind).make())
                assert not [name for name in names if len(name) > 3 and name in told], (page.key, panel.key)


def test_a_native_chart_of_every_kind_finds_its_columns(warehouse):
    for page in PAGES:
        view = view_of(warehouse, Role.EXECUTIVE, "zh", page)
        for panel, scale in filled(view, page):
            if panel.chart is not None and panel.chart.native is not None:
                charts = cells.chart_data(panel, "zh", scale)
                assert sum(len(data.series) for data in charts) == len(panel.chart.native.series), panel.key


def test_the_board_pack_of_a_masked_viewer_holds_no_name(warehouse):
    page = PAGES[0]
    seen = view_of(warehouse, Role.EXECUTIVE, "zh", page)
    names = set(seen.load(shares.largest, seen.scope.asking(measure="loans", by="client"))["holder_zh"].drop_nulls())
    masked = view_of(warehouse, Role.ANALYST, "zh", page)
    for form in ("xlsx", "pptx"):
        told = unpacked(exports.board_pack(masked, PAGES, form, lambda *_: None))
        assert not [name for name in names if len(name) > 3 and name in told]
