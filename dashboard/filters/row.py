"""The row of filters under the menu: units, month, period, segment, and what the page asks besides."""

from dataclasses import dataclass, field
from datetime import date, timedelta

import streamlit as st

from dashboard import formats, words
from dashboard.filters import people, stress, units
from dashboard.filters.link import Link
from dashboard.filters.person import worded
from dashboard.page import Page
from queries import access
from queries.access import Viewer
from queries.codes import HOLDERS, MEASURES, PERIODS, SEGMENTS, TARGET_METRICS
from queries.periods import last_day
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
    teams: dict[str, Text] = field(default_factory=dict)  # of the outlet in view, by number


def narrowed(link: Link, page: Page, warehouse: Warehouse, person: Viewer, lang: Lang) -> Chosen:
    """The viewer's reach cut to what is picked. A filter the page cannot be cut by is grey, says so and does not cut."""
    widest, tree = access.reach(person, warehouse), warehouse.tree()
    roots = tuple(node for node in widest.nodes if node in tree.nodes)
    if not page.filters:
        return Chosen(widest, int(TOPS[-1]), roots, ())
    boxes = 2 + (len(widest.segments) > 1) + len({"measure", "by", "top", "metric"} & set(page.filters)) + 2 * ("who" in page.filters) + page.to_the_day
    with st.container(horizontal=True, key=f"filters-{boxes}", gap="small"):
        picked = units.pick(link, "node", words.UNIT, tree, roots, [], lang) if roots else []
        scope = _when(link, page, warehouse, widest, lang)
        period = link.select("period", words.PERIOD, worded(PERIODS, lang), "month", lang, BOX, _off(page, "period"))
        segment = _segment(link, widest, lang)
        scope = scope.narrow(tree, picked, [] if segment == EVERY else [segment])
        who = people.who(link, warehouse, scope, lang) if "who" in page.filters and not scope.is_empty else ""
        client = people.client(link, warehouse, scope, lang) if "client" in page.filters and not scope.is_empty else ""
        team, teams = people.team(link, warehouse, scope, lang) if "team" in page.filters and not scope.is_empty else ("", {})
        scope, top = _asked(link, page, scope, period if "period" in page.filters else "month", lang)
    if "stress" in page.filters:
        scope = stress.chosen(link, scope, lang)
    return Chosen(scope.asking(who=who, team=team, client=client), top, roots, tuple(picked), teams)


def _asked(link: Link, page: Page, scope: Scope, period: str, lang: Lang) -> tuple[Scope, int]:
    """What pages ask of their own: which measure, held by whom, how many of the largest."""
    asked = scope.asking(measure=page.measure, period=period)
    if "measure" in page.filters:
        offered = worded({code: MEASURES[code] for code in page.measures}, lang)
        asked = asked.asking(measure=link.select("measure", words.MEASURE, offered, page.measure, lang, BOX))
    if "metric" in page.filters:
        asked = asked.asking(metric=link.select("metric", words.TARGET_METRIC, worded(TARGET_METRICS, lang), "deposits", lang, BOX))
    if "by" in page.filters:
        asked = asked.asking(by=link.select("by", words.HOLDER, worded(HOLDERS, lang), "client", lang, BOX))
    if "top" not in page.filters:
        return asked, int(TOPS[-1])
    tops = {n: words.TOP_N.to(lang).format(n=n) for n in TOPS}
    return asked, int(link.select("top", words.TOP, tops, TOPS[-1], lang, BOX))


def _when(link: Link, page: Page, warehouse: Warehouse, widest: Scope, lang: Lang) -> Scope:
    """The month, and in the open one the day."""
    opened = warehouse.open_month if page.to_the_day else None
    default = opened if opened and page.opens_today else widest.month
    month = date.fromisoformat(link.select("month", words.MONTH, _months(warehouse, page, lang), f"{default:%Y-%m}", lang, BOX) + "-01")
    if not page.to_the_day:
        return widest.on(month)
    last, back = (warehouse.generation.as_of, warehouse.generation.as_of.day) if month == opened else (last_day(month), 1)
    days = {str(day): formats.day(day, lang) for day in (last - timedelta(days=step) for step in range(back))}
    day = link.select("day", words.DAY, days, str(last), lang, BOX, None if month == opened else words.CLOSED_MONTH)
    return widest.on(month).asking(day=date.fromisoformat(day))


def _months(warehouse: Warehouse, page: Page, lang: Lang) -> dict[str, str]:
    """The closed months, the latest first; before them the open one, for pages that look to the day."""
    opened = warehouse.open_month if page.to_the_day else None
    so_far = {f"{opened:%Y-%m}": words.SO_FAR.to(lang).format(month=formats.month_of_year(opened, lang))} if opened else {}
    return so_far | {f"{month:%Y-%m}": formats.month(month, lang) for month in reversed(warehouse.months)}


def _off(page: Page, name: str) -> Text | None:
    return None if name in page.filters else words.NOT_CUT_BY


def _segment(link: Link, widest: Scope, lang: Lang) -> str:
    """One segment, or all the viewer has; somebody with a single one is not asked."""
    offered = {code: SEGMENTS[code].to(lang) for code in SEGMENTS if code in widest.segments}
    if len(offered) < 2:
        return EVERY
    every = words.ALL_SEGMENTS.to(lang)
    return link.select("segment", words.SEGMENT, {EVERY: every} | offered, EVERY, lang, BOX)
