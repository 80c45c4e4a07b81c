"""How a table and its columns are made: types, units, comments, and how the door keeps it to a scope."""

from enum import Enum
from typing import Any

from sqlalchemy import Boolean, Column, Date, Integer, MetaData, Numeric, String, Table
from sqlalchemy.types import TypeEngine

from queries import codes
from queries.codes import Codes

metadata = MetaData()

MONEY = Numeric(18, 2)
RATE = Numeric(12, 6)
KEY = String(40)
NAME = String(120)


class Reach(Enum):
    """How the door keeps a table to a scope."""

    SHARED = "shared"  # the same for everyone: tree, products, rates, capital, published references
    OUTLET = "outlet"  # rows of one outlet, and of one segment where it has that column
    NODE = "node"  # roll-ups of one whole tree node: for single nodes the viewer holds uncut
    NAME = "name"  # names only; readable beside an outlet fact, joined on its key
    WHOLE = "whole"  # what tells of the bank as a whole: for viewers who hold all of it
    SEALED = "sealed"  # never readable through the door


def column(name: str, kind: TypeEngine[Any], comment: str, unit: str, *, key: bool = False, must: bool = False,
           codes: Codes | None = None, hides: str | None = None) -> Column[Any]:
    """A column with its words and unit.

    `codes` is the closed set of its values. `hides` is the right without which the door masks it:
    "client" (who the client is) or "staff" (personal staff details).
    """
    info = {"unit": unit, "codes": codes, "hides": hides}
    return Column(name, kind, comment=comment, primary_key=key, nullable=not (key or must), info=info, autoincrement=False)


def money(name: str, comment: str, **more: Any) -> Column[Any]:
    return column(name, MONEY, comment, "yuan", **more)


def count(name: str, comment: str, **more: Any) -> Column[Any]:
    return column(name, Integer(), comment, "count", **more)


def share(name: str, comment: str, **more: Any) -> Column[Any]:
    return column(name, RATE, comment, "share", **more)


def day(name: str, comment: str, **more: Any) -> Column[Any]:
    return column(name, Date(), comment, "date", **more)


def code(name: str, comment: str, values: Codes, **more: Any) -> Column[Any]:
    return column(name, String(24), comment, "code", codes=values, **more)


def ident(name: str, comment: str, **more: Any) -> Column[Any]:
    return column(name, KEY, comment, "id", **more)


def words(name: str, comment: str, **more: Any) -> Column[Any]:
    return column(name, NAME, comment, "text", **more)


def flag(name: str, comment: str, **more: Any) -> Column[Any]:
    return column(name, Boolean(), comment, "flag", **more)


def month(**more: Any) -> Column[Any]:
    return day("month", "月份（当月 1 日） | month, as its first day", key=True, **more)


def outlet(*, must: bool = True, **more: Any) -> Column[Any]:
    return ident("outlet_id", "网点编号 | outlet number", must=must, **more)


def rm_key(**more: Any) -> Column[Any]:
    return ident("rm_id", "客户经理工号 | RM staff number", **more)


def client_key(**more: Any) -> Column[Any]:
    return ident("client_id", "客户号 | client number", hides="client", **more)


def segment(*, must: bool = True, **more: Any) -> Column[Any]:
    return code("segment", "条线 | segment", codes.SEGMENTS, must=must, **more)


def table(name: str, comment: str, reach: Reach, *columns: Column[Any], mart: bool = False) -> Table:
    return Table(name, metadata, *columns, comment=comment, info={"reach": reach, "mart": mart})
