"""What we add up or fill in when the bank does not supply it."""

import polars as pl

PARTS = {
    "aum_yuan": ("deposit_yuan", "wealth_yuan", "fund_yuan", "insurance_yuan", "securities_yuan"),
    "revenue_yuan": ("net_interest_yuan", "fee_yuan"),
}
COSTS = ("expected_loss_yuan", "capital_cost_yuan", "operating_cost_yuan")
CARRIED = ("outlet_id", "rm_id", "segment", "group_id", "industry", "star_tier", "contribution_class", "rating", "loan_grade")
MONEY = pl.Decimal(18, 2)


def sum_of(names: tuple[str, ...]) -> pl.Expr:
    """Parts added up, a missing one as nothing; null where all are missing."""
    together = pl.sum_horizontal(pl.col(name).fill_null(0) for name in names).cast(MONEY)
    return pl.when(pl.any_horizontal(pl.col(name).is_not_null() for name in names)).then(together)


def contribution() -> pl.Expr:
    """Revenue less its costs; null where revenue is, or any cost."""
    costs = [pl.col(name) for name in COSTS]
    return (pl.col("revenue_yuan") - costs[0] - costs[1] - costs[2]).cast(MONEY)


def derived(rows: pl.DataFrame) -> pl.DataFrame:
    """client_month with AUM, revenue and contribution where the map gives their parts and not the sum."""
    for whole, parts in PARTS.items():
        given = tuple(part for part in parts if part in rows.columns)
        if whole not in rows.columns and parts[0] in given:
            rows = rows.with_columns(sum_of(given).alias(whole))
    if "contribution_yuan" not in rows.columns and {"revenue_yuan", *COSTS} <= set(rows.columns):
        rows = rows.with_columns(contribution().alias("contribution_yuan"))
    return rows


def with_zero_rows(rows: pl.DataFrame) -> pl.DataFrame:
    """client_month with a row of zeros for each month a client that is not closed has none, up to the latest month.

    The row stays with the outlet, RM and classes of the month before.
    """
    months = rows.select(pl.col("month").unique())
    first = rows.group_by("client_id").agg(pl.col("month").min().alias("_first"))
    every = first.join(months, how="cross").filter(pl.col("month") >= pl.col("_first")).drop("_first")
    full = every.join(rows, on=["client_id", "month"], how="left").sort("client_id", "month")
    absent = pl.col("is_closed").is_null()
    carried = [name for name in (*CARRIED, "is_closed") if name in rows.columns]
    before = pl.when(~absent).then(pl.struct(carried)).forward_fill().over("client_id")
    known = full.with_columns(absent.alias("_absent"), before.alias("_before"))
    kept = known.filter(~(pl.col("_absent") & pl.col("_before").struct.field("is_closed")))
    zeros = [name for name, kind in rows.schema.items() if kind.is_numeric() and not name.startswith("_")]
    return kept.with_columns(
        *(_if_absent(pl.col("_before").struct.field(name), name) for name in carried),
        *(_if_absent(pl.lit(0, rows.schema[name]), name) for name in zeros),
    ).select(rows.columns)


def _if_absent(stand_in: pl.Expr, name: str) -> pl.Expr:
    return pl.when(pl.col("_absent")).then(stand_in).otherwise(pl.col(name)).alias(name)
