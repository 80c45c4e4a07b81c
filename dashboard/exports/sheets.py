"""Panels as an Excel workbook: a sheet a panel with its native chart above its numbers, then chart data, definitions, origin."""

import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from dashboard import theme, words
from dashboard.answer import Panel
from dashboard.exports import cells
from dashboard.exports.cells import ChartData, Style
from dashboard.exports.origin import Definition, Origin, definitions, metrics_in
from dashboard.exports.sheet_charts import FONT, chart_title, native_chart, rows_of
from dashboard.page import View
from queries.money import Scale
from queries.text import Lang

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

AS_TEXT = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
WIDEST = 90
SHEET_NAME = 31  # characters that Excel allows


@dataclass(slots=True)
class Book:
    """A workbook being written. `drawn` is the row of the chart data sheet where the next chart's numbers go."""

    book: "Workbook"
    lang: Lang
    formats: dict[str, "Format"]
    names: set[str] = field(default_factory=set)
    drawn: int = 0

    def sheet(self, name: str) -> "Worksheet":
        """A new sheet under a name Excel takes and no other sheet has."""
        clean = re.sub(r"[\[\]:*?/\\']", " ", name).strip()[:SHEET_NAME].strip() or "-"
        given, at = clean, 2
        while given.casefold() in self.names:
            given, at = f"{clean[: SHEET_NAME - 3]} {at}", at + 1
        self.names.add(given.casefold())
        made = self.book.add_worksheet(given)
        made.hide_gridlines(2)
        made.set_landscape()
        made.set_paper(9)
        made.fit_to_pages(1, 0)
        made.set_margins(0.4, 0.4, 0.6, 0.6)
        return made


def xlsx(view: View, panel: Panel, scale: Scale, origin: Origin) -> bytes:
    """One panel. Money stands in yuan to the cent; the chart's numbers are in the unit of the page."""
    with_metrics = metrics_in(panel.frame.columns)
    return workbook([(panel, scale)], definitions(with_metrics, view.lang), origin.facts, origin, view.lang)


def workbook(
    panels: Sequence[tuple[Panel, Scale]], defined: Sequence[Definition], facts: Iterable[tuple[str, str]], origin: Origin, lang: Lang,
    front: Sequence[tuple[str, Sequence[tuple[str, str]]]] = (),
) -> bytes:  # fmt: skip
    """`front` are sheets of (name, value) lines before the panels."""
    from xlsxwriter import Workbook  # with its parts, 0.1 s that no page load should pay

    target = io.BytesIO()
    made = Workbook(target, {"in_memory": True, "nan_inf_to_errors": True, **AS_TEXT})
    made.set_properties({"title": origin.title, "comments": origin.line, "created": datetime.now()})
    book = Book(made, lang, _formats(made))
    for name, lines in front:
        write_lines(book, book.sheet(name), name, lines)
    numbers: list[tuple[Panel, ChartData]] = []
    chart_sheet = words.SHEET_CHART.to(lang)
    for panel, scale in panels:
        charts = cells.chart_data(panel, lang, scale)
        _panel(book, panel, charts, origin, chart_sheet)
        numbers.extend((panel, data) for data in charts)
    if numbers:
        _chart_numbers(book, book.sheet(chart_sheet), numbers)
    _definitions(book, defined, facts)
    made.close()
    return target.getvalue()


def _formats(made: "Workbook") -> dict[str, "Format"]:
    plain = {"font_name": FONT, "font_size": 10, "valign": "vcenter"}
    line = {**plain, "bottom": 1, "bottom_color": theme.LIGHT.grid}
    head = {**plain, "bold": True, "bg_color": theme.LIGHT.shade, "bottom": 1, "bottom_color": theme.LIGHT.line, "text_wrap": True}
    looks: dict[str, dict[str, Any]] = {
        "title": {**plain, "bold": True, "font_size": 14, "font_color": theme.LIGHT.ink},
        "note": {**plain, "font_size": 9, "font_color": theme.LIGHT.mute},
        "head": {**head, "indent": 1}, "head right": {**head, "align": "right"}, "wrapped": {**line, "text_wrap": True, "valign": "top"},
        **{style.name: {**line, "num_format": style.value, "indent": int(style is Style.TEXT)} for style in Style},
        "chart": {**line, "num_format": "#,##0.0####"},
    }  # fmt: skip
    return {name: made.add_format(look) for name, look in looks.items()}


def write_lines(book: Book, sheet: "Worksheet", title: str, lines: Iterable[tuple[str, str]]) -> None:
    sheet.set_column(0, 0, 46)
    sheet.set_column(1, 1, 110)
    sheet.write_string(0, 0, title, book.formats["title"])
    for row, (name, value) in enumerate(lines, start=2):
        sheet.write_string(row, 0, name, book.formats["wrapped"])
        sheet.write_string(row, 1, value, book.formats["wrapped"])


