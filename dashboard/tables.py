"""Frames as tables: headings, cells and HTML. Read by panels on the screen and by files."""

from collections.abc import Callable, Iterable, Sequence

import polars as pl

from dashboard import formats, words
from dashboard.formats import Number, Scale
from queries.catalog import METRICS
from queries.text import LANGS, Lang

LEFT = {"holder", "rm", "rating", "holder_id", "metric", "month", "meaning"}
WRITTEN = LEFT - {"month"} | {"value", "year_ago", "change"}  # text already
SHOWN_SIGNED = ("change_yuan", "change_share")


def in_language(frame: pl.DataFrame, lang: Lang) -> pl.DataFrame:
    """Columns kept in both languages (`…_zh`, `…_en`) become one in the reader's."""
    foreign = [name for name in frame.columns for other in LANGS if other != lang and name.endswith(f"_{other}")]
    return frame.drop(foreign).rename(lambda name: name.removesuffix(f"_{lang}"))


def heading(column: str, lang: Lang) -> str:
    """What the column is called; a metric goes by its own name."""
    if column in METRICS:
        return METRICS[column].name.to(lang)
    return words.COLUMNS[column].to(lang)


def html_table(frame: pl.DataFrame, lang: Lang, scale: Scale, *, classes: str = "") -> str:
    """The frame as an HTML table with every cell escaped; numbers stand right, shares of a whole carry a bar."""
    names = frame.columns
    heads = "".join(f'<th scope="col" class="{_side(name)} {name}">{formats.markup(heading(name, lang))}</th>' for name in names)
    shown = [list(_cells(name, frame[name].to_list(), lang, scale)) for name in names]
    rows = "".join(f"<tr>{''.join(row)}</tr>" for row in zip(*shown, strict=True))
    return f'<div class="scroll {classes}" tabindex="0"><table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>'


def _side(column: str) -> str:
    return "text" if column in LEFT else "figure"


def _cells(column: str, values: Sequence[object], lang: Lang, scale: Scale) -> Iterable[str]:
    write = _writer(column, lang, scale)
    for value in values:
        shown = formats.markup(write(value))
        if column == "cumulative_share" and isinstance(value, float):
            shown = f'<i style="--part:{value:.1%}"></i><u>{shown}</u>'
        yield f'<td class="{_side(column)} {column}">{shown}</td>'


def _writer(column: str, lang: Lang, scale: Scale) -> Callable[[object], str]:
    """How one cell of the column is written."""
    if column in WRITTEN:
        return lambda value: formats.NOTHING if value is None else str(value)
    if column == "month":
        return lambda value: formats.month(value, lang)  # type: ignore[arg-type]
    if column in METRICS:
        return lambda value: formats.figure(METRICS[column], _number(value), scale)
    if column.endswith("_yuan"):
        return lambda value: formats.money(_number(value), scale, signed=column in SHOWN_SIGNED)
    if column.endswith("share"):
        return lambda value: formats.share(_number(value), signed=column in SHOWN_SIGNED)  # type: ignore[arg-type]
    return lambda value: formats.number(_number(value))


def _number(value: object) -> Number | None:
    return value  # type: ignore[return-value]
