"""Builds the five-level tree from one row per outlet, filling missing levels with pass-through nodes."""

from datetime import date

import polars as pl

from queries import schema
from queries.text import Text
from seed.extracts import rules
from seed.extracts.integrity import Loaded, Tables
from seed.extracts.maps import Cell, Level, Map, Org, OutletLevel
from seed.extracts.pieces import PIECE, ROW, Piece, Wanted, date_format_of, label_of, read
from seed.extracts.report import Problem

UPPER = ("region", "branch", "sub_branch")
COLUMNS = schema.org_month.columns
FLAGS = ("is_own_office", "is_open", "mode")


def org_piece(spec: Map, org: Org, raw: pl.DataFrame) -> Piece:
    """One row per outlet (and month, where the source has months) with the numbers and names of the units above."""
    wanted: dict[str, Wanted] = {}
    for level in (*UPPER, "outlet"):
        if names := getattr(org, level):
            wanted |= {f"{level}_{field}": Wanted(cell, COLUMNS[target]) for field, target, cell in _cells(names)}
    if org.month is not None:
        wanted["month"] = Wanted(org.month, COLUMNS["month"])
    return read(label_of(spec, org.source), raw, wanted, date_format_of(spec, org.source))


def _cells(level: Level) -> list[tuple[str, str, Cell]]:
    both = {language: getattr(level, language) or level.name for language in ("name_zh", "name_en")}
    cells = [("node_id", "node_id", level.id), *((name, name, cell) for name, cell in both.items())]
    if isinstance(level, OutletLevel):
        cells += [(flag, flag, cell) for flag in FLAGS if (cell := getattr(level, flag)) is not None]
    return cells


def build(org: Org, piece: Piece, months: list[date]) -> tuple[Loaded, list[Problem]]:
    """org_month for every month, and problems where a node has two parents or names, or none at all."""
    lines = piece.typed if org.month is not None else piece.typed.join(pl.DataFrame({"month": months}), how="cross")
    empty = lines.filter(pl.any_horizontal(pl.col(f"outlet_{name}").is_null() for name in ("node_id", "name_zh", "name_en")))
    problems = [piece.problem(rules.REQUIRED, row, "outlet_node_id") for row in empty[ROW].unique().sort()]
    paths = _paths(lines.join(empty.select(ROW), on=ROW, how="anti"), org)
    nodes = pl.concat([_bank(org, paths), *(_level(paths, level) for level in (*UPPER, "outlet"))])
    nodes = nodes.sort(ROW).unique([name for name in nodes.columns if name != ROW], keep="first", maintain_order=True)
    twice = nodes.filter(pl.len().over("month", "node_id") > 1).sort("month", "node_id", ROW)
    for row in twice.unique(["node_id"], keep="last", maintain_order=True).iter_rows(named=True):
        seen = Text(f"机构 {row['node_id']}（{row['name_zh']}）", f"node {row['node_id']} ({row['name_en']})")
        problems.append(piece.problem(rules.TWO_PARENTS, row[ROW], f"{row['level']}_node_id", seen))
    return Loaded(schema.org_month, nodes.with_columns(pl.lit(0, pl.Int64).alias(PIECE)), [piece]), problems


def _paths(lines: pl.DataFrame, org: Org) -> pl.DataFrame:
    """Every outlet's whole path: a missing unit takes its child's name and a number made from its child's."""
    paths = lines.with_columns(pl.lit(False).alias("outlet_filled"))
    for child, level in (("outlet", "sub_branch"), ("sub_branch", "branch"), ("branch", "region")):
        for field in ("node_id", "name_zh", "name_en"):
            if f"{level}_{field}" not in paths.columns:
                paths = paths.with_columns(pl.lit(None, pl.String).alias(f"{level}_{field}"))
        stem = pl.col(f"{child}_node_id").str.replace("@(branch|sub_branch)$", "")
        made = pl.concat_str(stem, pl.lit(level), separator="@")
        missing = pl.col(f"{level}_node_id").is_null()
        paths = paths.with_columns(
            missing.alias(f"{level}_filled"),
            pl.coalesce(f"{level}_node_id", made).alias(f"{level}_node_id"),
            *(_named(level, child, name, missing) for name in ("name_zh", "name_en")),
        )
    return paths.with_columns(pl.lit(org.bank.id).alias("bank_node_id"))


def _named(level: str, child: str, name: str, missing: pl.Expr) -> pl.Expr:
    """A unit's own name; its child's where the unit is missing or has none."""
    own = pl.coalesce(f"{level}_{name}", f"{child}_{name}")
    return pl.when(missing).then(f"{child}_{name}").otherwise(own).alias(f"{level}_{name}")


def _level(paths: pl.DataFrame, level: str) -> pl.DataFrame:
    above = {"region": "bank", "branch": "region", "sub_branch": "branch", "outlet": "sub_branch"}[level]
    flags = {"is_own_office": pl.lit(False), "is_open": pl.lit(True), "mode": pl.lit(None, pl.String)}
    if level == "outlet":
        flags |= {flag: pl.col(f"outlet_{flag}") for flag in FLAGS if f"outlet_{flag}" in paths.columns}
    names = (pl.col(f"{level}_{field}").alias(field) for field in ("node_id", "name_zh", "name_en"))
    return _shaped(paths.with_columns(
        *names, pl.col(f"{above}_node_id").alias("parent_id"), pl.lit(level).alias("level"),
        pl.col(f"{level}_filled").alias("is_pass_through"), *(value.alias(flag) for flag, value in flags.items()),
    ))  # fmt: skip


def _bank(org: Org, paths: pl.DataFrame) -> pl.DataFrame:
    head = {
        "node_id": org.bank.id, "parent_id": None, "level": "bank", "name_zh": org.bank.name_zh, "name_en": org.bank.name_en,
        "is_own_office": False, "is_pass_through": False, "is_open": True, "mode": None,
    }  # fmt: skip
    kinds = {name: pl.Boolean if isinstance(value, bool) else pl.String for name, value in head.items()}
    return _shaped(paths.with_columns(pl.lit(value, kinds[name]).alias(name) for name, value in head.items()))


def _shaped(nodes: pl.DataFrame) -> pl.DataFrame:
    return nodes.select(*COLUMNS.keys(), ROW)


def months_of(tables: Tables, spec: Map) -> list[date]:
    """From the first month that any monthly table has to the as-of day's."""
    last = spec.bank.as_of.replace(day=1)
    held = [one.rows["month"].min() for one in tables.values() if "month" in one.rows.columns and not one.rows.is_empty()]
    first = min([last, spec.bank.last_closed_month, *(month for month in held if isinstance(month, date))])
    return pl.date_range(first, last, "1mo", eager=True).to_list()
