"""Team headcount: have we the people, where, and will we have them next year?"""

from dataclasses import replace

import polars as pl

from dashboard import figures, formats, kpis, words
from dashboard.answer import Cards, Content, Panel
from dashboard.figures import Chart, Native
from dashboard.page import Page, View
from queries import headcount, outlook, team_shape, teams
from queries.codes import GRADES, PERIODS
from queries.headcount import ATTRITION, AVAILABLE, ESTABLISHMENT, FILL, FTE, HEADCOUNT, VACANCIES
from queries.money import Scale, scale_for
from queries.periods import year_before
from queries.text import LANGS, Text, inside

CARDS = (HEADCOUNT, AVAILABLE, FTE, ESTABLISHMENT, FILL, VACANCIES, ATTRITION)
EVERY = (*headcount.METRICS, *team_shape.METRICS, *outlook.METRICS)
HEIGHT, TALL, LOW = 320, 360, 140
STRENGTH = ("headcount_count", "establishment_count", "gap_count", "vacancies_count", "over_strength_count", "fill_rate_share")
BANDS = ("name", *(column for column in STRENGTH if column != "gap_count"))
UNITS = ("name", *STRENGTH, "attrition_share")
MONTHS = ("month", "headcount_count", "establishment_count", "forecast_count", "low_count", "high_count")
GRADE_COLUMNS = ("name", "headcount_count", "year_ago_count", "change_count", "available_count", "fte_count")
EVENTS = ("happened_on", "rm", "rm_id", "event", "from", "to")
CONFLICTS = ("rm", "rm_id", "outlet", "duty", "since_on", "deposits_held_yuan")
PEOPLE = ("rm", "rm_id", "outlet", "grade", "join_on", "status")
TEAMS = ("name", "leader", "headcount_count", "year_ago_count", "available_count", "fte_count", "trainees_count", "attrition_share")
MOST = 20


def answer(view: View) -> Content:
    if view.scope.books:
        empty = Panel("bridge", words.HEADCOUNT, words.HEADCOUNT_QUESTION, pl.DataFrame(), empty=words.NO_STAFF_OF_BOOK)
        return Content(words.NO_STAFF_OF_BOOK, scale_for(None, view.lang), None, ((empty,),))
    view, team = replace(view, scope=view.scope.asking(team="")), view.scope.team
    now, units = view.load(headcount.total), view.load(headcount.by_unit)
    found = conflicts(view)
    scale = scale_for(found.frame["deposits_held_yuan"].median() if found.frame.height else None, view.lang)
    run = view.load(outlook.months)
    shown = cards(view, now, run)
    is_outlet = units.is_empty() and now.height > 0
    beside = by_team(view, scale) if is_outlet else by_unit(view, units, scale)
    rows = (
        (bridge(view, scale), beside),
        *(((people(view, team),),) if is_outlet else ()),
        (trend(view, run, scale),),
        (pyramid(view, scale), moves(view, scale)),
        (bands(view), replace(found, legend=words.fill(words.CONFLICTS_LEGEND, unit=scale.word))),
        (events(view),),
        (groups(view), every_figure(view, shown)),
    )
    return Content(headcount.headline(now, view.where, units), scale, shown, rows)


def cards(view: View, now: pl.DataFrame, run: pl.DataFrame) -> Cards:
    """The as-of month and, where it is known, a year before."""
    then = year_before(view.scope.month)
    scopes = [view.scope.on(then), view.scope] if then in view.warehouse.months else [view.scope]
    queries = (headcount.total, team_shape.total, outlook.back_test)
    frame = pl.concat(pl.concat([view.load(query, scope) for query in queries], how="horizontal") for scope in scopes) if now.height else now
    return Cards(CARDS, frame, outlook.known(run))


def span(view: View) -> dict[str, object]:
    """The period and the as-of month in words."""
    return {"period": inside(PERIODS[view.scope.period]), "month": Text(*(formats.month(view.scope.month, lang) for lang in LANGS))}


def native(chart: Chart, *series: str) -> Chart:
    """The chart with what a spreadsheet draws by the names of the panel's own columns."""
    return replace(chart, native=Native(chart.native.kind if chart.native else "bar", chart.native.category if chart.native else "name", series))


def bridge(view: View, scale: Scale) -> Panel:
    steps = headcount.steps(view.load(headcount.bridge), words.BRIDGE_STEPS)
    chart = native(figures.bridge(steps.rename({"step_count": "value"}), HEADCOUNT, view.look(scale), TALL), "step_count") if steps.height else None
    title = words.fill(words.BRIDGE, **span(view))
    return Panel("bridge", title, words.BRIDGE_LEGEND, steps, chart, ("name", "step_count"), empty=words.NO_STAFF, height=TALL, width=9)


def by_unit(view: View, units: pl.DataFrame, scale: Scale) -> Panel:
    known = units.is_empty() or units["establishment_count"].count() > 0
    rows = units.rename({"headcount_count": "actual", "establishment_count": "base"})
    look = view.look(scale)
    chart = native(figures.variance(rows, HEADCOUNT, look, TALL, against=ESTABLISHMENT.name, is_plan=True), *STRENGTH[:2]) if units.height else None
    legend = words.UNITS_BY_POSTS_LEGEND if known else words.NO_ESTABLISHMENT_LEGEND
    return Panel("units", words.UNITS_BY_POSTS, legend, units, chart, UNITS, empty=words.NO_STAFF, height=TALL, width=11, drills="node")


