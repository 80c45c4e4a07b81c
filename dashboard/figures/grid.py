"""A table of coloured cells: headings above, names at the left, a figure in each cell where a phone has room for it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import product

import plotly.graph_objects as go

from dashboard.figures import base, shades
from dashboard.figures.base import Look, Part
from dashboard.figures.stack import Stack, stack, wrapped
from queries.text import Text

NAMES = 16
HEAD_LINE = 15
UPRIGHT_HEAD = {1: 18, 2: 13}  # places of a line of a heading that stands on end, by how many lines it may have
CELL = 11  # text size
TIGHT = 5.8  # pixels of a half-width place at that size


@dataclass(frozen=True, slots=True)
class Grid:
    """`fills` and `texts` row by row; `told` is what a pointer over a cell is told.

    `corner` is said over the headings; `totals`, under `total_head`, count the rows at the right.
    """

    names: Sequence[Text]
    heads: Sequence[Text]
    fills: list[list[str | None]]
    texts: list[list[str]]
    told: list[list[str]]
    corner: str = ""
    totals: Sequence[str] = ()
    total_head: str = ""

    @property
    def right(self) -> int:
        """Pixels right of the cells."""
        return base.widest([*self.totals, self.total_head]) + 10 if self.totals else base.EDGE


def cell_width(names: Sequence[Text], count: int, right: float, look: Look) -> float:
    """Pixels each of `count` columns has on a phone."""
    taken = base.widest(line for name in names for line in wrapped(name.to(look.lang), NAMES, 2).split("<br>"))
    return (base.PHONE - 2 * base.EDGE - taken - 8 - right) / max(count, 1)


def fitting(full: list[list[str]], shorter: Callable[[int, int], str], width: float) -> list[list[str]]:
    """The texts if a phone has room for all of them; else those that `shorter` gives for row and column; else none."""
    if _fit(full, width):
        return full
    short = [[shorter(row, at) for at in range(len(line))] for row, line in enumerate(full)]
    return short if _fit(short, width) else [[""] * len(line) for line in full]


def _fit(texts: list[list[str]], width: float) -> bool:
    return base.widest((text for row in texts for text in row), CELL) + 1 <= width


def drawn(grid: Grid, look: Look, height: int) -> tuple[go.Figure, int]:
    """The figure and its height."""
    heads, angle, head_height = _heads(grid, look)
    top = head_height + 8 + (HEAD_LINE + 2) * bool(grid.corner)
    place = stack(len(grid.names), height, top, base.EDGE)
    ticks = {"tickvals": list(range(len(heads))), "ticktext": heads, "tickangle": angle, "tickfont": {"size": CELL, "color": look.colours.mute}}
    figure = base.figure(
        look, place.height, _cells(grid, look), (base.EDGE, grid.right, top, base.EDGE),
        xaxis={**ticks, "side": "top", "range": [-0.5, max(len(heads), 1) - 0.5], "showgrid": False, "automargin": False, "ticklabeloverflow": "allow"},
        yaxis=place.axis(grid.names, look, NAMES), annotations=_around(grid, place, look, head_height),
    )  # fmt: skip
    return figure, place.height


def _around(grid: Grid, place: Stack, look: Look, head_height: int) -> list[Part]:
    """Totals at the right, and what is said over the headings."""
    edge = grid.right - base.EDGE
    parts = place.column(grid.totals, look.colours.mute, edge) if grid.totals else []
    if grid.totals:
        parts.append(base.head(grid.total_head, look, 1, edge, "right"))
    if grid.corner:
        parts.append({**base.head(grid.corner, look, 1, edge, "right"), "yshift": head_height + 4})
    return parts


def _heads(grid: Grid, look: Look) -> tuple[list[str], int, int]:
    """Headings, their angle and their height: on two lines where that is enough, on end where it is not, on two lines again where there is width."""
    width = cell_width(grid.names, len(grid.heads), grid.right, look)
    heads = [head.to(look.lang) for head in grid.heads]
    places = max(int(width / TIGHT), 1)
    lying = [wrapped(head, places, 2) for head in heads]
    longest_word = max((len(word) for head in heads for word in head.split() if word.isascii()), default=0)
    lines = [line for head in lying for line in head.split("<br>")]
    if base.widest(lines, CELL) <= width and longest_word <= places and not any("…" in line for line in lines):
        return lying, 0, HEAD_LINE * (2 if any("<br>" in head for head in lying) else 1)
    many = 2 if width >= 2 * HEAD_LINE else 1
    standing = [wrapped(head, min(max(UPRIGHT_HEAD[many], longest_word), UPRIGHT_HEAD[1]), many) for head in heads]
    return standing, -90, base.widest((line for head in standing for line in head.split("<br>")), CELL) + 4


def _cells(grid: Grid, look: Look) -> list[Part]:
    """A heat map that takes each cell's own colour from a scale of all the colours there are, and the texts over it."""
    tones = sorted({fill for row in grid.fills for fill in row if fill is not None}) or [look.colours.shade]
    number = {tone: at for at, tone in enumerate(tones)}
    steps = max(len(tones) - 1, 1)
    scale = [[at / steps, tone] for at, tone in enumerate(tones)] if len(tones) > 1 else [[0, tones[0]], [1, tones[0]]]
    spots = [(row, at) for row, at in product(range(len(grid.names)), range(len(grid.heads))) if grid.texts[row][at]]
    inks = [look.colours.mute if (fill := grid.fills[row][at]) is None else shades.readable(fill) for row, at in spots]
    return [
        {
            "type": "heatmap", "z": [[None if fill is None else number[fill] for fill in row] for row in grid.fills], "zmin": 0, "zmax": steps,
            "colorscale": scale, "showscale": False, "xgap": 1, "ygap": 1, "hoverongaps": False,
            "customdata": grid.told, "hovertemplate": "%{customdata}<extra></extra>",
        },
        {
            "type": "scatter", "mode": "text", "x": [at for _, at in spots], "y": [row for row, _ in spots],
            "text": [grid.texts[row][at] for row, at in spots], "textfont": {"size": CELL, "color": inks}, "hoverinfo": "skip", "cliponaxis": False,
        },
    ]  # fmt: skip
