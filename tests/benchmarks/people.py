"""`make bench-people`: every question about the staff and their targets at size l, each median of five, warm.

The bank is the demonstration bank's staff at that size. Its clients are left out: their roll-ups and targets, all that
these questions read of them, are drawn in their place.

python -m tests.benchmarks.people [--size demo|m|l] [--keep DIR]
"""

import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from statistics import median

import click
import duckdb
import numpy as np
import polars as pl
from sqlalchemy import Table

from queries.access import Role, reach, role_viewer
from queries.catalog import QUERIES
from queries.codes import INDUSTRIES
from queries.engines import DUCKDB_CONFIG
from queries.indicators import INDICATORS
from queries.periods import last_day
from queries.results import kinds_of
from queries.schema import metadata, result_day, target_node, target_rm
from queries.scope import Scope
from queries.staffing import IS_LINE, valid_on
from queries.warehouse import Shelf, Warehouse
from seed import generations, staging
from seed.demo import SIZES, as_of_day, conduct, people, plants, staff, tree
from seed.demo.draws import Subject, numbered, stream
from seed.demo.seats import lay_out
from seed.demo.sizes import Calendar
from seed.frames import shaped
from seed.publish import Load, publish
from tests.benchmarks.machine import seconds_of
from tests.benchmarks.places import LADDER, SEED, UNTIL

SUBJECTS = ("headcount", "outlook", "team_shape", "teams", "attrition", "workload", "targets", "standings")
RESULT_MONTHS = 25
AIM = 0.060  # seconds
MONEY = pl.Decimal(18, 2)


def frames(size: str) -> Iterator[tuple[str, pl.DataFrame]]:
    """The tree and the staff."""
    cal = Calendar(UNTIL, SIZES[size].months)
    trunk = tree.plant(SIZES[size], cal)
    seats = lay_out(SIZES[size], trunk, stream(SEED, Subject.TREE))
    roster = staff.history(trunk, seats, cal, stream(SEED, Subject.STAFF), plants.key_outlets(trunk, seats))
    held, ids, outlets = people.postings_of(roster), numbered("R", 1, len(roster.people), 5), trunk.outlet_ids()
    by_rm = (cal, ids, outlets, stream(SEED, Subject.CONDUCT))
    yield "org_month", tree.org_month(trunk, cal, stream(SEED, Subject.NAMES))
    yield "establishment", people.establishment(roster, held, trunk, cal, stream(SEED, Subject.POSTS))
    yield "post", people.post(roster, ids, outlets)
    yield "staff_month", people.staff_month(held, trunk, cal)
    yield "rm", people.rm(roster, ids, stream(SEED, Subject.NAMES, 1))
    yield "team", people.team(roster, outlets)
    yield "posting", people.posting(held, ids, outlets)
    yield "duty", conduct.duty(held, *by_rm)[0]
    yield "score_year", conduct.score_year(held, roster, *by_rm)
    yield "training", conduct.training(held, *by_rm)
    yield "exam", conduct.exam(held, *by_rm)


def build(folder: Path, size: str) -> None:
    shapes = ((name, shaped(metadata.tables[name], rows)) for name, rows in frames(size))
    publish(folder, Load(f"staff {size}", True, as_of_day(UNTIL), UNTIL), shapes, lambda *_: None)
    with duckdb.connect(str(generations.path_of(folder, str(generations.current(folder)))), config=DUCKDB_CONFIG) as connection:
        postings = connection.execute("SELECT * FROM posting").pl()
        for at, month in enumerate(staging.months(connection)[:-1]):
            held = postings.filter(IS_LINE & valid_on(last_day(month)))
            staging.add(connection, "book_month", drawn_books(held.with_columns(month=pl.lit(month)), np.random.default_rng([SEED, at])))
        rng = np.random.default_rng(SEED)
        for month in staging.months(connection)[-RESULT_MONTHS:]:
            day = min(last_day(month), as_of_day(UNTIL))
            held = postings.filter(IS_LINE & valid_on(day)).select("outlet_id", "rm_id", "segment")
            staging.add(connection, "result_day", drawn(result_day, held.with_columns(month=pl.lit(month), day=pl.lit(day)), rng))
        for table, owners in ((target_rm, held.with_columns(is_personal=pl.lit(value=False))), (target_node, org_nodes(connection))):
            staging.add(connection, table.name, drawn(table, with_targets(owners), rng))


