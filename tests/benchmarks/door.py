"""The page's questions through the door: what it asks, of which scopes, cold and warm."""

from collections.abc import Callable
from pathlib import Path

import polars as pl

from queries import access
from queries.access import Role
from queries.catalog import QUERIES
from queries.engines import DuckEngine
from queries.scope import Scope
from queries.warehouse import Warehouse
from tests.benchmarks.machine import evict, in_child, seconds_of, warm_seconds

QUESTIONS = ("summary", "trend", "lorenz", "largest")
SCOPES = ("whole bank", "one branch", "two branches", "one segment")
MEASURE, SEGMENT = "aum", "personal"  # every client has a balance, and most clients are personal: the heaviest there is
SECONDS = 600.0
Times = dict[tuple[str, str], float]


def open_warehouse(path: Path) -> Warehouse:
    return Warehouse(DuckEngine(path, SECONDS))


def scope_of(name: str, warehouse: Warehouse) -> Scope:
    """An executive's scope, narrowed as the page's filters would."""
    whole = access.reach(access.role_viewer(Role.EXECUTIVE, warehouse), warehouse).asking(measure=MEASURE)
    one, two = branches(warehouse)
    picks: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
        "whole bank": ((), ()), "one branch": ((one,), ()), "two branches": ((one, two), ()), "one segment": ((), (SEGMENT,)),
    }  # fmt: skip
    return whole.narrow(warehouse.tree(), *picks[name])


def branches(warehouse: Warehouse) -> tuple[str, str]:
    """Two branches that show on the page."""
    nodes = warehouse.tree().nodes.values()
    first, second, *_ = sorted(node.node_id for node in nodes if node.level == "branch" and not node.is_pass_through)
    return first, second


def answer(warehouse: Warehouse, question: str, scope: Scope) -> pl.DataFrame:
    return QUERIES[f"concentration.{question}"](warehouse, scope)


def cold(path: Path) -> Times:
    """Seconds to open the warehouse and answer, each in a new process that has the file nowhere in memory."""
    times = {}
    for scope in SCOPES:
        for question in QUESTIONS:
            evict(path)
            times[scope, question] = in_child(_once, path, scope, question).value
    return times


def _once(path: Path, scope: str, question: str) -> float:
    def ask() -> pl.DataFrame:
        warehouse = open_warehouse(path)
        return answer(warehouse, question, scope_of(scope, warehouse))

    return seconds_of(ask)


def warm(path: Path) -> Times:
    """Median seconds to answer on an open warehouse."""
    return in_child(_again, path).value


def _again(path: Path) -> Times:
    warehouse = open_warehouse(path)
    scopes = {name: scope_of(name, warehouse) for name in SCOPES}

    def asking(question: str, scope: Scope) -> Callable[[], pl.DataFrame]:
        return lambda: answer(warehouse, question, scope)

    return {(name, question): warm_seconds(asking(question, scope)) for name, scope in scopes.items() for question in QUESTIONS}
