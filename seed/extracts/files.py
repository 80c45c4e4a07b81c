"""All files of a map, decoded and checked by what the map says of their columns."""

from collections.abc import Iterator
from pathlib import Path

import polars as pl

from queries.text import Text
from seed.extracts import rules
from seed.extracts.decode import Broken, Found, found_files, text_of
from seed.extracts.maps import File, FileColumn, Map
from seed.extracts.parse import cleaned, fault, reading_of_file, value
from seed.extracts.plain import plain_rows
from seed.extracts.report import Problem
from seed.extracts.rules import RULES
from seed.extracts.shape import FILE, LINE, Rows, check_separator, cut_problem, empty_rows, framed, text_records, without_trailer
from seed.extracts.sheets import sheet_records

Sources = dict[str, pl.DataFrame]


def read_files(folder: Path, spec: Map) -> tuple[Sources, list[Problem]]:
    """Every file as text, and every problem found in them. Files with problems stay out of cross-checks."""
    sources: Sources = {}
    problems: list[Problem] = []
    for name, file in spec.files.items():
        frame, found = read_file(folder, file)
        found += check_columns(frame, file)
        found += check_key(frame, file.key, file.name)
        problems += found
        if not found:
            sources[name] = frame
    for name in sources:
        problems += check_references(name, sources, spec)
    return sources, problems


def read_file(folder: Path, spec: File) -> tuple[pl.DataFrame, list[Problem]]:
    parts = [empty_rows(spec)]
    problems: list[Problem] = []
    try:
        for found in found_files(folder, spec):
            rows = _rows(folder, found, spec)
            parts.append(rows.frame)
            problems += rows.problems
    except Broken as broken:
        problems.append(broken.problem)
    return pl.concat(parts), problems


def _rows(folder: Path, found: Found, spec: File) -> Rows:
    if spec.format == "xlsx":
        return framed(found.name, sheet_records(found, spec), spec)
    beside = _control_text(folder, found, spec)
    text, stated = without_trailer(found, text_of(found, spec), spec, beside)
    check_separator(found.name, text, spec)
    quick = plain_rows(found.name, text, spec)
    rows = Rows(quick) if quick is not None else framed(found.name, text_records(found.name, text, spec), spec)
    cut_problem(found.name, text, rows, spec)
    if stated is not None and stated != rows.frame.height and not rows.problems:
        height = rows.frame.height
        seen = Text(f"控制数 {stated}，实有 {height} 行", f"control says {stated}, the file has {height} rows")
        rows.problems.append(Problem(rules.COUNT_DIFFERS, found.name, value=str(stated), detail=seen))
    return rows


def _control_text(folder: Path, found: Found, spec: File) -> str | None:
    """The text of the control file, where the map names one; `{stem}` and `{name}` stand for the data file's."""
    if spec.count is None or spec.count.file is None:
        return None
    name = Path(spec.count.file.format(stem=Path(found.name).stem, name=found.name)).name
    path = folder / name
    if not path.is_file():
        whose = Text(f"{found.name} 的控制文件", f"the control file of {found.name}")
        raise Broken(Problem(rules.FILE_MISSING, name, detail=whose))
    return path.read_text(encoding=spec.encoding, errors="replace")


def at(frame: pl.DataFrame, row: int, broken: rules.Rule, column: str, detail: Text | None = None) -> Problem:
    """A problem at a row of a decoded file."""
    cells = frame.row(row, named=True)
    name, line = cells.pop(FILE), cells.pop(LINE)
    return Problem(broken, name, line, column, cells[column], detail, ",".join(cell or "" for cell in cells.values()))


def check_columns(frame: pl.DataFrame, spec: File) -> list[Problem]:
    """Each declared kind, required value and set."""
    checks = {name: key for name, column in spec.columns.items() if (key := _column_fault(name, column, spec)) is not None}
    if not checks or frame.is_empty():
        return []
    faults = frame.select(key.alias(name) for name, key in checks.items()).with_row_index("_row")
    return [
        at(frame, row, RULES[key], name)
        for name in checks
        for row, key in faults.filter(pl.col(name).is_not_null()).select("_row", name).iter_rows()
    ]


def _column_fault(name: str, column: FileColumn, spec: File) -> pl.Expr | None:
    text = cleaned(pl.col(name), column)
    found = fault(text, reading_of_file(column, spec.date_format)) if column.kind != "text" else pl.lit(None, pl.String)
    if column.one_of:
        outside = pl.when(text.is_not_null() & ~text.is_in(column.one_of)).then(pl.lit(rules.OUTSIDE_SET.key))
        found = pl.coalesce(found, outside)
    if column.required or name in spec.key or name in spec.refers:
        found = pl.when(text.is_null()).then(pl.lit(rules.REQUIRED.key)).otherwise(found)
    return found if column.kind != "text" or column.one_of or column.required or name in (*spec.key, *spec.refers) else None


def check_key(frame: pl.DataFrame, key: tuple[str, ...], source: str) -> list[Problem]:
    """Every record after the first with the same key."""
    if not key or frame.is_empty():
        return []
    texts = frame.with_row_index("_row").with_columns(pl.col(name).str.strip_chars() for name in key)
    first = pl.col("_row").min().over(*key)
    again = texts.with_columns(first.alias("_first")).filter(pl.col("_row") > pl.col("_first")).sort("_row")
    return [_repeated(frame, row, original, key, source) for row, original in again.select("_row", "_first").iter_rows()]


def _repeated(frame: pl.DataFrame, row: int, first: int, key: tuple[str, ...], source: str) -> Problem:
    if LINE not in frame.columns:
        return Problem(rules.DUPLICATE_KEY, source, None, key[0], frame[key[0]][row], row=str(frame.row(row, named=True)))
    line = frame[LINE][first]
    name = frame[FILE][first]
    keys = ", ".join(key)
    seen = Text(f"首次出现在 {name} 第 {line} 行；键：{keys}", f"first seen in {name} line {line}; key: {keys}")
    if frame.schema[LINE] == pl.String:
        return Problem(rules.DUPLICATE_KEY, frame[FILE][row], int(frame[LINE][row]), key[0], frame[key[0]][row], seen)
    return at(frame, row, rules.DUPLICATE_KEY, key[0], seen)


def check_references(name: str, sources: Sources, spec: Map) -> Iterator[Problem]:
    for column, target in spec.files[name].refers.items():
        other, _, its = target.partition(".")
        if other not in sources:
            continue
        known = sources[other][its].str.strip_chars()
        lost = sources[name].with_row_index("_row").filter(~pl.col(column).str.strip_chars().is_in(known.implode()))
        for row in lost["_row"]:
            yield at(sources[name], row, rules.ORPHAN, column, Text(f"{target} 中没有", f"not in {target}"))


def total(frame: pl.DataFrame, column: str, spec: File) -> object:
    """The sum of a numeric column of a file, in our unit."""
    how = reading_of_file(spec.columns[column], spec.date_format)
    return frame.select(value(cleaned(pl.col(column), how.written), how).sum()).item()
