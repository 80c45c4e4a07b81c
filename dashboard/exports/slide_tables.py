"""Tables on slides: columns as wide as their text asks, as many rows a slide as fit, headings on each."""

from collections.abc import Iterable, Sequence
from copy import deepcopy
from typing import TYPE_CHECKING, Any

from dashboard import theme, words
from dashboard.exports.cells import Written, places
from dashboard.exports.deck import FOOT, LEFT, RIGHT, TOP, Deck, add_slide, put

if TYPE_CHECKING:
    from pptx.slide import Slide

POINTS = 10
PLACES = 10.8  # half-width places an inch holds at that size
LINE = 0.175  # inches from line to line
AROUND = 0.08  # inches of a row beside its lines
WIDEST = 44  # places a column may ask for
MOST_ROWS = 200  # a slide is for reading; the spreadsheet holds the whole frame
PATTERN = "–"  # what the row that is copied says
NO_CONTROLS = dict.fromkeys(range(32), " ")  # XML has no place for them
PLAIN = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # PowerPoint's table style without lines or colours


def height_of(table: Written) -> float:
    """Inches the whole table takes."""
    return sum(_row_heights(table, (table.headings, *table.rows)))


def add_tables(deck: Deck, title: str, legend: str, table: Written) -> None:
    """The table on as many slides as it needs, each saying which rows it holds."""
    pages = list(_pages(table))
    for at, (first, rows) in enumerate(pages, start=1):
        named = title if at == 1 else words.PACK_CONTINUED.to(deck.lang).format(title=title, part=at)
        which = words.PACK_ROWS.to(deck.lang).format(first=first + 1, last=first + len(rows), count=table.total)
        below = " · ".join(part for part in (legend, which if len(pages) > 1 or len(rows) < table.total else "") if part)
        add_table(add_slide(deck, named, below), table, rows, TOP)


def add_table(slide: "Slide", table: Written, rows: Sequence[tuple[str, ...]], top: float) -> None:
    """Headings and some of the rows, from `top` inches down."""
    from pptx.util import Inches

    heights, widths = _row_heights(table, (table.headings, *rows)), _widths(table)
    shape = slide.shapes.add_table(2, len(widths), Inches(LEFT), Inches(top), Inches(sum(widths)), Inches(sum(heights)))
    made = shape.table
    shape._element.graphic.graphicData.tbl.tblPr.find("{*}tableStyleId").text = PLAIN  # python-pptx has no name for it
    made.horz_banding = False
    for column, width in zip(made.columns, widths, strict=True):
        column.width = Inches(width)
    made.rows[0].height = Inches(heights[0])
    for column, heading in enumerate(table.headings):
        _write(made.cell(0, column), heading, is_head=True, right=table.is_figure[column])
        _write(made.cell(1, column), PATTERN, is_head=False, right=table.is_figure[column])
    _repeat(made._tbl, rows, [int(Inches(height)) for height in heights[1:]])


def _repeat(table: Any, rows: Sequence[tuple[str, ...]], heights: Sequence[int]) -> None:
    """The last row once for each of `rows`: copying one is many times quicker than making each cell."""
    pattern = table.tr_lst[-1]
    table.remove(pattern)
    for cells, height in zip(rows, heights, strict=True):
        row = deepcopy(pattern)
        row.h = height
        for text, said in zip(row.iter("{*}t"), cells, strict=True):
            text.text = said.translate(NO_CONTROLS)
        table.append(row)


def _write(cell: Any, said: str, *, is_head: bool, right: bool) -> None:
    from pptx.dml.color import RGBColor
    from pptx.util import Inches

    put(cell.text_frame, [said], POINTS, theme.LIGHT.ink, bold=is_head, right=right)
    cell.margin_left, cell.margin_right = Inches(0.05 if right else 0.13), Inches(0.05)
    cell.margin_top = cell.margin_bottom = Inches(AROUND / 2)
    if is_head:
        cell.fill.solid()
        cell.fill.fore_color.rgb = RGBColor.from_string(theme.LIGHT.shade.removeprefix("#"))
    _underline(cell)


def _underline(cell: Any) -> None:
    """A thin rule below the cell; it must stand before the cell's fill."""
    from pptx.oxml import parse_xml
    from pptx.oxml.ns import nsdecls

    colour = theme.LIGHT.grid.removeprefix("#")
    rule = f'<a:lnB {nsdecls("a")} w="6350"><a:solidFill><a:srgbClr val="{colour}"/></a:solidFill></a:lnB>'
    cell._tc.get_or_add_tcPr().insert(0, parse_xml(rule))


def _pages(table: Written) -> Iterable[tuple[int, Sequence[tuple[str, ...]]]]:
    """(number of the first row, the rows) of each slide."""
    rows = table.rows[:MOST_ROWS]
    head, *heights = _row_heights(table, (table.headings, *rows))
    first, used = 0, head
    for at, height in enumerate(heights):
        if at > first and used + height > FOOT - TOP:
            yield first, rows[first:at]
            first, used = at, head
        used += height
    yield first, rows[first:]


def _widths(table: Written) -> list[float]:
    """Inches by column. Short columns get what they ask for, long texts share the rest; together at most the slide's width."""
    asked = [
        min(max(places(heading) / 2 if places(heading) > 12 else places(heading), *(places(row[at]) for row in table.rows), 4), WIDEST * 3) / PLACES + 0.25
        for at, heading in enumerate(table.headings)
    ]
    room = RIGHT - LEFT
    if sum(asked) <= room:
        spare = (room - sum(asked)) / len(asked)
        return [width + min(spare, 0.6) for width in asked]
    fair = room / len(asked)
    short = sum(width for width in asked if width <= fair)
    long = sum(width for width in asked if width > fair)
    return [width if width <= fair else width * (room - short) / long for width in asked]


def _row_heights(table: Written, rows: Iterable[tuple[str, ...]]) -> list[float]:
    widths = _widths(table)
    return [LINE * max(_lines(said, width) for said, width in zip(row, widths, strict=True)) + AROUND for row in rows]


def _lines(said: str, width: float) -> int:
    return max(-(-places(said) // max(int((width - 0.18) * PLACES), 1)), 1)
