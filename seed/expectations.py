"""What each RM's book, segment, region and tenure would give, worked out once a load for the latest closed month and the open one.

A result belongs to the post it was earned in: an RM who moved is compared for the time in the present post. Growth is since last
year-end, so that it stands once, under the year.
"""

from collections.abc import Iterator
from datetime import date

import duckdb
import polars as pl

from queries import fair
from queries.codes import PERIODS
from queries.indicators import FLOWS
from queries.periods import first_month, shifted
from queries.schema import rm_expected
from seed import staging
from seed.frames import shaped

MONTH_DAYS = 365.25 / 12
POST = ["rm_id", "outlet_id", "segment"]
GROWTH = [name for name in fair.KINDS if name not in FLOWS]
LOWEST = -1000.0  # an R² below it says no more


def publish(connection: duckdb.DuckDBPyConnection, last_closed: date) -> None:
    """Write the expectations of every period with known results."""
    spans = connection.execute("SELECT month, max(day) FROM result_day GROUP BY month ORDER BY month").fetchall()
    posts = runs(connection.execute(
        "SELECT p.*, r.join_on FROM posting p JOIN rm r USING (rm_id) WHERE p.kind = 'rm' AND p.grade <> 'trainee' AND p.segment IS NOT NULL"
    ).pl())  # fmt: skip
    for month, day in spans:
        if month in (last_closed, spans[-1][0]):
            for rows in _of_month(connection, posts, spans[0][0], month, day):
                staging.add(connection, rm_expected.name, shaped(rm_expected, rows))


def runs(postings: pl.DataFrame) -> pl.DataFrame:
    """The postings with `begun`: since when the RM has been at that outlet and in that segment without a break, whatever the grade."""
    ordered = postings.sort("rm_id", "valid_from")
    goes_on = pl.all_horizontal(
        *(pl.col(name).shift(1) == pl.col(name) for name in POST), pl.col("valid_to").shift(1) == pl.col("valid_from")
    ).fill_null(value=False)  # fmt: skip
    return ordered.with_columns(run=(~goes_on).cum_sum()).with_columns(begun=pl.col("valid_from").min().over("run"))


def _of_month(connection: duckdb.DuckDBPyConnection, posts: pl.DataFrame, first: date, month: date, day: date) -> Iterator[pl.DataFrame]:
    people = _settled(connection, posts, month, day)
    if people.height < fair.LEAST:
        return
    books = connection.execute(
        """SELECT month AS book_month, rm_id, outlet_id, segment, CAST(CASE WHEN segment = 'personal' THEN aum_yuan ELSE deposit_yuan END AS DOUBLE) AS book_yuan
        FROM result_day WHERE rm_id <> '' AND month < $1""", [month],
    ).pl()  # fmt: skip
    year = first_month(month, "year")
    for period in PERIODS:
        since = first_month(month, period)
        columns = ([*FLOWS] if first <= since else []) + (GROWTH if period == "year" and first <= shifted(year, -1) else [])
        if columns:
            begun = _begun(people, books, max(shifted(since, -1), first), since, day)
            rows = begun.join(_results(connection, columns, since, month, day), on=POST, how="left")
            yield _shown(fair.expected(rows, columns), people, month, period)


def _settled(connection: duckdb.DuckDBPyConnection, posts: pl.DataFrame, month: date, day: date) -> pl.DataFrame:
    """(POST, begun, tenure_months, region_id) of RMs long enough in post on the day."""
    regions = connection.execute("SELECT outlet_id, node_id AS region_id FROM org_closure WHERE month = $1 AND level = 'region'", [month]).pl()
    held = (pl.col("valid_from") <= day) & (pl.col("valid_to").is_null() | (pl.col("valid_to") > day))
    months = [((pl.lit(day) - pl.col(name)).dt.total_days() / MONTH_DAYS).alias(label) for name, label in (("begun", "months"), ("join_on", "tenure_months"))]
    here = posts.filter(held).with_columns(months).filter(pl.col("months") >= fair.SETTLED_MONTHS)
    return here.join(regions, on="outlet_id", how="left").select(*POST, "begun", "tenure_months", pl.col("region_id").fill_null(""))


def _begun(people: pl.DataFrame, books: pl.DataFrame, opening: date, since: date, day: date) -> pl.DataFrame:
    """The same with the book at the end of the month before the period, or of the month of take-over, and the part of the days in post."""
    days = (pl.lit(day) - pl.max_horizontal("begun", pl.lit(since))).dt.total_days() + 1
    start = pl.max_horizontal(pl.col("begun").dt.month_start(), pl.lit(opening))
    placed = people.with_columns(book_month=start, part=days / ((day - since).days + 1))
    return placed.join(books, on=["book_month", *POST], how="left")


def _results(connection: duckdb.DuckDBPyConnection, columns: list[str], since: date, month: date, day: date) -> pl.DataFrame:
    """Results of the period to the day, added up by post."""
    sums = ", ".join(f"CAST(sum({name}) AS DOUBLE) AS {name}" for name in columns)
    to_date = "(month >= $1 AND month < $2) OR (month = $2 AND day = $3)"
    return connection.execute(f"SELECT rm_id, outlet_id, segment, {sums} FROM result_day WHERE {to_date} GROUP BY ALL", [since, month, day]).pl()


def _shown(found: pl.DataFrame, people: pl.DataFrame, month: date, period: str) -> pl.DataFrame:
    """The rows of `rm_expected`, always in the same order and to the cent."""
    metric, kind = ({name: known[at] for name, known in fair.KINDS.items()} for at in (0, 1))
    return found.join(people.select("rm_id", "outlet_id"), on="rm_id").select(
        "rm_id", "outlet_id", "segment", "basis_count", month=pl.lit(month), period=pl.lit(period), metric=pl.col("column").replace_strict(metric, return_dtype=pl.String),
        kind=pl.col("column").replace_strict(kind, return_dtype=pl.String), expected_value=pl.col("expected").round(2), r2_share=pl.col("r2_share").clip(LOWEST).round(4),
    ).sort("metric", "kind", "rm_id")  # fmt: skip
