"""Loads a bank's own files: decode → validate → typed frames → publish. Nothing is published if any rule is broken."""

from collections.abc import Iterator
from pathlib import Path

import polars as pl

from queries import schema
from queries.text import Text
from seed.extracts import rules
from seed.extracts.derive import derived, with_zero_rows
from seed.extracts.files import Sources, read_files, total
from seed.extracts.integrity import Loaded, Tables, check_all
from seed.extracts.jump import gaps, jumps
from seed.extracts.mapcheck import LOADABLE
from seed.extracts.mapfile import read_map
from seed.extracts.maps import Map, TableMap
from seed.extracts.pieces import PIECE, ROW, Piece, Wanted, date_format_of, label_of, read
from seed.extracts.report import Problem, refuse
from seed.extracts.selects import run_selects
from seed.extracts.tree import build, months_of, org_piece
from seed.extracts.validate import validated
from seed.frames import frame_schema, shaped
from seed.publish import Load, Progress, publish

READING = Text("读取并解码文件", "reading and decoding the files")
SELECTING = Text("执行 SELECT", "running the SELECTs")
CHECKING = Text("逐行校验", "checking every row")
RELATING = Text("核对各表之间的关系", "checking what ties the tables together")


def load(folder: Path, map_path: Path, warehouse: Path, progress: Progress, *, accept: bool = False) -> str:
    """Publishes the files of `folder` as a new generation and returns its name.

    Raises LoadRefused where the map or the files are at fault; what was published before is untouched then.
    """
    spec = read_map(map_path)
    tables = typed_tables(folder, spec, warehouse, lambda what, done: progress(what, done / 2), accept=accept)
    source = f"{spec.bank.name} ({spec.bank.currency})"
    header = Load(source, spec.bank.is_synthetic, spec.bank.as_of, spec.bank.last_closed_month)
    return publish(warehouse, header, frames(tables), lambda what, done: progress(what, 0.5 + done / 2), len(tables))


def frames(tables: Tables) -> Iterator[tuple[str, pl.DataFrame]]:
    """Each table in the schema's order and sorted by its key, so that equal files make an equal generation."""
    for table in schema.SOURCES:
        if table.name in tables:
            yield table.name, shaped(table, tables[table.name].rows).sort([column.name for column in table.primary_key])


def typed_tables(folder: Path, spec: Map, warehouse: Path, progress: Progress, *, accept: bool) -> Tables:
    """Every table the map gives, checked. Each stage needs a clean one before it, else it would report mere echoes."""
    progress(READING, 0.0)
    sources, problems = read_files(folder, spec)
    refuse(problems, warehouse)
    progress(SELECTING, 0.4)
    refuse(run_selects(spec, sources), warehouse)
    progress(CHECKING, 0.5)
    tables, problems = _read_tables(spec, sources)
    refuse(problems, warehouse)
    progress(RELATING, 0.8)
    last = spec.bank.last_closed_month
    refuse([*check_all(tables), *gaps(tables, last), *_totals(spec, sources, tables)], warehouse)
    if not accept:
        refuse(jumps(tables, last), warehouse)
    progress(RELATING, 1.0)
    return tables


def _read_tables(spec: Map, sources: Sources) -> tuple[Tables, list[Problem]]:
    tables: Tables = {}
    problems: list[Problem] = []
    for name in dict.fromkeys(one.table for one in spec.tables):
        tables[name], found = _table(spec, name, sources)
        problems += found
    if spec.org is not None:
        piece = org_piece(spec, spec.org, sources[spec.org.source])
        problems += piece.problems
        if not piece.problems:
            tree, found = build(spec.org, piece, months_of(tables, spec))
            problems += found
            tables["org_month"], found = _validated(spec, tree) if not found else (tree, [])
            problems += found
    return tables, problems


def _table(spec: Map, name: str, sources: Sources) -> tuple[Loaded, list[Problem]]:
    """All maps of one table together."""
    table = LOADABLE[name]
    pieces: list[Piece] = []
    parts = [pl.DataFrame(schema={**frame_schema(table), PIECE: pl.Int64, ROW: pl.Int64})]
    for number, one in enumerate(one for one in spec.tables if one.table == name):
        piece = _piece(spec, one, sources)
        pieces.append(piece)
        if not piece.typed.is_empty():
            parts.append(_part(one, piece).with_columns(pl.lit(number, pl.Int64).alias(PIECE)))
    rows = pl.concat(parts, how="diagonal_relaxed").cast({**frame_schema(table), PIECE: pl.Int64, ROW: pl.Int64})
    loaded, problems = _validated(spec, Loaded(table, rows, pieces))
    return loaded, [problem for piece in pieces for problem in piece.problems] + problems


def _piece(spec: Map, one: TableMap, sources: Sources) -> Piece:
    wanted = {name: Wanted(cell, LOADABLE[one.table].columns[name]) for name, cell in one.columns.items()}
    return read(label_of(spec, one.source), sources[one.source], wanted, date_format_of(spec, one.source))


def _part(one: TableMap, piece: Piece) -> pl.DataFrame:
    if one.table != "client_month":
        return piece.typed
    rows = derived(piece.typed)
    return with_zero_rows(rows) if one.absent_row == "zero" else rows


def _validated(spec: Map, one: Loaded) -> tuple[Loaded, list[Problem]]:
    good, problems = validated(one.table, one.rows, one.pieces, spec.bank.as_of)
    return Loaded(one.table, good, one.pieces), problems


def _totals(spec: Map, sources: Sources, tables: Tables) -> Iterator[Problem]:
    """Each control of the map: what the file adds up to is what the table adds up to."""
    for one in spec.controls:
        of_file = total(sources[one.file], one.file_column, spec.files[one.file])
        of_table = tables[one.table].rows[one.column].sum() if one.table in tables else 0
        if of_file != of_table:
            seen = Text(f"文件 {of_file}，表 {one.table} {of_table}", f"file {of_file}, table {one.table} {of_table}")
            yield Problem(rules.CONTROL_TOTAL, spec.files[one.file].name, column=one.file_column, value=str(of_file), detail=seen)
