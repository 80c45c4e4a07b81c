"""Clients' histories drawn as rows of cells, one a month, and published as a bank."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
from sqlalchemy import select

from queries.periods import shifted
from queries.schema import client_life, metadata
from queries.warehouse import Warehouse
from seed.frames import shaped
from tests.queries.banks import bank, tree_rows

FIRST = date(2026, 1, 1)
OLD = date(2020, 1, 1)
Row = dict[str, Any]


def month(number: int) -> date:
    """The first day of the month drawn in the so-manieth cell, from 1."""
    return shifted(FIRST, number - 1)


def facts_of(client: str, cells: str, opened: date = OLD, **always: Any) -> Iterable[Row]:
    """Facts from cells between bars: `500` a deposit, `q` a quiet month, `x` closed at its end, `.` no row.

    `O2/R2:500` is held at another outlet and RM, from then on.
    """
    outlet, rm = "O1", "R1"
    for at, cell in enumerate(cells.split("|"), start=1):
        place, _, what = cell.strip().rpartition(":")
        outlet, _, rm = place.partition("/") if place else (outlet, "/", rm)
        if what != ".":
            deposit = int(what) if what.lstrip("-").isdigit() else 0
            row = {"month": month(at), "client_id": client, "outlet_id": outlet, "rm_id": rm or None, "deposit_yuan": deposit, "aum_yuan": deposit,
                   "counter_count": int(deposit > 0), "revenue_yuan": 1, "product_count": 1, "is_closed": what == "x", "opened_on": opened}  # fmt: skip
            yield row | always


def published(folder: Path, rows: Iterable[Row], months: Iterable[date] = (), closed: dict[str, date] | None = None) -> Warehouse:
    """A bank of these facts, with a tree for their months and any others."""
    drawn = pl.DataFrame(list(rows), infer_schema_length=None)
    money = ("deposit_yuan", "aum_yuan", "loan_yuan", "revenue_yuan", "contribution_yuan")
    facts = drawn.with_columns(pl.col(name).cast(pl.Decimal(18, 2)) for name in money if name in drawn.columns).sort("month", "client_id")
    held = facts.group_by("client_id").agg(pl.col("opened_on").first(), segment=pl.lit("personal")).sort("client_id")
    names = held.with_columns(
        client_name_zh="客户" + pl.col("client_id"), client_name_en="Client " + pl.col("client_id"),
        closed_on=pl.col("client_id").replace_strict(closed or {}, default=None, return_dtype=pl.Date),
    )  # fmt: skip
    every = sorted({*facts["month"].unique(), *months})
    return bank(folder, facts.drop("opened_on"), trees=tree_rows(every), rms=facts["rm_id"].drop_nulls().unique().sort(), names=shaped(metadata.tables["client"], names))


def lives(warehouse: Warehouse, client: str) -> list[tuple[int, str, str | None]]:
    """(number of the month, state, event) of a client, in order."""
    columns = (client_life.c.month, client_life.c.state, client_life.c.event)
    rows = warehouse._engine.run(select(*columns).where(client_life.c.client_id == client)).sort("month")
    return [((each.year - FIRST.year) * 12 + each.month, state, event) for each, state, event in rows.iter_rows()]


def told(warehouse: Warehouse, client: str) -> dict[int, str]:
    """The months in which something happened to a client, and what."""
    return {number: event for number, _, event in lives(warehouse, client) if event}
