"""One measure month by month: actual, the year before, plan and forecast, as columns from zero."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

import polars as pl
from babel.dates import format_skeleton

from dashboard import formats, words
from dashboard.figures import base, measure
from dashboard.figures.base import Chart, Look, Native, Part
from queries.metric import Metric
from queries.text import LANGS, Lang, Text

SERIES = ("actual", "year_ago", "plan", "forecast", "low", "high")
TOP, BOTTOM, SIDE = 36, 34, 18
LABELLED = 6  # month names an axis holds on a phone
LINE = 15  # pixels from one line of text to the next

Values = list[float | None]


def months(rows: pl.DataFrame, metric: Metric, look: Look, height: int) -> Chart:
    """Columns of `actual` over those of `year_ago`; `plan` as a dashed line; `forecast` hatched where there is no actual yet.

    Needs month (the first of each, in order) and any of actual, year_ago, plan, forecast, low and high (the forecast's interval).
    """
    drawn = {name: _values(rows, name, metric, look) for name in SERIES}
    drawn["forecast"] = [None if known is not None else value for known, value in zip(drawn["actual"], drawn["forecast"], strict=True)]
    written = {name: _written(rows, name, metric, look) for name in SERIES}
    days: list[date] = rows["month"].to_list()
    known = [value for values in drawn.values() for value in values if value is not None]
    low, high = min([0.0, *known]), max([0.0, *known]) or 1.0
    figure = base.figure(
        look, height, _traces(days, drawn, written, look), (SIDE, SIDE, TOP, BOTTOM), barmode="overlay",
        xaxis={**month_axis(days, look.lang), "range": [-0.6, len(days) - 0.4], "showgrid": False, "showline": low == 0},
        yaxis={"visible": False, "range": [low, high]}, annotations=_ends(drawn, written, look, len(days)),
        shapes=[] if low == 0 else [{"type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": 0, "y1": 0, "line": {"color": look.colours.line, "width": 1}}],
    )  # fmt: skip
    series = tuple(name for name in SERIES[:4] if any(value is not None for value in drawn[name]))
    return Chart(figure, height, _alt(days, drawn, written, metric), Native("column", "month", series or ("actual",)))


def _values(rows: pl.DataFrame, name: str, metric: Metric, look: Look) -> Values:
    raw = rows[name].to_list() if name in rows.columns else [None] * rows.height
    return [measure.drawn(metric, value, look.scale) for value in raw]


def _written(rows: pl.DataFrame, name: str, metric: Metric, look: Look) -> list[str]:
    raw = rows[name].to_list() if name in rows.columns else [None] * rows.height
    return [formats.figure(metric, value, look.scale) for value in raw]


def _traces(days: Sequence[date], drawn: dict[str, Values], written: dict[str, list[str]], look: Look) -> list[Part]:
    colours, at = look.colours, list(range(len(days)))
    told = [_told(day, tick, written, look.lang) for tick, day in enumerate(days)]
    column = {"type": "bar", "x": at, "customdata": told, "hovertemplate": "%{customdata}<extra></extra>"}
    whiskers = _whiskers(drawn, colours.ink)
    hatched = {
        "color": colours.paper,
        "line": {"color": colours.actual, "width": 1},
        "pattern": {"shape": "/", "fgcolor": colours.actual, "bgcolor": colours.paper, "size": 5},
    }
    return [
        {**column, "y": drawn["year_ago"], "offset": -0.42, "width": 0.6, "marker": {"color": colours.previous}},
        {**column, "y": drawn["actual"], "offset": -0.26, "width": 0.68, "marker": {"color": colours.actual}},
        {**column, "y": drawn["forecast"], "offset": -0.26, "width": 0.68, "marker": hatched, "error_y": whiskers},
        {
            "type": "scatter", "x": at, "y": drawn["plan"], "mode": "lines", "line": {"color": colours.ink, "width": 1.5, "dash": "dot"},
            "hoverinfo": "none", "cliponaxis": False,
        },
    ]  # fmt: skip


def _whiskers(drawn: dict[str, Values], colour: str) -> Part:
    """The forecast's interval; nothing where the forecast is not drawn."""
    spans = [
        (up - mid, mid - down) if mid is not None and up is not None and down is not None else (0, 0)
        for mid, down, up in zip(drawn["forecast"], drawn["low"], drawn["high"], strict=True)
    ]
    return {
        "type": "data", "array": [up for up, _ in spans], "arrayminus": [down for _, down in spans], "symmetric": False,
        "visible": any(up or down for up, down in spans), "color": colour, "thickness": 1.25, "width": 3,
    }  # fmt: skip


def _told(day: date, at: int, written: dict[str, list[str]], lang: Lang) -> str:
    """What a pointer over the month is told: every figure that is known."""
    named = ((words.SERIES[name], written[name][at]) for name in SERIES)
    return "<br>".join([base.month_label(day, lang), *(f"{name.to(lang)} {shown}" for name, shown in named if shown != formats.NOTHING)])


def _ends(drawn: dict[str, Values], written: dict[str, list[str]], look: Look, count: int) -> list[Part]:
    """The first and last actual and the last forecast, each above the columns of its month and over the plan's line; one line higher where two would meet."""
    spots = [(at, "actual") for at in _first_and_last(drawn["actual"])] + [
        (at, "forecast") for at in _first_and_last(drawn["forecast"])[-1:]
    ]
    room = base.PHONE - 2 * SIDE
    pitch = room / max(count, 1)
    labels: list[Part] = []
    lifted: tuple[float, int] | None = None  # where the text before ends, and its line
    for at, name in spots:
        text = written[name][at]
        half = base.wide(text) / 2
        middle = min(max((at + 0.5) * pitch, half), room - half)
        line = 1 - lifted[1] if lifted and middle - half < lifted[0] + 6 else 0
        lifted = (middle + half, line)
        labels.append(_end(at, text, _ceiling(drawn, middle / pitch - 0.5, half / pitch), line, look, count))
    return labels


def _end(at: int, text: str, top: float, line: int, look: Look, count: int) -> Part:
    """A label over a column; at the sides it is turned inwards, so that nothing is cut."""
    side = "left" if at == 0 else "right" if at == count - 1 else "center"
    x = at - 0.45 if side == "left" else at + 0.45 if side == "right" else at
    return {**base.label(text, look.colours.ink), "bgcolor": look.colours.paper, "x": x, "y": top, "yanchor": "bottom", "yshift": 1 + line * LINE, "xanchor": side}


def _ceiling(drawn: dict[str, Values], middle: float, reach: float) -> float:
    """The highest column or whisker under a label that reaches so many months to both sides on a phone."""
    around = [value for name in SERIES if name != "plan" for at, value in enumerate(drawn[name]) if abs(at - middle) <= reach + 0.6]
    return max([value for value in around if value is not None], default=0.0)


def _first_and_last(values: Values) -> list[int]:
    known = [at for at, value in enumerate(values) if value is not None]
    return sorted({known[0], known[-1]}) if known else []


def month_axis(days: Sequence[date], lang: Lang) -> Part:
    """Ticks for at most LABELLED of the months, the last among them; the year stands under the first and where it changes."""
    step = -(-len(days) // LABELLED)
    ticks = [at for at in range(len(days)) if (len(days) - 1 - at) % step == 0] if days else []
    years = [days[tick].year for tick in ticks]
    text = [
        short_month(days[tick], lang) + (f"<br>{_year(days[tick], lang)}" if not place or years[place - 1] != year else "")
        for place, (tick, year) in enumerate(zip(ticks, years, strict=True))
    ]
    return {"tickvals": ticks, "ticktext": text, "tickangle": 0, "automargin": False, "ticklabeloverflow": "allow"}


@lru_cache(maxsize=64)
def short_month(day: date, lang: Lang) -> str:
    return format_skeleton("MMM", day, locale=formats.LOCALES[lang])


@lru_cache(maxsize=64)
def _year(day: date, lang: Lang) -> str:
    return format_skeleton("y", day, locale=formats.LOCALES[lang])


def _alt(days: Sequence[date], drawn: dict[str, Values], written: dict[str, list[str]], metric: Metric) -> Text:
    ends = _first_and_last(drawn["actual"])
    if not ends:
        return words.fill(words.ALT_NO_MONTHS, metric=metric.name)
    first, last = ends[0], ends[-1]
    said = {
        lang: words.ALT_MONTHS.to(lang).format(
            metric=metric.name.to(lang), since=base.month_label(days[first], lang), first=written["actual"][first],
            until=base.month_label(days[last], lang), last=written["actual"][last],
        )
        + "".join(
            words.ALT_MONTHS_MORE.to(lang).format(series=words.SERIES[name].to(lang), value=written[name][at], month=base.month_label(days[at], lang))
            for name in ("year_ago", "plan", "forecast")
            for at in (_first_and_last(drawn[name]) if name == "forecast" else [last] * (drawn[name][last] is not None))[-1:]
        )
        for lang in LANGS
    }  # fmt: skip
    return base.in_both(said)
