"""Fairness: panels beside the plain figures, never instead of them. Value added, attainment of new RMs, and when one is productive."""

from dataclasses import replace

import polars as pl

from dashboard import figures, formats, words
from dashboard.answer import Panel
from dashboard.figures import Native
from dashboard.page import View
from dashboard.pages.targets_rows import Asked, coded, in_order
from queries import fairness
from queries.codes import SEGMENTS, TARGET_METRICS
from queries.learning import productive_from
from queries.metric import Unit
from queries.money import Scale, scale_for
from queries.policy import PRODUCTIVE_SHARE, RAMP_LEAST, SETTLED
from queries.text import LANGS, Text

HEIGHT, TABLE, SHOWN, BESIDE = 420, 380, 20, 11  # pixels, pixels, rows, rows beside a chart


def panels(view: View, ask: Asked, scale: Scale) -> tuple[tuple[Panel, ...], ...]:
    """The rows of panels of the metric in question, for the page to set under its own; of a level, its growth."""
    ask = replace(ask, kind="growth") if ask.indicator.grows else ask
    rows = added_rows(view, ask)
    return ((added(view, ask, rows, scale), fit(view, ask, rows, scale)), (ramp(view, ask), learning(view)))


def added_rows(view: View, ask: Asked) -> pl.DataFrame:
    """The RMs of the scope with a value added of the metric, the worst first, with names as tables want them."""
    found = view.load(fairness.value_added, view.scope.asking(metric=ask.indicator.key))
    return in_order(_named(found).sort("value_place", "rm_id", descending=[True, False]), view)


def _named(rows: pl.DataFrame) -> pl.DataFrame:
    """RMs and segments under the names tables want."""
    return rows.rename({"name_zh": "rm_zh", "name_en": "rm_en"}).select(pl.all(), *coded("segment", "segment_name", SEGMENTS)).drop("segment", "kind", "metric")


def _columns(ask: Asked) -> tuple[str, ...] | None:
    unit = ask.indicator.unit.value
    return tuple(f"{name}_{unit}" for name in ("actual", "expected", "value_added")) if unit in fairness.UNITS else None


def _shape(ask: Asked, rows: pl.DataFrame) -> pl.DataFrame:
    """The columns of the panels' frame: amounts in the metric's own unit."""
    amounts = _columns(ask) or ()
    people = [f"{name}_{lang}" for name in ("rm", "outlet", "segment_name") for lang in LANGS]
    return rows.select("value_place", "attainment_place", *people, "rm_id", *amounts, "r2_share", "basis_count", "attainment_share")


def _legend(ask: Asked, scale: Scale, rows: pl.DataFrame) -> Text:
    """How well the fit tells results apart, by segment: without it a value added says nothing."""
    fits = rows.select(*(f"segment_name_{lang}" for lang in LANGS), "r2_share", "basis_count").unique().sort("basis_count", "segment_name_en", descending=[True, False])
    unit = scale.word if ask.indicator.unit is Unit.YUAN else words.UNITS_OF_METRIC[ask.indicator.unit.value]
    said = [words.fill(words.FIT_OF, segment=Text(zh, en), r2=formats.index(r2), count=count) for zh, en, r2, count in fits.iter_rows()]
    listed = Text("、".join(one.zh for one in said), ", ".join(one.en for one in said))
    vain = words.FIT_IN_VAIN if (fits["r2_share"] <= 0).any() else Text("", "")
    return words.fill(words.ADDED_LEGEND, unit=unit, fits=listed, vain=vain)


def _missing(view: View) -> Text:
    if view.scope.is_empty:
        return words.NOTHING_IN_SCOPE
    if not fairness.is_made(view.warehouse, view.scope.month):
        return words.NO_EXPECTED_THEN
    return words.NO_EXPECTED


