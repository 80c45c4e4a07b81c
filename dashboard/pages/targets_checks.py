"""Targets: the panels that look ahead and check. What is secured, likely and missing; whether targets come down whole; how far forecasts missed."""

from dataclasses import replace

import polars as pl

from dashboard import figures, words
from dashboard.answer import Panel
from dashboard.figures import Native
from dashboard.page import View
from dashboard.pages.targets_rows import CASCADE, UNJUDGED, coded, unit, written_cascade, written_unjudged
from queries import target_shapes, targets
from queries.codes import PERIODS, TARGET_METRICS
from queries.forecasts import METHODS
from queries.money import Scale
from queries.target_shapes import PARTS, Asked
from queries.text import inside

HEIGHT, TABLE = 360, 320
SHOWN = 20
TESTED = ("metric", "method", "run_rate_share", "seasonal_share", "last_year_share", "within_share", "judged_count")


def outcome(view: View, ask: Asked, rms: pl.DataFrame, scale: Scale) -> Panel:
    """By unit, or by RM where there are none below: what is there, what is likely to come, and what is missing."""
    units = ask.of(view.load(targets.by_unit, view.scope.asking(metric="")), "node_id", "name_zh", "name_en")
    is_of_units = units[ask.column("forecast")].count() > 0
    people = target_shapes.of_people(rms).rename({"rm_id": "node_id"})
    found = target_shapes.parts(ask, units if is_of_units else ask.of(people, "node_id", "name_zh", "name_en"))
    chart = figures.outcome(found.rename({ask.column(name): name for name in PARTS}), ask.metric, view.look(scale), HEIGHT) if found.height else None
    drawn = replace(chart, native=Native("stacked", "name", tuple(map(ask.column, PARTS)))) if chart else None
    columns = ("name", *(ask.column(name) for name in ("target", *PARTS)), "reaching_share")
    said = words.fill(words.OUTCOME_PANEL, metric=ask.name), words.fill(words.OUTCOME_LEGEND, unit=unit(ask, scale))
    why = words.NOTHING_IN_SCOPE if view.scope.is_empty else words.NO_OUTCOME
    return Panel("outcome", *said, found, drawn, columns, found.head(SHOWN), why, HEIGHT, 11, drills="node" if is_of_units else None)


def cascade(view: View, ask: Asked) -> Panel:
    """Breaks of every metric first, then the levels of the metric in view."""
    if not view.scope.is_whole_nodes:
        why = words.NOTHING_IN_SCOPE if view.scope.is_empty else words.NO_CASCADE_OF_CUT
        return Panel("cascade", words.CASCADE_PANEL, words.CASCADE_LEGEND, pl.DataFrame(), empty=why, height=TABLE)
    every = view.load(targets.cascade, view.scope.asking(metric=""))
    broken, rows = target_shapes.breaks(every).height, target_shapes.cascade(ask, every)
    legend = words.CASCADE_BROKEN.fill(count=broken) if broken else words.CASCADE_WHOLE if every.height else words.CASCADE_LEGEND
    table = written_cascade(view, rows.head(SHOWN))
    return Panel("cascade", words.CASCADE_PANEL, legend, rows.drop("unit_of"), None, CASCADE, table, words.NO_CASCADE, TABLE)


def unjudged(view: View) -> tuple[tuple[Panel, ...], ...]:
    """Targets that give no ratio, where there are any."""
    rows = view.load(targets.unjudged, view.scope.asking(metric=""))
    if rows.is_empty():
        return ()
    found = target_shapes.unjudged(rows)
    table = written_unjudged(view, found.head(SHOWN))
    return ((Panel("unjudged", words.UNJUDGED_PANEL, words.UNJUDGED_LEGEND, found.drop("unit_of"), None, UNJUDGED, table, words.NO_TARGETS, TABLE),),)


def back_test(view: View) -> Panel:
    """How far each method missed in past periods, and how often the interval held."""
    rows = view.load(targets.back_test, view.scope.asking(metric=""))
    named = rows.select(*coded("metric", "metric", TARGET_METRICS), *coded("method", "method", METHODS), *TESTED[2:])
    title = words.fill(words.BACK_TEST_PANEL, period=inside(PERIODS[view.scope.period]))
    why = words.NOTHING_IN_SCOPE if view.scope.is_empty else words.NO_BACK_TEST
    return Panel("back-test", title, words.BACK_TEST_LEGEND, named, None, TESTED, empty=why, height=TABLE)
