"""Panels as PowerPoint slides: the title, a chart of PowerPoint's own that can be edited, the table, the origin at the foot."""

import io
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from dashboard import words
from dashboard.answer import Panel
from dashboard.exports import cells, pictures
from dashboard.exports.cells import ChartData
from dashboard.exports.deck import FOOT, LEFT, RIGHT, TOP, Box, Deck, add_slide, finish, put_lines, start
from dashboard.exports.origin import Definition, Origin, definitions, metrics_in
from dashboard.exports.slide_charts import add_chart
from dashboard.exports.slide_tables import add_table, add_tables, height_of
from dashboard.page import View
from queries.money import Scale

if TYPE_CHECKING:
    from pptx.slide import Slide

MOST_BESIDE = 2.2  # inches that a table under a chart may take from it


def pptx(view: View, panel: Panel, scale: Scale, origin: Origin) -> bytes:
    """One panel: chart and table, then the definitions of its metrics and where the file comes from."""
    deck = start(view.lang, origin)
    add_panel(deck, panel, scale)
    add_definitions(deck, definitions(metrics_in(panel.frame.columns), view.lang))
    add_facts(deck, words.SHEET_ORIGIN.to(view.lang), origin.facts)
    return finish(deck)


def add_panel(deck: Deck, panel: Panel, scale: Scale) -> None:
    """The chart, with a small table under it or a large one on slides of its own; sentences where the panel has those."""
    lang = deck.lang
    title, legend = panel.title.to(lang), panel.legend.to(lang)
    said = [panel.empty.to(lang)] if panel.frame.is_empty() else [line.text.to(lang) for line in panel.lines]
    if said:
        put_lines(add_slide(deck, title, legend), said)
        return
    table = cells.written(panel, lang, scale)
    if panel.chart is None:
        add_tables(deck, title, legend, table)
        return
    slide, room = add_slide(deck, title, legend), height_of(table)
    room = room + 0.15 if room <= MOST_BESIDE else 0.0
    _draw(slide, panel, cells.chart_data(panel, lang, scale), (LEFT, TOP, RIGHT - LEFT, FOOT - TOP - room), deck)
    if room:
        add_table(slide, table, table.rows, FOOT - room + 0.15)
    else:
        add_tables(deck, title, legend, table)


def _draw(slide: "Slide", panel: Panel, charts: Sequence[ChartData], box: Box, deck: Deck) -> None:
    """PowerPoint's own chart; the picture of ours where it has no such form, if it can be drawn."""
    from pptx.util import Inches

    if panel.chart is None:
        return
    left, top, width, height = box
    alt = panel.chart.alt.to(deck.lang)
    for at, data in enumerate(charts):
        part = height / len(charts)
        _tell(add_chart(slide, data, (left, top + at * part, width, part), is_named=len(charts) > 1), alt)
    if charts:
        return
    if pictures.missing() is None:
        drawn = pictures.bare_png(panel.chart.figure, 1180, round(1180 * box[3] / box[2]))
        _tell(slide.shapes.add_picture(io.BytesIO(drawn), *(Inches(side) for side in box)), alt)
    else:
        put_lines(slide, [words.PACK_NO_PICTURES.to(deck.lang)])


def _tell(shape: Any, alt: str) -> None:
    """The shape in words, for who cannot see it; python-pptx has no name for it."""
    shape._element.xpath(".//p:cNvPr")[0].set("descr", alt)


def add_definitions(deck: Deck, defined: Sequence[Definition]) -> None:
    if defined:
        headings = tuple(heading.to(deck.lang) for heading in words.DEFINITION_COLUMNS.values())
        rows = tuple((line.name, line.meaning, line.formula, line.unit, line.source) for line in defined)
        add_tables(deck, words.DEFINITIONS.to(deck.lang), "", cells.Written(headings, rows, (False,) * len(headings), len(rows)))


def add_facts(deck: Deck, title: str, facts: Iterable[tuple[str, str]]) -> None:
    """(name, value) lines as a table."""
    rows, lang = tuple(facts), deck.lang
    add_tables(deck, title, "", cells.Written((words.FACT.to(lang), words.FACT_VALUE.to(lang)), rows, (False, False), len(rows)))
