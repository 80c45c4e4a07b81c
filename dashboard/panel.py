"""Draws what a page answers: its sentence, its cards, and each panel with its chart, its table and its files."""

from collections.abc import Sequence
from functools import partial

import polars as pl
import streamlit as st

from dashboard import exports, formats, kpis, tables, words
from dashboard.answer import Content, Line, Panel
from dashboard.figures import Chart
from dashboard.filters import link
from dashboard.page import Page, View
from queries import rm_file
from queries.money import Scale

RM_PAGE, CLIENT_PAGE = "rm", "client"
NAMED = {"rm": "rm_id", "leader": "leader_id"}  # columns of names, and of the numbers beside them


def draw(view: View, content: Content) -> None:
    """The whole page below its filters."""
    headline(view, content)
    if content.cards is not None:
        kpis.row(view, content.cards, content.scale)
    for row in content.rows:
        with st.container(key=f"row-{row[0].key}"):
            for column, panel in zip(st.columns([panel.width for panel in row], gap="small"), row, strict=True):
                with column:
                    show(view, panel, content.scale)


def headline(view: View, content: Content) -> None:
    """The page's one sentence, and under it what every figure on the page rests on."""
    generation = view.warehouse.generation
    facts = [
        (words.AS_OF, formats.month(view.scope.month, view.lang)),
        (words.GENERATION, f"{generation.stamp} · {formats.moment(generation.finished_at)}"),
    ]
    if content.cards is not None:
        facts.append((words.MONEY_UNIT, words.MONEY_IN.to(view.lang).format(unit=content.scale.word.to(view.lang))))
    basis = " · ".join(f"{name.to(view.lang)} <b>{formats.markup(fact)}</b>" for name, fact in facts)
    with st.container(key="headline"):
        st.html(f'<p class="finding">{formats.markup(formats.unbroken(content.finding.to(view.lang)))}</p><p class="basis">{basis}</p>')


def show(view: View, panel: Panel, scale: Scale) -> None:
    """Draw one panel: heading and menu, then chart, then the table under it."""
    scale = panel.scale or scale
    with st.container(key=f"card-{panel.key}", gap="xsmall"):
        with st.container(horizontal=True, vertical_alignment="top", key=f"head-{panel.key}"):
            st.html(_heading(view, panel), width="stretch")
            if view.may_export and not panel.frame.is_empty():
                _files(view, panel, scale)
        if panel.frame.is_empty():
            st.html(f'<div class="empty" style="--height:{panel.height}px"><p>{formats.markup(panel.empty.to(view.lang))}</p></div>')
            return
        if panel.chart is not None:
            _draw(view, panel, panel.chart)
        for at, line in enumerate(panel.lines):
            _line(view, panel, line, at)
        if panel.columns and not panel.lines:
            _table(view, panel, scale)


def _heading(view: View, panel: Panel) -> str:
    hint = words.CLICK_DOWN if panel.drills and panel.chart else words.CLICK_MORE if panel.lines else None
    said = panel.legend if hint is None else words.fill(words.WITH_HINT, legend=panel.legend, hint=hint)
    title, legend = (formats.markup(formats.unbroken(text.to(view.lang))) for text in (panel.title, said))
    return f'<h2 class="title">{title}</h2><p class="legend">{legend}</p>'


def _draw(view: View, panel: Panel, chart: Chart) -> None:
    """The chart; where it can be drilled into, a click on a mark sets the filter the panel names."""
    key = f"chart-{panel.key}"
    clicked = partial(link.take_click, key, panel.drills) if panel.drills else "ignore"
    st.plotly_chart(
        chart.figure, theme=None, key=key, alt=chart.alt.to(view.lang), on_select=clicked, selection_mode="points", config={"displayModeBar": False}
    )


def _line(view: View, panel: Panel, line: Line, at: int) -> None:
    """One sentence as a link that keeps the view's other filters."""
    tone = {True: "good", False: "bad", None: "even"}[line.is_good]
    with st.container(key=f"line-{tone}-{panel.key}-{at}"):
        chosen = {**view.choices, **{name: list(values) for name, values in line.choices.items()}}
        link.lead(formats.plain(formats.unbroken(line.text.to(view.lang))), view.routes, line.page, view.page, chosen, f"lead-{panel.key}-{at}")


