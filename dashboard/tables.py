"""Frames as tables: headings, cells and HTML. Read by panels on the screen and by files."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime

import polars as pl

from dashboard import formats, words
from dashboard.formats import Number, Scale
from queries import lineage
from queries.catalog import METRICS
from queries.text import LANGS, Lang, Text

IDENTIFIERS = {"generation", "source", "content_hash", "schema_version", "table_name", "column_name", "rule", "codes", "queries", "key"}
WIDE = {"sense", "formula", "rules", "queries", "codes", "check", "metrics", "said_by", "seen", "table", "pages", "outliers", "reasons", "step", "takers", "assumed", "signs"}  # these may break into lines
FIGURES = {
    "actual", "attainment", "bank_median", "below", "change", "contribution_month", "daily_needed", "daily_so_far", "elapsed", "first_quartile", "forecast", "gap", "interval", "least",
    "median", "most", "moved", "outliers_count", "own", "pace", "reaching", "revenue_month", "revenue_year", "rms_count", "score", "target", "third_quartile", "value", "year_ago",
}  # fmt: skip - texts that say a figure
TALL = 40  # rows above which a table scrolls in a box of its own
SHORT = 18  # half-width places of a text that never breaks into lines
WHOLE, DECIMAL = re.compile(r"[−+]?[\d,]+"), re.compile(r"[−+]?[\d,]+\.\d")
Leads = Mapping[str, Sequence[str | None]]
RATES = ("rate_share", "benchmark_share")  # interest rates
SHOWN_SIGNED = ("change_yuan", "change_share", "change_count")


def in_language(frame: pl.DataFrame, lang: Lang) -> pl.DataFrame:
    """Columns kept in both languages (`…_zh`, `…_en`) become one in the reader's."""
    foreign = [name for name in frame.columns for other in LANGS if other != lang and name.endswith(f"_{other}")]
    return frame.drop(foreign).rename(lambda name: name.removesuffix(f"_{lang}"))


def heading(column: str, lang: Lang) -> str:
    """What the column is called; a metric goes by its own name."""
    if column in METRICS:
        return METRICS[column].name.to(lang)
    if column in words.COLUMNS:
        return words.COLUMNS[column].to(lang)
    said = lineage.meaning(column)
    return said.to(lang)[:1].upper() + said.to(lang)[1:] if said else column


def explanation(column: str) -> Text | None:
    """What the column holds: a metric's meaning and formula, else the words for it, else what the warehouse says of it."""
    if column in METRICS:
        metric = METRICS[column]
        return Text(*(f"{metric.meaning.to(lang)} {metric.in_words.to(lang)}" for lang in LANGS))
    return words.COLUMN_MEANINGS.get(column) or lineage.meaning(column)


def html_table(frame: pl.DataFrame, lang: Lang, scale: Scale, *, leads: Leads | None = None) -> str:
    """The frame as an HTML table with every cell escaped; figures stand right, shares of a whole carry a bar, and long names break into lines.

    `leads` holds, by column, where each of its cells leads to.
    """
    heads, columns = "", []
    for name, column in zip(frame.columns, frame.iter_columns(), strict=True):
        values = column.to_list()
        cells = written(name, values, lang, scale)
        classes = _classes(name, column.dtype, cells)
        heads += _head(name, classes, lang)
        columns.append(_cells(name, classes, cells, values, (leads or {}).get(name)))
    rows = "".join(f"<tr>{''.join(row)}</tr>" for row in zip(*columns, strict=True))
    tall = " tall" if frame.height > TALL else ""
    return f'<div class="scroll{tall}" tabindex="0"><table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>'


def written(column: str, values: Sequence[object], lang: Lang, scale: Scale) -> list[str]:
    """The cells of a column as text, as the screen shows them; whole numbers among those with a decimal have one too."""
    cells = [*map(_writer(column, lang, scale), values)]
    if not any(isinstance(value, float) and DECIMAL.fullmatch(cell) for value, cell in zip(values, cells, strict=True)):
        return cells
    return [f"{cell}.0" if WHOLE.fullmatch(cell) else cell for cell in cells]


def is_figure(column: str, kind: pl.DataType) -> bool:
    """Whether the column's cells stand at the right."""
    return kind.is_numeric() or column in FIGURES


def _classes(column: str, kind: pl.DataType, cells: Sequence[str]) -> str:
    if is_figure(column, kind):
        return f"figure {column}"
    is_long = column not in WIDE | IDENTIFIERS and any(formats.clipped(cell, SHORT) != cell for cell in cells)
    return f"text{' wide' if column in WIDE else ''}{' long' if is_long else ''} {column}"


def _head(column: str, classes: str, lang: Lang) -> str:
    said = explanation(column)
    tip = f' title="{formats.markup(said.to(lang))}"' if said else ""
    return f'<th scope="col" class="{classes}"{tip}>{formats.markup(heading(column, lang))}</th>'


def _cells(column: str, classes: str, cells: Sequence[str], values: Sequence[object], links: Sequence[str | None] | None) -> Iterable[str]:
    mark = ' translate="no"' if column in IDENTIFIERS else ""
    for cell, value, link in zip(cells, values, links or [None] * len(cells), strict=True):
        shown = formats.markup(cell)
        if column == "cumulative_share" and isinstance(value, float):
            shown = f'<i style="--part:{value:.1%}"></i><u>{shown}</u>'
        if link is not None:
            shown = f'<a href="{formats.markup(link)}" target="_self">{shown}</a>'
        yield f'<td class="{classes}"{mark}>{shown}</td>'


def _writer(column: str, lang: Lang, scale: Scale) -> Callable[[object], str]:
    """How one cell of the column is written."""
    if column in {"month", "last_closed_month", "capital_month", "crosses_on", "since_month", "until_month", "sign_month"}:
        return lambda value: formats.month(value, lang)  # type: ignore[arg-type]
    if column in METRICS:
        return lambda value: formats.figure(METRICS[column], _number(value), scale)
    if column.endswith("_yuan"):
        return lambda value: formats.money(_number(value), scale, signed=column in SHOWN_SIGNED)
    if column in RATES:
        return lambda value: formats.rate(_number(value))
    if column.endswith("share"):
        return lambda value: formats.share(_number(value), signed=column in SHOWN_SIGNED)  # type: ignore[arg-type]
    return lambda value: plain(value, lang, signed=column in SHOWN_SIGNED)


def plain(value: object, lang: Lang, *, signed: bool = False) -> str:
    """By what it is, where the column's name does not say."""
    if isinstance(value, bool):
        return (words.YES if value else words.NO).to(lang)
    if isinstance(value, datetime):
        return formats.moment(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        return value
    return formats.number(_number(value), 1 if isinstance(value, float) and value != int(value) else 0, signed=signed)


def _number(value: object) -> Number | None:
    return value  # type: ignore[return-value]
