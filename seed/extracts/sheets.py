"""Rows of an Excel workbook, as text."""

import io
import re
import zipfile
from collections.abc import Iterator

import fastexcel

from queries.text import Text
from seed.extracts import rules
from seed.extracts.decode import MOST_BYTES, OLE, ZIP, Broken, Found
from seed.extracts.maps import File
from seed.extracts.report import Problem
from seed.extracts.shape import Record

ERROR_CELL = re.compile(rb'<c r="([A-Z]+)(\d+)"[^>]*t="e"[^>]*>.*?<v>([^<]*)</v>')
VALUELESS = re.compile(rb'<c r="([A-Z]+)(\d+)"[^>]*><f[^>]*>[^<]*</f>(?:<v\s*/>|<v></v>)?</c>')
MIDNIGHT = re.compile(r"^(\d{4}-\d\d-\d\d) 00:00:00$")


def sheet_records(found: Found, spec: File) -> Iterator[Record]:
    """Each row that is not blank, with its row number. Raises Broken."""
    _wrapping(found)
    try:
        book = fastexcel.read_excel(found.content)
    except fastexcel.FastExcelError as refusal:
        raise Broken(Problem(rules.WRONG_FORMAT, found.name, detail=Text(str(refusal), str(refusal)))) from None
    if spec.sheet is None and len(book.sheet_names) > 1:
        raise Broken(Problem(rules.SEVERAL_SHEETS, found.name, value=", ".join(book.sheet_names)))
    if spec.sheet is not None and spec.sheet not in book.sheet_names:
        raise Broken(Problem(rules.WRONG_FORMAT, found.name, value=spec.sheet, detail=Text("没有该工作表", "no such sheet")))
    frame = book.load_sheet(spec.sheet or 0, header_row=None, skip_rows=0, dtypes="string").to_polars()
    for line, cells in enumerate(frame.iter_rows(), start=1):
        if line > spec.skip_lines and any(cell is not None for cell in cells):
            yield line, [MIDNIGHT.sub(r"\1", cell or "") for cell in cells]


def _wrapping(found: Found) -> None:
    if found.content.startswith(OLE):
        raise Broken(Problem(rules.ENCRYPTED, found.name))
    if not found.content:
        raise Broken(Problem(rules.FILE_EMPTY, found.name))
    if not found.content.startswith(ZIP):
        raise Broken(Problem(rules.WRONG_FORMAT, found.name, value=found.content[:20].decode("ascii", errors="backslashreplace")))
    try:
        with zipfile.ZipFile(io.BytesIO(found.content)) as packed:
            if sum(part.file_size for part in packed.infolist()) > MOST_BYTES:
                raise Broken(Problem(rules.TOO_BIG, found.name))
            sheets = [packed.read(part) for part in packed.namelist() if part.startswith("xl/worksheets/")]
    except (zipfile.BadZipFile, RuntimeError, EOFError):
        raise Broken(Problem(rules.WRONG_FORMAT, found.name)) from None
    for sheet in sheets:
        for pattern in (ERROR_CELL, VALUELESS):
            if bad := pattern.search(sheet):
                value = bad[3].decode() if pattern is ERROR_CELL else None
                raise Broken(Problem(rules.FORMULA_ERROR, found.name, int(bad[2]), bad[1].decode(), value))