def added(view: View, ask: Asked, rows: pl.DataFrame, scale: Scale) -> Panel:
    """Who brings more than a like book gives, and who less; both ranks in the table."""
    title = words.fill(words.ADDED_PANEL, metric=ask.name)
    frame, why = _shape(ask, rows), _missing(view)
    if frame.is_empty():
        return Panel("added", title, words.ADDED_NONE, frame, empty=why, height=HEIGHT, width=11)
    actual, expected, value = _columns(ask) or ("", "", "")
    drawn = frame.rename({"rm_id": "node_id", "rm_zh": "name_zh", "rm_en": "name_en", actual: "actual", expected: "base"})
    chart = figures.variance(drawn, ask.metric, view.look(scale), HEIGHT, against=words.EXPECTED, is_plan=True)
    columns = ("value_place", "attainment_place", "rm", "rm_id", "segment_name", "outlet", actual, expected, value, "attainment_share", "r2_share", "basis_count")
    native = Native("bar", "rm", (actual, expected))
    return Panel("added", title, _legend(ask, scale, frame), frame, replace(chart, native=native), columns, frame.reverse().head(SHOWN), why, HEIGHT, 11)


def fit(view: View, ask: Asked, rows: pl.DataFrame, scale: Scale) -> Panel:
    """The residuals: how far each RM lies from what a like book gives."""
    title = words.fill(words.FIT_PANEL, metric=ask.name)
    frame, why = _shape(ask, rows), _missing(view)
    if frame.is_empty():
        return Panel("fit", title, words.FIT_LEGEND, frame, empty=why, height=HEIGHT, width=9)
    actual, expected, value = _columns(ask) or ("", "", "")
    drawn = frame.rename({"rm_id": "node_id", "rm_zh": "name_zh", "rm_en": "name_en", actual: "actual", expected: "expected"})
    chart = figures.against_expected(drawn, ask.metric, view.look(scale), HEIGHT)
    columns = ("rm", "rm_id", "segment_name", actual, expected, value, "r2_share")
    return Panel("fit", title, words.FIT_LEGEND, frame, chart, columns, frame.reverse().head(SHOWN), why, HEIGHT, 9)


def ramp(view: View, ask: Asked) -> Panel:
    """RMs in their first nine months, with both attainments."""
    found = view.load(fairness.ramped, view.scope.asking(metric=ask.indicator.key))
    rows = in_order(_named(found), view)
    columns = ("rm", "rm_id", "segment_name", "outlet", "months_since_join", "ramp_share", "attainment_share", "ramp_attainment_share")
    people = [f"{name}_{lang}" for name in ("rm", "outlet", "segment_name") for lang in LANGS]
    frame = rows.select(*people, *(name for name in columns if name in rows.columns))
    legend = words.fill(words.RAMP_LEGEND, least=formats.share(float(RAMP_LEAST.value)))
    title = words.fill(words.RAMP_PANEL, metric=ask.name)
    why = words.NOTHING_IN_SCOPE if view.scope.is_empty else words.NO_NEW_RMS
    return Panel("ramp", title, legend, frame, None, columns, frame.head(BESIDE), why, TABLE, 11)


def learning(view: View) -> Panel:
    """How new RMs catch up with settled ones, and from which month they are productive."""
    legend = words.fill(words.LEARNING_LEGEND, enough=formats.share(float(PRODUCTIVE_SHARE.value)), settled=int(SETTLED.value))
    if view.scope.books:
        return Panel("learning", words.LEARNING_PANEL, legend, pl.DataFrame(), empty=words.NO_LEARNING_OF_BOOK, height=TABLE, width=9)
    rows = view.load(fairness.learning_curve)
    drawn = rows.select(pl.all(), *coded("metric", "group", TARGET_METRICS)).sort("metric", "month_no", descending=[True, False])
    frame = drawn.drop_nulls("relative_share").drop("metric", "is_productive")
    why = words.NOTHING_IN_SCOPE if view.scope.is_empty else words.NO_LEARNING
    chart = None
    if frame.height:
        chart = figures.learning(drawn, float(PRODUCTIVE_SHARE.value), view.look(scale_for(None, view.lang)), TABLE)
    from_month = productive_from(rows, "fee_income")
    title = words.LEARNING_PANEL if from_month is None else words.fill(words.LEARNING_PANEL_FROM, month=from_month)
    return Panel("learning", title, legend, frame, chart, ("group", "month_no", "relative_share", "rms_count"), empty=why, height=TABLE, width=9)
