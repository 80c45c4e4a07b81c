"""What forecasts of large clients were worth, over the whole bank: of those said to cross the line within twelve months, how many have been large since?

A forecast of a month was told by what was known at its end, as today's are.
"""

from datetime import date

import duckdb
import polars as pl

from queries.crossing import line_of, months_to_line
from queries.periods import shifted
from queries.pyramid_policy import EVERYONE, POTENTIAL_BASE, POTENTIAL_HITS, POTENTIAL_MONTHS

SINCE = int(POTENTIAL_MONTHS.value)
SCHEMA = {"month": pl.Date, "reference": pl.String, "cut": pl.String, "value": pl.Float64, "basis_count": pl.Int64}


def potential(connection: duckdb.DuckDBPyConnection) -> pl.DataFrame:
    """(month, reference, cut, value, basis_count): how many have been large since, of how many forecast, and of the others in the band with a slope."""
    told = {row[0] for row in connection.execute("SELECT DISTINCT month FROM client_life").fetchall()}
    begins = [row[0] for row in connection.execute("SELECT DISTINCT month FROM client_potential WHERE slope_share IS NOT NULL ORDER BY month").fetchall()]
    rows = [_since(connection, begin, shifted(begin, SINCE)) for begin in begins if shifted(begin, SINCE) in told]
    return pl.concat([pl.DataFrame(schema=SCHEMA), *rows])


def _since(connection: duckdb.DuckDBPyConnection, begin: date, end: date) -> pl.DataFrame:
    """Those of the band at the end of `begin` who were not large then, and whether they were at the end of a month up to `end`."""
    near = connection.execute("""
        SELECT p.segment, p.sixfold_yuan::DOUBLE / 6 AS mean, p.slope_share::DOUBLE AS slope,
               p.client_id IN (SELECT client_id FROM large_contact WHERE month > $1 AND month <= $2) AS crossed
        FROM client_potential p WHERE p.month = $1 AND p.slope_share IS NOT NULL
          AND p.client_id NOT IN (SELECT client_id FROM large_contact WHERE month = $1)""", [begin, end]).pl()
    said = [months_to_line(mean, slope, float(line_of(segment))) is not None for segment, mean, slope in near.select("segment", "mean", "slope").iter_rows()]
    cuts = pl.concat([near.with_columns(pl.Series("said", said, dtype=pl.Boolean), cut=cut) for cut in (pl.lit(EVERYONE), pl.col("segment").cast(pl.String))])
    counted = cuts.group_by("said", "cut").agg(value=pl.col("crossed").sum().cast(pl.Float64), basis_count=pl.len().cast(pl.Int64))
    reference = pl.when("said").then(pl.lit(POTENTIAL_HITS)).otherwise(pl.lit(POTENTIAL_BASE))
    return counted.with_columns(month=pl.lit(end), reference=reference).select(*SCHEMA)
