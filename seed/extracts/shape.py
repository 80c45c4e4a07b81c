"""From text to rows: header, field counts, cut ends. Every value stays text; every row knows its file and line."""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

import polars as pl

from queries.text import Text
from seed.extracts import rules
from seed.extracts.decode import Broken, Found
from seed.extracts.maps import File
from seed.extracts.report import Problem

BATCH = 50_000
TOTAL_WORDS = ("合计", "总计", "小计", "total", "subtotal", "grand total")
SEPARATORS = (",", ";", "\t", "|")
FILE, LINE = "_file", "_line"
Record = tuple[int, list[str]]


@dataclass(slots=True)
class Rows:
    """The rows of one file, and what is wrong with its shape."""

    frame: pl.DataFrame
    problems: list[Problem] = field(default_factory=list)


def empty_rows(spec: File) -> pl.DataFrame:
    return pl.DataFrame(schema={**dict.fromkeys(spec.columns, pl.String()), FILE: pl.String(), LINE: pl.Int64()})


def text_records(name: str, text: str, spec: File) -> Iterator[Record]:
    """Each record with the physical line it begins on. Raises Broken where a quotation mark never closes."""
    lines = io.StringIO(text, newline="")
    for _ in range(spec.skip_lines):
        lines.readline()
    quoting = csv.QUOTE_MINIMAL if spec.quote else csv.QUOTE_NONE
    reader = csv.reader(lines, delimiter=spec.separator, quotechar=spec.quote or None, quoting=quoting, strict=True)
    line = spec.skip_lines + 1
    try:
        for fields in reader:
            if fields:
                yield line, fields
            line = spec.skip_lines + reader.line_num + 1
    except csv.Error:
        cut = spec.final_newline and not _ends(text) and line >= text.count("\n")
        rest = text.split("\n")[line - 1] if line <= text.count("\n") + 1 else ""
        found = _cut(name, line, rest, None) if cut else Problem(rules.OPEN_QUOTE, name, line, row=rest.rstrip("\r"))
        raise Broken(found) from None


def check_separator(name: str, text: str, spec: File) -> None:
    """Raises Broken where the header line lacks the map's separator and has another."""
    lines = text.split("\n", spec.skip_lines + 1)
    header = lines[spec.skip_lines] if spec.header and len(lines) > spec.skip_lines else ""
    other = next((mark for mark in SEPARATORS if mark in header), None)
    if len(spec.columns) > 1 and spec.separator not in header and other:
        raise Broken(Problem(rules.WRONG_SEPARATOR, name, spec.skip_lines + 1, value=other, row=header.rstrip("\r")))


def _ends(text: str) -> bool:
    return text.endswith(("\n", "\r"))


def _cut(name: str, line: int, row: str, column: str | None, value: str | None = None) -> Problem:
    return Problem(rules.CUT_FILE, name, line, column, row[-40:] if value is None else value, row=row)


def without_trailer(found: Found, text: str, spec: File, beside: str | None) -> tuple[str, int | None]:
    """The text less its trailer line, and the row count that the trailer or the control file states."""
    if spec.count is None:
        return text, None
    trailer = text.rstrip("\r\n").rpartition("\n")[2].rstrip("\r")
    match = re.search(spec.count.pattern, trailer if beside is None else beside)
    if match is None:
        wanted = Text(f"找不到控制数：{spec.count.pattern}", f"no control count found: {spec.count.pattern}")
        raise Broken(Problem(rules.COUNT_DIFFERS, found.name, value=trailer[:80] if beside is None else None, detail=wanted))
    if beside is None:
        text = text.rstrip("\r\n")[: -len(trailer)]
    return text, int(match["count"].replace(",", ""))


def framed(name: str, records: Iterator[Record], spec: File) -> Rows:
    """The declared columns of every well-shaped record; the others become problems. Raises Broken on a bad header."""
    header = list(spec.columns)
    if spec.header:
        first = next(records, None)
        if first is None:
            raise Broken(Problem(rules.FILE_EMPTY, name))
        header = [title.strip().strip("\ufeff\u3000\u00a0") for title in first[1]]
        if problems := list(_header_problems(name, first[0], header, spec)):
            return Rows(empty_rows(spec), problems)
    problems: list[Problem] = []
    parts = [empty_rows(spec)]
    while batch := list(islice(records, BATCH)):
        good = [record for record in batch if _fits(name, record, header, problems)]
        parts.append(_part(name, good, header, spec))
    frame = pl.concat(parts)
    if frame.is_empty() and not problems and not spec.may_be_empty:
        problems.append(Problem(rules.HEADER_ONLY, name, 1))
    return Rows(frame, problems)


def _part(name: str, records: list[Record], header: list[str], spec: File) -> pl.DataFrame:
    values = dict(zip(header, zip(*(fields for _, fields in records), strict=True), strict=False)) if records else {}
    columns = {column: pl.Series(values.get(column, ()), dtype=pl.String) for column in spec.columns}
    frame = pl.DataFrame({**columns, LINE: pl.Series([line for line, _ in records], dtype=pl.Int64)})
    return frame.with_columns(pl.lit(name).alias(FILE)).select(*spec.columns, FILE, LINE)


def _header_problems(name: str, line: int, header: list[str], spec: File) -> Iterator[Problem]:
    row = spec.separator.join(header)
    twice = dict.fromkeys(title for title in header if header.count(title) > 1)
    if twice:
        yield from (Problem(rules.DUPLICATE_HEADER, name, line, title, title, row=row) for title in twice)
        return
    extra = [title for title in header if title not in spec.columns]
    listed = Text(f"表头多出：{'、'.join(extra)}", f"the header also has: {', '.join(extra)}") if extra else None
    for column in spec.columns:
        if column not in header:
            yield Problem(rules.MISSING_COLUMN, name, line, column, detail=listed, row=row)
    if spec.extra == "refuse":
        for title in dict.fromkeys(extra):
            yield Problem(rules.EXTRA_COLUMN, name, line, title, title, row=row)


def _fits(name: str, record: Record, header: list[str], problems: list[Problem]) -> bool:
    line, fields = record
    row = ",".join(fields)
    if len(fields) != len(header):
        few = len(fields) < len(header)
        column, value = (header[len(fields)], None) if few else (None, fields[len(header)])
        seen = Text(f"应有 {len(header)} 个，实有 {len(fields)} 个", f"{len(header)} expected, {len(fields)} found")
        broken = rules.TOO_FEW_FIELDS if few else rules.TOO_MANY_FIELDS
        problems.append(Problem(broken, name, line, column, value, seen, row))
        return False
    if fields == header:
        problems.append(Problem(rules.HEADER_AGAIN, name, line, row=row))
        return False
    if any(cell.strip().lower() in TOTAL_WORDS for cell in fields[:2]):
        problems.append(Problem(rules.TOTAL_ROW, name, line, header[0], fields[0], row=row))
        return False
    return True


def cut_problem(name: str, text: str, rows: Rows, spec: File) -> None:
    """A last line without its end: it may have lost characters even where all its fields are there."""
    if not spec.final_newline or _ends(text) or not text:
        return
    last = text.rpartition("\n")[2]
    line = text.count("\n") + 1
    fields = next(csv.reader([last], delimiter=spec.separator, quotechar=spec.quote or None), [""])
    names = list(spec.columns)
    column = names[min(len(fields), len(names)) - 1]
    rows.problems = [problem for problem in rows.problems if problem.line != line or problem.rule is rules.HEADER_ONLY]
    rows.problems.append(_cut(name, line, last, column, fields[-1]))
