"""What is published of forecasts at each load: shares usually done by then, misses by level and stage, and how the methods did.

The engine adds days up to tenths of periods, so that a large bank's days never stand in memory.
"""

from collections.abc import Iterator, Sequence
from datetime import date

import duckdb
import polars as pl

from queries import back_test
from queries.back_test import Past
from queries.codes import LEVELS, PERIODS
from queries.forecasts import METHODS, cut
from queries.indicators import FLOWS, INDICATORS, Indicator
from queries.periods import first_month, last_of, shifted
from queries.workdays import Span, counted

GRAINS = (*LEVELS, "rm")
TESTED_MONTHS, BACK_MONTHS = 12, 24
Row = tuple[str, str, float, int]  # reference, cut, value, and how many misses it rests on: 0 for the whole bank
Own = tuple[tuple[date, bool], ...]


def forecasts(connection: duckdb.DuckDBPyConnection) -> pl.DataFrame:
    """(month, reference, cut, value, basis_count) of the month of the latest results; what is the whole bank's rests on all its RMs."""
    first, as_of, rms = connection.execute("SELECT min(day), max(day), count(DISTINCT rm_id) FROM rm_day").fetchall()[0]
    rows: list[Row] = []
    if first:
        own = tuple(connection.execute("SELECT day, is_working FROM working_day ORDER BY day").fetchall())
        for period in PERIODS:
            past = back_test.finished(period, first, as_of, own)
            if past:
                rows += _of_flows(connection, period, past, as_of, own)
                rows += _of_levels(connection, period, past, as_of, own)
    schema = {"reference": pl.String, "cut": pl.String, "value": pl.Float64, "basis_count": pl.Int64}
    frame = pl.DataFrame([(*row[:3], row[3] or rms) for row in rows], schema=schema, orient="row")
    return frame.with_columns(month=pl.lit(as_of and as_of.replace(day=1), dtype=pl.Date))


def _added_up(connection: duckdb.DuckDBPyConnection, columns: Sequence[str], grain: str, spots: pl.DataFrame) -> pl.DataFrame:
    """(unit, the columns of `spots` but for the day, columns): days' results added up over them, for one level of each month's tree or RMs."""
    keys = ", ".join(f"s.{name}" for name in spots.columns if name != "day" or len(spots.columns) == 1)
    sums = ", ".join(f"CAST(sum(f.{name}) AS DOUBLE) AS {name}" for name in columns)
    unit, tree = "f.rm_id", ""
    if grain != "rm":
        unit, tree = "c.node_id", f"JOIN org_closure AS c ON c.month = date_trunc('month', f.day) AND c.outlet_id = f.outlet_id AND c.level = '{grain}'"
    named = "WHERE f.rm_id <> ''" if grain == "rm" else ""
    connection.register("spots", spots)
    found = connection.execute(f"SELECT {unit} AS unit, {keys}, {sums} FROM rm_day AS f JOIN spots AS s ON s.day = f.day {tree} {named} GROUP BY ALL").pl()
    connection.unregister("spots")
    return found


def _of_flows(connection: duckdb.DuckDBPyConnection, period: str, past: list[Past], as_of: date, own: Own) -> Iterator[Row]:
    spots = back_test.buckets(past)
    came = {grain: _added_up(connection, FLOWS, grain, spots) for grain in GRAINS}
    by_day = _added_up(connection, FLOWS, "bank", spots.select("day"))
    for one in (each for each in INDICATORS if each.column in FLOWS):
        runs = {grain: back_test.run(rows.select("unit", "start", "bucket", value=one.column)) for grain, rows in came.items()}
        known = back_test.shares(runs["bank"], past)
        sizes = back_test.tested(runs["outlet"], known)
        best = min(sizes, key=lambda method: sizes[method]) if sizes else "run_rate"
        yield "forecast_method", cut(one.key, period), float(list(METHODS).index(best)), 0
        yield from ((f"forecast_tested_{method}", cut(one.key, period), size, 0) for method, size in sizes.items())
        for grain, units in runs.items():
            yield from _of_misses(back_test.misses(units, known[best]), grain, one, period, as_of)
        for method, start, at, share in back_test.usual_shares(by_day.select("day", value=one.column), past, _lately(period, as_of, own)):
            yield f"forecast_share_{method}", cut(one.key, period, start, at), share, 0


def _of_levels(connection: duckdb.DuckDBPyConnection, period: str, past: list[Past], as_of: date, own: Own) -> Iterator[Row]:
    standing = [one for one in INDICATORS if one.column not in FLOWS and not one.over]
    spots = pl.DataFrame({"day": back_test.level_days(past)}).with_columns(on="day")
    for grain in GRAINS:
        rows = _added_up(connection, [one.column for one in standing], grain, spots).rename({"on": "day"})
        for one in standing:
            found = back_test.level_run(rows.select("unit", "day", value=one.column), past, own)
            if grain == "outlet" and found.height:
                yield "forecast_tested_run_rate", cut(one.key, period), float(found["miss"].abs().median()), 0  # type: ignore[arg-type]
            yield from _of_misses(found, grain, one, period, as_of)


def _of_misses(found: pl.DataFrame, grain: str, one: Indicator, period: str, as_of: date) -> Iterator[Row]:
    """Quantiles of the misses of 24 months, and how many of the last twelve months' lay within the interval known before."""
    month = as_of.replace(day=1)
    for tenth, percent, value, basis in back_test.quantiles(found, shifted(month, -BACK_MONTHS)).iter_rows():
        yield f"forecast_miss_{percent:02d}", cut(grain, one.key, period, tenth), value, basis
    within, judged = back_test.coverage(found, shifted(month, -TESTED_MONTHS))
    if judged:
        yield "forecast_within", cut(grain, one.key, period), within / judged, judged


def _lately(period: str, as_of: date, own: Own) -> list[Span]:
    """The period of the as-of day and those of the twelve months before."""
    starts = sorted({first_month(shifted(as_of.replace(day=1), -back), period) for back in range(TESTED_MONTHS + 1)})
    return [counted(start, last_of(start, period), own) for start in starts]
