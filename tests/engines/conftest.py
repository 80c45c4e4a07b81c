"""The tiny demonstration bank, once in DuckDB and once in PostgreSQL."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from queries.engines import DuckEngine, PostgresEngine
from queries.warehouse import Warehouse
from tests.engines import postgres

SECONDS = 60.0


@pytest.fixture(scope="session")
def file(warehouse_place: str) -> Path:
    folder = Path(warehouse_place)
    return folder / f"{(folder / 'CURRENT').read_text().strip()}.duckdb"


@pytest.fixture(scope="session")
def duck(file: Path) -> Iterator[DuckEngine]:
    engine = DuckEngine(file, SECONDS)
    yield engine
    engine.close()


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    """An empty database of a PostgreSQL of our own."""
    if not postgres.is_installed():
        pytest.skip("not run: PostgreSQL 15 is not installed")
    with postgres.server() as place:
        yield place


@pytest.fixture(scope="session")
def served(file: Path, address: str, duck: DuckEngine) -> PostgresEngine:
    """The same generation in PostgreSQL."""
    postgres.copy(file, address, Warehouse(duck).generation.as_of)
    return PostgresEngine(address, file.stem, SECONDS)
