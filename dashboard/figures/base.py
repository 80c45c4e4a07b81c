"""What every chart is made of: the reader's look, the finished chart, its texts and lines, and one cheap way to make a figure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, Literal, TypeVar

import plotly.graph_objects as go

from dashboard import formats, theme, words
from dashboard.theme import Palette
from queries.money import Scale
from queries.text import Lang, Text

Row = TypeVar("Row")
Part = dict[str, Any]  # a piece of a Plotly figure

MOST_ROWS = 22
HALF = MOST_ROWS // 2  # that many of the worst, that many of the best
PHONE = 340  # pixels a chart has on the narrowest screen
EDGE = 4
ADVANCES = {
    **dict.fromkeys(" .,:;'|!", 0.29), **dict.fromkeys("ijlI()[]", 0.34), **dict.fromkeys("ftr-", 0.4), **dict.fromkeys("%W…", 0.95),
    "m": 0.93, "w": 0.82, "M": 0.82,
}  # fmt: skip - how far a sign goes, of the text's size


@dataclass(frozen=True, slots=True)
class Look:
    """How one reader sees charts: language, colours, unit of money."""

    lang: Lang
    colours: Palette
    scale: Scale


@dataclass(frozen=True, slots=True)
class Native:
    """The same chart for a spreadsheet or slide to draw itself.

    `category` and `series` are columns of the panel's frame after `tables.in_language` (`holder`, not `holder_zh`).
    """

    kind: Literal["bar", "column", "line", "area", "scatter", "stacked"]  # bar lies, column stands
    category: str
    series: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A figure of fixed height, and the same in words for who cannot see it.

    `picks` is the column whose value each mark carries as the first of its customdata: what a click drills into.
    `note` says how many rows were left out of the middle, where any were; the picture and `alt` say it too.
    """

    figure: go.Figure
    height: int
    alt: Text
    native: Native | None = None
    picks: str | None = None
    note: Text | None = None


@lru_cache(maxsize=8)
def _template(colours: Palette) -> Part:
    return theme.template(colours).to_plotly_json()


def figure(
    look: Look, height: int, traces: list[Part], margin: tuple[int, int, int, int] = (EDGE, EDGE, EDGE, EDGE), **layout: object
) -> go.Figure:
    """One figure out of plain dictionaries; `margin` is left, right, top, bottom.

    Checking every property takes Plotly 40 ms for 22 labelled rows, so it is left to the tests, which check every builder's figure.
    """
    sides = dict(zip("lrtb", margin, strict=True))
    return go.Figure(
        {"data": traces, "layout": {"template": _template(look.colours), "height": height, "margin": sides, **layout}}, _validate=False
    )


@lru_cache(maxsize=4096)
def wide(text: str, size: int = 12) -> float:
    """Pixels a text takes in the widest of the fonts it may be shown in (Noto Sans CJK)."""
    return sum(1.0 if ord(sign) > 0x2E7F else ADVANCES.get(sign, 0.65 if sign.isupper() else 0.58) for sign in text) * size


def widest(texts: Iterable[str], size: int = 12) -> int:
    return round(max((wide(text, size) for text in texts), default=0))


def ends(rows: Sequence[Row], unknown: int = 0) -> tuple[list[Row], int]:
    """The first and the last eleven of rows that are in order, and how many were left out.

    The last `unknown` rows have no place in the order; where not all rows can stand, they go first.
    """
    if len(rows) <= MOST_ROWS:
        return list(rows), 0
    known = rows[: len(rows) - unknown]
    kept = [*known[:HALF], *known[-HALF:]] if len(known) > MOST_ROWS else list(known)
    return kept, len(rows) - len(kept)


def label(text: str, colour: str, size: int = 12) -> Part:
    """A text without an arrow; the caller says where."""
    return {"text": text, "showarrow": False, "borderpad": 0, "font": {"color": colour, "size": size}}


def head(text: str, look: Look, x: float = 0, shift: float = 0, xanchor: str = "left") -> Part:
    """A column's heading, above the plot."""
    place = {"x": x, "xref": "paper", "xshift": shift, "xanchor": xanchor, "y": 1, "yref": "paper", "yanchor": "bottom"}
    return {**label(text, look.colours.mute), **place}


def upright(x: float, colour: str, axis: str = "x", width: float = 1) -> Part:
    """A line from the plot's bottom to its top."""
    place = {"xref": axis, "yref": "paper", "x0": x, "x1": x, "y0": 0, "y1": 1}
    return {"type": "line", "line": {"color": colour, "width": width}, "layer": "above", **place}


@lru_cache(maxsize=1024)
def month_label(day: date, lang: Lang) -> str:
    return formats.month(day, lang)


def alt(phrase: Text, note: Text | None, **values: object) -> Text:
    """The phrase filled, and after it the note, where there is one."""
    filled = words.fill(phrase, **values)
    return filled if note is None else words.fill(words.ALT_WITH_NOTE, alt=filled, note=note)


def in_both(parts: Mapping[Lang, str]) -> Text:
    return Text(parts["zh"], parts["en"])
