"""The files of a panel: they open, hold the same numbers, cannot be run as formulas, and say where they come from."""

import io
import re
import zipfile
from dataclasses import replace
from decimal import Decimal

import openpyxl
import plotly.graph_objects as go
import polars as pl
import pytest
from pptx import Presentation

from dashboard import exports, theme
from dashboard.answer import Line, Panel
from dashboard.exports import cells, pictures
from dashboard.figures import Chart, Native
from dashboard.page import View, direct
from queries import state
from queries.access import ROLE_NAMES, Role
from queries.money import SCALES
from queries.settings import settings
from queries.text import Text
from tests.dashboard.office import cells_of, chart_of, texts_of

TITLE = Text("客户：前 2 大", "The 2 largest: Client")
LEGEND = Text("贷款（万元）", "Loans (m)")
FORMULA = "=cmd|' /C calc'!A0"
WAN = SCALES["zh"][1]
HOLDERS = pl.DataFrame(
    {
        "place": [1, 2],
        "holder_zh": [FORMULA, "上海甲公司"],
        "holder_en": [FORMULA, "Jia, Shanghai"],
        "value_yuan": [Decimal("1200500.50"), Decimal("-30000.00")],
        "hhi": [0.5, None],
    }
)
KINDS = {kind.key: kind for kind in exports.KINDS}
DRAWS = pytest.mark.skipif(pictures.missing() is not None, reason="no Chromium or no Chinese font")


@pytest.fixture(autouse=True)
def state_place(tmp_path, monkeypatch):
    """What the application writes goes to a folder of the test's own."""
    monkeypatch.setenv("RM_COCKPIT_WAREHOUSE", str(tmp_path / "warehouse"))
    settings.cache_clear()
    yield tmp_path / "warehouse"
    settings.cache_clear()


@pytest.fixture
def view(warehouse, whole_bank):
    return View(warehouse, whole_bank, "zh", theme.DARK, ROLE_NAMES[Role.EXECUTIVE], "local:executive", may_export=True, answer=direct)


@pytest.fixture
def panel():
    bars = go.Figure({"data": [{"type": "bar", "x": [120.1, -3.0], "y": ["甲", "乙"], "orientation": "h", "marker": {"color": theme.DARK.actual}}]})
    bars.update_layout(height=300, template=theme.template(theme.DARK), margin={"l": 4, "r": 4, "t": 4, "b": 4})
    chart = Chart(bars, 300, Text("最大：甲。", "Largest: Jia."), Native("bar", "holder", ("value_yuan",)))
    return Panel("largest", TITLE, LEGEND, HOLDERS, chart)


def made(view, panel, kind):
    return exports.of_panel(view, panel, WAN, KINDS[kind]).make()


def workbook(view, panel):
    return openpyxl.load_workbook(io.BytesIO(made(view, panel, "xlsx")))


def slides(view, panel):
    return Presentation(io.BytesIO(made(view, panel, "pptx")))


def csv_lines(view, panel):
    return made(view, panel, "csv").decode("utf-8").split("\n")


def test_a_csv_starts_with_a_byte_order_mark_and_its_headings(view, panel):
    assert csv_lines(view, panel)[0] == "\ufeff名次,名称,金额,赫芬达尔指数 HHI"


def test_in_a_csv_text_that_looks_like_a_formula_is_quoted_and_numbers_stay_numbers(view, panel):
    assert csv_lines(view, panel)[1] == f"1,'{FORMULA},1200500.50,0.5"
    assert csv_lines(view, panel)[2] == "2,上海甲公司,-30000.00,"


def test_a_csv_says_scope_month_generation_person_number_and_definitions_after_an_empty_line(view, panel):
    said = csv_lines(view, panel)
    assert said[3] == ""
    origin = dict(line.split(",", 1) for line in said[4:] if line)
    assert origin["截至"] == "2026-10"
    assert origin["数据批次"] == "wh-0001"
    assert origin["导出人"] == "行领导 (local:executive)"
    assert origin["内容"] == "客户：前 2 大"
    assert re.fullmatch("[0-9a-f]{16}", origin["文件编号"])
    assert "Σ s²" in origin["口径：赫芬达尔指数 HHI"]
    assert set(origin) >= {"范围", "导出时间"}


def test_a_file_keeps_only_the_readers_language(view, panel):
    english = replace(view, lang="en")
    assert csv_lines(english, panel)[0] == "\ufeffPlace,Name,Amount,HHI"
    assert "上海甲公司" not in cells_of(workbook(english, panel))
    assert "上海甲公司" not in texts_of(slides(english, panel))


def test_a_scope_of_one_segment_says_so(view, panel):
    cut = replace(view, scope=replace(view.scope, segments=("corporate",)))
    assert any(line.startswith("范围,总行 · 公司") for line in csv_lines(cut, panel))


def test_a_sheet_holds_whole_numbers_typed_and_formatted(view, panel):
    sheet = workbook(view, panel)["客户：前 2 大"]
    rows = [row for row in sheet.iter_rows() if row[0].value in (1, 2)]
    assert [cell.value for cell in rows[0]] == [1, FORMULA, 1200500.5, 0.5]
    assert [cell.value for cell in rows[1]] == [2, "上海甲公司", -30000, None]
    assert rows[0][1].data_type == "s"  # a string, not a formula
    assert rows[0][2].number_format == "#,##0.00"
    assert sheet["A1"].value == "客户：前 2 大"
    assert sheet["A2"].value == "贷款（万元）"


