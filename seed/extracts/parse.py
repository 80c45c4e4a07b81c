"""From text to typed values, by named rules. Nothing is ever inferred."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

import polars as pl
from sqlalchemy import Boolean as Flag
from sqlalchemy import Column, Date, Integer, Numeric, String

from seed.extracts import rules
from seed.extracts.maps import UNITS, Cell, FileColumn, Written
from seed.extracts.rules import Rule

YES, NO = ("true", "1", "y", "yes", "是"), ("false", "0", "n", "no", "否")
INVISIBLE = "[\u00a0\u3000\u200b-\u200f\u2060\ufeff]"
WIDE = "[\uff01-\uff5e]"
EXPONENT = r"^[+-]?\d+([.,]\d+)?[eE][+-]?\d+$"
DATE_PARTS = {"%Y": r"\d{4}", "%m": r"\d{1,2}", "%d": r"\d{1,2}"}
ANY_MONTH = ("%Y-%m", "%Y-%m-%d")


@dataclass(frozen=True, slots=True)
class Reading:
    """How to read one column: what it is to become, and how the bank writes it."""

    kind: str
    written: Written
    date_format: str
    precision: int = 18
    scale: int = 2
    length: int | None = None
    shift: int = 0  # power of ten of the unit

    @property
    def dtype(self) -> pl.DataType:
        return {"flag": pl.Boolean(), "date": pl.Date(), "month": pl.Date(), "count": pl.Int64(), "text": pl.String(),
                "id": pl.String()}.get(self.kind) or pl.Decimal(self.precision, self.scale)  # fmt: skip


def reading_of_file(column: FileColumn, date_format: str) -> Reading:
    shift = UNITS[column.unit] if column.unit else 0
    precision, scale = {"count": (18, 0), "number": (24, 8)}.get(column.kind, (18, 2))
    return Reading(column.kind, column, column.date_format or date_format, precision, scale, shift=shift)


def reading_of(target: Column, cell: Cell, date_format: str) -> Reading:
    """How to read a column of the schema."""
    shift = UNITS[cell.unit] if cell.unit else 0
    written = cell.date_format or date_format
    match target.type:
        case Numeric(precision=int(precision), scale=int(scale)):
            return Reading("number", cell, written, precision, scale, shift=shift)
        case Integer():
            return Reading("count", cell, written, 9, 0)
        case Date():
            return Reading("month" if target.name == "month" else "date", cell, written)
        case Flag():
            return Reading("flag", cell, written)
        case String(length=length):
            return Reading("id" if target.info["unit"] == "id" else "text", cell, written, length=length)
    raise TypeError(f"{target.table.name}.{target.name}: no reading for {target.type!r}")


def cleaned(text: pl.Expr, written: Written) -> pl.Expr:
    """Outer blanks off; an empty text, and what the bank writes for empty, become null."""
    bare = text.str.strip_chars(" \t\r\n")
    return pl.when(bare.is_in(["", *written.empty_values])).then(None).otherwise(bare)


def value(text: pl.Expr, how: Reading) -> pl.Expr:
    """The typed value of a cleaned text; null where it cannot be read."""
    return VALUES.get(how.kind, _number)(text, how)


def fault(text: pl.Expr, how: Reading) -> pl.Expr:
    """The key of the first rule that a cleaned text breaks, or null."""
    tests, otherwise = FAULTS.get(how.kind, _number_faults)(text, how)
    chain = pl.when(text.is_null()).then(pl.lit(None, pl.String))
    for broken, rule in tests:
        chain = chain.when(broken).then(pl.lit(rule.key))
    return chain.when(value(text, how).is_null()).then(pl.lit(otherwise.key)).otherwise(pl.lit(None, pl.String))


Tests = tuple[list[tuple[pl.Expr, Rule]], Rule]


def _plain_number(text: pl.Expr, how: Reading) -> pl.Expr:
    plain = text
    if how.written.thousands:
        plain = plain.str.replace_all(how.written.thousands, "", literal=True)
    return plain.str.replace(how.written.decimal, ".", literal=True)


def _number(text: pl.Expr, how: Reading) -> pl.Expr:
    wide = _plain_number(text, how).cast(pl.Decimal(38, min(how.scale + abs(how.shift), 16)), strict=False)
    if how.shift:
        wide = wide * pl.lit(Decimal(10) ** how.shift)
    return wide.cast(how.dtype, strict=False)


def _count(text: pl.Expr, how: Reading) -> pl.Expr:
    return _plain_number(text, how).cast(pl.Decimal(38, 8), strict=False).cast(pl.Int64, strict=False)


def _number_faults(text: pl.Expr, how: Reading) -> Tests:
    point, mark = re.escape(how.written.decimal), re.escape(how.written.thousands)
    whole = rf"(\d+|\d{{1,3}}({mark}\d{{3}})+)" if mark else r"\d+"
    plain = _plain_number(text, how)
    whole_digits = plain.str.extract(r"^-?0*(\d*)", 1).str.len_chars()
    decimals = plain.str.extract(r"\.(\d*)$", 1).fill_null("").str.strip_chars_end("0").str.len_chars()
    return [
        (text.str.contains(r"^#[A-Z]"), rules.FORMULA_ERROR),
        (text.str.contains(WIDE), rules.FULL_WIDTH),
        (text.str.contains(r"(?i)^[+-]?(nan|inf|infinity)$"), rules.NOT_FINITE),
        (text.str.contains(EXPONENT), rules.EXPONENT),
        (text.str.contains(_grouped(how)) & (not mark), rules.UNDECLARED_SEPARATOR),
        (~text.str.contains(rf"^-?{whole}({point}\d+)?$"), rules.BAD_NUMBER),
        (whole_digits.cast(pl.Int64) > how.precision - how.scale - how.shift, rules.TOO_MANY_DIGITS),
        (decimals.cast(pl.Int64) > how.scale + how.shift, rules.TOO_MANY_DECIMALS),
    ], rules.BAD_NUMBER


def _grouped(how: Reading) -> str:
    """A number with thousands separators, none of which is the declared decimal mark."""
    marks = "".join(mark for mark in ",' ." if mark != how.written.decimal)
    return rf"^-?\d{{1,3}}([{marks}]\d{{3}})+({re.escape(how.written.decimal)}\d+)?$"


def _date(text: pl.Expr, how: Reading) -> pl.Expr:
    if how.date_format == "excel":
        return pl.date(1899, 12, 30) + pl.duration(days=text.cast(pl.Int64, strict=False))
    return text.str.to_date(how.date_format, strict=False)


def _date_faults(text: pl.Expr, how: Reading) -> Tests:
    forms = [how.date_format] if how.kind == "date" else _month_formats(how)
    shapes = "|".join(_shape(form) for form in forms)
    year = value(text, how).dt.year()
    return [
        (text.str.contains(WIDE), rules.FULL_WIDTH),
        (text.str.contains(r"^\d{5}(\.0+)?$") & (how.date_format != "excel"), rules.EXCEL_SERIAL),
        (~text.str.contains(f"^({shapes})$"), rules.BAD_DATE),
        ((year < 1900) | (year > 2200), rules.IMPOSSIBLE_DATE),
    ], rules.IMPOSSIBLE_DATE


def _shape(form: str) -> str:
    if form == "excel":
        return r"\d{5}"
    pattern = re.escape(form).replace(r"\%", "%")
    for part, digits in DATE_PARTS.items():
        pattern = pattern.replace(part, digits)
    return pattern


def _month_formats(how: Reading) -> list[str]:
    """A month may be written in the column's own format, or in either plain one."""
    return list(dict.fromkeys((how.date_format, *ANY_MONTH)))


