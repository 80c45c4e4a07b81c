"""From one balance to the next: every change on the way, ending in the balance."""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from dashboard import formats, words
from dashboard.figures import base, measure
from dashboard.figures.base import Chart, Look, Native, Part
from dashboard.figures.stack import Stack, stack
from queries.metric import Metric
from queries.money import Number
from queries.text import Text

TOP = 22
SMALL = 0.15  # of the balance: changes less than this would vanish beside it


@dataclass(frozen=True, slots=True)
class Step:
    """A balance, which stands on zero, or a change from `since` to `until`."""

    name: Text
    is_balance: bool
    value: Number | None
    since: float
    until: float
    is_open: bool = False  # what the changes that are named do not explain


def bridge(rows: pl.DataFrame, metric: Metric, look: Look, height: int) -> Chart:
    """Balances as solid bars, changes floating between them by good and bad.

    Needs name_zh, name_en, kind ("balance" or "change"), value, in order, a balance first. Where a later balance is not
    what the changes lead to, the rest stands as a step of its own, so that the bars always end in the balance; a balance
    that is null is worked out. Where all changes are small beside the balance, the scale is cut off below: balances start
    at its edge instead of zero, and the heading says so.
    """
    steps = _steps(rows)
    origin = _cut_off(steps) if steps and _are_small(steps) else 0.0
    place = stack(len(steps), height, TOP, base.EDGE)
    written = [_written(step, metric, look) for step in steps]
    right = base.widest(written) + 14
    tones = [look.colours.ink if step.is_balance or step.is_open else measure.tone(metric, step.value, look.colours) for step in steps]
    texts = [f"<b>{text}</b>" if step.is_balance else text for step, text in zip(steps, written, strict=True)]
    edges = [measure.drawn(metric, edge, look.scale) for step in steps for edge in _edges(step, origin)]
    figure = base.figure(
        look, place.height, [_bars(steps, origin, place, metric, look), _ties(steps, origin, place, metric, look)], (base.EDGE, right, TOP, base.EDGE),
        xaxis={"visible": False, "range": measure.from_zero(edges)}, yaxis=place.axis([step.name for step in steps], look),
        shapes=[base.upright(0, look.colours.line)],
        annotations=[*place.column(texts, tones, right - base.EDGE), base.head((words.CUT_OFF if origin else metric.name).to(look.lang), look), *(_breaks(steps, place, look) if origin else [])],
    )  # fmt: skip
    return Chart(figure, place.height, _alt(steps, written, metric), Native("bar", "name", ("value",)))


def _steps(rows: pl.DataFrame) -> list[Step]:
    """Where each bar starts and ends, with a step for what the changes leave open."""
    steps: list[Step] = []
    level: Number = 0
    for zh, en, kind, value in rows.select("name_zh", "name_en", "kind", "value").iter_rows():
        if kind != "balance":
            before, level = level, level if value is None else measure.plus(level, value)
            steps.append(Step(Text(zh, en), False, value, float(before), float(level)))
            continue
        rest = measure.change(value, level) if steps else None
        if rest is not None and abs(float(rest)) > 1e-9 * max(abs(float(level)), 1.0):
            steps.append(Step(words.UNEXPLAINED, False, rest, float(level), float(value), is_open=True))
        level = level if value is None else value
        steps.append(Step(Text(zh, en), True, level, 0.0, float(level)))
    return steps


def _are_small(steps: Sequence[Step]) -> bool:
    levels = [step.until for step in steps]
    return steps[0].is_balance and min(levels) > 0 and max(levels) - min(levels) < SMALL * max(levels)


def _cut_off(steps: Sequence[Step]) -> float:
    """Where the scale starts: below the lowest balance by a fifth of what moves above it."""
    levels = [step.until for step in steps]
    return min(levels) - (max(levels) - min(levels) or max(levels)) / 5


def _written(step: Step, metric: Metric, look: Look) -> str:
    write = formats.figure if step.is_balance else measure.written_change
    return write(metric, step.value, look.scale)


def _edges(step: Step, origin: float) -> tuple[float, float]:
    """Start and end of a bar, counted from `origin`; a balance starts there."""
    return (0.0 if step.is_balance else step.since - origin), step.until - origin


def _bars(steps: Sequence[Step], origin: float, place: Stack, metric: Metric, look: Look) -> Part:
    edges = [_edges(step, origin) for step in steps]
    told = [[formats.markup(step.name.to(look.lang)), _written(step, metric, look)] for step in steps]
    return {
        "type": "bar", "orientation": "h", "y": place.at, "width": place.thick(), "marker": {"color": [_tone(step, metric, look) for step in steps]},
        "base": [measure.drawn(metric, low, look.scale) for low, _ in edges], "x": [measure.drawn(metric, high - low, look.scale) for low, high in edges],
        "customdata": told, "hovertemplate": "<b>%{customdata[0]}</b> %{customdata[1]}<extra></extra>",
    }  # fmt: skip


def _breaks(steps: Sequence[Step], place: Stack, look: Look) -> list[Part]:
    """The mark of a scale that is cut off, on every bar that starts before it."""
    mark = {**base.label("<b>//</b>", look.colours.paper, 14), "x": 0, "xshift": 14, "xanchor": "center"}
    return [{**mark, "y": at} for step, at in zip(steps, place.at, strict=True) if step.is_balance]


def _tone(step: Step, metric: Metric, look: Look) -> str:
    if step.is_open:
        return look.colours.warning
    return look.colours.actual if step.is_balance else measure.tone(metric, step.value, look.colours, look.colours.actual)


def _ties(steps: Sequence[Step], origin: float, place: Stack, metric: Metric, look: Look) -> Part:
    """Thin lines at the level that one bar hands to the next."""
    half = place.thick() / 2
    levels = [measure.drawn(metric, step.until - origin, look.scale) for step in steps[:-1]]
    return {
        "type": "scatter", "mode": "lines", "x": [x for level in levels for x in (level, level, None)],
        "y": [y for at in range(len(levels)) for y in (at + half, at + 1 - half, None)],
        "hoverinfo": "skip", "line": {"color": look.colours.plan, "width": 1}, "cliponaxis": False,
    }  # fmt: skip


def _alt(steps: Sequence[Step], written: Sequence[str], metric: Metric) -> Text:
    changes = [(step, text) for step, text in zip(steps, written, strict=True) if not step.is_balance and step.value]
    if not changes:
        return words.fill(words.ALT_NO_BRIDGE, metric=metric.name)
    largest, text = max(changes, key=lambda pair: abs(float(pair[0].value or 0)))
    return words.fill(words.ALT_BRIDGE, metric=metric.name, first=written[0], last=written[-1], name=largest.name, change=text)
