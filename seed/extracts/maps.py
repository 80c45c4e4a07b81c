"""A map: how one bank's files become our tables, as written in TOML.

    [bank]              who, which currency, up to which day
    [files.NAME]        one kind of file: its name, how it is written, its columns
    [selects.NAME]      a SELECT over files and over selects above it; every value in them is text
    [org]               the tree of outlets, where it is not mapped as the table org_month
    [[tables]]          one of our tables: where its rows come from, and each of its columns
    [[controls]]        a file's column whose sum must arrive in a table to the cent

Left out of client_month, AUM is added up from its parts, revenue from interest and fees, and contribution from revenue
less its costs; supplied, each must be exactly that. Tables the map does not name stay empty. TOML wants quotation marks
around keys in Chinese. `seed.extracts.skeleton` prints a commented start for any table.
"""

import re
from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
UNITS: dict[str, int] = {  # power of ten by which a written figure is multiplied
    "元": 0, "yuan": 0, "千元": 3, "万元": 4, "百万元": 6, "亿元": 8, "分": -2, "%": -2, "‰": -3, "bp": -4,
}  # fmt: skip
Unit = Literal["元", "yuan", "千元", "万元", "百万元", "亿元", "分", "%", "‰", "bp"]
Encoding = Literal["utf-8", "gb18030", "gbk", "utf-16"]
ValueKind = Literal["text", "id", "money", "number", "count", "date", "month", "flag"]


def _month(value: object) -> object:
    """`1998-12` as its first day."""
    return datetime.strptime(value, "%Y-%m").date() if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d", value) else value


def _short(field: str) -> BeforeValidator:
    """Lets a lone string stand for a table with only that field."""
    return BeforeValidator(lambda value: {field: value} if isinstance(value, str) else value)


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Bank(Strict):
    name: str = Field(min_length=1)
    currency: str = Field("CNY", pattern=r"^[A-Z]{3}$")
    as_of: date
    last_closed_month: Annotated[date, BeforeValidator(_month)]
    is_synthetic: bool = False


class Written(Strict):
    """How values of one column are written in the file."""

    unit: Unit | None = None
    decimal: Literal[".", ","] = "."
    thousands: Literal["", ",", ".", " ", "'"] = ""
    date_format: str | None = None  # as %Y-%m-%d; or "excel" for serial numbers
    empty_values: tuple[str, ...] = ()  # values that mean empty, such as 9999-12-31
    width: int | None = Field(None, ge=1)  # keys of exactly this many characters


class FileColumn(Written):
    kind: ValueKind = "text"
    required: bool = False
    one_of: tuple[str, ...] = ()


class Control(Strict):
    """The row count a file should have: read from its last line, or from another file."""

    pattern: str  # a regular expression with a group named count
    file: str | None = None


class File(Strict):
    name: str = Field(pattern=r"^[^/\\]+$")  # a name or a glob pattern within the folder
    format: Literal["csv", "xlsx"] = "csv"
    encoding: Encoding = "utf-8"
    separator: str = Field(",", min_length=1, max_length=1)
    quote: str = Field('"', max_length=1)
    header: bool = True
    skip_lines: int = Field(0, ge=0)  # title lines above the header
    final_newline: bool = True
    sheet: str | None = None
    extra: Literal["refuse", "ignore"] = "refuse"
    optional: bool = False
    may_be_empty: bool = False
    date_format: str = "%Y-%m-%d"
    columns: dict[str, Annotated[FileColumn, _short("kind")]] = Field(min_length=1)
    key: tuple[str, ...] = ()
    refers: dict[str, str] = {}  # column = "file.column" in which its value must stand
    count: Control | None = None


class Select(Strict):
    sql: str
    key: tuple[str, ...] = ()
    may_be_empty: bool = False


class Cell(Written):
    """One of our columns: a column of the source, or a constant."""

    source: str | None = Field(None, alias="from")
    constant: str | None = None
    codes: dict[str, str] = {}  # the bank's code = ours
    if_empty: str | None = None


CellOrName = Annotated[Cell, _short("from")]


class TableMap(Strict):
    table: Name
    source: Name = Field(alias="from")
    columns: dict[str, CellOrName]
    is_part: bool = False  # several maps feed this table, each a part of its rows
    absent_row: Literal["missing", "zero"] = "missing"  # client_month only: what a month without a row means


class Level(Strict):
    """The columns that name one level of the tree; an empty number means the level is missing there."""

    id: CellOrName
    name: CellOrName | None = None  # for both languages
    name_zh: CellOrName | None = None
    name_en: CellOrName | None = None


class OutletLevel(Level):
    is_own_office: CellOrName = Cell(constant="false")
    is_open: CellOrName = Cell(constant="true")
    mode: CellOrName | None = None


class BankLevel(Strict):
    id: str = "bank"
    name_zh: str
    name_en: str


class Org(Strict):
    """One row per outlet with the units above it; levels left out are filled by pass-through nodes."""

    source: Name = Field(alias="from")
    month: CellOrName | None = None  # left out: the tree holds in every month loaded
    bank: BankLevel
    region: Level | None = None
    branch: Level | None = None
    sub_branch: Level | None = None
    outlet: OutletLevel


class TotalControl(Strict):
    file: Name
    file_column: str
    table: Name
    column: str


class Map(Strict):
    bank: Bank
    files: dict[Name, File] = Field(min_length=1)
    selects: dict[Name, Select] = {}
    org: Org | None = None
    tables: tuple[TableMap, ...] = ()
    controls: tuple[TotalControl, ...] = ()
