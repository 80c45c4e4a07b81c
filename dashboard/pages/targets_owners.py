"""Targets: the panels about units and RMs. Who is behind, who leads, and how attainment is spread."""

from dataclasses import replace

import polars as pl

from dashboard import figures, formats, words
from dashboard.answer import Panel
from dashboard.figures import Chart, Native
from dashboard.figures.histogram import steps
from dashboard.page import View
from dashboard.pages.targets_rows import said, unit, written
from queries import standings, target_shapes, targets
from queries.codes import PERIODS
from queries.indicators import INDICATOR
from queries.money import Scale, scale_for
from queries.target_shapes import Asked, value
from queries.targets import ATTAINMENT, PACE
from queries.text import Text, inside

HEIGHT, TALL, TABLE = 360, 420, 420
SHOWN, WEAKEST, FAR = 20, 22, 0.5
EVERY = ("name", "target", "actual", "attainment", "elapsed", "pace", "standing", "gap", "daily_so_far", "daily_needed", "forecast", "interval", "reaching", "method")
OWNER = ("node_id", "name_zh", "name_en")


def of_rm(view: View) -> Panel:
    """The year's targets of the one RM in question, for their file."""
    rows = view.load(targets.by_rm, view.scope.asking(period="year", metric="", team=""))
    return replace(every_metric(view, target_shapes.with_targets(rows)), key="targets", title=words.TARGETS_OF_RM, width=1)


def every_metric(view: View, every: pl.DataFrame, drills: str | None = None) -> Panel:
    """Every metric with a target as a bar; in the table those without one too."""
    rows = target_shapes.all_metrics(every)
    amounts = [said(INDICATOR[row["metric"]], value(row, "actual")).to(view.lang) for row in rows.iter_rows(named=True)]
    drawn = rows.rename({"attainment_share": "attainment", "due_share": "due", "metric": "node_id"}).hstack([pl.Series("said", amounts, dtype=pl.String)])
    chart = figures.progress(drawn, view.look(scale_for(None, view.lang)), TALL) if rows["attainment_share"].count() else None
    title = words.fill(words.ALL_TARGETS, period=inside(PERIODS[view.scope.period]))
    why = words.NOTHING_IN_SCOPE if view.scope.is_empty else words.NO_TARGETS
    frame, table = rows.drop("metric", "band"), written(view, rows, EVERY)
    return Panel("metrics", title, words.ALL_TARGETS_LEGEND, frame, chart, EVERY, table, why, TALL, 12, drills=drills)


def by_unit(view: View, ask: Asked, scale: Scale) -> Panel:
    """The next level down; nothing where none of it has a target."""
    rows = ask.of(view.load(targets.by_unit, view.scope.asking(metric="")), *OWNER)
    known = rows if rows[ask.column("target")].count() else rows.clear()
    chart = _variance(view, ask, known, scale) if known.height else None
    why = words.NOTHING_IN_SCOPE if view.scope.is_empty else words.NO_UNIT_TARGETS if rows.height else words.NO_UNITS_BELOW_OUTLET
    held = Text("", "") if view.scope.is_whole_nodes else words.SUMMED_OF_RMS
    title, legend = words.fill(words.TARGETS_BY_UNIT, metric=ask.name), words.fill(words.TARGETS_VARIANCE_LEGEND, unit=unit(ask, scale))
    told = words.fill(words.AND_NOTE, what=legend, note=held)
    return Panel("units", title, told, known, chart, _columns(ask, "name"), empty=why, height=HEIGHT, width=9, drills="node")


def by_rm(view: View, ask: Asked, rows: pl.DataFrame, scale: Scale) -> Panel:
    """Every RM with a target against plan to date."""
    found = target_shapes.people(ask, rows, view.warehouse.tree(view.scope.month))
    chart = _variance(view, ask, found.rename({"rm_id": "node_id", "rm_zh": "name_zh", "rm_en": "name_en"}), scale, "rm") if found.height else None
    title, legend = words.fill(words.TARGETS_BY_RM, metric=ask.name), words.fill(words.TARGETS_VARIANCE_LEGEND, unit=unit(ask, scale))
    columns = (*_columns(ask, "rm", "rm_id", "outlet"), "posted_share")
    return Panel("rms", title, legend, found, chart, columns, found.head(SHOWN), no_rms(view), HEIGHT, 11)


