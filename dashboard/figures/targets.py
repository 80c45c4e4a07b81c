"""Against a goal: attainment as a dot beside the 100 % line, and the amount as a bullet against its plan."""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from dashboard import formats, words
from dashboard.figures import base, measure, shades
from dashboard.figures.base import Chart, Look, Native, Part
from dashboard.figures.stack import Stack, stack
from queries.metric import Good, Metric
from queries.money import Number
from queries.text import Text

NAMES = 18
LOW, HIGH = 0.8, 1.2  # the scale of attainment; what lies outside is drawn as an arrow at its end
TOP, AXIS = 22, 22
BANDS = {1.1: 0.22, 0.9: 0.42}  # reach, of plan: strength; the longer one first


@dataclass(frozen=True, slots=True)
class Goal:
    """One unit's way to its goal: 1.0 is the goal."""

    key: str
    name: Text
    attainment: float | None
    actual: Number | None = None
    plan: Number | None = None

    def over(self) -> float | None:
        """Attainment above 100 %; a rounding error is none."""
        return None if self.attainment is None else round(self.attainment - 1, 9)


def dot_to_full(rows: pl.DataFrame, metric: Metric, look: Look, height: int) -> Chart:
    """A dot per unit, tied to the 100 % line, on a scale of 80 to 120 %; the worst on top, unknown ones last.

    Needs node_id, name_zh, name_en, attainment (1.0 = 100 %). Where `metric` is good when low, more than 100 % is bad.
    """
    every = [Goal(key, Text(zh, en), share) for key, zh, en, share in _columns(rows, "attainment")]
    goals, left_out = _worst_first(every, metric)
    place = stack(len(goals), height, base.EDGE, AXIS, left_out)
    shares, right = _shares(goals, place, metric, look, [])
    figure = base.figure(
        look, place.height, _dots(goals, place, metric, look), (base.EDGE, right, base.EDGE, AXIS), barmode="overlay",
        xaxis={"range": [LOW - 0.012, HIGH + 0.012], "tickvals": [0.8, 0.9, 1, 1.1, 1.2], "ticktext": ["80%", "", "100%", "", "120%"]},
        yaxis=place.axis([goal.name for goal in goals], look, NAMES), shapes=[base.upright(1, look.colours.ink, width=1.5)], annotations=shares,
    )  # fmt: skip
    return _chart(figure, goals, place, metric, words.ALT_ATTAINMENT, ("attainment",))


def bullet(rows: pl.DataFrame, metric: Metric, look: Look, height: int) -> Chart:
    """Actual as a bar from zero, plan as an upright stroke, grey bands to 90 and 110 % of plan; attainment at the right.

    Needs node_id, name_zh, name_en, actual, plan. The worst attainment is on top, units without a plan last.
    """
    every = [Goal(key, Text(zh, en), _attained(actual, plan), actual, plan) for key, zh, en, actual, plan in _columns(rows, "actual", "plan")]
    goals, left_out = _worst_first(every, metric)
    place = stack(len(goals), height, TOP, base.EDGE, left_out)
    amounts = [formats.figure(metric, goal.actual, look.scale) for goal in goals]
    shares, right = _shares(goals, place, metric, look, [words.ATTAINED.to(look.lang)])
    heads = [base.head(words.ACTUAL.to(look.lang), look, 0, -5, "right"), base.head(words.ATTAINED.to(look.lang), look, 1, right - base.EDGE, "right")]
    figure = base.figure(
        look, place.height, _bullets(goals, place, metric, look), (base.EDGE, right, TOP, base.EDGE), barmode="overlay",
        xaxis={"visible": False, "range": _range(goals, metric, look)}, shapes=[base.upright(0, look.colours.line)],
        yaxis=place.axis([goal.name for goal in goals], look, NAMES, base.widest(amounts) + 14),
        annotations=[*place.column(amounts, look.colours.ink, -5, edge=0), *shares, *heads],
    )  # fmt: skip
    return _chart(figure, goals, place, metric, words.ALT_BULLET, ("actual", "plan"))


def _columns(rows: pl.DataFrame, *names: str) -> list[tuple]:
    return rows.select("node_id", "name_zh", "name_en", *names).rows()


def _attained(actual: Number | None, plan: Number | None) -> float | None:
    return None if actual is None or plan is None or float(plan) <= 0 else float(actual) / float(plan)


def _worst_first(goals: Sequence[Goal], metric: Metric) -> tuple[list[Goal], int]:
    ordered = sorted(goals, key=lambda goal: (goal.over() is None, measure.goodness(metric, goal.over()), goal.key))
    return base.ends(ordered, sum(goal.over() is None for goal in goals))