def _panel(book: Book, panel: Panel, charts: Sequence[ChartData], origin: Origin, chart_sheet: str) -> None:
    lang, table = book.lang, cells.sheet_of(panel, book.lang)
    sheet = book.sheet(panel.title.to(lang))
    for row, (text, look) in enumerate(((panel.title.to(lang), "title"), (panel.legend.to(lang), "note"), (origin.line, "note"))):
        sheet.write_string(row, 0, text, book.formats[look])
    sheet.set_row(0, 24)
    top = 4
    for data in charts:
        sheet.insert_chart(top, 0, _next_chart(book, panel, data, chart_sheet), {"object_position": 3, "description": panel.chart.alt.to(lang) if panel.chart else ""})
        top += rows_of(data) + 1
    for column, (heading, style) in enumerate(zip(table.headings, table.kinds, strict=True)):
        values = table.values(column, lang)
        sheet.write_string(top, column, heading, book.formats["head" if style is Style.TEXT else "head right"])
        for row, value in enumerate(values, start=top + 1):
            _cell(sheet, row, column, value, book.formats[style.name])
        sheet.set_column(column, column, _width(heading, style, values))
    sheet.autofilter(top, 0, top + table.frame.height, len(table.headings) - 1)
    sheet.repeat_rows(top)
    sheet.set_footer(f"&L&8{_footer(origin.line)}&R&8&P / &N")
    if not charts:
        sheet.freeze_panes(top + 1, 0)


def _footer(text: str) -> str:
    """In a footer an ampersand starts a code; 255 characters is all Excel takes."""
    return text.replace("&", "&&")[:180]


def _cell(sheet: "Worksheet", row: int, column: int, value: Any, look: "Format") -> None:
    """Numbers as numbers, dates as dates, and text as text whatever it begins with."""
    if value is None or value == "" or value != value:
        sheet.write_blank(row, column, None, look)
    elif isinstance(value, str):
        sheet.write_string(row, column, value, look)
    elif hasattr(value, "year"):
        sheet.write_datetime(row, column, value, look)
    else:
        sheet.write_number(row, column, value, look)


def _width(heading: str, style: Style, values: Sequence[Any]) -> float:
    """Wide enough for the first thousand cells; a Chinese character takes two places."""
    if style is not Style.TEXT:
        return max(cells.places(heading) + 4, 18 if style is Style.MONEY else 12)
    return min(max([cells.places(heading) + 4, *(cells.places(str(value)) + 2 for value in values[:1000])], default=10), WIDEST)


def _next_chart(book: Book, panel: Panel, data: ChartData, chart_sheet: str) -> Any:
    """The chart of the numbers that will stand next on the chart data sheet."""
    chart = native_chart(book.book, chart_title(panel, data, book.lang), data, chart_sheet, book.drawn)
    book.drawn += len(data.categories) + 3
    return chart


def _chart_numbers(book: Book, sheet: "Worksheet", numbers: Iterable[tuple[Panel, ChartData]]) -> None:
    """What the charts draw, one block under the other, in the order and unit of the charts."""
    top = 0
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 12, 20)
    for panel, data in numbers:
        sheet.write_string(top, 0, chart_title(panel, data, book.lang), book.formats["title"])
        for column, heading in enumerate((data.category, *(series.name for series in data.series))):
            sheet.write_string(top + 1, column, heading, book.formats["head right" if column else "head"])
        for column, values in enumerate((data.categories, *(series.values for series in data.series))):
            for row, value in enumerate(values, start=top + 2):
                _cell(sheet, row, column, value, book.formats["chart"])
        top += len(data.categories) + 3


def _definitions(book: Book, defined: Sequence[Definition], facts: Iterable[tuple[str, str]]) -> None:
    """What the figures mean, and below it where the file comes from."""
    lang = book.lang
    sheet = book.sheet(words.SHEET_ORIGIN.to(lang))
    sheet.write_string(0, 0, words.SHEET_ORIGIN.to(lang), book.formats["title"])
    for column, width in enumerate((26, 60, 46, 12, 24)):
        sheet.set_column(column, column, width)
    if defined:
        for column, heading in enumerate(words.DEFINITION_COLUMNS.values()):
            sheet.write_string(2, column, heading.to(lang), book.formats["head"])
    for row, line in enumerate(defined, start=3):
        for column, name in enumerate(words.DEFINITION_COLUMNS):
            sheet.write_string(row, column, getattr(line, name), book.formats["wrapped"])
    for row, pair in enumerate(facts, start=4 + len(defined)):
        for column, text in enumerate(pair):
            sheet.write_string(row, column, text, book.formats["wrapped"])
