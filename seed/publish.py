"""Staging → marts → reconciliation → a new generation, atomically."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import Any
from uuid import uuid4

import duckdb
import polars as pl
from sqlalchemy import CompoundSelect, func, literal, select, union_all

from queries import marts
from queries.engines import READ_ONLY_CONFIG
from queries.errors import LoadRefused, WarehouseMissing
from queries.schema import (
    SIGNED,
    VERSION,
    book_holder,
    book_month,
    coverage,
    handover_change,
    load_check,
    load_run,
    load_table,
    metadata,
    org_closure,
    published_headline,
)
from queries.text import Text, pair
from seed import expectations, generations, references, staging
from seed.reconcile import Result, results

Frame = tuple[str, pl.DataFrame]  # a source table's name, and rows for it
Progress = Callable[[Text, float], None]
READING, ROLLING, CHECKING, DONE = 0.0, 0.4, 0.95, 1.0  # shares of the work, for the bar
TRANSACTION = 2_000_000  # rows kept in memory at most before they are committed
HEADLINES = ("loan_yuan", "deposit_yuan", "aum_yuan", "revenue_yuan", "client_count")


@dataclass(frozen=True, slots=True)
class Load:
    """What is being loaded. `last_closed_month` is the newest month with client facts, as its first day."""

    source: str
    is_synthetic: bool
    as_of: date
    last_closed_month: date


def publish(folder: Path, load: Load, frames: Iterable[Frame], progress: Progress, steps: int = 0) -> str:
    """Build and publish the next generation from (table name, rows); returns its name.

    Raises LoadRefused where a control total fails; then, as after a kill, the published generation is untouched.
    `steps` is how many frames to expect, for the progress bar.
    """
    started = datetime.now(UTC).replace(tzinfo=None)
    with generations.writing(folder) as name:
        connection = staging.create(generations.unfinished(folder, name))
        try:
            rows = _fill(connection, frames, progress, steps)
            _roll_up(connection, load, progress)
            references.publish(connection)
            expectations.publish(connection, load.last_closed_month)
            progress(Text("核对", "Reconciling"), CHECKING)
            checked = refuse_failures(connection)
            _carry_over(connection, folder)
            _sign(connection, name, load, rows, started, checked)
            connection.execute("CHECKPOINT")  # closing does it too, but says nothing when the disk is full
        finally:
            connection.close()
        generations.publish(folder, name)
        progress(Text("已发布", "Published"), DONE)
    return name


def _fill(connection: duckdb.DuckDBPyConnection, frames: Iterable[Frame], progress: Progress, steps: int) -> int:
    total = uncommitted = 0
    connection.begin()  # many frames a transaction: the engine writes whole row groups, and not each frame twice by way of its log
    for done, (table, rows) in enumerate(_ahead(frames), start=1):
        added = staging.add(connection, table, rows)
        total, uncommitted = total + added, uncommitted + added
        if uncommitted >= TRANSACTION:
            connection.commit()
            connection.begin()
            uncommitted = 0
        share = min(done / max(steps, done + 1), 1.0)
        words = pair(metadata.tables[table].comment or "")
        progress(Text(f"写入{words.zh}：共 {total:,} 行", f"Writing {words.en}: {total:,} rows so far"), READING + share * ROLLING)
    connection.commit()
    return total


def _ahead(frames: Iterable[Frame]) -> Iterator[Frame]:
    """The same frames, each being made while the one before is written."""
    source = iter(frames)
    with ThreadPoolExecutor(1) as pool:
        coming = pool.submit(next, source, None)
        while (frame := coming.result()) is not None:
            coming = pool.submit(next, source, None)
            yield frame


def _roll_up(connection: duckdb.DuckDBPyConnection, load: Load, progress: Progress) -> None:
    months = staging.months(connection)
    if not months:
        raise LoadRefused(
            Text("没有机构树（org_month 为空）。", "There is no organisation tree (org_month is empty)."),
            Text("在映射中提供机构树。", "Supply the tree in the map."),
        )

    built: list[date] = []

    def done(month: date) -> None:
        built.append(month)
        share = len(built) / len(months)
        progress(Text(f"汇总 {month:%Y-%m}", f"Rolling up {month:%Y-%m}"), ROLLING + share * (CHECKING - ROLLING))

    staging.put(connection, handover_change, marts.changes, load.as_of)
    staging.build_marts(connection, months, done)
    covered = staging.row_count(connection, coverage)
    books = marts.book_holders if covered else marts.book_holders_of_facts
    staging.put(connection, book_holder, books, load.as_of if covered else load.last_closed_month)


def refuse_failures(connection: duckdb.DuckDBPyConnection) -> list[Result]:
    """What was checked. Raises LoadRefused at the first control total that does not come to 0.00."""
    checked = []
    for result in results(connection):
        if result.failed_count:
            found, words = "; ".join(", ".join(str(part) for part in place) for place in result.places), result.words
            raise LoadRefused(
                Text(f"核对不平（{result.rule}）：{words.zh}。见 {found}", f"A control total fails ({result.rule}): {words.en}. See {found}"),
                Text("更正来源文件后重新装载；已发布的批次未变。", "Correct the source and load again; the published generation is unchanged."),
            )
        checked.append(result)
    return checked


def headlines(name: str) -> CompoundSelect[Any]:
    """Each node's headline values of every month, as this generation publishes them."""
    below = (org_closure.c.month == book_month.c.month) & (org_closure.c.outlet_id == book_month.c.outlet_id)
    keys = (book_month.c.month, org_closure.c.node_id)
    return union_all(*(
        select(*keys, literal(column).label("metric"), literal(name).label("generation"), func.sum(book_month.c[column]).label("value"))
        .join_from(book_month, org_closure, below)
        .where(book_month.c[column].is_not(None))
        .group_by(*keys)
        for column in HEADLINES
    ))  # fmt: skip