def _variance(view: View, ask: Asked, rows: pl.DataFrame, scale: Scale, category: str = "name") -> Chart:
    drawn = rows.rename({ask.column("actual"): "actual", ask.column("plan"): "base"})
    chart = figures.variance(drawn, ask.metric, view.look(scale), HEIGHT, against=words.ON_PLAN_DATE, is_plan=True)
    return replace(chart, native=Native("bar", category, (ask.column("actual"), ask.column("plan"))))


def _columns(ask: Asked, *owner: str) -> tuple[str, ...]:
    amounts = (ask.column(name) for name in ("target", "actual", "plan", "gap"))
    return (*owner, *amounts, ATTAINMENT.key, PACE.key, "standing", ask.column("forecast"), "reaching_share")


def no_rms(view: View) -> Text:
    return words.NOTHING_IN_SCOPE if view.scope.is_empty else words.NO_RM_TARGETS


def league(view: View, ask: Asked, rows: pl.DataFrame, scale: Scale) -> Panel:
    """Places with their moves, and the peers' median beside."""
    found = target_shapes.league(ask, view.load(standings.league), rows, view.warehouse.tree(view.scope.month))
    first = found.head(SHOWN)
    shown = first.hstack([pl.Series("moved", [_moved(places) for places in first["move"]], dtype=pl.String)])
    amounts = (ask.column(name) for name in ("target", "actual", "gap"))
    columns = ("place", "moved", "rm", "rm_id", "outlet", ATTAINMENT.key, PACE.key, "standing", "peer_median_share", *amounts, "posted_share")
    title = words.fill(words.LEAGUE_PANEL, metric=ask.name)
    return Panel("league", title, words.fill(words.LEAGUE_LEGEND, unit=unit(ask, scale)), found, None, columns, shown, no_rms(view), TABLE)


def _moved(places: int | None) -> str:
    if places is None:
        return formats.NOTHING
    return "=" if places == 0 else f"{'▲' if places > 0 else '▼'} {abs(places)}"


def spread(view: View, ask: Asked, rows: pl.DataFrame, scale: Scale) -> Panel:
    """How attainment is spread over RMs."""
    held = target_shapes.judged(ask, rows)
    title = words.fill(words.ATTAINMENT_SPREAD, metric=ask.name)
    if held.is_empty():
        return Panel("spread", title, words.ATTAINMENT_SPREAD_NONE, pl.DataFrame(), empty=no_rms(view), height=HEIGHT, width=9)
    known, counts = standings.spread_of(held).row(0, named=True), steps(held[ATTAINMENT.key])
    marks = [(words.TENTH, known["tenth"]), (words.MEDIAN, known["median"]), (words.NINETIETH, known["ninetieth"])]
    chart = figures.histogram(counts, marks, view.look(scale), HEIGHT)
    told = {name: formats.share(known[name]) for name in ("reached_share", "mean")}
    humps = words.TWO_HUMPS if known["has_two_humps"] else Text("", "")
    legend = words.fill(words.ATTAINMENT_SPREAD_LEGEND, count=known["rms_count"], reached=told["reached_share"], mean=told["mean"], humps=humps)
    return Panel("spread", title, legend, counts, chart, ("name", "rms_count"), empty=no_rms(view), height=HEIGHT, width=9)


def heat_map(view: View, scale: Scale) -> Panel:
    """Units by metric; where none below has a target, the weakest RMs."""
    units, every = view.load(targets.by_unit, view.scope.asking(metric="")), view.scope.asking(metric="")
    of_rms = units[PACE.key].count() == 0
    cells = target_shapes.cells(target_shapes.weakest(view.load(targets.by_rm, every), WEAKEST) if of_rms else units)
    chart = figures.heat_map(cells, PACE, view.look(scale), TALL, is_variance=True, about=1.0, most=FAR) if cells.height else None
    frame = cells.rename({"row_zh": "name_zh", "row_en": "name_en", "column_zh": "metric_zh", "column_en": "metric_en", "value": PACE.key})
    title, legend = (words.HEAT_OF_RMS, words.HEAT_OF_RMS_LEGEND) if of_rms else (words.HEAT_OF_UNITS, words.HEAT_OF_UNITS_LEGEND)
    return Panel("heat", title, legend, frame, chart, ("name", "metric", PACE.key), frame.head(SHOWN), no_rms(view), TALL, 11)