def _table(view: View, panel: Panel, scale: Scale) -> None:
    rows = panel.frame if panel.shown is None else panel.shown
    table = tables.html_table(tables.in_language(rows, view.lang).select(panel.columns), view.lang, scale, leads=_leads(view, panel, rows))
    if panel.shown is not None and rows.height < panel.frame.height:
        table += f'<p class="legend">{words.SHOWN_OF.to(view.lang).format(shown=rows.height, count=panel.frame.height)}</p>'
    if panel.chart is not None:
        table = f"<details><summary>{words.DATA_TABLE.to(view.lang)}</summary>{table}</details>"
    st.html(table)


def _leads(view: View, panel: Panel, rows: pl.DataFrame) -> tables.Leads:
    """From the names of RMs and clients to their files."""
    return {**_to_rms(view, panel, rows), **_to_clients(view, panel, rows)}


def _to_clients(view: View, panel: Panel, rows: pl.DataFrame) -> tables.Leads:
    """From the names of clients to their files; who sees pseudonyms has none to go to."""
    if "client" not in panel.columns or "client_id" not in rows.columns or CLIENT_PAGE not in view.routes or not view.scope.names_visible:
        return {}
    kept = {name: values for name, values in view.choices.items() if name not in {"team", "who"}}
    return {"client": [link.beside(CLIENT_PAGE, {**kept, "client": [number]}) if number else None for number in rows["client_id"]]}


def _to_rms(view: View, panel: Panel, rows: pl.DataFrame) -> tables.Leads:
    """From the names of RMs who were ever posted within the scope to their files."""
    named = {name: number for name, number in NAMED.items() if name in panel.columns and number in rows.columns}
    if not named or RM_PAGE not in view.routes or view.scope.is_empty:
        return {}
    known = set(view.load(rm_file.everyone, view.scope.asking(who="", team=""))["rm_id"])
    kept = {name: values for name, values in view.choices.items() if name != "team"}
    to = {number: link.beside(RM_PAGE, {**kept, "who": [number]}) for number in known}
    return {name: [to.get(value) for value in rows[number]] for name, number in named.items()}


def _files(view: View, panel: Panel, scale: Scale) -> None:
    """One menu a panel; its buttons come when it is opened, each file when it is asked for."""
    menu = st.popover(words.FILES.to(view.lang), icon=":material/download:", type="tertiary", key=f"files-{panel.key}", on_change="rerun")
    if not menu.open:
        return
    with menu:
        kinds = exports.kinds_of(panel)
        for kind in kinds:
            file = exports.of_panel(view, panel, scale, kind)
            st.download_button(
                kind.label.to(view.lang), data=file.make, file_name=file.name, mime=kind.mime, key=f"{kind.key}-{panel.key}", on_click="ignore",
                type="tertiary", disabled=kind.missing() is not None, width="stretch",
            )  # fmt: skip
        for why in dict.fromkeys(why for kind in kinds if (why := kind.missing())):
            st.caption(formats.plain(why.to(view.lang)))


def board_pack(view: View, pages: Sequence[Page]) -> None:
    """The board pack of what is in view: made behind a progress bar when a format is chosen, then saved by a second click."""
    if not view.may_export:
        return
    menu = st.popover(words.BOARD_PACK.to(view.lang), icon=":material/summarize:", key="pack-menu", on_change="rerun")
    if not menu.open:
        return
    with menu:
        asked = [form for form, kind in exports.PACKS.items() if st.button(kind.label.to(view.lang), key=f"pack-{form}", disabled=kind.missing() is not None)]
        if asked:
            bar = st.progress(0.0)
            file = exports.of_board_pack(view, pages, asked[0], lambda done, what: bar.progress(done, text=formats.plain(what.to(view.lang))))
            st.download_button(
                words.SAVE_FILE.to(view.lang), file.make(), file.name, exports.PACKS[asked[0]].mime, key="pack-save", on_click="ignore", type="primary"
            )
        for why in dict.fromkeys(why for kind in exports.PACKS.values() if (why := kind.missing())):
            st.caption(formats.plain(why.to(view.lang)))