def test_a_sheets_chart_is_excels_own_and_reads_the_same_numbers_in_the_unit_of_the_page(view, panel):
    book = workbook(view, panel)
    (chart,) = book["客户：前 2 大"]._charts
    assert chart.ser[0].val.numRef.f == "图表数据!$B$3:$B$4"
    assert [[cell.value for cell in row] for row in book["图表数据"]["A2:B4"]] == [
        ["名称", "金额（万元）"], [FORMULA, 120.05005], ["上海甲公司", -3]
    ]  # fmt: skip


def test_a_workbook_explains_its_metrics_and_its_origin(view, panel):
    said = cells_of(workbook(view, panel))
    assert "Σ s²" in said
    assert {"数据批次", "wh-0001", "文件编号"} <= set(said.split("\n"))


def test_a_slides_chart_is_powerpoints_own_and_can_be_edited(view, panel):
    chart = chart_of(slides(view, panel))
    assert list(chart.plots[0].categories) == [f"'{FORMULA}", "上海甲公司"]
    assert list(chart.plots[0].series[0].values) == pytest.approx([120.05005, -3])
    assert chart.plots[0].series[0].name == "金额（万元）"
    inside = openpyxl.load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob)).active
    assert {cell.data_type for row in inside.iter_rows() for cell in row} <= {"s", "n"}  # no formula


def test_slides_say_title_table_alternative_text_and_origin_in_fonts_that_have_chinese(view, panel):
    deck = slides(view, panel)
    said = texts_of(deck)
    assert {"客户：前 2 大", "贷款（万元）", "上海甲公司", "120.1", "−3.0"} <= set(said.split("\n"))
    assert "wh-0001" in said
    with zipfile.ZipFile(io.BytesIO(made(view, panel, "pptx"))) as parts:
        assert b'<a:ea typeface="Microsoft YaHei"/>' in parts.read("ppt/theme/theme1.xml")
        assert "descr=\"最大：甲。\"" in parts.read("ppt/slides/slide1.xml").decode()


def test_a_table_too_long_for_a_slide_goes_on_with_its_headings_on_the_next(view, panel):
    many = pl.concat([HOLDERS] * 30).with_columns(place=pl.int_range(1, 61))
    deck = slides(view, replace(panel, frame=many, chart=None))
    tables = [shape.table for slide in deck.slides for shape in slide.shapes if shape.has_table]
    assert [table.cell(0, 1).text for table in tables[:3]] == ["名称", "名称", "名称"]
    assert sum(len(table.rows) - 1 for table in tables[:-2]) == 60


def test_sentences_become_lines_of_a_slide(view, panel):
    deck = slides(view, replace(panel, chart=None, lines=(Line(Text("存款下降。", "Deposits fell."), "overview"),)))
    assert "存款下降。" in texts_of(deck)


def test_a_panel_without_a_chart_is_no_picture(panel):
    assert [kind.key for kind in exports.kinds_of(replace(panel, chart=None))] == ["csv", "xlsx", "pptx"]
    assert len(exports.kinds_of(panel)) == 5


@DRAWS
def test_a_picture_carries_title_legend_and_origin_on_light_paper_and_leaves_the_figure_alone(view, panel):
    before = panel.chart.figure.to_json()
    drawn = made(view, panel, "svg").decode()
    assert panel.chart.figure.to_json() == before
    assert all(said in drawn for said in ("客户：前 2 大", "贷款（万元）", "wh-0001", "2026-10"))
    assert theme.DARK.paper.lower() not in drawn.lower()
    png = made(view, panel, "png")
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    assert int.from_bytes(png[16:20], "big") == 2 * pictures.WIDTH


def test_without_a_browser_a_picture_says_what_to_install(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    pictures.browser.cache_clear()
    try:
        assert "chromium fonts-noto-cjk" in pictures.missing().zh
    finally:
        pictures.browser.cache_clear()


def test_every_file_has_a_number_of_its_own_in_it_and_in_its_name(view, panel):
    files = [exports.of_panel(view, panel, WAN, KINDS["csv"]) for _ in range(2)]
    numbers = [file.name.removesuffix(".csv").rpartition("_")[2] for file in files]
    assert numbers[0] != numbers[1]
    assert numbers[0] in files[0].make().decode()


def test_making_a_file_is_written_down(view, panel):
    file = exports.of_panel(view, panel, WAN, KINDS["xlsx"])
    assert state.exports_noted() == []
    file.make()
    (row,) = state.exports_noted()
    assert (row["subject"], row["action"], row["what"], row["format"]) == ("local:executive", "export", "largest", "xlsx")
    assert row["generation"] == "wh-0001"
    assert row["file_number"] in file.name


def test_there_is_no_file_where_it_cannot_be_written_down(view, panel, state_place):
    state_place.write_text("in the way")
    with pytest.raises(OSError):
        exports.of_panel(view, panel, WAN, KINDS["csv"]).make()


@pytest.mark.parametrize(
    "column, values, style",
    [
        ("value_yuan", [Decimal("1.50")], cells.Style.MONEY), ("share", [0.5], cells.Style.SHARE), ("gini", [0.5], cells.Style.INDEX),
        ("place", [1], cells.Style.COUNT), ("holder", ["甲"], cells.Style.TEXT),
    ],
)  # fmt: skip
def test_a_column_is_formatted_by_what_it_holds(column, values, style):
    assert cells.kind_of(column, pl.Series(values)) is style
