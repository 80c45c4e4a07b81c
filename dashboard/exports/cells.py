"""A panel's frame as it goes into files: headings, kinds of columns, rows as written on the screen, and what a native chart draws."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any

import polars as pl

from dashboard import formats, tables, words
from dashboard.answer import Panel
from dashboard.figures import MOST_ROWS
from queries.catalog import METRICS
from queries.metric import Unit
from queries.money import Scale
from queries.text import Lang

MOST_POINTS = 2_000


class Style(Enum):
    """How a column's cells are written. The value is the number format of spreadsheets and slides."""

    TEXT = "@"
    MONEY = "#,##0.00"
    SHARE = "0.00%"
    INDEX = "0.000000"
    COUNT = "#,##0"
    NUMBER = "#,##0.0#"
    MONTH = "yyyy-mm"
    DAY = "yyyy-mm-dd"
    MOMENT = "yyyy-mm-dd hh:mm"


BY_UNIT = {Unit.YUAN: Style.MONEY, Unit.SHARE: Style.SHARE, Unit.INDEX: Style.INDEX, Unit.COUNT: Style.COUNT}


def kind_of(column: str, values: pl.Series) -> Style:
    """By the metric, else by the ending of the name, else by the type."""
    kind = values.dtype
    if kind == pl.Date:
        return Style.MONTH if column.endswith("month") else Style.DAY
    if isinstance(kind, pl.Datetime):
        return Style.MOMENT
    if not kind.is_numeric():
        return Style.TEXT
    if column in METRICS and METRICS[column].unit is not Unit.COUNT:
        return BY_UNIT.get(METRICS[column].unit, Style.NUMBER)
    if column.endswith("_yuan"):
        return Style.MONEY
    if column.endswith("share"):
        return Style.SHARE
    return Style.COUNT if kind.is_integer() else Style.NUMBER


@dataclass(frozen=True, slots=True)
class Sheet:
    """The whole frame in the reader's language: `kinds` and `headings` by column."""

    frame: pl.DataFrame
    headings: tuple[str, ...]
    kinds: tuple[Style, ...]

    def values(self, at: int, lang: Lang) -> list[Any]:
        """The cells of one column; yes and no in words."""
        column = self.frame.to_series(at)
        if column.dtype != pl.Boolean:
            return column.to_list()
        return [None if value is None else (words.YES if value else words.NO).to(lang) for value in column]


def filed(panel: Panel, lang: Lang) -> pl.DataFrame:
    """The whole frame in the reader's language; of sentences what is shown, for the rest of such a frame only leads to pages."""
    frame = tables.in_language(panel.frame, lang)
    return frame.select(panel.columns) if panel.lines and panel.columns else frame


def sheet_of(panel: Panel, lang: Lang) -> Sheet:
    frame = filed(panel, lang)
    return Sheet(frame, tuple(tables.heading(name, lang) for name in frame.columns), tuple(kind_of(name, frame[name]) for name in frame.columns))


@dataclass(frozen=True, slots=True)
class Written:
    """A table as the screen shows it: text cells, which columns stand right, and of how many rows these are."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    is_figure: tuple[bool, ...]
    total: int


def written(panel: Panel, lang: Lang, scale: Scale) -> Written:
    """The rows and columns the screen shows; all columns where it shows no table."""
    shown = tables.in_language(panel.frame if panel.shown is None else panel.shown, lang)
    names = panel.columns or tuple(shown.columns)
    cells = [tables.written(name, shown[name].to_list(), lang, panel.scale or scale) for name in names]
    headings = tuple(tables.heading(name, lang) for name in names)
    return Written(headings, tuple(zip(*cells, strict=True)), tuple(tables.is_figure(name, shown.schema[name]) for name in names), panel.frame.height)


@dataclass(frozen=True, slots=True)
class Series:
    """One line or row of bars; money is already in the unit that `name` says."""

    name: str
    values: tuple[float | None, ...]
    kind: Style


@dataclass(frozen=True, slots=True)
class ChartData:
    """What a spreadsheet or slide needs to draw the panel's chart itself."""

    kind: str
    category: str
    categories: tuple[str | float, ...]
    series: tuple[Series, ...]


def is_part(series: Sequence[Series]) -> bool:
    """Whether all values are parts of a whole that the axis should end at: shares that come near it."""
    known = [value for each in series for value in each.values if value is not None]
    return all(each.kind is Style.SHARE for each in series) and 0.8 < max(known, default=0.0) <= 1


def stands_on_zero(data: ChartData) -> bool:
    """Bars, columns and areas start at zero; an axis that goes below it does so anyway."""
    lowest = min((value for each in data.series for value in each.values if value is not None), default=0.0)
    return data.kind not in {"line", "scatter"} and lowest >= 0


def chart_data(panel: Panel, lang: Lang, scale: Scale) -> tuple[ChartData, ...]:
    """The chart's own numbers, in the order of the chart; nothing where the chart has no native form.

    Series of several units are several charts, each on its own scale, as on the screen.
    """
    native = panel.chart.native if panel.chart is not None else None
    frame = tables.in_language(panel.frame, lang)
    category = _column(frame, native.category) if native is not None else None
    if native is None or category is None or frame.is_empty():
        return ()
    frame = (_drawn(frame) if native.kind == "bar" else frame).head(MOST_POINTS)
    series = tuple(_series(name, frame[name], lang, panel.scale or scale) for wanted in native.series if (name := _column(frame, wanted)))
    names = tuple(_category(value, lang, native.kind) for value in frame[category])
    together = [series] if len({each.kind for each in series}) == 1 else [(each,) for each in series]
    return tuple(ChartData(native.kind, tables.heading(category, lang), names, part) for part in together)


def _column(frame: pl.DataFrame, wanted: str) -> str | None:
    """A chart's builder may know a column without its unit: `actual` is `actual_yuan` in the panel's frame."""
    if wanted in frame.columns:
        return wanted
    return next((name for name in frame.columns if name.rpartition("_")[0] == wanted), None)


def _drawn(frame: pl.DataFrame) -> pl.DataFrame:
    """The rows that bars are drawn for: the largest holders of a ranking, else of many rows the first and the last."""
    if "place" in frame.columns:
        return frame.filter(pl.col("place").is_not_null()).head(MOST_ROWS)
    half = MOST_ROWS // 2
    return frame if frame.height <= MOST_ROWS else pl.concat([frame.head(half), frame.tail(half)])


def _category(value: Any, lang: Lang, kind: str) -> str | float:
    if kind == "scatter":
        return float(value)
    return formats.month(value, lang) if isinstance(value, date) else formats.NOTHING if value is None else str(value)


def _series(column: str, values: pl.Series, lang: Lang, scale: Scale) -> Series:
    kind, name = kind_of(column, values), tables.heading(column, lang)
    divisor = scale.divisor if kind is Style.MONEY else 1
    if kind is Style.MONEY:
        name = words.WITH_UNIT.to(lang).format(name=name, unit=scale.word.to(lang))
    return Series(name, _numbers(values, divisor), kind)


def _numbers(values: Sequence[Any] | pl.Series, divisor: int) -> tuple[float | None, ...]:
    return tuple(None if value is None or value != value else float(value) / divisor for value in values)


def places(said: str) -> int:
    """The width of a text in half-width places; a Chinese character takes two."""
    return sum(2 if ord(sign) > 0x2E7F else 1 for sign in said)