def _carry_over(connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """What earlier loads said of themselves, and the headline values that the generation before had published."""
    before = generations.current(folder)
    if not before or not generations.path_of(folder, before).exists():
        return
    old = str(generations.path_of(folder, before)).replace("'", "''")
    connection.execute(f"ATTACH '{old}' AS before (READ_ONLY)")
    shapes: dict[str, list[str]] = {}
    for table, column in connection.execute("SELECT table_name, column_name FROM duckdb_columns() WHERE database_name = 'before'").fetchall():
        shapes.setdefault(table, []).append(column)
    for table in SIGNED:
        if sorted(shapes.get(table.name, [])) == sorted(table.c.keys()):
            own = f"WHERE generation = '{before}'" if table is published_headline else ""
            connection.execute(f'INSERT INTO "{table.name}" BY NAME SELECT * FROM before."{table.name}" {own}')
    connection.execute("DETACH before")


def _sign(
    connection: duckdb.DuckDBPyConnection, name: str, load: Load, rows: int, started: datetime, checked: Iterable[Result]
) -> None:
    """Write what was published, how many rows of what, what was checked, and who this generation is."""
    staging.put(connection, published_headline, partial(headlines, name), load.as_of)
    counts = [
        {"generation": name, "table_name": table.name, "row_count": staging.row_count(connection, table)}
        for table in metadata.sorted_tables if table not in SIGNED
    ]  # fmt: skip
    compared = [
        {"generation": name, "rule": result.rule, "check_zh": result.words.zh, "check_en": result.words.en,
         "compared_count": result.compared_count, "failed_count": result.failed_count}
        for result in checked
    ]  # fmt: skip
    run = {
        "run_id": uuid4().hex, "generation": name, "source": load.source, "started_at": started,
        "finished_at": datetime.now(UTC).replace(tzinfo=None), "row_count": rows, "content_hash": staging.content_hash(connection),
        "is_synthetic": load.is_synthetic, "as_of": load.as_of, "last_closed_month": load.last_closed_month, "schema_version": VERSION,
    }  # fmt: skip
    for table, told in ((load_table, counts), (load_check, compared), (load_run, [run])):
        staging.add(connection, table.name, pl.DataFrame(told))


def status(folder: Path) -> pl.DataFrame:
    """One row per kept generation, newest first: who it is and whether it is the published one."""
    published = generations.current(folder)
    found = []
    for name in reversed(generations.names(folder)):
        with duckdb.connect(str(generations.path_of(folder, name)), read_only=True, config=READ_ONLY_CONFIG) as connection:
            own = connection.execute("SELECT * FROM load_run WHERE generation = $1", [name]).pl()
            found.append(own.with_columns(is_published=pl.lit(name == published)))
    return pl.concat(found) if found else pl.DataFrame(schema={"generation": pl.String, "is_published": pl.Boolean})


def check(folder: Path) -> list[Text]:
    """What is wrong with the published generation: unreadable, built for another schema, changed since, or not in balance."""
    name = generations.current(folder)
    if name is None:
        return [Text("尚无已发布的数据批次。", "No generation is published.")]
    try:
        with duckdb.connect(str(generations.path_of(folder, name)), read_only=True, config=READ_ONLY_CONFIG) as connection:
            signed = connection.execute("SELECT schema_version, content_hash FROM load_run WHERE generation = $1", [name]).fetchone()
            if signed is None or signed[0] != VERSION:
                return [Text("批次与程序的表结构版本不同，请重新装载。", "The generation was built for another schema version; load again.")]
            wrong = [result.words for result in results(connection) if result.failed_count]
            if signed[1] != staging.content_hash(connection):
                wrong.append(Text("内容与发布时不同。", "Its content differs from what was published."))
            return wrong
    except duckdb.Error as problem:
        return [Text(f"批次 {name} 无法打开：{problem}", f"The generation {name} cannot be opened: {problem}")]


def rollback(folder: Path) -> str:
    """Point CURRENT at the generation before, drop the newer one, and return the name now published."""
    published = generations.current(folder)
    older = [name for name in generations.names(folder) if published and name < published]
    if not older:
        raise WarehouseMissing(
            Text("没有可回退的上一批次。", "There is no earlier generation to go back to."),
            Text("重新装载数据。", "Load the data again."),
        )
    with generations.writing(folder):
        generations.point(folder, older[-1])
    return older[-1]
