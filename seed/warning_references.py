"""The measured worth of the early warnings, over the whole bank: of the clients warned of six and twelve months before, how many were lost since?

A warning of a month was told by what was known at its end, a loss came after it. Published are counts; rates and intervals follow.
"""

from datetime import date

import duckdb
import polars as pl

from queries.periods import shifted
from queries.warning_policy import HORIZONS, LIST_CUT, LISTED_TENTHS, SAME_SIZE, TENTHS, TOP_OF_LIST, WORTH_BASE, WORTH_HITS

SIGNS = tuple(TENTHS)
MOST = int(TOP_OF_LIST.value)
SCORE = " + ".join(f"CASE WHEN {key} THEN {tenths} ELSE 0 END" for key, tenths in TENTHS.items())
LOSSES = "CREATE OR REPLACE TEMP TABLE loss AS SELECT client_id, month FROM client_life WHERE event = 'lost'"  # a few of very many rows
LOST = "SELECT DISTINCT client_id FROM loss WHERE month > $1 AND month <= $2"


def worth(connection: duckdb.DuckDBPyConnection) -> pl.DataFrame:
    """(month, reference, cut, value, basis_count) for every month and horizon with warnings before it."""
    months = [row[0] for row in connection.execute("SELECT DISTINCT month FROM client_warning ORDER BY month").fetchall()]
    told = [row[0] for row in connection.execute("SELECT DISTINCT month FROM client_life ORDER BY month").fetchall()]
    pairs = [(begin, shifted(begin, horizon), horizon) for begin in months for horizon in HORIZONS if begin in told[2:] and shifted(begin, horizon) in told]
    schema = {"month": pl.Date, "reference": pl.String, "cut": pl.String, "value": pl.Float64, "basis_count": pl.Int64}
    connection.execute(LOSSES)
    rows = [row for begin, end, horizon in pairs for row in _since(connection, begin, end, horizon)]
    connection.execute("DROP TABLE loss")
    return pl.DataFrame(rows, schema=schema, orient="row")


Row = tuple[date, str, str, float, int]


def _since(connection: duckdb.DuckDBPyConnection, begin: date, end: date, horizon: int) -> list[Row]:
    """What became by `end` of those warned of, and of those active, at the end of `begin`."""
    flags = ", ".join(f"w.{key}" for key in SIGNS)
    groups = connection.execute(f"""SELECT {flags}, count(*) AS warned, count(l.client_id) AS lost
        FROM client_warning w LEFT JOIN ({LOST}) l USING (client_id) WHERE w.month = $1 GROUP BY {flags}""", [begin, end]).pl()
    first = connection.execute(f"""SELECT l.client_id IS NOT NULL AS lost
        FROM (SELECT client_id, {SCORE} AS tenths, balance_yuan, revenue_year_yuan FROM client_warning WHERE month = $1) w
        LEFT JOIN ({LOST}) l USING (client_id) WHERE w.tenths > 0
        ORDER BY w.tenths DESC, w.balance_yuan DESC, w.revenue_year_yuan DESC, w.client_id LIMIT {MOST}""", [begin, end]).pl()
    base = connection.execute(f"""SELECT count(l.client_id), count(*) FROM client_life a LEFT JOIN ({LOST}) l USING (client_id)
        WHERE a.month = $1 AND a.state = 'active'""", [begin, end]).fetchone()
    assert base is not None
    hits = {key: _counted(groups.filter(pl.col(key))) for key in SIGNS}
    scored = groups.with_columns(tenths=pl.sum_horizontal(pl.col(key).cast(pl.Int64) * tenths for key, tenths in TENTHS.items()))
    hits[LIST_CUT] = _counted(scored.filter(pl.col("tenths") >= LISTED_TENTHS))
    ordered = first["lost"].cast(pl.Int64)
    sizes = {key: min(MOST, hits[key][1]) for key in SIGNS}
    hits |= {f"{SAME_SIZE}{key}": (float(ordered.head(size).sum()), size) for key, size in sizes.items() if size <= len(ordered)}
    return [(end, WORTH_HITS, f"{cut}|{horizon}", lost, of) for cut, (lost, of) in hits.items() if of] + [(end, WORTH_BASE, str(horizon), float(base[0]), base[1])]


def _counted(groups: pl.DataFrame) -> tuple[float, int]:
    """How many were lost, of how many."""
    return float(groups["lost"].sum()), int(groups["warned"].sum())
