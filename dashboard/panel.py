"""One answer on a page: its chart, its table and its files share one frame."""

import re
import secrets
from dataclasses import dataclass
from datetime import datetime
from functools import partial

import polars as pl
import streamlit as st

from dashboard import formats, tables, words
from dashboard.figures import Chart
from dashboard.page import View
from queries.catalog import METRICS
from queries.text import Lang, Text

CAPTION = 48  # pixels below every chart that the screen cuts off and the picture file keeps: title and origin
DANGEROUS = r"^([=+\-@\t\r])"


@dataclass(frozen=True, slots=True)
class Panel:
    """`title` says what and in which unit, `legend` is the key in words. `frame` is what the chart drew and files hold.

    `columns` are those of the table, which folds away under a chart; `shown` are its rows where they are not the whole
    frame. Where the frame has no rows, `empty` is said in a card of the same height.
    """

    key: str
    title: Text
    legend: Text
    frame: pl.DataFrame
    chart: Chart | None = None
    columns: tuple[str, ...] = ()
    shown: pl.DataFrame | None = None
    empty: Text = words.NO_CONCENTRATION
    height: int = 320


def beside(view: View, left: Panel, right: Panel, widths: tuple[int, int] = (1, 1)) -> None:
    """Two panels in one row, of one height; one below the other on a phone."""
    with st.container(key=f"row-{left.key}"):
        for column, panel in zip(st.columns(widths, gap="small"), (left, right), strict=True):
            with column:
                show(view, panel)


def show(view: View, panel: Panel) -> None:
    """Draw the panel: heading and toolbar, then chart, then the table under it."""
    with st.container(key=f"card-{panel.key}", gap="xsmall"):
        with st.container(horizontal=True, vertical_alignment="bottom", key=f"head-{panel.key}"):
            st.html(_heading(view, panel), width="stretch")
            if view.may_export and not panel.frame.is_empty():
                _csv_button(view, panel)
        if panel.frame.is_empty():
            st.html(f'<div class="empty" style="height:{panel.height}px"><p>{formats.markup(panel.empty.to(view.lang))}</p></div>')
            return
        if panel.chart is not None:
            _draw(view, panel, panel.chart)
        if panel.columns:
            _table(view, panel)


def _heading(view: View, panel: Panel) -> str:
    title, legend = (formats.markup(text.to(view.lang)) for text in (panel.title, panel.legend))
    return f'<h2 class="title">{title}</h2><p class="legend">{legend}</p>'


def _draw(view: View, panel: Panel, chart: Chart) -> None:
    """The chart with one tool, its picture; the picture's caption lies below the part that the screen shows."""
    figure, lang = chart.figure, view.lang
    bottom = (figure.layout.margin.b or 0) + CAPTION
    origin = formats.markup(_origin(view))
    figure.update_layout(
        height=chart.height + CAPTION, margin_b=bottom, modebar={"bgcolor": "rgba(0,0,0,0)", "color": view.colours.mute, "activecolor": view.colours.accent},
        title={"text": f"<b>{formats.markup(panel.title.to(lang))}</b><br>{origin}", "x": 0.01, "yref": "container",
               "y": (CAPTION - 16) / (chart.height + CAPTION), "yanchor": "top", "automargin": False, "font": {"size": 12, "color": view.colours.mute}},
    )  # fmt: skip
    with st.container(key=f"picture-{panel.key}"):
        st.plotly_chart(figure, theme=None, key=f"chart-{panel.key}", alt=chart.alt.to(lang), config=_toolbar(view, panel))


def _toolbar(view: View, panel: Panel) -> dict[str, object]:
    words_of = {"Download plot as a PNG": words.DOWNLOAD_PNG.to(view.lang)}
    return {
        "displaylogo": False, "displayModeBar": view.may_export, "modeBarButtons": [["toImage"]], "showTips": False, "locale": "rm",
        "locales": {"rm": {"dictionary": words_of, "format": {}}},
        "toImageButtonOptions": {"format": "png", "scale": 2, "filename": _file_stem(view, panel)},
    }  # fmt: skip


def _table(view: View, panel: Panel) -> None:
    rows = panel.frame if panel.shown is None else panel.shown
    table = tables.html_table(tables.in_language(rows, view.lang).select(panel.columns), view.lang, view.scale)
    if panel.shown is not None and rows.height < panel.frame.height:
        table += f'<p class="legend">{words.SHOWN_OF.to(view.lang).format(shown=rows.height, count=panel.frame.height)}</p>'
    if panel.chart is not None:
        table = f"<details><summary>{words.DATA_TABLE.to(view.lang)}</summary>{table}</details>"
    st.html(table)


def _csv_button(view: View, panel: Panel) -> None:
    number = secrets.token_hex(8)
    st.download_button(
        "CSV", data=partial(csv, view, panel, number), file_name=f"{_file_stem(view, panel)}_{datetime.now():%Y%m%d-%H%M}_{number}.csv", mime="text/csv",
        key=f"csv-{panel.key}", help=words.DOWNLOAD_CSV.to(view.lang), on_click="ignore", type="tertiary", icon=":material/download:",
    )  # fmt: skip


def csv(view: View, panel: Panel, number: str) -> bytes:
    """The panel's whole frame, headings first and its origin after an empty line. No cell can be taken for a formula."""
    lang = view.lang
    frame = tables.in_language(panel.frame, lang).with_columns(pl.selectors.string().str.replace(DANGEROUS, "'$1"))
    body = frame.rename({name: tables.heading(name, lang) for name in frame.columns}).write_csv(include_bom=True)
    lines = pl.DataFrame(_origin_lines(view, panel, number), schema=["name", "value"], orient="row")
    safe = lines.with_columns(pl.selectors.string().str.replace(DANGEROUS, "'$1"))
    return f"{body}\n{safe.write_csv(include_header=False)}".encode()


def _origin_lines(view: View, panel: Panel, number: str) -> list[tuple[str, str]]:
    """Who, what, when and by which definitions: the last lines of every file."""
    lang, named = view.lang, {key: text.to(view.lang) for key, text in words.FILE_LINES.items()}
    generation = view.warehouse.generation
    facts = [
        (named["panel"], panel.title.to(lang)),
        (named["scope"], view.where.to(lang)),
        (named["as_of"], f"{view.scope.month:%Y-%m}"),
        (named["generation"], generation.stamp),
        (named["person"], view.person.to(lang)),
        (named["time"], formats.moment(datetime.now())),
        (named["file"], number),
    ]
    used = [METRICS[name] for name in panel.frame.columns if name in METRICS]
    return facts + [(named["definition"].format(name=metric.name.to(lang)), _definition(metric.key, lang)) for metric in used]


def _definition(key: str, lang: Lang) -> str:
    metric = METRICS[key]
    return f"{metric.meaning.to(lang)} {metric.in_words.to(lang)}"


def _origin(view: View) -> str:
    parts = (view.where.to(view.lang), formats.month(view.scope.month, view.lang), view.warehouse.stamp, view.person.to(view.lang))
    return " · ".join(parts)


def _file_stem(view: View, panel: Panel) -> str:
    """Panel, units, month, generation and role, in signs every file system takes; the same as long as the view is."""
    units = "+".join(view.scope.nodes[:3]) or "none"
    stem = f"{panel.key}_{units}_{view.scope.month:%Y-%m}_{view.warehouse.stamp}_{view.subject}"
    return re.sub(r"[^\w.+-]", "-", stem, flags=re.ASCII)
