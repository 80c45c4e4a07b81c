"""Leaving and load: who leaves and why, who is overloaded, and whom do balances hang on?"""

import polars as pl

from dashboard import figures, formats, kpis, words
from dashboard.answer import Cards, Content, Panel
from dashboard.page import Page, View
from queries import attrition, workload
from queries.money import Scale, scale_for, smaller
from queries.policy import CURVE_LEAST, OUTLIER_LEAST
from queries.text import Text, inside
from queries.turnover import ATTRITION, EARLY_RATE, ELIMINATION_RATE, LEAVERS, REGRETTED_RATE, VOLUNTARY_RATE
from queries.workload import AT_RISK, CLIENTS_EACH, KEY_5

HEIGHT, CURVES, TABLE, BOXES = 360, 400, 320, 260
BESIDE = 12  # rows of a table that stands beside a chart
CARDS = (ATTRITION, VOLUNTARY_RATE, REGRETTED_RATE, EARLY_RATE, ELIMINATION_RATE, CLIENTS_EACH, KEY_5, AT_RISK)
MEASURES = dict(zip(workload.FIGURES, workload.EACH, strict=True))
EVERY = (*attrition.METRICS, *workload.METRICS)
RATES = ("name", "mean_headcount", "leavers_year_count", "attrition_share", "voluntary_share", "early_share", "regretted_share")
LEFT = ("leave_on", "rm", "outlet", "grade", "channel", "reason", "tenure_months", "is_early", "is_regretted")
POINTS = ("group", "month", "share", "low", "high", "at_risk")
NAMED = ("place", "holder", "balance_yuan", "share", "cumulative_share", "chance_share", "at_risk_yuan")
HANGS = ("name", "rm", "balance_yuan", "share", "chance_share", "at_risk_yuan")
LOADS = ("rm", "outlet", "segment_name", "band", "clients_count", "load_share", "load", "balance_yuan", "revenue_yuan", "large_count")
NEEDED = ("segment_name", "band", "now_count", "clients_count", "median_clients", "needed_count", "gap_count")
SPREAD = ("segment_name", "rms_count", "least", "first_quartile", "median", "third_quartile", "most", "bank_median", "outliers_count", "outliers")
JOINED = ("name", "joiners_year_count", "filled_count", "fill_days", "cohort_count", "kept_share")


def answer(view: View) -> Content:
    if view.scope.books:
        return of_book(view)
    cuts, keys = view.load(attrition.by_cut), view.load(workload.key_persons)
    scale, shown = scale_for(keys["balance_yuan"].head(view.top).median(), view.lang), cards(view)
    return Content(
        attrition.headline(view.load(attrition.summary), view.where, view.scope),
        scale,
        shown,
        (
            (rates(view, cuts, "by-unit", words.LEAVING_UNITS, ["unit"], scale), rates(view, cuts, "by-kind", words.LEAVING_KINDS, ["grade", "tenure", "join_channel"], scale)),
            (reasons(view, scale), joining(view)),
            (left(view),),
            (curves(view, "channel", words.TENURE_BY_CHANNEL, scale), curves(view, "grade", words.TENURE_BY_GRADE, scale)),
            (key_persons(view, keys, scale), dependence(view, scale)),
            (loads(view, scale),),
            (spread(view, "clients_count"), spread(view, "balance_yuan")),
            (spread(view, "revenue_yuan"), spread(view, "large_count")),
            (leaders(cuts, view), needed(view)),
            (every_figure(view, shown),),
        ),
    )


def of_book(view: View) -> Content:
    """A single book has no attrition: one sentence says so."""
    nothing = Panel("people", words.PEOPLE, words.PEOPLE_QUESTION, pl.DataFrame(), empty=words.NO_PEOPLE_OF_BOOK)
    return Content(words.NO_PEOPLE_OF_BOOK, scale_for(None, view.lang), None, ((nothing,),))


def cards(view: View) -> Cards:
    """Leaving beside load: what is known of the as-of month, of the year before, and of the months between."""
    people, load, months = view.load(attrition.summary), view.load(workload.summary), view.load(attrition.trend)
    return Cards(CARDS, load.join(people, on="month", how="left").sort("month"), months)


def missing(view: View) -> Text:
    """Why there is nothing to show."""
    if view.scope.is_empty:
        return words.NOTHING_IN_SCOPE
    return words.NO_PEOPLE if view.load(workload.by_rm).is_empty() else words.TOO_SHORT


def rates(view: View, cuts: pl.DataFrame, key: str, title: Text, wanted: list[str], scale: Scale) -> Panel:
    rows, cells = attrition.of_cuts(cuts, wanted), attrition.cells(cuts, wanted)
    chart = figures.heat_map(cells, ATTRITION, view.look(scale), HEIGHT) if cells.height else None
    columns = RATES if len(wanted) == 1 else ("cut", *RATES)
    return Panel(key, title, words.LEAVING_LEGEND, rows, chart, columns, empty=missing(view), height=HEIGHT)


def leaders(cuts: pl.DataFrame, view: View) -> Panel:
    rows = attrition.of_cuts(cuts, ["leader_id"])
    return Panel("by-leader", words.LEADERS_PANEL, words.LEADERS_LEGEND, rows, None, RATES, rows.head(BESIDE), missing(view), TABLE, 10)


def reasons(view: View, scale: Scale) -> Panel:
    rows = view.load(attrition.reasons)
    bars = rows.select(pl.col("leave_reason").alias("node_id"), "name_zh", "name_en", LEAVERS.key, "share", "earlier_count", pl.col(LEAVERS.key).alias("value"))
    chart = figures.pareto(bars, LEAVERS, view.look(scale), HEIGHT) if bars["value"].sum() else None
    known = bars if chart else bars.clear()
    columns = ("name", LEAVERS.key, "share", "earlier_count")
    return Panel("reasons", words.REASONS_PANEL, words.REASONS_LEGEND, known, chart, columns, empty=nobody_left(view), height=HEIGHT, width=9)