def _month(text: pl.Expr, how: Reading) -> pl.Expr:
    """The first day of the month that any of the formats finds."""
    tried = []
    for form in _month_formats(how):
        has_day = "%d" in form or form == "excel"
        of = Reading("date", how.written, form if has_day else form + " %d")
        tried.append(_date(text if has_day else text + " 01", of))
    return pl.coalesce(tried).dt.truncate("1mo")


def _flag(text: pl.Expr, _how: Reading) -> pl.Expr:
    low = text.str.to_lowercase()
    return pl.when(low.is_in(YES)).then(pl.lit(True)).when(low.is_in(NO)).then(pl.lit(False)).otherwise(None)


def _no_faults(_text: pl.Expr, _how: Reading) -> Tests:
    return [], rules.BAD_FLAG


def _text_faults(text: pl.Expr, how: Reading) -> Tests:
    too_long = [(text.str.len_chars() > how.length, rules.TOO_LONG)] if how.length else []
    return [(text.str.contains(r"^#(REF|N/A|VALUE|NAME|DIV/0|NUM|NULL)[!?]?$"), rules.FORMULA_ERROR), *too_long], rules.TOO_LONG


def _id_faults(text: pl.Expr, how: Reading) -> Tests:
    tests, otherwise = _text_faults(text, how)
    width = [(text.str.len_chars() != how.written.width, rules.LOST_ZEROS)] if how.written.width else []
    return [
        (text.str.contains(INVISIBLE), rules.INVISIBLE_SPACE),
        (text.str.contains(WIDE), rules.FULL_WIDTH),
        (text.str.contains(r"^\d+\.\d+[eE]\+\d+$"), rules.EXPONENT),
        *width, *tests,
    ], otherwise  # fmt: skip


def _text(text: pl.Expr, _how: Reading) -> pl.Expr:
    return text


VALUES: dict[str, Callable[[pl.Expr, Reading], pl.Expr]] = {
    "text": _text, "id": _text, "flag": _flag, "date": _date, "month": _month, "count": _count,
}  # fmt: skip
FAULTS: dict[str, Callable[[pl.Expr, Reading], Tests]] = {
    "text": _text_faults, "id": _id_faults, "flag": _no_faults, "date": _date_faults, "month": _date_faults,
}  # fmt: skip
