"""The quick way to read a large faultless file without quotation marks; the careful way in `shape` names every fault."""

import io

import polars as pl

from seed.extracts.maps import File
from seed.extracts.shape import FILE, LINE, TOTAL_WORDS


def plain_rows(name: str, text: str, spec: File) -> pl.DataFrame | None:
    """The rows, or None where anything at all is out of the ordinary: quotes, another header, a blank or ragged line."""
    if (spec.quote and spec.quote in text) or not text.endswith("\n") or "\r" in text.replace("\r\n", ""):
        return None
    lines = pl.Series("line", text.replace("\r\n", "\n").removesuffix("\n").split("\n"))[spec.skip_lines :]
    header = lines[0].split(spec.separator) if spec.header else list(spec.columns)
    body = lines[1:] if spec.header else lines
    if body.is_empty() or sorted(header) != sorted(spec.columns) or not _is_even(lines, body, len(header), spec):
        return None
    frame = pl.read_csv(
        io.BytesIO("\n".join(body).encode()), separator=spec.separator, has_header=False, new_columns=header, quote_char=None,
        infer_schema=False, empty_string_is_null=False,
    )  # fmt: skip
    first = spec.skip_lines + 1 + spec.header
    if frame.height != body.len() or frame.width != len(header) or _has_totals(frame):
        return None
    numbers = pl.int_range(first, first + frame.height, dtype=pl.Int64).alias(LINE)
    return frame.select(*spec.columns, pl.lit(name).alias(FILE), numbers)


def _is_even(lines: pl.Series, body: pl.Series, width: int, spec: File) -> bool:
    marks = body.str.count_matches(spec.separator, literal=True)
    again = (body == lines[0]).any() if spec.header else False
    return not again and bool((marks == width - 1).all()) and (width > 1 or bool((body.str.len_bytes() > 0).all()))


def _has_totals(frame: pl.DataFrame) -> bool:
    first = pl.nth(range(min(2, frame.width))).str.strip_chars().str.to_lowercase().is_in(TOTAL_WORDS)
    return frame.select(pl.any_horizontal(first).any()).item()
