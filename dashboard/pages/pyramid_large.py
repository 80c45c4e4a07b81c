"""Large clients coming and going, and those on their way: panels of the pyramid page."""

from dataclasses import replace

from dashboard import figures, words
from dashboard.answer import Panel
from dashboard.figures import Chart, Native
from dashboard.page import View
from queries.concentration import large, potential
from queries.concentration.large import LARGE_COUNT, LARGE_SHARE
from queries.money import Scale, scale_for
from queries.text import Text

HEIGHT, LOW, MOST, FEW = 320, 240, 10, 6
UNITS = ("name", *(metric.key for metric in large.METRICS))
MOVED = ("client", "way", "from", "to", "aum_then_yuan", "aum_now_yuan", "rm")
FORECAST = ("client", "client_segment", "mean_yuan", "line_share", "growth_share", "months_left", "crosses_on", "outlet", "rm")
PAST = ("name", "foreseen_count", "crossed_count", "crossed_share", "others_count", "others_crossed_count", "others_share")
Row = tuple[Panel, ...]


def panels(view: View, scale: Scale) -> tuple[Row, ...]:
    """Where large clients are and who came or went; those on their way; who looks after the large, and how forecasts did."""
    return ((units(view, scale), movers(view, scale, 11)), (coming(view),), (rms(view), past(view)))


def names(view: View, scale: Scale) -> tuple[Row, ...]:
    """Who came, went or is on the way, of an own book."""
    return ((movers(view, scale, 1),), (coming(view),))


def native(chart: Chart, *series: str) -> Chart:
    return replace(chart, native=Native("bar", "name", series))


def nothing(view: View, why: Text) -> Text:
    return words.NOTHING_IN_SCOPE if view.scope.is_empty else why


def units(view: View, scale: Scale) -> Panel:
    rows = view.load(large.large_by_unit)
    bars = rows.select("node_id", "name_zh", "name_en", value=LARGE_COUNT.key)
    chart = native(figures.pareto(bars, LARGE_COUNT, view.look(scale), HEIGHT), LARGE_COUNT.key) if bars["value"].sum() else None
    return Panel("large", words.LARGE_UNITS, words.LARGE_UNITS_LEGEND, rows, chart, UNITS, empty=nothing(view, words.NO_LARGE), height=HEIGHT, width=9, drills="node")


def movers(view: View, scale: Scale, width: int) -> Panel:
    rows, legend = view.load(large.large_movers).drop("from_tier", "to_tier", "way"), words.fill(words.MOVERS_LEGEND, unit=scale.word)
    return Panel("large-movers", words.LARGE_MOVERS, legend, rows, None, MOVED, rows.head(MOST), nothing(view, words.NO_LARGE_MOVES), HEIGHT, width)


def coming(view: View) -> Panel:
    rows = view.load(potential.potential_large)
    scale = scale_for(rows["mean_yuan"].median(), view.lang)
    legend = words.fill(words.POTENTIAL_LEGEND, unit=scale.word)
    return Panel("potential", words.POTENTIAL_PANEL, legend, rows, None, FORECAST, rows.head(MOST), nothing(view, words.NO_POTENTIAL), HEIGHT, scale=scale)


def rms(view: View) -> Panel:
    rows = view.load(large.large_by_rm)
    return Panel("large-rms", words.LARGE_RMS, words.LARGE_RMS_LEGEND, rows, None, ("rm", LARGE_COUNT.key, LARGE_SHARE.key), rows.head(FEW), nothing(view, words.NO_LARGE), LOW, 8)


def past(view: View) -> Panel:
    return Panel("past", words.PAST_PANEL, words.PAST_LEGEND, view.load(potential.potential_past), None, PAST, empty=nothing(view, words.NO_PAST), height=LOW, width=12)