def trend(view: View, run: pl.DataFrame, scale: Scale) -> Panel:
    names = {"headcount_count": "actual", "establishment_count": "plan", "forecast_count": "forecast", "low_count": "low", "high_count": "high"}
    chart = figures.months(run.rename(names), HEADCOUNT, view.look(scale), HEIGHT) if run.height else None
    series = [name for name in ("headcount_count", "establishment_count", "forecast_count") if run[name].count()]
    drawn = native(chart, *series) if chart else None
    title = words.fill(words.OUTLOOK, past=run["headcount_count"].count(), ahead=run["forecast_count"].count())
    return Panel("trend", title, _tested(view, run), run, drawn, MONTHS, empty=words.NO_STAFF, height=HEIGHT)


def _tested(view: View, run: pl.DataFrame) -> Text:
    """What the chart shows, and what a forecast made a year ago missed."""
    if not run["forecast_count"].count():
        return words.OUTLOOK_NONE
    test = view.load(outlook.back_test).row(0, named=True)
    if test["forecast_miss_share"] is None:
        return words.OUTLOOK_UNTESTED
    return words.OUTLOOK_LEGEND.fill(miss=formats.share(test["forecast_miss_share"]), covered=formats.share(test["forecast_covered_share"]))


def pyramid(view: View, scale: Scale) -> Panel:
    grades = view.load(headcount.by_grade)
    rows = grades.rename({"headcount_count": "now", "year_ago_count": "year_ago"})
    chart = native(figures.pyramid(rows, HEADCOUNT, view.look(scale), HEIGHT), "headcount_count", "year_ago_count") if grades.height else None
    return Panel("pyramid", words.PYRAMID, words.PYRAMID_LEGEND, grades, chart, GRADE_COLUMNS, empty=words.NO_STAFF, height=HEIGHT, width=9)


def moves(view: View, scale: Scale) -> Panel:
    pairs = view.load(team_shape.moves)
    rows = pairs.rename({"people_count": "clients"})
    states = list(GRADES.values())
    chart = figures.transition_matrix(rows, states, view.look(scale), HEIGHT, words.HEADS, words.ALT_GRADE_MOVES) if pairs.height else None
    why = words.NO_STAFF if view.scope.is_empty else words.NO_GRADE_MOVES
    return Panel("moves", words.GRADE_MOVES, words.GRADE_MOVES_LEGEND, pairs, chart, ("from", "to", "people_count"), empty=why, height=HEIGHT, width=11)


def bands(view: View) -> Panel:
    return Panel("bands", words.BANDS_PANEL, words.BANDS_LEGEND, view.load(headcount.by_band), None, BANDS, empty=words.NO_STAFF, height=LOW, width=9)


def groups(view: View) -> Panel:
    columns = ("cut", "name", "now_count", "year_ago_count", "share")
    return Panel("groups", words.GROUPS_PANEL, words.GROUPS_LEGEND, view.load(team_shape.groups), None, columns, empty=words.NO_STAFF, height=HEIGHT, width=8)


def events(view: View) -> Panel:
    found = view.load(headcount.events)
    why = words.NO_STAFF if view.scope.is_empty else words.NO_EVENTS
    return Panel("events", words.fill(words.EVENTS_PANEL, **span(view)), words.EVENTS_LEGEND, found, None, EVENTS, found.head(MOST), why, HEIGHT)


def conflicts(view: View) -> Panel:
    whole = team_shape.has_all_segments(view.scope)
    found = view.load(team_shape.conflicts) if whole else pl.DataFrame()
    why = words.NO_STAFF if view.scope.is_empty else words.NO_CONFLICTS if whole else words.NOT_BY_SEGMENT
    return Panel("conflicts", words.CONFLICTS_PANEL, words.CONFLICTS_LEGEND, found, None, CONFLICTS, empty=why, height=LOW, width=11)


def by_team(view: View, scale: Scale) -> Panel:
    """What stands below an outlet."""
    rows = view.load(teams.by_team)
    known = rows.select(pl.col("team_id").alias("node_id"), "name_zh", "name_en", actual="headcount_count", base="year_ago_count")
    chart = native(figures.variance(known, HEADCOUNT, view.look(scale), TALL, against=words.LAST_YEAR), "headcount_count", "year_ago_count") if rows.height else None
    return Panel("teams", words.TEAMS_PANEL, words.TEAMS_LEGEND, rows, chart, TEAMS, empty=words.NO_STAFF, height=TALL, width=11, drills="team")


def people(view: View, team: str) -> Panel:
    """The RMs of an outlet, or of one of its teams."""
    found = view.load(headcount.people, view.scope.asking(team=team))
    named = teams.name_of(view.load(teams.by_team), team)
    title = words.fill(words.PEOPLE_OF_TEAM, team=named) if named else words.PEOPLE_PANEL
    return Panel("people", title, words.PEOPLE_LEGEND, found, None, PEOPLE, found.head(MOST), words.NO_STAFF, LOW)


def every_figure(view: View, shown: Cards) -> Panel:
    """All metrics; those a bank did not supply, or that this scope cannot be shown, are named."""
    written = kpis.every_figure(view, shown, EVERY)
    now = kpis.of_month(shown, view.scope.month)
    lacking = [metric.name for metric in EVERY if now.get(metric.key) is None]
    said = Text(*(words.JOIN.to(lang).join(name.to(lang) for name in lacking) for lang in LANGS))
    legend = words.fill(words.STAFF_FIGURES_LACKING, names=said) if lacking and now else words.STAFF_FIGURES_LEGEND
    columns = ("metric", "value", "year_ago", "change", "meaning")
    return Panel("figures", words.STAFF_FIGURES, legend, shown.figures, None, columns, written, words.NO_STAFF, HEIGHT, 13)


FILTERS = ("node", "month", "period", "segment", "team")
PAGE = Page("headcount", words.HEADCOUNT, words.HEADCOUNT_QUESTION, ":material/groups:", answer, FILTERS)
