"""Loads and readers for the fault tests to start in processes of their own, and to kill there."""

import os
import signal
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from threading import Barrier
from types import FrameType
from typing import Any

import polars as pl

from queries.access import Role, reach, role_viewer
from queries.concentration import shares
from queries.warehouse import Shelf, Warehouse
from seed import generations
from seed.demo import SIZES, as_of_day, generate
from seed.publish import Load, publish
from tests.queries.banks import bank
from tests.tables import table

UNTIL = date(2026, 10, 1)
SHORT = date(2026, 9, 1)
Figures = dict[str, Any]


def summary(warehouse: Warehouse) -> Figures:
    """The whole bank's loans, as an executive sees them."""
    return shares.summary(warehouse, reach(role_viewer(Role.EXECUTIVE, warehouse), warehouse)).row(0, named=True)


def published(folder: Path) -> tuple[str, Figures]:
    """What a reader that starts now is told, and by which generation."""
    warehouse = Shelf(str(folder)).current()
    try:
        return warehouse.stamp, summary(warehouse)
    finally:
        warehouse.close()


def drawn_load(folder: Path, largest: int) -> None:
    """Publish a bank of three clients, told from others by its largest loan."""
    facts = table(
        f"""
        | client_id | outlet_id | loan_yuan |
        | C1        | O1        | {largest} |
        | C2        | O2        |     20.00 |
        | C3        | O3        |     10.00 |
        """,
        {"loan_yuan": pl.Decimal(18, 2)},
    )
    bank(folder, facts).close()


def short_history(seed: int) -> Iterator[tuple[str, pl.DataFrame]]:
    """The tiny demonstration bank with its last two months only."""
    for name, rows in generate(SIZES["tiny"], seed, UNTIL):
        dated = next((column for column in ("month", "day") if column in rows.columns), None)
        yield name, rows.filter(pl.col(dated) >= SHORT) if dated else rows


def publish_each(folder: Path, seeds: list[int], ready: Barrier) -> dict[str, Figures]:
    """Publish one generation per seed, once everybody is ready; what each says."""
    ready.wait()
    said = {}
    for seed in seeds:
        name = publish(folder, Load(f"seed {seed}", True, as_of_day(UNTIL), UNTIL), short_history(seed), lambda _what, _done: None)
        said[name] = published(folder)[1]
    return said


def read_until(folder: Path, last: str, ready: Barrier) -> list[tuple[str, Figures]]:
    """Ask without a pause until generation `last` has answered; every different answer, in the order they came."""
    shelf = Shelf(str(folder))
    answers = [(shelf.current().stamp, summary(shelf.current()))]
    ready.wait()
    while answers[-1][0] != last:
        warehouse = shelf.current()
        answer = (warehouse.stamp, summary(warehouse))
        if answer != answers[-1]:
            answers.append(answer)
    return answers


def plain_load(folder: Path, content: str) -> None:
    """A load whose generation is one word: all that `seed/generations.py` has to do with it, and nothing else."""
    with generations.writing(folder) as name:
        generations.unfinished(folder, name).write_text(content)
        generations.publish(folder, name)


def die_at_line(number: int, folder: Path, content: str) -> None:
    """Start a load and be killed before the `number`th line it runs of `seed/generations.py`."""
    left = number

    def trace(frame: FrameType, event: str, _: object) -> Any:
        nonlocal left
        if frame.f_code.co_filename != generations.__file__:
            return None
        left -= event == "line"
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return trace

    sys.settrace(trace)
    plain_load(folder, content)
