"""The row of filters under the menu: units, month, period, segment, and what the page asks besides."""

from dataclasses import dataclass
from datetime import date

import streamlit as st

from dashboard import formats, words
from dashboard.filters import units
from dashboard.filters.link import Link
from dashboard.filters.person import worded
from dashboard.page import Page
from queries import access
from queries.access import Viewer
from queries.codes import HOLDERS, MEASURES, PERIODS, SEGMENTS
from queries.scope import Scope
from queries.text import Lang, Text
from queries.warehouse import Warehouse

TOPS = ("10", "20")
EVERY = "all"
BOX = 130  # pixels; the page's style sheet counts with it


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the reader looks at: the scope, how many of the largest, and the units picked in it."""

    scope: Scope
    top: int
    roots: tuple[str, ...]
    picked: tuple[str, ...]


def narrowed(link: Link, page: Page, warehouse: Warehouse, person: Viewer, lang: Lang) -> Chosen:
    """The viewer's reach cut to what is picked. A filter the page cannot be cut by is grey, says so and does not cut."""
    widest, tree = access.reach(person, warehouse), warehouse.tree()
    roots = tuple(node for node in widest.nodes if node in tree.nodes)
    if not page.filters:
        return Chosen(widest, int(TOPS[-1]), roots, ())
    boxes = 2 + (len(widest.segments) > 1) + len({"measure", "by", "top"} & set(page.filters))
    with st.container(horizontal=True, key=f"filters-{boxes}", gap="small"):
        picked = units.pick(link, "node", words.UNIT, tree, roots, [], lang) if roots else []
        months = {f"{month:%Y-%m}": formats.month(month, lang) for month in reversed(warehouse.months)}
        month = link.select("month", words.MONTH, months, f"{widest.month:%Y-%m}", lang, BOX)
        period = link.select("period", words.PERIOD, worded(PERIODS, lang), "month", lang, BOX, _off(page, "period"))
        segment = _segment(link, widest, lang)
        scope = widest.on(date.fromisoformat(f"{month}-01")).narrow(tree, picked, [] if segment == EVERY else [segment])
        scope, top = _asked(link, page, scope, period if "period" in page.filters else "month", lang)
    return Chosen(scope, top, roots, tuple(picked))


def _asked(link: Link, page: Page, scope: Scope, period: str, lang: Lang) -> tuple[Scope, int]:
    """What pages ask of their own: which measure, held by whom, how many of the largest."""
    asked = scope.asking(measure=page.measure, period=period)
    if "measure" in page.filters:
        asked = asked.asking(measure=link.select("measure", words.MEASURE, worded(MEASURES, lang), page.measure, lang, BOX))
    if "by" in page.filters:
        asked = asked.asking(by=link.select("by", words.HOLDER, worded(HOLDERS, lang), "client", lang, BOX))
    if "top" not in page.filters:
        return asked, int(TOPS[-1])
    tops = {n: words.TOP_N.to(lang).format(n=n) for n in TOPS}
    return asked, int(link.select("top", words.TOP, tops, TOPS[-1], lang, BOX))


def _off(page: Page, name: str) -> Text | None:
    return None if name in page.filters else words.NOT_CUT_BY


def _segment(link: Link, widest: Scope, lang: Lang) -> str:
    """One segment, or all the viewer has; somebody with a single one is not asked."""
    offered = {code: SEGMENTS[code].to(lang) for code in SEGMENTS if code in widest.segments}
    if len(offered) < 2:
        return EVERY
    every = words.ALL_SEGMENTS.to(lang)
    return link.select("segment", words.SEGMENT, {EVERY: every} | offered, EVERY, lang, BOX)
