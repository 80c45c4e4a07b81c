"""SELECTs over the decoded files, in a DuckDB that can reach nothing else."""

import duckdb
import polars as pl

from queries.text import Text
from seed.extracts import rules
from seed.extracts.files import Sources, check_key
from seed.extracts.maps import Map
from seed.extracts.report import Problem

CLOSED = {"enable_external_access": "false", "python_enable_replacements": "false", "autoinstall_known_extensions": "false"}


def run_selects(spec: Map, sources: Sources) -> list[Problem]:
    """Adds each SELECT's rows to `sources`, as text. A SELECT sees every file and every SELECT above it.

    Each table has the extra columns `_file` and `_line`; a SELECT that passes them on lets problems be traced to their line.
    """
    problems: list[Problem] = []
    with duckdb.connect(":memory:", config=CLOSED) as connection:
        connection.execute("SET threads = 2; SET lock_configuration = true")
        for name, frame in sources.items():
            connection.register(name, frame)
        for name, one in spec.selects.items():
            found = _run(connection, name, one.sql)
            if isinstance(found, Problem):
                problems.append(found)
                continue
            if found.is_empty() and not one.may_be_empty:
                problems.append(Problem(rules.NO_ROWS, f"SELECT {name}"))
            problems += check_key(found, one.key, f"SELECT {name}")
            sources[name] = found
            connection.register(name, found)
    return problems


def _run(connection: duckdb.DuckDBPyConnection, name: str, sql: str) -> pl.DataFrame | Problem:
    """The rows in a fixed order, so that a report names the same rows every time."""
    try:
        frame = connection.sql(f"SELECT COLUMNS(*)::VARCHAR FROM ({sql.strip().rstrip(';')})").pl()
    except duckdb.Error as refusal:
        said = str(refusal).splitlines()[0]
        return Problem(rules.SELECT_FAILED, f"SELECT {name}", detail=Text(said, said))
    return frame.sort(pl.all())
