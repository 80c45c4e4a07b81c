"""What somebody did when: one bar per posting on a line of years."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl

from dashboard import formats, words
from dashboard.figures import base
from dashboard.figures.base import Chart, Look, Part
from queries.text import Lang, Text

SIDE, TOP, BOTTOM = 26, 6, 24
ROW, THICK = 40, 14  # pixels of a row, of which the bar takes THICK and its label what is above
YEARS = 6  # labels the axis holds on a phone


@dataclass(frozen=True, slots=True)
class Span:
    """One posting from its first day to the first day after it; `is_open` while it lasts."""

    since: date
    until: date
    is_open: bool
    whole: Text
    label: Text  # without the outlet where it is that of the posting before
    kind: str

    def days(self) -> int:
        return (self.until - self.since).days


def timeline(postings: pl.DataFrame, until: date, look: Look, height: int) -> Chart:
    """The earliest on top; solid: RM, lighter: trainee, hatched: on long leave, outlined: other work. Each bar is labelled with its grade, and its outlet where that is another.

    Needs valid_from, valid_to, outlet_zh, outlet_en, grade_zh, grade_en, work_code and status_code, in order; `until` is
    where a posting that lasts ends. Of more than MOST_ROWS the latest are drawn.
    """
    spans = [_span(row, until) for row in _latest(postings)]
    first, last = min((span.since for span in spans), default=until), max((span.until for span in spans), default=until)
    tall = max(height, len(spans) * ROW + TOP + BOTTOM)
    pitch = (tall - TOP - BOTTOM) / max(len(spans), 1)
    figure = base.figure(
        look, tall, _bars(spans, pitch, look), (SIDE, SIDE, TOP, BOTTOM), annotations=_labels(spans, first, last, pitch, look), barmode="overlay",
        xaxis={"range": [first.toordinal(), max(last.toordinal(), first.toordinal() + 1)], "showgrid": True, "automargin": False, **_ticks(first, last)},
        yaxis={"visible": False, "range": [len(spans) - 0.5, -0.5]},
    )  # fmt: skip
    return Chart(figure, tall, _alt(spans))


def _latest(postings: pl.DataFrame) -> Iterator[dict[str, object]]:
    """The last MOST_ROWS rows; `is_same` where the outlet is that of the row before."""
    rows = postings.tail(base.MOST_ROWS)
    return rows.with_columns(is_same=pl.col("outlet_en").eq_missing(pl.col("outlet_en").shift(1))).iter_rows(named=True)


def _span(row: dict[str, object], until: date) -> Span:
    since, ended = row["valid_from"], row["valid_to"]
    assert isinstance(since, date)
    kind = "long_leave" if row["status_code"] == "long_leave" else str(row["work_code"])
    what = Text(_what(row, kind, "zh"), _what(row, kind, "en"))
    whole = Text(f"{row['outlet_zh']} · {what.zh}", f"{row['outlet_en']} · {what.en}")
    return Span(since, ended if isinstance(ended, date) else until, ended is None, whole, what if row["is_same"] else whole, kind)


def _what(row: dict[str, object], kind: str, lang: Lang) -> str:
    """The grade; and where it is no plain post, what it is instead."""
    other = words.POSTING_NOTES.get(kind)
    return f"{row[f'grade_{lang}']}{words.JOIN.to(lang)}{other.to(lang)}" if other else str(row[f"grade_{lang}"])


def _bars(spans: Sequence[Span], pitch: float, look: Look) -> list[Part]:
    """One trace per kind of work: Plotly hatches either all bars of a trace or none."""
    return [_of_kind({at: span for at, span in enumerate(spans) if span.kind == kind}, pitch, look) for kind in dict.fromkeys(span.kind for span in spans)]


def _of_kind(spans: Mapping[int, Span], pitch: float, look: Look) -> Part:
    colours, kind = look.colours, next(iter(spans.values())).kind
    hatch = {"pattern": {"shape": "/", "fgcolor": colours.actual, "bgcolor": colours.paper, "size": 5}} if kind == "long_leave" else {}
    fill = {"trainee": colours.previous, "other_work": colours.paper, "long_leave": colours.paper}.get(kind, colours.actual)
    told = [f"<b>{formats.markup(span.whole.to(look.lang))}</b><br>{_days(span, look.lang)}" for span in spans.values()]
    return {
        "type": "bar", "orientation": "h", "y": list(spans), "base": [span.since.toordinal() for span in spans.values()], "x": [span.days() for span in spans.values()],
        "width": THICK / pitch, "offset": 0.5 - (THICK + 4) / pitch, "customdata": told, "hovertemplate": "%{customdata}<extra></extra>", "cliponaxis": False,
        "marker": {"color": fill, "line": {"color": colours.actual, "width": int(kind in words.POSTING_NOTES)}, **hatch},
    }  # fmt: skip


def _days(span: Span, lang: Lang) -> str:
    return f"{span.since} – {words.TO_DATE.to(lang) if span.is_open else span.until}"


def _labels(spans: Sequence[Span], first: date, last: date, pitch: float, look: Look) -> list[Part]:
    """Over each bar what it was; where it was, only if that is another outlet than before."""
    room = base.PHONE - 2 * SIDE
    whole = max((last - first).days, 1)
    found = []
    for at, span in enumerate(spans):
        text = _fitting(span.label.to(look.lang), room)
        x, side = _anchor(*((day - first).days / whole for day in (span.since, span.until)), base.wide(text) / room)
        place = {"x": x, "xanchor": side, "xref": "paper"}
        lift = THICK + 5 - pitch / 2
        found.append({**base.label(formats.markup(text), look.colours.ink), **place, "y": at, "yanchor": "bottom", "yshift": lift})
    return found


def _anchor(start: float, end: float, wide: float) -> tuple[float, str]:
    """Where a label stands on a phone, as parts of the plot: from the bar's start, up to its end, over its middle, else at the nearer side."""
    middle = (start + end) / 2
    if start + wide <= 1:
        return start, "left"
    if end >= wide:
        return end, "right"
    if wide / 2 <= middle <= 1 - wide / 2:
        return middle, "center"
    return (0.0, "left") if middle < 0.5 else (1.0, "right")


def _fitting(text: str, room: float) -> str:
    """As much of the text as goes into the room."""
    places = int(room / 6.0)
    while places > 8 and base.wide(formats.clipped(text, places)) > room:
        places -= 1
    return formats.clipped(text, places)


def _ticks(first: date, last: date) -> Part:
    """Years at their first of January; within a single year its first and last month."""
    years = list(range(first.year + 1, last.year + 1))
    step = -(-len(years) // YEARS) if years else 1
    days = [date(year, 1, 1) for year in years if (years[-1] - year) % step == 0]
    if len(days) < 2:
        return {"tickvals": [first.toordinal(), last.toordinal()], "ticktext": [f"{first:%Y-%m}", f"{last:%Y-%m}"] if last > first else [f"{first:%Y-%m}", ""], "tickangle": 0}
    return {"tickvals": [day.toordinal() for day in days], "ticktext": [str(day.year) for day in days], "tickangle": 0}


def _alt(spans: Sequence[Span]) -> Text:
    if not spans:
        return words.ALT_NO_POSTINGS
    return words.fill(words.ALT_TIMELINE, count=len(spans), since=spans[0].since, last=spans[-1].whole)
