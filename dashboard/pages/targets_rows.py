"""The rows of `targets` as text: each amount in words, in the unit that suits it."""

from collections.abc import Sequence

import polars as pl

from dashboard import formats, words
from dashboard.page import View
from queries.indicators import INDICATOR, Indicator
from queries.metric import Unit
from queries.money import Number, Scale, scale_for
from queries.target_shapes import AMOUNTS, DAILY, SHARES, Asked, coded, value, with_outlets
from queries.text import LANGS, Text

__all__ = ["Asked", "coded", "in_order", "said", "unit", "written", "written_cascade"]
SIGNED = ("gap", "gap_to_full")
PRECISE = 100  # below it two decimals stand in words
UNJUDGED = ("issue", "name", "rm_id", "metric", "target")
CASCADE = ("break", "name", "level", "metric", "target", "below", "cascade_share", "children_count")


def said(indicator: Indicator, number: Number | None, *, signed: bool = False, digits: int = 0) -> Text:
    """An amount in words, in the unit that suits it."""
    if number is None:
        return Text(formats.NOTHING, formats.NOTHING)
    if indicator.unit is not Unit.YUAN:
        shown = formats.share(float(number), signed=signed) if indicator.unit is Unit.SHARE else formats.number(number, digits, signed=signed)
        return Text(shown, shown)
    if not number:
        return Text("0", "0")
    units = {lang: scale_for(number, lang) for lang in LANGS}
    sizes = {lang: abs(float(number)) / unit.divisor for lang, unit in units.items()}
    sign = "−" if number < 0 else "+" if signed else ""
    return Text(*(f"{sign}{formats.number(size, 2 if size < PRECISE else 1)} {units[lang].word.to(lang)}" for lang, size in sizes.items()))


def unit(ask: Asked, scale: Scale) -> Text:
    """What the panel's amounts are in."""
    return scale.word if ask.indicator.unit is Unit.YUAN else words.UNITS_OF_METRIC[ask.indicator.unit.value]


def written(view: View, rows: pl.DataFrame, names: Sequence[str]) -> pl.DataFrame:
    """The table of all metrics as text: each amount in its own unit."""
    lines = []
    for row in rows.iter_rows(named=True):
        indicator = INDICATOR[row["metric"]]
        told = {name: said(indicator, value(row, name), signed=name in SIGNED).to(view.lang) for name in AMOUNTS}
        low_high = f"{told['low']} – {told['high']}" if value(row, "low") is not None else formats.NOTHING
        shares = {name.removesuffix("_share"): formats.share(row[name]) for name in (*SHARES, "elapsed_share", "reaching_share")}
        words_of = {name: row[f"{name}_{view.lang}"] or formats.NOTHING for name in ("name", "standing", "method")}
        daily = {name: said(indicator, row[name], digits=1).to(view.lang) for name in DAILY}
        lines.append({**words_of, **told, **shares, **daily, "interval": low_high})
    return pl.DataFrame([{name: line[name] for name in names} for line in lines], schema=dict.fromkeys(names, pl.String))


def written_cascade(view: View, rows: pl.DataFrame) -> pl.DataFrame:
    """The rows of the cascade as text, each amount in its own unit."""
    lines = []
    for row in rows.iter_rows(named=True):
        amounts = {name: said(INDICATOR[row["unit_of"]], value(row, name)).to(view.lang) for name in ("target", "below")}
        words_of = {name: row[f"{name}_{view.lang}"] or formats.NOTHING for name in ("break", "name", "level", "metric")}
        lines.append({**words_of, **amounts, "cascade_share": row["cascade_share"], "children_count": row["children_count"]})
    kinds = {"cascade_share": pl.Float64, "children_count": pl.Int64}
    return pl.DataFrame(lines, schema={name: kinds.get(name, pl.String) for name in CASCADE})


def written_unjudged(view: View, rows: pl.DataFrame) -> pl.DataFrame:
    """The targets that cannot be judged as text, each amount in its own unit."""
    lines = []
    for row in rows.iter_rows(named=True):
        words_of = {name: row[f"{name}_{view.lang}"] or formats.NOTHING for name in ("issue", "name", "metric")}
        target = said(INDICATOR[row["unit_of"]], value(row, "target")).to(view.lang) if row["unit_of"] else formats.NOTHING
        lines.append({**words_of, "rm_id": row["rm_id"] or formats.NOTHING, "target": target})
    return pl.DataFrame([{name: line[name] for name in UNJUDGED} for line in lines], schema=dict.fromkeys(UNJUDGED, pl.String))


def in_order(named: pl.DataFrame, view: View) -> pl.DataFrame:
    """Rows of RMs with the words of their outlets."""
    return with_outlets(named, view.warehouse.tree(view.scope.month))
