"""Rows of one source read into our columns, each row still knowing where it came from."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import polars as pl
from sqlalchemy import Column

from queries.text import Text
from seed.extracts import rules
from seed.extracts.maps import Cell, Map
from seed.extracts.parse import cleaned, fault, reading_of, value
from seed.extracts.report import Problem
from seed.extracts.rules import RULES, Rule
from seed.extracts.shape import FILE, LINE

ROW, PIECE = "_row", "_piece"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is read, and the column of ours that says as what."""

    cell: Cell
    target: Column


@dataclass(slots=True)
class Piece:
    """`raw` is the source as text; `typed` holds the wanted columns of the rows without a fault, with their row number."""

    source: str
    raw: pl.DataFrame
    wanted: dict[str, Wanted]
    typed: pl.DataFrame = field(default_factory=pl.DataFrame)
    problems: list[Problem] = field(default_factory=list)

    def problem(self, rule: Rule, row: int | None, name: str | None = None, detail: Text | None = None,
                value: str | None = None) -> Problem:  # fmt: skip
        """A problem at a row of the source, in the bank's own column name."""
        wanted = self.wanted.get(name or "")
        column = (wanted.cell.source or name) if wanted else name
        if row is None:
            return Problem(rule, self.source, None, column, value, detail)
        cells = self.raw.row(row, named=True)
        at = cells.pop(FILE, None) or self.source
        line = cells.pop(LINE, None)
        if value is None and wanted:
            value = cells.get(column or "", wanted.cell.constant)
        return Problem(rule, at, int(line) if line else None, column, value, detail, _written(cells, line))


def _written(cells: dict[str, str | None], line: object) -> str:
    """The offending record: as it stands in its file, or with names where a SELECT made it."""
    if line:
        return ",".join(cell or "" for cell in cells.values())
    return ", ".join(f"{name}={cell}" for name, cell in cells.items())


def read(source: str, raw: pl.DataFrame, wanted: dict[str, Wanted], date_format: str) -> Piece:
    piece = Piece(source, raw, wanted)
    missing = [name for name, one in wanted.items() if one.cell.source is not None and one.cell.source not in raw.columns]
    piece.problems += [piece.problem(rules.MISSING_COLUMN, None, name) for name in missing]
    if missing:
        return piece
    readings = {name: reading_of(one.target, one.cell, date_format) for name, one in wanted.items()}
    texts = raw.with_row_index(ROW).select(pl.col(ROW).cast(pl.Int64), *(_text(name, one.cell) for name, one in wanted.items()))
    faults = texts.select(ROW, *(fault(pl.col(name), how).alias(name) for name, how in readings.items()))
    piece.problems += list(_faults(piece, faults))
    clean = faults.filter(pl.all_horizontal(pl.exclude(ROW).is_null())).select(ROW)
    sound = texts.join(clean, on=ROW, how="semi") if piece.problems else texts
    piece.typed = sound.select(ROW, *(value(pl.col(name), how).alias(name) for name, how in readings.items()))
    return piece


def _text(name: str, cell: Cell) -> pl.Expr:
    """The cleaned and translated text of a column, before it becomes a value."""
    if cell.source is None:
        return pl.lit(cell.constant, pl.String).alias(name)
    text = cleaned(pl.col(cell.source), cell)
    if cell.codes:
        text = text.replace(cell.codes)
    return (text if cell.if_empty is None else text.fill_null(cell.if_empty)).alias(name)


def _faults(piece: Piece, faults: pl.DataFrame) -> Iterator[Problem]:
    for name in piece.wanted:
        for row, key in faults.filter(pl.col(name).is_not_null()).select(ROW, name).iter_rows():
            yield piece.problem(RULES[key], row, name, _whither(piece.wanted[name]))


def _whither(wanted: Wanted) -> Text:
    place = f"→ {wanted.target.table.name}.{wanted.target.name}"
    return Text(place, place)


def label_of(spec: Map, source: str) -> str:
    """A source as a person knows it: its file's name, or the SELECT's."""
    return spec.files[source].name if source in spec.files else f"SELECT {source}"


def date_format_of(spec: Map, source: str) -> str:
    """How dates are written in a source: a file says so; a SELECT gives them as text, by default ISO."""
    return spec.files[source].date_format if source in spec.files else "%Y-%m-%d"
