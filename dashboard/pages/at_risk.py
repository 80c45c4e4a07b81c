"""Who goes next: clients with early warnings, why, what hangs on them, how far the warnings can be trusted, and how long clients stay."""

from dataclasses import replace

import polars as pl

from dashboard import figures, formats, words
from dashboard.answer import Cards, Content, Panel
from dashboard.figures import Native
from dashboard.page import Page, View
from dashboard.pages import churn_kept
from queries import calls, churn, silent, worth
from queries.at_risk import LISTED as LISTED_MOST
from queries.calls import AT_RISK, AT_RISK_BALANCE, AT_RISK_REVENUE, WARNED
from queries.money import Scale, in_words, scale_for
from queries.periods import year_before
from queries.silent import SILENT, SILENT_YUAN
from queries.text import Text
from queries.warning_policy import HORIZONS, SILENT_FALL, SILENT_LEAST

LONG, CHART, TABLE = 420, 380, 360
CARDS = (AT_RISK, AT_RISK_BALANCE, AT_RISK_REVENUE, WARNED, SILENT, SILENT_YUAN)
SHOWN, CALLED, GOING = 20, 12, 12
LISTED = ("place", "client", "client_id", "rm", "outlet", "score", "reasons", "step", "balance_before_yuan", "balance_yuan", "revenue_year", "last_contact_on")
CALLS = ("place", "client", "client_id", "rm", "outlet", "reasons", "step", "balance_yuan", "matures_on", "maturing_yuan", "last_contact_on")
WORTH = (
    "name", "horizon_months", "flagged_count", "hit_count", "precision_share", "precision_low_share", "precision_high_share", "recall_share", "recall_low_share",
    "recall_high_share", "lift", "lift_low", "lift_high", "list_lift", "base_share",
)  # fmt: skip
SILENT_COLUMNS = ("client", "client_id", "rm", "outlet", "aum_before_yuan", "aum_yuan", "gone_yuan", "fall_share", "last_contact_on")
SILENT_UNITS = ("name", SILENT.key, SILENT_YUAN.key)


def answer(view: View) -> Content:
    listed, fine = view.load(calls.total), unit_of(view)
    held = next(listed.iter_rows(named=True), {})
    rows = ((at_risk(view, held, fine),), (call_list(view, held, fine),), (tested(view, fine), silent_units(view, fine)), (silently_going(view, fine),))
    stay = () if view.scope.books else churn_kept.stays(view, fine)
    return Content(
        calls.headline(listed, view.load(silent.total), view.load(worth.rules), view.where),
        scale_for(held.get(AT_RISK_BALANCE.key), view.lang),
        cards(view) if listed.height else None,
        tuple(tuple(replace(panel, scale=fine) for panel in row) for row in (*rows, *stay)),
    )


def cards(view: View) -> Cards:
    """The as-of month, the same month of the year before, and the months between."""
    run = view.load(calls.trend).join(view.load(silent.trend), on="month", how="left").sort("month")
    return Cards(CARDS, churn.of_months(run, (year_before(view.scope.month), view.scope.month)), run)


def unit_of(view: View) -> Scale:
    """The unit in which the usual money of a client on the list still shows, before it began to go."""
    return scale_for(view.load(churn.at_risk)["balance_before_yuan"].median(), view.lang)


def at_risk(view: View, held: dict[str, object], scale: Scale) -> Panel:
    """The list by score, with reasons and next steps; beside it how much hangs on it in all."""
    rows = view.load(churn.at_risk)
    counted = {"count": formats.number(held.get(AT_RISK.key, 0))}  # type: ignore[arg-type]
    money = {name: in_words(held.get(metric.key) or 0) for name, metric in (("balance", AT_RISK_BALANCE), ("revenue", AT_RISK_REVENUE))}  # type: ignore[arg-type]
    legend = words.fill(words.AT_RISK_LEGEND, **counted, **money, most=LISTED_MOST, unit=scale.word)
    return Panel("at-risk", words.AT_RISK_PANEL, legend, without_codes(rows), None, LISTED, written(rows.head(SHOWN)), why(view, words.NO_AT_RISK), LONG)


def without_codes(rows: pl.DataFrame) -> pl.DataFrame:
    """Reasons in words only: on paper their codes say nothing more."""
    return rows.drop("reasons")


def written(rows: pl.DataFrame) -> pl.DataFrame:
    """Scores with their tenths, and what a client brings in a year in whole yuan, for it is nothing in the unit of balances."""
    shown = {"score": [formats.number(value, 1) for value in rows["score"]], "revenue_year": [formats.number(value) for value in rows["revenue_year_yuan"]]}
    return without_codes(rows).drop("score").hstack([pl.Series(name, values, pl.String) for name, values in shown.items()])


def why(view: View, none: Text) -> Text:
    return words.NOTHING_IN_SCOPE if view.scope.is_empty else none


def tested(view: View, scale: Scale) -> Panel:
    """How many of those warned of were lost since."""
    rows = view.load(worth.rules)
    half = rows.head(int(rows["horizon_months"].eq(HORIZONS[0]).sum()))
    chart = figures.worth(half, view.look(scale), CHART) if half.height else None
    legend = words.fill(words.WORTH_LEGEND, base=formats.share(half["base_share"][0])) if half.height else words.WORTH_LEGEND_NONE
    return Panel("warning-worth", words.WORTH_PANEL, legend, rows, chart, WORTH, empty=why(view, words.NO_WORTH), height=CHART, width=12)


def silent_units(view: View, scale: Scale) -> Panel:
    """How many are silently going, and with how much, unit by unit."""
    rows, whole = view.load(silent.by_unit), next(view.load(silent.total).iter_rows(named=True), {})
    legend = words.fill(words.SILENT_UNITS_LEGEND, count=formats.number(whole.get(SILENT.key, 0)), amount=in_words(whole.get(SILENT_YUAN.key) or 0), unit=scale.word)
    drawn = figures.pareto(rows.rename({SILENT_YUAN.key: "value"}), SILENT_YUAN, view.look(scale), CHART) if rows.height else None
    chart = replace(drawn, native=Native("bar", "name", (SILENT_YUAN.key,))) if drawn else None
    return Panel("silent-units", words.SILENT_UNITS_PANEL, legend, rows, chart, SILENT_UNITS, empty=why(view, words.NO_SILENT), height=CHART, width=8, drills="node")


def silently_going(view: View, scale: Scale) -> Panel:
    """The clients behind it, the most money first."""
    rows = view.load(silent.clients)
    legend = words.fill(words.SILENT_LEGEND, least=in_words(SILENT_LEAST.value), fall=formats.share(float(SILENT_FALL.value)), unit=scale.word)
    return Panel("silent", words.SILENT_PANEL, legend, rows, None, SILENT_COLUMNS, rows.head(GOING), why(view, words.NO_SILENT), TABLE)


def call_list(view: View, held: dict[str, object], scale: Scale) -> Panel:
    """Everybody with a sign, for the Excel file that goes to the outlets."""
    rows = without_codes(view.load(calls.call_list))
    legend = words.fill(words.CALL_LIST_LEGEND, count=formats.number(held.get(WARNED.key, 0)), most=formats.number(calls.MOST), unit=scale.word)  # type: ignore[arg-type]
    return Panel("call-list", words.CALL_LIST_PANEL, legend, rows, None, CALLS, rows.head(CALLED), why(view, words.NO_SIGN), TABLE)


FILTERS = ("node", "month", "segment")
PAGE = Page("at_risk", words.WHO_GOES_NEXT, words.WHO_GOES_NEXT_QUESTION, ":material/notification_important:", answer, FILTERS)