def drawn_books(held: pl.DataFrame, rng: np.random.Generator) -> pl.DataFrame:
    """One row a month for personal RMs, four industries for others."""
    industries = pl.lit([*INDUSTRIES][:4])
    per_rm = pl.when(pl.col("segment") == "personal").then(pl.lit([""])).otherwise(industries).alias("industry")
    rows = held.select("month", "outlet_id", "rm_id", "segment", per_rm).explode("industry")
    counts = {"client_count": rng.poisson(40, rows.height) + 1, "large_count": rng.poisson(3, rows.height)}
    amounts = {name: rng.lognormal(16, 1.2, rows.height) for name in ("loan_yuan", "deposit_yuan", "aum_yuan", "revenue_yuan", "contribution_yuan")}
    return rows.with_columns(**{name: pl.Series(values) for name, values in counts.items()}).with_columns(
        pl.Series(name, values).round(2).cast(MONEY).alias(name) for name, values in amounts.items()
    )


def drawn(table: Table, keys: pl.DataFrame, rng: np.random.Generator) -> pl.DataFrame:
    """The keys with an amount drawn for every other column of the table."""
    others = [column for column in table.c if column.name not in keys.columns]
    values = {column.name: pl.Series(rng.lognormal(12, 1.2, keys.height)).round(2) for column in others}
    return shaped(table, keys.with_columns(**{name: value.cast(pl.Int64) if name.endswith("_count") else value.cast(pl.Decimal(20, 2)) for name, value in values.items()}))


def org_nodes(connection: duckdb.DuckDBPyConnection) -> pl.DataFrame:
    return connection.execute("SELECT node_id FROM org_month WHERE month = (SELECT max(month) FROM org_month)").pl()


def with_targets(owners: pl.DataFrame) -> pl.DataFrame:
    """Each owner with a yearly target of eleven metrics and monthly ones of three."""
    year, kinds = date(UNTIL.year, 1, 1), {one.key: kinds_of(one)[0] for one in INDICATORS[:11]}
    rows = [(metric, kind, "year", year) for metric, kind in kinds.items()]
    rows += [(metric, kinds[metric], "month", date(UNTIL.year, month, 1)) for metric in ("deposits", "fee_income", "accounts_opened") for month in range(1, 13)]
    asked = pl.DataFrame(rows, schema=["metric", "kind", "period", "period_start"], orient="row").with_columns(valid_from=pl.lit(year))
    return owners.join(asked, how="cross")


def scopes(warehouse: Warehouse) -> dict[str, Scope]:
    whole, nodes = reach(role_viewer(Role.EXECUTIVE, warehouse), warehouse).asking(period="year"), warehouse.tree().nodes.values()
    first = {level: min(node.node_id for node in nodes if node.level == level) for level in ("region", "branch")}
    return {"bank": whole, **{level: whole.narrow(warehouse.tree(), [node]) for level, node in first.items()}}


@click.command()
@click.option("--size", type=click.Choice(LADDER), default="l", show_default=True)
@click.option("--keep", type=click.Path(file_okay=False, path_type=Path), help="Keep the bank here, and take it from here if it is there.")
@click.option("--repeats", default=5, show_default=True)
def main(size: str, keep: Path | None, repeats: int) -> None:
    """Measure every question and print it, the slowest first."""
    with tempfile.TemporaryDirectory(prefix="bench-people-") as scratch:
        folder = keep or Path(scratch)
        if generations.current(folder) is None:
            build(folder, size)
        warehouse = Shelf(str(folder)).current()
        asked, found = scopes(warehouse), {}
        for key in (key for key in QUERIES if key.partition(".")[0] in SUBJECTS):
            found[key] = [median([seconds_of(lambda: QUERIES[key](warehouse, scope)) for _ in range(repeats + 1)][1:]) for scope in asked.values()]  # noqa: B023
        warehouse.close()
    click.echo(f"{'ms, warm':28}" + "".join(f"{name:>9}" for name in asked))
    for key, times in sorted(found.items(), key=lambda item: -max(item[1])):
        click.echo(f"{key:28}" + "".join(f"{seconds * 1000:9.0f}" for seconds in times) + ("  over" if max(times) > AIM else ""))


if __name__ == "__main__":
    main()
