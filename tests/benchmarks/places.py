"""The demonstration bank in each size: built or taken from a folder that is kept, its roll-ups built anew, its bytes weighed."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb

from queries.engines import DUCKDB_CONFIG
from queries.schema import MARTS
from seed import generations, staging
from seed.demo import SIZES, as_of_day, generate
from seed.publish import Load, publish
from tests.benchmarks.machine import QUIET, Measured, in_child, seconds_of

UNTIL = date(2026, 10, 1)
SEED = 7
LADDER = ("demo", "m", "l")
AS_A_LOAD = {**DUCKDB_CONFIG, "memory_limit": "3GB"}
SCRATCH = "bench-scratch.duckdb"


@dataclass(frozen=True, slots=True)
class Place:
    """A published bank of one size. `load` is empty where it was there already."""

    size: str
    path: Path
    load: Measured | None


@dataclass(frozen=True, slots=True)
class Costs:
    """What a bank takes beside the time of its questions."""

    fact_rows: int
    all_bytes: int
    mart_bytes: int
    full_build: Measured
    one_month: Measured


def place_of(size: str, under: Path) -> Place:
    """Build the bank, unless it was kept from a run before."""
    folder = under / size
    load = None
    if generations.current(folder) is None:
        load = in_child(_load, folder, size)
    return Place(size, generations.path_of(folder, str(generations.current(folder))), load)


def _load(folder: Path, size: str) -> None:
    load = Load(f"demo {size} {SEED}", True, as_of_day(UNTIL), UNTIL)
    publish(folder, load, generate(SIZES[size], SEED, UNTIL), lambda _what, _done: None)


def costs_of(place: Place) -> Costs:
    with copied(place.path) as copy:
        full = in_child(_rebuild, copy, None)
        one = in_child(_rebuild, copy, UNTIL)
    rows, mart_bytes = in_child(_weigh, place.path).value
    return Costs(rows, place.path.stat().st_size, mart_bytes, full, one)


@contextmanager
def copied(path: Path) -> Iterator[Path]:
    copy = path.parent / SCRATCH
    shutil.copyfile(path, copy)
    try:
        yield copy
    finally:
        copy.unlink()


def _rebuild(path: Path, month: date | None) -> float:
    """Seconds to build the roll-ups of one month anew, or of all from nothing, with the memory a load has."""
    with duckdb.connect(str(path), config=AS_A_LOAD | {"temp_directory": f"{path}.tmp"}) as connection:
        connection.execute(QUIET)
        if month is None:
            for table in MARTS:
                connection.execute(f'TRUNCATE "{table.name}"')
        months = [month] if month else staging.months(connection)
        return seconds_of(lambda: staging.build_marts(connection, months))


def _weigh(path: Path) -> tuple[int, int]:
    """Rows of client facts, and the bytes of a file that holds the roll-ups alone."""
    alone = path.parent / SCRATCH
    with duckdb.connect(str(alone), config=AS_A_LOAD) as connection:
        connection.execute(QUIET)
        connection.execute(f"ATTACH '{path}' AS published (READ_ONLY)")
        for table in MARTS:
            connection.execute(f'CREATE TABLE "{table.name}" AS SELECT * FROM published."{table.name}"')
        (rows,) = connection.execute("SELECT count(*) FROM published.client_month").fetchone()
    size = alone.stat().st_size
    alone.unlink()
    return rows, size
