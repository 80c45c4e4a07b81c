"""Small banks drawn by hand or at random, published for real, so that a figure can be checked with a pencil."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from queries.schema import metadata
from queries.warehouse import Shelf, Warehouse
from seed.frames import shaped
from seed.publish import Load, publish

MONTH = date(2026, 10, 1)
TREE = {"B0": (None, "bank"), "R1": ("B0", "region"), "R2": ("B0", "region"), "F1": ("R1", "branch"), "F2": ("R2", "branch"),
        "S1": ("F1", "sub_branch"), "S2": ("F2", "sub_branch"), "O1": ("S1", "outlet"), "O2": ("S1", "outlet"), "O3": ("S2", "outlet")}  # fmt: skip


def tree_rows(months: Iterable[date], tree: dict[str, tuple[str | None, str]] | None = None) -> pl.DataFrame:
    rows = [
        {"month": month, "node_id": node, "parent_id": parent, "level": level, "name_zh": f"机构{node}", "name_en": f"Unit {node}",
         "is_own_office": False, "is_pass_through": False, "is_open": True, "mode": None}
        for month in months for node, (parent, level) in (tree or TREE).items()
    ]  # fmt: skip
    return shaped(metadata.tables["org_month"], pl.DataFrame(rows, infer_schema_length=None))


def bank(folder: Path, facts: pl.DataFrame, *, trees: pl.DataFrame | None = None, rms: Iterable[str] = (),
         names: pl.DataFrame | None = None, extra: Iterable[tuple[str, pl.DataFrame]] = ()) -> Warehouse:  # fmt: skip
    """Publish client facts (any of client_month's columns; the rest are filled) and open the result. `names` are the rows of `client`, where they matter."""
    fill: dict[str, Any] = {"month": MONTH, "segment": "personal", "is_closed": False}
    facts = facts.with_columns(pl.lit(value).alias(name) for name, value in fill.items() if name not in facts.columns)
    months = sorted(facts["month"].unique())
    names = names if names is not None else facts.select("client_id", "segment").unique("client_id").with_columns(
        client_name_zh="客户" + pl.col("client_id"), client_name_en="Client " + pl.col("client_id"), opened_on=pl.lit(date(2020, 1, 1)),
    )  # fmt: skip
    people = pl.DataFrame({"rm_id": list(rms)}, schema={"rm_id": pl.String}).with_columns(
        rm_name_zh="经理" + pl.col("rm_id"), rm_name_en="Manager " + pl.col("rm_id"), join_on=pl.lit(date(2020, 1, 1))
    )
    frames = [
        ("org_month", trees if trees is not None else tree_rows(months)), ("client", shaped(metadata.tables["client"], names)),
        ("rm", shaped(metadata.tables["rm"], people)), ("client_month", shaped(metadata.tables["client_month"], facts)), *extra,
    ]  # fmt: skip
    publish(folder, Load("drawn", True, months[-1], months[-1]), frames, lambda *_: None)
    return Shelf(str(folder)).current()