def _shares(goals: Sequence[Goal], place: Stack, metric: Metric, look: Look, heads: list[str]) -> tuple[list[Part], int]:
    """Attainment as text at the right, and the pixels it takes."""
    texts = [formats.share(goal.attainment) for goal in goals]
    right = base.widest([*texts, *heads]) + 12
    tones = [measure.tone(metric, goal.over(), look.colours) for goal in goals]
    return [*place.column(texts, tones, right - base.EDGE), *place.middle(look, right - base.EDGE)], right


def _dots(goals: Sequence[Goal], place: Stack, metric: Metric, look: Look) -> list[Part]:
    """Thin bars from 100 %, and the dots on their ends; an arrow where the scale ends before the value."""
    held = [None if goal.attainment is None else min(max(goal.attainment, LOW), HIGH) for goal in goals]
    tones = [measure.tone(metric, goal.over(), look.colours, look.colours.actual) for goal in goals]
    told = [[goal.key, formats.markup(goal.name.to(look.lang)), formats.share(goal.attainment)] for goal in goals]
    row = {"y": place.at, "customdata": told, "hovertemplate": "<b>%{customdata[1]}</b> %{customdata[2]}<extra></extra>"}
    ties = [None if x is None else x - 1 for x in held]
    return [
        {**row, "type": "bar", "orientation": "h", "base": 1, "x": ties, "width": 0.16, "marker": {"color": tones}},
        {
            **row, "type": "scatter", "x": held, "mode": "markers", "cliponaxis": False,
            "marker": {"color": tones, "size": 11, "symbol": [_symbol(goal.attainment) for goal in goals]},
        },
    ]  # fmt: skip


def _symbol(attainment: float | None) -> str:
    if attainment is None or LOW <= attainment <= HIGH:
        return "circle"
    return "triangle-left" if attainment < LOW else "triangle-right"


def _range(goals: Sequence[Goal], metric: Metric, look: Look) -> list[float]:
    plans = [measure.drawn(metric, goal.plan, look.scale) for goal in goals]
    actuals = [measure.drawn(metric, goal.actual, look.scale) for goal in goals]
    return measure.from_zero([*actuals, *(plan and plan * max(BANDS) for plan in plans)])


def _bullets(goals: Sequence[Goal], place: Stack, metric: Metric, look: Look) -> list[Part]:
    """The bands, the bar on them, and the stroke of the plan over both."""
    colours, thick = look.colours, place.thick(0.72)
    plans, actuals = ([measure.drawn(metric, value, look.scale) for value in values] for values in ([g.plan for g in goals], [g.actual for g in goals]))
    row = {"y": place.at, **_told(goals, metric, look)}
    bar = {**row, "type": "bar", "orientation": "h"}
    bands = [
        {**bar, "x": [plan and plan * reach for plan in plans], "width": thick, "marker": {"color": shades.mix(colours.paper, colours.previous, part)}}
        for reach, part in BANDS.items()
    ]
    stroke = {"symbol": "line-ns", "size": thick * place.pitch * 0.86, "line": {"color": colours.ink, "width": 2.5}}
    return [
        *bands,
        {**bar, "x": actuals, "width": thick * 0.42, "marker": {"color": colours.actual}},
        {**row, "type": "scatter", "x": plans, "mode": "markers", "marker": stroke, "cliponaxis": False},
    ]


def _told(goals: Sequence[Goal], metric: Metric, look: Look) -> Part:
    told = [
        [goal.key, formats.markup(goal.name.to(look.lang)), *(formats.figure(metric, value, look.scale) for value in (goal.actual, goal.plan))]
        for goal in goals
    ]
    named = f"{words.ACTUAL.to(look.lang)} %{{customdata[2]}}<br>{words.SERIES['plan'].to(look.lang)} %{{customdata[3]}}"
    return {"customdata": told, "hovertemplate": f"<b>%{{customdata[1]}}</b><br>{named}<extra></extra>"}


def _chart(figure: object, goals: Sequence[Goal], place: Stack, metric: Metric, phrase: Text, series: tuple[str, ...]) -> Chart:
    return Chart(figure, place.height, _alt(phrase, goals, metric, place.note), Native("bar", "name", series), "node_id", place.note)  # type: ignore[arg-type]


def _alt(phrase: Text, goals: Sequence[Goal], metric: Metric, note: Text | None) -> Text:
    known = [goal for goal in goals if goal.over() is not None]
    if not known:
        return words.fill(words.ALT_NO_GOAL, metric=metric.name)
    missed = sum((goal.over() or 0) > 0 if metric.good is Good.DOWN else (goal.over() or 0) < 0 for goal in known)
    ends = {"worst": known[0].name, "low": formats.share(known[0].attainment), "best": known[-1].name, "high": formats.share(known[-1].attainment)}
    return base.alt(phrase, note, metric=metric.name, missed=missed, count=len(known), **ends)
