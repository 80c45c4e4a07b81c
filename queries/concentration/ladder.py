"""The limit ladder: every holder against every limit that applies to it.

Limits are rounded down to the cent; headroom is what is left of one, below zero where it is broken. Nearly reached from 80% of
the limit on, broken above all of it.
"""

from decimal import ROUND_DOWN, ROUND_UP, Decimal
from typing import Any

import polars as pl

from queries.care_lists import worded
from queries.codes import HOLDERS as HOLDER_KINDS
from queries.concentration.capital import Capital, capital, is_whole_bank
from queries.concentration.limit_policy import BASEL_LARGE, BASES, LARGE_EXPOSURE, LIMITS, NEAR_LIMIT, STANDINGS, USES, Limit
from queries.concentration.owed import AMOUNTS, MONEY, holders
from queries.scope import Scope
from queries.warehouse import Warehouse

CENT = Decimal("0.01")
RUNGS: dict[str, Any] = {
    "holder_kind": pl.String, "holder_id": pl.String, "holder_zh": pl.String, "holder_en": pl.String, "limit_key": pl.String, "capital_base_code": pl.String, "use_code": pl.String,
    "limit_share": pl.Float64, "capital_month": pl.Date, "capital_base_yuan": MONEY, **dict.fromkeys(AMOUNTS, MONEY), "use_yuan": MONEY, "limit_yuan": MONEY, "headroom_yuan": MONEY,
    "use_share": pl.Float64, "capital_share": pl.Float64, "standing_code": pl.String, "is_large": pl.Boolean, "is_basel_large": pl.Boolean,
}  # fmt: skip
NAMES = {limit.key: limit.name for limit in LIMITS}


def of_month(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """RUNGS of the scope's month, those furthest up first."""
    def made() -> pl.DataFrame:
        own = capital(warehouse, scope)
        return rungs(holders(warehouse, scope, own), own, is_whole=is_whole_bank(warehouse, scope))

    return warehouse.once(("limit ladder", scope.at_rest), made)


def rungs(owed: pl.DataFrame, own: Capital, *, is_whole: bool) -> pl.DataFrame:
    """RUNGS: a part of a bank has neither limit, headroom, use nor standing, only its amount and that over the base."""
    parts = [_rung(owed, limit, own, is_whole=is_whole) for limit in LIMITS]
    order = ["use_share", "capital_share", "use_yuan", "holder_id", "limit_key"]
    return pl.concat(parts).sort(order, descending=[True, True, True, False, False], nulls_last=True)


def _rung(owed: pl.DataFrame, limit: Limit, own: Capital, *, is_whole: bool) -> pl.DataFrame:
    base = getattr(own, limit.base)
    most = (base * limit.rule.value).quantize(CENT, ROUND_DOWN) if is_whole and base is not None else None
    near = (most * NEAR_LIMIT.value).quantize(CENT, ROUND_UP) if most is not None else None
    used, top = pl.col(limit.use), pl.lit(most, MONEY)
    standing = pl.when(pl.lit(most is None)).then(None).when(used > top).then(pl.lit("broken")).when(used >= pl.lit(near, MONEY)).then(pl.lit("near")).otherwise(pl.lit("within"))
    return (
        owed.filter(pl.col("holder_kind").is_in(limit.holders), pl.col("kind").is_in(limit.kinds), used > 0)
        .with_columns(
            limit_key=pl.lit(limit.key), capital_base_code=pl.lit(limit.base), use_code=pl.lit(limit.use), limit_share=pl.lit(float(limit.rule.value)), capital_month=pl.lit(own.month, pl.Date),
            capital_base_yuan=pl.lit(base, MONEY), use_yuan=used, limit_yuan=top, headroom_yuan=top - used, use_share=_over(used, most), capital_share=_over(used, base), standing_code=standing,
            is_large=_beyond("net_yuan", own, LARGE_EXPOSURE.value, is_whole=is_whole, with_it=False), is_basel_large=_beyond("net_yuan", own, BASEL_LARGE.value, is_whole=is_whole, with_it=True),
        )
        .select(*RUNGS)
        .cast(pl.Schema(RUNGS))
    )  # fmt: skip


def _over(used: pl.Expr, base: Decimal | None) -> pl.Expr:
    return pl.lit(None, pl.Float64) if not base else used.cast(pl.Float64) / float(base)


def _beyond(amount: str, own: Capital, share: Decimal, *, is_whole: bool, with_it: bool) -> pl.Expr:
    """Whether an exposure is large; unknown without capital, and for a part of the bank."""
    if own.tier1_yuan is None or not is_whole:
        return pl.lit(None, pl.Boolean)
    line = own.tier1_yuan * share
    return pl.col(amount) >= pl.lit(line.quantize(CENT, ROUND_UP), MONEY) if with_it else pl.col(amount) > pl.lit(line.quantize(CENT, ROUND_DOWN), MONEY)


def in_words(rows: pl.DataFrame) -> pl.DataFrame:
    """The rungs' codes in both languages."""
    said = (("holder_kind", HOLDER_KINDS), ("limit_key", NAMES), ("capital_base_code", BASES), ("use_code", USES), ("standing_code", STANDINGS))
    return rows.with_columns(exprs for code, words in said if code in rows.columns for exprs in worded(code, words, code.removesuffix("_code").removesuffix("_key")))
