"""`make bench-clients`: every question of the churn, hand-over, care and client pages, and what their roll-ups of one month cost.

Each question is asked of the bank, a region and a branch: first by a warehouse that has answered nothing yet, then warm.

python -m tests.benchmarks.clients [--size demo|m|l] [--keep DIR]
"""

import tempfile
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import click
import duckdb

from queries import marts
from queries.access import Role, reach, role_viewer
from queries.catalog import QUERIES
from queries.engines import DuckEngine
from queries.query import Query
from queries.scope import Scope
from queries.warehouse import Warehouse
from seed import staging
from tests.benchmarks.machine import QUIET, in_child, seconds_of
from tests.benchmarks.places import AS_A_LOAD, LADDER, UNTIL, copied, place_of
from tests.benchmarks.report import Row, plain

SUBJECTS = ("churn", "churn_cuts", "retention", "cohorts", "calls", "worth", "silent", "handover", "care", "client_file")
ROLL_UPS = ("client_life", "client_entry", "churn_", "client_warning", "handover_outcome", "leaver_book", "care_", "large_contact")
SECONDS, REPEATS = 600.0, 5
WARM, MONTH = 0.120, 3.0  # seconds: the aims for a question and for the roll-ups of churn of one month


@dataclass(frozen=True, slots=True)
class Asked:
    """Seconds by question: at first asking and warm, of each scope in turn; and by roll-up of one month."""

    scopes: tuple[str, ...]
    questions: dict[str, list[tuple[float, float]]]
    roll_ups: dict[str, float]

    def tables(self) -> list[tuple[str, list[Row]]]:
        return [("Churn, hand-over, care, client file", self.question_rows()), ("Their roll-ups of one month", self.roll_up_rows())]

    def question_rows(self) -> list[Row]:
        """Milliseconds, the slowest first."""
        slowest = sorted(self.questions.items(), key=lambda item: -max(map(max, item[1])))
        rows = [[key, *(f"{seconds * 1000:.0f}" for pair in times for seconds in pair), "over" if max(warm for _, warm in times) > WARM else ""] for key, times in slowest]
        return [["question, ms", *(f"{name}, {how}" for name in self.scopes for how in ("first", "warm")), "aim 120"], *rows]

    def roll_up_rows(self) -> list[Row]:
        churn = sum(seconds for name, seconds in self.roll_ups.items() if name.startswith("churn_"))
        rows = [[name, f"{seconds:.2f}"] for name, seconds in sorted(self.roll_ups.items(), key=lambda item: -item[1])]
        return [["roll-up", "s"], *rows, ["those of churn together" + (": over 3 s" if churn > MONTH else ""), f"{churn:.2f}"]]


def ask(path: Path) -> Asked:
    """Everything at once, in a process of its own each."""
    scopes, questions = in_child(_questions, path).value
    with copied(path) as copy:
        return Asked(scopes, questions, in_child(_roll_ups, copy).value)


def _questions(path: Path) -> tuple[tuple[str, ...], dict[str, list[tuple[float, float]]]]:
    engine = DuckEngine(path, SECONDS)
    asked = scopes(Warehouse(engine))
    keys = [key for key in QUERIES if key.partition(".")[0] in SUBJECTS]
    return tuple(asked), {key: [times(engine, QUERIES[key], scope) for scope in asked.values()] for key in keys}


def scopes(warehouse: Warehouse) -> dict[str, Scope]:
    """The year to date of the bank, of its first region and branch, and in each of its largest client."""
    whole, nodes = reach(role_viewer(Role.EXECUTIVE, warehouse), warehouse).asking(period="year", measure="deposits"), warehouse.tree().nodes.values()
    first = {level: min(node.node_id for node in nodes if node.level == level and not node.is_pass_through) for level in ("region", "branch")}
    cut = {"bank": whole, **{level: whole.narrow(warehouse.tree(), [node]) for level, node in first.items()}}
    largest = {name: QUERIES["client_file.largest"](warehouse, scope)["client_id"][0] for name, scope in cut.items()}
    return {name: scope.asking(client=largest[name]) for name, scope in cut.items()}


def times(engine: DuckEngine, question: Query, scope: Scope) -> tuple[float, float]:
    """Medians at first asking, with nothing kept but the tree, and at later ones."""
    first = []
    for _ in range(REPEATS):
        warehouse = Warehouse(engine)
        warehouse.tree(scope.month), warehouse.months
        first.append(seconds_of(lambda: question(warehouse, scope)))  # noqa: B023
    return median(first), median(seconds_of(lambda: question(warehouse, scope)) for _ in range(REPEATS))


def _roll_ups(path: Path) -> dict[str, float]:
    """Seconds by table for the latest month, with the memory a load has."""
    found: dict[str, float] = defaultdict(float)
    with duckdb.connect(str(path), config=AS_A_LOAD | {"temp_directory": f"{path}.tmp"}) as connection:
        connection.execute(QUIET)
        slots = marts.looked_back(UNTIL, [month for month in staging.months(connection) if month <= UNTIL])
        wanted = [(table.name, staging.insertion(table, rows)) for table, rows in (*marts.in_turn(), *marts.statements()) if table.name.startswith(ROLL_UPS)]
        for name in {name for name, _ in wanted}:
            connection.execute(f'DELETE FROM "{name}" WHERE month = $1', [UNTIL])
        for name, sentence in wanted:
            found[name] += seconds_of(lambda: staging.run(connection, sentence, slots))  # noqa: B023
    return found


@click.command()
@click.option("--size", type=click.Choice(LADDER), default="l", show_default=True)
@click.option("--keep", type=click.Path(file_okay=False, path_type=Path), help="Keep the bank here, and take it from here if it is there.")
def main(size: str, keep: Path | None) -> None:
    """Measure and print, the slowest first."""
    with tempfile.TemporaryDirectory(prefix="bench-clients-") as scratch:
        for title, rows in ask(place_of(size, keep or Path(scratch)).path).tables():
            click.echo(plain(title, rows))


if __name__ == "__main__":
    main()