def left(view: View) -> Panel:
    rows = view.load(attrition.leavers)
    return Panel("leavers", words.LEAVERS_PANEL, words.LEAVERS_LEGEND, rows, None, LEFT, rows.head(BESIDE), nobody_left(view), HEIGHT, 11)


def nobody_left(view: View) -> Text:
    return words.NOTHING_IN_SCOPE if view.scope.is_empty else words.NO_LEAVERS


def curves(view: View, cut: str, title: Text, scale: Scale) -> Panel:
    rows = attrition.curves(view.load(attrition.tenure_survival), cut)
    least = int(CURVE_LEAST.value)
    legend = figures.by_chance(words.TENURE_LEGEND.fill(least=least), rows)
    chart = figures.survival(rows, view.look(scale), CURVES) if rows.height else None
    why = words.NOTHING_IN_SCOPE if view.scope.is_empty else words.TOO_FEW_WATCHED.fill(least=least)
    return Panel(f"tenure-{cut}", title, legend, rows, chart, POINTS, empty=why, height=CURVES)


def key_persons(view: View, keys: pl.DataFrame, scale: Scale) -> Panel:
    rows = keys.rename({"rm_zh": "holder_zh", "rm_en": "holder_en"}).head(view.top)
    title, legend = words.KEY_PERSONS.fill(n=rows.height or view.top), words.fill(words.KEY_PERSONS_LEGEND, unit=scale.word)
    bars = rows.rename({"balance_yuan": "value_yuan"})
    chart = figures.ranking(bars, title, view.look(scale), HEIGHT) if rows.height else None
    columns = tuple("value_yuan" if name == "balance_yuan" else name for name in NAMED)
    return Panel("key-persons", title, legend, bars, chart, columns, empty=no_balances(view), height=HEIGHT, width=11)


def dependence(view: View, scale: Scale) -> Panel:
    rows, legend = view.load(workload.dependence), words.fill(words.DEPENDENCE_LEGEND, unit=scale.word)
    return Panel("dependence", words.DEPENDENCE_PANEL, legend, rows, None, HANGS, rows.head(BESIDE), no_balances(view), HEIGHT, 9)


def no_balances(view: View) -> Text:
    return words.NOTHING_IN_SCOPE if view.scope.is_empty else words.NO_BALANCES


def loads(view: View, scale: Scale) -> Panel:
    rows = view.load(workload.by_rm)
    own = smaller(scale, scale_for(rows["revenue_yuan"].median(), view.lang))
    return Panel("load", words.LOAD_PANEL, words.fill(words.LOAD_LEGEND, unit=own.word), rows, None, LOADS, rows.head(BESIDE), no_people(view), TABLE, 11, scale=own)


def needed(view: View) -> Panel:
    return Panel("needed", words.NEEDED_PANEL, words.NEEDED_LEGEND, view.load(workload.needed), None, NEEDED, empty=no_people(view), height=TABLE, width=10)


def no_people(view: View) -> Text:
    return words.NOTHING_IN_SCOPE if view.scope.is_empty else words.NO_PEOPLE


def spread(view: View, measure: str) -> Panel:
    rows, far = (workload.of_measure(view.load(query), measure) for query in (workload.distribution, workload.outliers))
    metric = MEASURES[measure]
    scale = scale_for(rows["median"].max(), view.lang)
    title = words.fill(words.SPREAD_OF, what=inside(workload.FIGURE_WORDS[measure]))
    legend = words.SPREAD_LEGEND.fill(least=int(OUTLIER_LEAST.value))
    chart = figures.boxes(rows, far, metric, view.look(scale), BOXES) if rows.height else None
    return Panel(f"spread-{measure}", title, legend, rows, chart, SPREAD, spread_written(view, rows, scale), no_people(view), BOXES)


def spread_written(view: View, rows: pl.DataFrame, scale: Scale) -> pl.DataFrame:
    """The same rows as text: clients are counted, money is in the unit of the chart, which stands behind it."""
    lines = []
    for row in rows.iter_rows(named=True):
        is_money = row["measure"].endswith("_yuan")
        unit = scale.word.to(view.lang)
        values = {name: f"{formats.money(row[name], scale)} {unit}" if is_money and row[name] is not None else formats.number(row[name], 1) for name in SPREAD[2:8]}
        named = {"segment_name": row[f"name_{view.lang}"], "rms_count": formats.number(row["rms_count"])}
        lines.append(named | values | {"outliers_count": formats.number(row["outliers_count"]), "outliers": row[f"outliers_{view.lang}"] or formats.NOTHING})
    return pl.DataFrame(lines, schema=dict.fromkeys(SPREAD, pl.String), orient="row")


def joining(view: View) -> Panel:
    why = words.NOTHING_IN_SCOPE if view.scope.is_empty else words.NO_JOINERS
    return Panel("joining", words.JOINING_PANEL, words.JOINING_LEGEND, view.load(attrition.joining), None, JOINED, empty=why, height=TABLE, width=11)


def every_figure(view: View, shown: Cards) -> Panel:
    columns = ("metric", "value", "year_ago", "change", "meaning")
    return Panel("figures", words.PEOPLE_FIGURES, words.ALL_FIGURES_LEGEND, shown.figures, None, columns, kpis.every_figure(view, shown, EVERY), missing(view), TABLE)


FILTERS = ("node", "month", "segment")
PAGE = Page("people", words.PEOPLE, words.PEOPLE_QUESTION, ":material/group_remove:", answer, FILTERS)
