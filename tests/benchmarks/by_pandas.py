"""The same figures as many a dashboard makes them: pandas over SQLite, read through SQLAlchemy."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd
from sqlalchemy import Engine, create_engine, text

from queries.engines import READ_ONLY_CONFIG
from tests.benchmarks.by_hand import COLUMN
from tests.benchmarks.door import SCOPES, SEGMENT, Times, branches, open_warehouse
from tests.benchmarks.machine import in_child, warm_seconds
from tests.benchmarks.places import UNTIL

FACTS = f"SELECT month, client_id, outlet_id, rm_id, segment, rating, {COLUMN} FROM client_month WHERE NOT is_closed"
TREE = f"SELECT node_id, outlet_id FROM org_closure WHERE month = DATE '{UNTIL}'"
A_YEAR_AGO = UNTIL.replace(year=UNTIL.year - 1)


def times(path: Path) -> Times:
    """Median seconds of each question, from an SQLite file with the columns it needs and an index on the month."""
    return in_child(_times, path).value


def _times(path: Path) -> Times:
    file = path.parent / "bench.sqlite"
    file.unlink(missing_ok=True)
    engine = create_engine(f"sqlite:///{file}")
    warehouse = open_warehouse(path)
    one, two = branches(warehouse)
    warehouse.close()
    fill(path, engine)
    nodes: dict[str, tuple[str, ...]] = {"whole bank": (), "one branch": (one,), "two branches": (one, two), "one segment": ()}
    found = {}
    for scope in SCOPES:
        segments = (SEGMENT,) if scope == "one segment" else ()
        for question, answer in ANSWERS.items():
            found[scope, question] = warm_seconds(partial(answer, engine, nodes[scope], segments))
    file.unlink()
    return found


def fill(path: Path, engine: Engine) -> None:
    with duckdb.connect(str(path), read_only=True, config=READ_ONLY_CONFIG) as connection:
        tables = {"client_month": FACTS, "tree": TREE, "client": "SELECT client_id, client_name_zh, client_name_en FROM client",
                  "rm": "SELECT rm_id, rm_name_zh, rm_name_en FROM rm"}  # fmt: skip
        for name, sql in tables.items():
            frame = connection.execute(sql).df()
            if name == "client_month":
                frame = frame.assign(month=frame["month"].dt.strftime("%Y-%m-%d"), **{COLUMN: frame[COLUMN].astype(float)})
            frame.to_sql(name, engine, index=False, chunksize=100_000)
    with engine.begin() as connection:
        connection.execute(text("CREATE INDEX by_month ON client_month (month)"))


def read(engine: Engine, nodes: tuple[str, ...], segments: tuple[str, ...], months: str = f"month = '{UNTIL}'") -> pd.DataFrame:
    facts = pd.read_sql(text(f"SELECT * FROM client_month WHERE {months}"), engine)
    if nodes:
        tree = pd.read_sql(text("SELECT * FROM tree"), engine)
        facts = facts[facts["outlet_id"].isin(tree.loc[tree["node_id"].isin(nodes), "outlet_id"])]
    return facts[facts["segment"].isin(segments)] if segments else facts


def figures(amounts: pd.Series) -> dict[str, float]:
    held = np.sort(amounts[amounts > 0].to_numpy())[::-1]
    n, total, running = len(held), held.sum(), held.cumsum()
    shares = held / total
    hhi = (shares**2).sum()
    return {
        "total_yuan": total, "holder_count": n, "top_1_share": shares[0], "top_10_share": shares[:10].sum(),
        "top_20_percent_share": shares[: -(-n // 5)].sum(), "hhi": hhi, "effective_count": 1 / hhi,
        "gini": 2 * (np.arange(n, 0, -1) * held).sum() / (n * total) - (n + 1) / n,
        "pareto_share": (np.searchsorted(running, 0.8 * total) + 1) / n,
    }  # fmt: skip


def summary(engine: Engine, nodes: tuple[str, ...], segments: tuple[str, ...]) -> dict[str, float]:
    return figures(read(engine, nodes, segments)[COLUMN])


def trend(engine: Engine, nodes: tuple[str, ...], segments: tuple[str, ...]) -> pd.DataFrame:
    facts = read(engine, nodes, segments, f"month <= '{UNTIL}'")
    return pd.DataFrame({month: figures(rows[COLUMN]) for month, rows in facts.groupby("month")}).T


def lorenz(engine: Engine, nodes: tuple[str, ...], segments: tuple[str, ...]) -> pd.DataFrame:
    amounts = read(engine, nodes, segments)[COLUMN]
    running = amounts[amounts > 0].sort_values(ascending=False).cumsum().to_numpy()
    places = [-(-len(running) * part // 100) for part in (1, 5, 10, 20, 40, 60, 80)]
    return pd.DataFrame({"holder_share": np.array(places) / len(running), "measure_share": running[np.array(places) - 1] / running[-1]})


def largest(engine: Engine, nodes: tuple[str, ...], segments: tuple[str, ...]) -> pd.DataFrame:
    top = read(engine, nodes, segments).nlargest(20, COLUMN)
    before = pd.read_sql(text(f"SELECT client_id, {COLUMN} AS year_ago_yuan FROM client_month WHERE month = '{A_YEAR_AGO}'"), engine)
    names, rms = (pd.read_sql(text(f"SELECT * FROM {table}"), engine) for table in ("client", "rm"))
    return top.merge(names, on="client_id").merge(rms, on="rm_id", how="left").merge(before, on="client_id", how="left")


ANSWERS: dict[str, Callable[[Engine, tuple[str, ...], tuple[str, ...]], object]] = {
    "summary": summary, "trend": trend, "lorenz": lorenz, "largest": largest,
}  # fmt: skip
