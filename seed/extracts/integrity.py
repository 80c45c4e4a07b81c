"""Rules between tables and between rows: orphans, outlets outside the tree, overlapping periods, a broken tree."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import polars as pl
from sqlalchemy import Table

from queries import schema
from queries.periods import LENGTHS
from queries.text import Text
from queries.tree import LEVEL_ORDER
from seed.extracts import rules
from seed.extracts.pieces import Piece
from seed.extracts.report import Problem
from seed.extracts.validate import problem_at

REFERS: dict[str, Table] = {
    "client_id": schema.client, "rm_id": schema.rm, "leader_id": schema.rm, "previous_rm_id": schema.rm,
    "filled_by_rm_id": schema.rm, "group_id": schema.client_group, "product_id": schema.product, "team_id": schema.team,
}  # fmt: skip
ONE_AT_A_TIME = {"posting": "rm_id", "coverage": "client_id"}


@dataclass(slots=True)
class Loaded:
    """The typed rows of one table with the pieces they came from."""

    table: Table
    rows: pl.DataFrame
    pieces: list[Piece] = field(default_factory=list)

    def at(self, row: dict[str, object], rule: rules.Rule, column: str, detail: Text | None = None) -> Problem:
        return problem_at(self.pieces, row, rule, column, detail)


Tables = dict[str, Loaded]


def check_all(tables: Tables) -> list[Problem]:
    problems = [problem for one in tables.values() for problem in (*_orphans(one, tables), *_outlets(one, tables))]
    problems += [problem for name, who in ONE_AT_A_TIME.items() if name in tables for problem in _overlaps(tables[name], who)]
    if "client_month" in tables and "client" in tables:
        problems += _after_closing(tables["client_month"], tables["client"])
    if "target_rm" in tables and "posting" in tables:
        problems += _never_posted(tables["target_rm"], tables["posting"])
    return problems + (list(_tree(tables["org_month"])) if "org_month" in tables else [])


def _orphans(one: Loaded, tables: Tables) -> Iterator[Problem]:
    for column, target in REFERS.items():
        key = next(iter(target.primary_key)).name
        if column not in one.rows.columns or target is one.table:
            continue
        used = one.rows.filter(pl.col(column).is_not_null() & (pl.col(column) != ""))
        if target.name not in tables:
            unmapped = Text(f"映射没有给出表 {target.name}", f"the map gives no table {target.name}")
            for row in used.head(1).iter_rows(named=True):
                yield one.at(row, rules.ORPHAN, column, unmapped)
            continue
        lost = used.join(tables[target.name].rows, left_on=column, right_on=key, how="anti")
        for row in lost.iter_rows(named=True):
            yield one.at(row, rules.ORPHAN, column, Text(f"{target.name} 中没有", f"not in {target.name}"))


def _outlets(one: Loaded, tables: Tables) -> Iterator[Problem]:
    """Monthly facts stand in the tree of their month; anything else in the tree of some month."""
    name = "outlet_id" if "outlet_id" in one.rows.columns else "node_id"
    if name not in one.rows.columns or one.table is schema.org_month:
        return
    used = one.rows.filter(pl.col(name).is_not_null())
    if "org_month" not in tables:
        for row in used.head(1).iter_rows(named=True):
            yield one.at(row, rules.OUTLET_NOT_OPEN, name, Text("映射没有给出机构树", "the map gives no tree"))
        return
    nodes = tables["org_month"].rows.rename({"node_id": name})
    known = nodes.filter(pl.col("level") == "outlet") if name == "outlet_id" else nodes
    keys = ["month", name] if "month" in used.columns else [name]
    for row in used.join(known, on=keys, how="anti").iter_rows(named=True):
        month = f"{row['month']:%Y-%m}" if "month" in row else None
        yield one.at(row, rules.OUTLET_NOT_OPEN, name, Text(f"月份 {month}", f"month {month}") if month else None)


def _overlaps(one: Loaded, who: str) -> Iterator[Problem]:
    follows = one.rows.sort(who, "valid_from").with_columns(
        pl.col("valid_from").shift(1).over(who).alias("_from"),
        pl.col("valid_to").shift(1).over(who).alias("_until"),
    )
    both = pl.col("_from").is_not_null() & (pl.col("_until").is_null() | (pl.col("_until") > pl.col("valid_from")))
    for row in follows.filter(both).iter_rows(named=True):
        until = row["_until"] or "…"
        seen = Text(f"{row[who]} 另有一条 {row['_from']} 至 {until}", f"{row[who]} also has one from {row['_from']} to {until}")
        yield one.at(row, rules.OVERLAP, "valid_from", seen)


def _after_closing(facts: Loaded, clients: Loaded) -> Iterator[Problem]:
    """In a month that began after the client closed there is nothing, unless the facts of the month say that it is closed."""
    if "closed_on" not in clients.rows.columns:
        return
    amounts = [name for name in ("deposit_yuan", "loan_yuan", "aum_yuan", "counter_count", "online_count") if name in facts.rows.columns]
    closed = clients.rows.select("client_id", _closed="closed_on").drop_nulls()
    some = pl.any_horizontal(pl.lit(value=False), *((pl.col(name) != 0).fill_null(value=False) for name in amounts))
    late = facts.rows.join(closed, on="client_id").filter((pl.col("month") > pl.col("_closed")) & ~pl.col("is_closed") & some)
    for row in late.iter_rows(named=True):
        yield facts.at(row, rules.AFTER_CLOSING, "month", Text(f"{row['client_id']} 于 {row['_closed']} 销户", f"{row['client_id']} closed on {row['_closed']}"))


def _never_posted(targets: Loaded, postings: Loaded) -> Iterator[Problem]:
    """Each target of an RM is for a post that they held on some day of its period; a personal one, for any post."""
    months = pl.col("period").replace_strict(LENGTHS, return_dtype=pl.Int32)
    wanted = targets.rows.with_columns(_end=pl.col("period_start").dt.offset_by(pl.format("{}mo", months)))
    held = postings.rows.select("rm_id", pl.col("outlet_id").alias("_outlet"), pl.col("segment").alias("_segment"), pl.col("valid_from").alias("_from"), pl.col("valid_to").alias("_to"))
    touches = (pl.col("_from") < pl.col("_end")) & (pl.col("_to").is_null() | (pl.col("_to") > pl.col("period_start")))
    same = pl.col("is_personal") | ((pl.col("_outlet") == pl.col("outlet_id")) & (pl.col("_segment") == pl.col("segment")))
    key = [column.name for column in targets.table.primary_key]
    fit = wanted.select(*key, "_end", "outlet_id", "segment", "is_personal").join(held, on="rm_id").filter(touches & same).select(key).unique()
    for row in wanted.join(fit, on=key, how="anti").drop("_end").iter_rows(named=True):
        seen = Text(f"{row['rm_id']} 在 {row['outlet_id']}", f"{row['rm_id']} at {row['outlet_id']}")
        yield targets.at(row, rules.NEVER_POSTED, "rm_id", seen)


def _tree(one: Loaded) -> Iterator[Problem]:
    """Each month one head office, and each other node exactly one level below a node that is there."""
    rank = pl.col("level").replace_strict({level: number for number, level in enumerate(LEVEL_ORDER)}, return_dtype=pl.Int32)
    nodes = one.rows.with_columns(rank.alias("_rank"))
    above = nodes.select("month", pl.col("node_id").alias("parent_id"), pl.col("_rank").alias("_above"))
    placed = nodes.join(above, on=["month", "parent_id"], how="left").sort("month", "node_id")
    is_head = (pl.col("_rank") == 0) & pl.col("parent_id").is_null()
    right = is_head | (pl.col("_above") == pl.col("_rank") - 1).fill_null(False)
    for row in placed.filter(~right).iter_rows(named=True):
        yield one.at(row, rules.BROKEN_TREE, "parent_id", Text(f"机构 {row['node_id']}", f"node {row['node_id']}"))
    heads = placed.group_by("month").agg((pl.col("_rank") == 0).sum().alias("_heads")).filter(pl.col("_heads") != 1).sort("month")
    for month, count in heads.iter_rows():
        yield Problem(rules.BROKEN_TREE, one.pieces[0].source, column="level", value="bank",
                      detail=Text(f"{month:%Y-%m} 有 {count} 个总行", f"{month:%Y-%m} has {count} head offices"))  # fmt: skip
