"""Frames as tables: headings, cells and HTML. Read by panels on the screen and by files."""

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
LEFT = {
    "name", "sentence", "holder", "rm", "rating", "holder_id", "metric", "month", "meaning", "standing", "is_synthetic", "as_of", "last_closed_month", "started_at",
    "finished_at", "unit", "is_key", "is_required", "good", "rule_value", "heading", "event", "from", "to", "outlet", "grade", "status", "duty", "cut", "happened_on",
    "since_on", "join_on", "valid_from", "valid_to", "valid_until_on", "work", "team", "leader", "fact", "fact_value", "course", "client", "client_id", "star",
    "class", "rm_id", "reasons", "step", "last_contact_on", "matures_on", "is_phone_valid", "reason", "channel", "leave_on", "segment_name", "band", "what", "level", "break", "method", "outliers", "load",
    "previous", "change_reason", "verdict", "changed_on", "told_orally_on", "told_in_writing_on", "deadline_on", "first_contact_on", "product", "talked_on", "reached_on", "falls_due_on", "covered_from", "covered_until", "contacted_on", "contact_channel", "is_reached",
    "ended_on", "tier", "way", "managed", "client_segment", "is_upheld", "warning", "kind", "mitigated_by", "loan_grade", "granted_on", "holder_kind", "limit", "capital_base", "capital_month", "is_large", "use", "missing", "is_in_default", "ratio", "exposure_id", "contract_id", "product_line", "agreed_on", "is_to_talk_to", "is_exception", "cause", "opened_on", "sign_month", "owner", "grade_before", "rating_before", "part", "check_due_on", *IDENTIFIERS, *WIDE,
}  # fmt: skip
WRITTEN = {"name", "sentence", "holder", "rm", "rating", "holder_id", "metric", "meaning", "value", "year_ago", "change"}  # text already
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


def html_table(frame: pl.DataFrame, lang: Lang, scale: Scale, *, classes: str = "", leads: Leads | None = None) -> str:
    """The frame as an HTML table with every cell escaped; numbers stand right, shares of a whole carry a bar.

    `leads` holds, by column, where each of its cells leads to.
    """
    names = frame.columns
    heads = "".join(_head(name, lang) for name in names)
    shown = [list(_cells(name, frame[name].to_list(), lang, scale, (leads or {}).get(name))) for name in names]
    rows = "".join(f"<tr>{''.join(row)}</tr>" for row in zip(*shown, strict=True))
    return f'<div class="scroll {classes}" tabindex="0"><table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>'


def written(column: str, values: Sequence[object], lang: Lang, scale: Scale) -> list[str]:
    """The cells of a column as text, as the screen shows them."""
    return [*map(_writer(column, lang, scale), values)]


def _head(column: str, lang: Lang) -> str:
    said = explanation(column)
    tip = f' title="{formats.markup(said.to(lang))}"' if said else ""
    return f'<th scope="col" class="{_side(column)} {column}"{tip}>{formats.markup(heading(column, lang))}</th>'


def _side(column: str) -> str:
    return f"{'text' if column in LEFT else 'figure'}{' wide' if column in WIDE else ''}"


def _cells(column: str, values: Sequence[object], lang: Lang, scale: Scale, links: Sequence[str | None] | None) -> Iterable[str]:
    write, mark = _writer(column, lang, scale), ' translate="no"' if column in IDENTIFIERS else ""
    for value, link in zip(values, links or [None] * len(values), strict=True):
        shown = formats.markup(write(value))
        if column == "cumulative_share" and isinstance(value, float):
            shown = f'<i style="--part:{value:.1%}"></i><u>{shown}</u>'
        if link is not None:
            shown = f'<a href="{formats.markup(link)}" target="_self">{shown}</a>'
        yield f'<td class="{_side(column)} {column}"{mark}>{shown}</td>'


def _writer(column: str, lang: Lang, scale: Scale) -> Callable[[object], str]:
    """How one cell of the column is written."""
    if column in WRITTEN:
        return lambda value: formats.NOTHING if value is None else str(value)
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
    return value if isinstance(value, str) else formats.number(_number(value), signed=signed)


def _number(value: object) -> Number | None:
    return value  # type: ignore[return-value]
