"""Who is likely to be lost next: clients with early warnings ranked by weighted score, then by balances, with reasons and a next step.

Grain of the facts: `client_warning`, one row per month and active client with a warning. Weights and switches are policy,
applied here. Totals come from sums by combination of warnings, of which there are few whatever the number of clients.
"""

from datetime import date
from typing import Any

import polars as pl
from sqlalchemy import case, func, select
from sqlalchemy.sql.elements import ColumnElement

from queries.codes import SEGMENTS, STAR_TIERS, Codes
from queries.metric import ratio
from queries.schema import client, client_warning, rm, warning_month
from queries.scope import Scope
from queries.text import LANGS, Text
from queries.warehouse import Warehouse
from queries.warning_policy import TENTHS, WARNINGS, Warning

SIGNS = tuple(TENTHS)
LISTED = 200  # names given out of a list at most
HEAVIEST = sorted(WARNINGS, key=lambda warning: -warning.points)
SHOWN = ("balance_yuan", "deposit_yuan", "loan_yuan", "aum_yuan", "revenue_year_yuan", "maturing_yuan", "balance_before_yuan", "star_tier", "last_contact_on", "matures_on")
COLUMNS = (
    "place", "client_id", "client_zh", "client_en", "segment_name_zh", "segment_name_en", "star_zh", "star_en", "rm_id", "rm_zh", "rm_en", "outlet_id", "outlet_zh",
    "outlet_en", "score", "reasons", "reasons_zh", "reasons_en", "step_zh", "step_en", "balance_yuan", "balance_before_yuan", "fall_share", "deposit_yuan", "loan_yuan", "aum_yuan",
    "revenue_year_yuan", "last_contact_on", "matures_on", "maturing_yuan", "is_phone_valid",
)  # fmt: skip


def _points() -> ColumnElement[Any]:
    """The score in tenths."""
    held = client_warning.c
    return sum((case((held[key].is_(True), tenths), else_=0) for key, tenths in TENTHS.items() if tenths), start=case((held.month.is_(None), 1), else_=0))


def combinations(warehouse: Warehouse, scope: Scope, first: date | None = None) -> pl.DataFrame:
    """(month, SIGNS, client_count, balance_yuan, revenue_year_yuan, tenths): one row per month from `first` on, by default the as-of month alone,
    and combination of warnings among the scope's clients; kept. An own book is added up from its clients."""
    held, begin = (client_warning if scope.books else warning_month).c, first or scope.month
    keys = [held.month, *(held[key] for key in SIGNS)]
    count = func.count(client_warning.c.client_id) if scope.books else func.sum(warning_month.c.client_count)
    sums = (func.sum(held[name]).label(name) for name in ("balance_yuan", "revenue_year_yuan"))
    statement = select(*keys, count.label("client_count"), *sums).where(held.month.between(begin, scope.month)).group_by(*keys)

    def read() -> pl.DataFrame:
        rows = warehouse.read(statement, scope)
        return rows.with_columns(tenths=pl.sum_horizontal(pl.col(key).cast(pl.Int64) * tenths for key, tenths in TENTHS.items())).filter(pl.any_horizontal(SIGNS))

    return warehouse.once(("combinations of warnings", scope.at_rest, begin), read)


def ranked(warehouse: Warehouse, scope: Scope, least: int, most: int = LISTED) -> pl.DataFrame:
    """COLUMNS of the `most` clients with `least` tenths or more, the highest score first, then the largest balances; kept."""
    return warehouse.once(("ranked by warnings", scope.at_rest, least, most), lambda: _ranked(warehouse, scope, least, most))


def _ranked(warehouse: Warehouse, scope: Scope, least: int, most: int) -> pl.DataFrame:
    held = client_warning.c
    points = _points()
    columns = (held.client_id, held.segment, held.outlet_id, held.rm_id, *(held[name] for name in SHOWN), *(held[key] for key in SIGNS), points.label("tenths"))
    names = (client.c.client_name_zh.label("client_zh"), client.c.client_name_en.label("client_en"), client.c.is_phone_valid)
    people = (rm.c.rm_name_zh.label("rm_zh"), rm.c.rm_name_en.label("rm_en"))
    source = client_warning.join(client, client.c.client_id == held.client_id).outerjoin(rm, rm.c.rm_id == held.rm_id)
    known = (held.month == scope.month, points >= _bar(combinations(warehouse, scope), least, most), _is_warned())
    order = (points.desc(), held.balance_yuan.desc(), held.revenue_year_yuan.desc(), held.client_id)
    rows = warehouse.read(select(*columns, *names, *people).select_from(source).where(*known).order_by(*order).limit(most), scope)
    ordered = rows.sort("tenths", "balance_yuan", "revenue_year_yuan", "client_id", descending=[True, True, True, False])
    return _told(warehouse, scope, ordered)


def _is_warned() -> ColumnElement[bool]:
    return _points() > 0


def _bar(combined: pl.DataFrame, least: int, most: int) -> int:
    """The score below which nobody can be among the `most`: only the rows above it are read with their names."""
    ordered = combined.group_by("tenths").agg(pl.col("client_count").sum()).sort("tenths", descending=True)
    enough = ordered.filter(pl.col("client_count").cum_sum() >= most)["tenths"]
    return max(least, enough[0] if len(enough) else 0)


def _told(warehouse: Warehouse, scope: Scope, rows: pl.DataFrame) -> pl.DataFrame:
    """Codes and warnings in words; a client of no RM has none."""
    names = warehouse.tree(scope.month).nodes
    outlets = {key: names[key].name if key in names else Text(key, key) for key in rows["outlet_id"].unique()}
    told = rows.with_columns(
        *worded("segment", "segment_name", SEGMENTS), *worded("star_tier", "star", STAR_TIERS), *worded("outlet_id", "outlet", outlets), *_reasons(), *_steps(),
        pl.when(pl.col("rm_id") != "").then("rm_id").alias("rm_id"),
        place=pl.int_range(1, pl.len() + 1, dtype=pl.Int64), score=pl.col("tenths") / 10, fall_share=ratio(pl.col("balance_before_yuan") - pl.col("balance_yuan"), pl.col("balance_before_yuan")),
    )  # fmt: skip
    return told.select(COLUMNS)


def worded(column: str, name: str, codes: Codes) -> list[pl.Expr]:
    """The column's codes in words, as `name` in both languages."""
    return [pl.col(column).replace_strict({code: words.to(lang) for code, words in codes.items()}, default=None, return_dtype=pl.String).alias(f"{name}_{lang}") for lang in LANGS]


def _reasons() -> list[pl.Expr]:
    """Codes of the warnings, and why in words, the heaviest first."""
    said = {"reasons": (",", lambda warning: warning.key), "reasons_zh": ("；", lambda warning: warning.why.zh), "reasons_en": ("; ", lambda warning: warning.why.en)}
    return [_joined(told, between).alias(name) for name, (between, told) in said.items()]


def _joined(told: Any, between: str) -> pl.Expr:
    parts = [pl.when(pl.col(warning.key)).then(pl.lit(told(warning))) for warning in HEAVIEST if warning.is_on]
    return pl.concat_str(parts, separator=between, ignore_nulls=True)


def _steps() -> list[pl.Expr]:
    """What to do about the heaviest warning."""
    return [pl.coalesce(*(_step(warning, lang) for warning in HEAVIEST if warning.is_on)).alias(f"step_{lang}") for lang in LANGS]


def _step(warning: Warning, lang: Any) -> pl.Expr:
    return pl.when(pl.col(warning.key)).then(pl.lit(warning.step.to(lang)))
