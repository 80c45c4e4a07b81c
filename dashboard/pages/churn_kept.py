"""The part of client churn that takes time: retention, run-downs and states and cohorts; and, for who goes next, how long clients stay."""


import polars as pl

from dashboard import figures, words
from dashboard.answer import Panel
from dashboard.page import View
from queries import attrition, churn, client_survival, cohorts, retention
from queries.churn_metrics import KEPT
from queries.churn_policy import CLIENT_CURVE_LEAST
from queries.codes import MEASURES
from queries.money import Scale
from queries.text import Text, inside

TABLE, CURVES, GRID = 240, 400, 340
RATES = ("gross_share", "net_share", "kept_share")
KEPT_COLUMNS = ("name", "opening_yuan", "kept_yuan", "closing_yuan", *RATES)
RUN_DOWN = ("name", "lost_yuan", "run_down_yuan", "contraction_yuan", "taken_share")
STATES = ("name", "clients_now_count", "clients_year_ago_count")
COHORT = ("quarter", "months_count", "member_count", "active_count", "active_share", "start_yuan", "balance_yuan", "balance_share")
POINTS = ("group", "month", "share", "low", "high", "at_risk")


def panels(view: View, scale: Scale) -> tuple[tuple[Panel, ...], ...]:
    """Rows of panels, for the churn page."""
    return (
        (kept(view, scale), kept_by_tier(view, scale)),
        (run_down(view, scale), states(view)),
        cohort_grids(view, scale),
    )


def stays(view: View, scale: Scale) -> tuple[tuple[Panel, ...], ...]:
    """How long clients stay, in rows."""
    return (curve(view, "star_tier", scale), curve(view, "products", scale)), (curve(view, "segment", scale),)


def missing(view: View, otherwise: Text = words.CHURN_NEEDS_YEAR) -> Text:
    """Why there is nothing to show."""
    return words.NOTHING_IN_SCOPE if view.scope.is_empty else otherwise


def kept(view: View, scale: Scale) -> Panel:
    legend = words.fill(words.CHURN_RETENTION_LEGEND, unit=scale.word)
    return Panel("kept", words.CHURN_RETENTION, legend, view.load(retention.total), None, KEPT_COLUMNS, empty=missing(view), height=TABLE)


def kept_by_tier(view: View, scale: Scale) -> Panel:
    title = words.fill(words.CHURN_RETENTION_TIERS, measure=inside(MEASURES[view.scope.measure]))
    legend = words.fill(words.CHURN_RETENTION_LEGEND, unit=scale.word)
    return Panel("kept-tiers", title, legend, view.load(retention.by_tier), None, KEPT_COLUMNS, empty=missing(view), height=TABLE)


def run_down(view: View, scale: Scale) -> Panel:
    legend = words.fill(words.CHURN_RUN_DOWN_LEGEND, unit=scale.word)
    return Panel("run-down", words.CHURN_RUN_DOWN, legend, view.load(retention.run_down), None, RUN_DOWN, empty=missing(view, words.NO_CHURN), height=TABLE, width=11)


def states(view: View) -> Panel:
    return Panel("states", words.CHURN_STATES, words.CHURN_STATES_LEGEND, view.load(retention.states), None, STATES, empty=missing(view, words.NO_CHURN), height=TABLE, width=9)


def cohort_grids(view: View, scale: Scale) -> tuple[Panel, Panel]:
    """Clients and balances; revenue has no balance to be kept, so that AUM stands in its place."""
    measure = view.scope.measure if view.scope.measure in cohorts.LEVELS else "aum"
    rows = view.load(cohorts.triangle, view.scope.asking(measure=measure))
    named = {"measure": inside(MEASURES[measure])}
    titles = (words.CHURN_COHORTS, words.CHURN_COHORTS_LEGEND), (words.fill(words.CHURN_COHORT_BALANCES, **named), words.CHURN_COHORT_BALANCES_LEGEND)
    return _grid(view, "cohorts", *titles[0], rows, "active_share", scale), _grid(view, "cohort-balances", *titles[1], rows, "balance_share", scale)


def _grid(view: View, key: str, title: Text, legend: Text, rows: pl.DataFrame, share: str, scale: Scale) -> Panel:
    cells = cohorts.cells(rows, share)
    is_balance = share == "balance_share"
    chart = figures.heat_map(cells, KEPT, view.look(scale), GRID, is_variance=is_balance, about=1.0 if is_balance else 0.0) if cells["value"].count() else None
    return Panel(key, title, legend, rows, chart, COHORT, empty=missing(view, words.NO_COHORTS), height=GRID)


def curve(view: View, cut: str, scale: Scale) -> Panel:
    rows = attrition.curves(view.load(churn.survival), cut)
    least = int(CLIENT_CURVE_LEAST.value)
    legend = figures.by_chance(words.CHURN_CURVE_LEGEND.fill(least=least), rows)
    chart = figures.survival(rows, view.look(scale), CURVES) if rows.height else None
    title = words.fill(words.CHURN_CURVE, what=inside(client_survival.CUTS[cut]))
    return Panel(f"curve-{cut}", title, legend, rows, chart, POINTS, empty=missing(view, words.CHURN_TOO_FEW.fill(least=least)), height=CURVES)
