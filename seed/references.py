"""Published references: what a viewer may see from outside their scope, worked out once a load and the same for everyone.

Each is an aggregate over at least five RMs. To publish another, write a function from the filled generation to rows (month,
reference, cut, value, basis_count) and name it in REFERENCES.
"""

from collections.abc import Callable

import duckdb
import polars as pl

from queries.schema import published_reference
from seed import staging
from seed.forecast_references import forecasts
from seed.frames import frame_schema, shaped
from seed.potential_references import potential
from seed.warning_references import worth

Reference = Callable[[duckdb.DuckDBPyConnection], pl.DataFrame]
LEAST = 5  # RMs an aggregate rests on at least


def score_medians(connection: duckdb.DuckDBPyConnection) -> pl.DataFrame:
    """Median of the yearly scores by "branch|segment", in the last month of their year; branches are those of the newest tree."""
    scores = connection.execute("""
        SELECT make_date(s.year, 12, 1) AS month, c.node_id || '|' || s.segment AS cut, s.rm_id, s.score::DOUBLE AS score
        FROM score_year s JOIN org_closure c ON c.outlet_id = s.outlet_id AND c.level = 'branch' AND c.month = (SELECT max(month) FROM org_closure)
        WHERE s.score IS NOT NULL""").pl()
    medians = scores.group_by("month", "cut").agg(value=pl.col("score").median(), basis_count=pl.col("rm_id").n_unique())
    return medians.with_columns(reference=pl.lit("score_median"))


def load_medians(connection: duckdb.DuckDBPyConnection) -> pl.DataFrame:
    """Medians over the whole bank's RMs of a month-end of what each carries, by segment: `load_clients_median` and so on."""
    medians = connection.execute("""
        WITH books AS (
            SELECT month, rm_id, sum(client_count) AS clients, sum(large_count) AS large, sum(revenue_yuan) AS revenue,
                   sum(CASE WHEN segment = 'personal' THEN aum_yuan ELSE deposit_yuan END) AS balance
            FROM book_month WHERE rm_id <> '' GROUP BY month, rm_id)
        SELECT m.month, p.segment AS cut, count(*) AS basis_count, median(coalesce(b.clients, 0)) AS load_clients_median,
               median(coalesce(b.balance, 0)::DOUBLE) AS load_balance_median, median(coalesce(b.revenue, 0)::DOUBLE) AS load_revenue_median,
               median(coalesce(b.large, 0)) AS load_large_median
        FROM (SELECT DISTINCT month FROM book_month) m
        JOIN posting p ON p.valid_from <= last_day(m.month) AND (p.valid_to IS NULL OR p.valid_to > last_day(m.month))
        LEFT JOIN books b ON b.month = m.month AND b.rm_id = p.rm_id
        WHERE p.kind = 'rm' AND p.grade <> 'trainee' AND p.segment IS NOT NULL
        GROUP BY m.month, p.segment""").pl()
    values = pl.col("^load_.*_median$").cast(pl.Float64)
    return medians.with_columns(values).unpivot(pl.selectors.starts_with("load_"), index=["month", "cut", "basis_count"], variable_name="reference")


REFERENCES: tuple[Reference, ...] = (score_medians, load_medians, forecasts, worth, potential)


def publish(connection: duckdb.DuckDBPyConnection) -> None:
    """Write every reference that rests on enough RMs."""
    kinds = frame_schema(published_reference)
    for reference in REFERENCES:
        rows = reference(connection).filter(pl.col("value").is_not_null() & (pl.col("basis_count") >= LEAST))
        exact = rows.with_columns(pl.col("value").round(8).cast(kinds["value"])).sort("month", "reference", "cut")
        staging.add(connection, published_reference.name, shaped(published_reference, exact))
