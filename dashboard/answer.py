"""What a page answers, before anything is drawn: the screen, every file and the board pack are made from it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import polars as pl

from dashboard import words
from dashboard.figures import Chart
from queries.metric import Metric
from queries.money import Scale
from queries.text import Text


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence that leads to the page where it is seen, with the filters that show it."""

    text: Text
    page: str
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    is_good: bool | None = None


@dataclass(frozen=True, slots=True)
class Panel:
    """One answer: chart, table and files share `frame`.

    `title` says what and in which unit, `legend` is the key in words. `columns` are those of the table, which folds
    away under a chart; `shown` are its rows where they are not the whole frame. Where the frame has no rows, `empty` is
    said in a card of the same height. `width` is the panel's part of its row; `drills` is the filter that a click on a
    mark of the chart sets to the mark's id; `lines` stand in place of chart and table. `scale` is its own unit of money,
    where the page's would say nothing; `assumed` is what its figures rest on beside the data, for files that have no legend.
    """

    key: str
    title: Text
    legend: Text
    frame: pl.DataFrame
    chart: Chart | None = None
    columns: tuple[str, ...] = ()
    shown: pl.DataFrame | None = None
    empty: Text = words.NOTHING_IN_SCOPE
    height: int = 320
    width: int = 1
    lines: tuple[Line, ...] = ()
    drills: str | None = None
    scale: Scale | None = None
    assumed: Text | None = None


@dataclass(frozen=True, slots=True)
class Cards:
    """The figures of the headline row.

    `figures` holds one row for the as-of month and, where it is known, one for the same month a year before; `months`
    the run up to it, oldest first. `plan` is the plan to date by metric, where there is one.
    """

    metrics: tuple[Metric, ...]
    figures: pl.DataFrame
    months: pl.DataFrame
    plan: Mapping[str, float] = field(default_factory=dict)
    names: Mapping[str, Text] = field(default_factory=dict)  # where a card says more than its metric's name


@dataclass(frozen=True, slots=True)
class Content:
    """A page's one sentence, its cards, and its panels in rows, each row's panels side by side."""

    finding: Text
    scale: Scale
    cards: Cards | None
    rows: tuple[tuple[Panel, ...], ...]

    @property
    def panels(self) -> tuple[Panel, ...]:
        return tuple(panel for row in self.rows for panel in row)
