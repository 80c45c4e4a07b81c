"""The file of a panel: readable by a spreadsheet, harmless, and says where it comes from."""

from decimal import Decimal

import polars as pl
import pytest

from dashboard import panel, theme
from dashboard.page import View
from dashboard.panel import Panel
from queries.access import ROLE_NAMES, Role
from queries.text import Text

TITLE = Text("客户：前 2 大", "The 2 largest: Client")
HOLDERS = pl.DataFrame(
    {
        "place": [1, 2],
        "holder_zh": ["=cmd|' /C calc'!A0", "上海甲公司"],
        "holder_en": ["=cmd|' /C calc'!A0", "Jia, Shanghai"],
        "value_yuan": [Decimal("1200.50"), Decimal("-3.00")],
        "hhi": [0.5, None],
    }
)


@pytest.fixture
def view(warehouse, whole_bank):
    return View(warehouse, whole_bank, "zh", theme.LIGHT, ROLE_NAMES[Role.EXECUTIVE], "local:executive", may_export=True)


def lines(view, number="abc123"):
    return panel.csv(view, Panel("largest", TITLE, TITLE, HOLDERS), number).decode("utf-8").split("\n")


def test_a_file_starts_with_a_byte_order_mark_and_its_headings(view):
    assert panel.csv(view, Panel("largest", TITLE, TITLE, HOLDERS), "1")[:3] == b"\xef\xbb\xbf"
    assert lines(view)[0] == "\ufeff名次,名称,金额,赫芬达尔指数 HHI"


def test_text_that_looks_like_a_formula_is_defused_and_numbers_stay_numbers(view):
    assert lines(view)[1] == "1,'=cmd|' /C calc'!A0,1200.50,0.5"
    assert lines(view)[2] == "2,上海甲公司,-3.00,"


def test_a_file_says_scope_month_generation_person_number_and_definitions_after_an_empty_line(view):
    said = lines(view)
    assert said[3] == ""
    origin = dict(line.split(",", 1) for line in said[4:] if line)
    assert origin["截至"] == "2026-10"
    assert origin["数据批次"] == "wh-0001"
    assert origin["导出人"] == "行领导"
    assert origin["文件编号"] == "abc123"
    assert origin["内容"] == "客户：前 2 大"
    assert "Σ s²" in origin["口径：赫芬达尔指数 HHI"]
    assert set(origin) >= {"范围", "导出时间"}


def test_a_file_keeps_only_the_readers_language(view):
    from dataclasses import replace

    assert lines(replace(view, lang="en"))[0] == "\ufeffPlace,Name,Amount,HHI"
    assert lines(replace(view, lang="en"))[2] == '2,"Jia, Shanghai",-3.00,'
