"""One door to the database: `Warehouse.read(statement, scope)`.

It keeps the statement to the scope, runs it on one published generation, masks what the scope may not see, and
returns a Polars frame typed by the schema.
"""

import hashlib
import hmac
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

import polars as pl
from sqlalchemy import CTE, BigInteger, Boolean, Column, Date, DateTime, Float, Integer, Numeric, String, Table, func, select
from sqlalchemy.sql import elements, functions, visitors

from queries.dialects import Rows
from queries.door import within
from queries.engines import DuckEngine, Engine, PostgresEngine
from queries.errors import UnscopedRead, WarehouseMissing
from queries.schema import load_run, org_month, result_day, working_day
from queries.scope import Scope
from queries.text import Text
from queries.tree import Tree

RollUp = Callable[[CTE], Rows]
MOST_KEPT = 128 * 2**20  # bytes of frames; the largest, the staff history of 12,500 RMs, takes 6 MB
NO_WAREHOUSE = WarehouseMissing(
    Text("尚无已发布的数据批次。", "No generation of the warehouse is published yet."),
    Text("运行 python -m seed demo 生成演示数据，或 python -m seed load 装载银行文件。",
         "Run `python -m seed demo` for the demonstration bank or `python -m seed load` for a bank's files."),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Generation:
    """What the published generation says of itself."""

    stamp: str
    source: str
    is_synthetic: bool
    as_of: date
    last_closed_month: date
    finished_at: datetime


class Warehouse:
    """One generation, open for reading. It never changes; a newer one is another Warehouse."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._trees: dict[date, Tree] = {}
        self._kept: OrderedDict[Hashable, pl.DataFrame] = OrderedDict()
        self._keeping = threading.Lock()
        self._making: dict[Hashable, threading.Lock] = {}
        self.stamp, self.kept = engine.stamp, engine.kept

    def read(self, statement: Rows, scope: Scope, roll_up: RollUp | None = None) -> pl.DataFrame:
        """Run `statement` kept to `scope`. Order is the caller's: sort the frame, no engine keeps one.

        `roll_up` works further on the rows that were kept, and may read nothing else.
        """
        kept = within(statement, scope, self.today)
        if roll_up is not None:
            rolled = roll_up(kept.cte("holders"))
            _reads_only(rolled, kept, _masks(statement, scope))
            return _typed(self._engine.run(rolled), rolled)
        masks = _masks(statement, scope)
        frame = _typed(self._engine.run(kept), statement)
        return frame.with_columns(_hidden(name, right, scope) for name, right in masks.items()) if masks else frame

    def once(self, key: Hashable, make: Callable[[], pl.DataFrame]) -> pl.DataFrame:
        """The frame that `make` gives, kept for the next question that starts from it; those least lately asked for are let go.

        The key must tell everything the frame depends on, the scope above all. Who asks while it is being made waits for it.
        """
        with self._keeping:
            turn = self._making.setdefault(key, threading.Lock())
        with turn:
            found = self._kept.get(key)
            found = make() if found is None else found
        with self._keeping:
            self._making.pop(key, None)
            self._kept[key] = found
            self._kept.move_to_end(key)
            while len(self._kept) > 1 and sum(frame.estimated_size() for frame in self._kept.values()) > MOST_KEPT:
                self._kept.popitem(last=False)
        return found

    @cached_property
    def generation(self) -> Generation:
        row = _typed(self._engine.run(select(load_run)), select(load_run)).sort("finished_at").row(-1, named=True)
        return Generation(
            self.stamp, row["source"], row["is_synthetic"], row["as_of"], row["last_closed_month"], row["finished_at"]
        )

    @cached_property
    def today(self) -> date:
        """The month of the newest tree: access is judged on it."""
        newest: date | None = self._engine.run(select(func.max(org_month.c.month).label("month")))["month"][0]
        if newest is None:
            raise NO_WAREHOUSE
        return newest

    @cached_property
    def months(self) -> tuple[date, ...]:
        """The closed months, oldest first."""
        found = self._engine.run(select(org_month.c.month).distinct())["month"].sort()
        return tuple(m for m in found if m <= self.generation.last_closed_month)

    @cached_property
    def first_results(self) -> date | None:
        """The first month with results by RM and day."""
        first: date | None = self._engine.run(select(func.min(result_day.c.month).label("month")))["month"][0]
        return first

    @cached_property
    def own_working_days(self) -> tuple[tuple[date, bool], ...]:
        """What the bank's own calendar says of days, where it says anything."""
        rows = _typed(self._engine.run(select(working_day)), select(working_day))
        return tuple(rows.select("day", "is_working").sort("day").iter_rows())

    @cached_property
    def open_month(self) -> date | None:
        """The month that has begun and is not closed, where there is one with data."""
        month = self.generation.as_of.replace(day=1)
        return month if month > self.generation.last_closed_month else None

    def tree(self, month: date | None = None) -> Tree:
        """The tree of `month`, by default today's. It is the same for everyone; what is shown of it is cut by the scope."""
        wanted = month or self.today
        if wanted not in self._trees:
            self._trees[wanted] = Tree.of(wanted, self._engine.run(select(org_month).where(org_month.c.month == wanted)))
        return self._trees[wanted]

    def close(self) -> None:
        self._engine.close()


class Shelf:
    """Where generations are published. `current()` notices a new one, switches, and lets the old one go.

    A reader that still holds the old Warehouse finishes on it: every figure belongs to exactly one generation.
    """

    def __init__(self, place: str, seconds: float = 30.0) -> None:
        self._place = place
        self._seconds = seconds
        self._lock = threading.Lock()
        self._open: Warehouse | None = None

    def current(self) -> Warehouse:
        name = self._published()
        with self._lock:
            if self._open is None or self._open.stamp != name:
                self._open = Warehouse(self._engine(name))
            return self._open

    def _published(self) -> str:
        if "://" in self._place:
            return self._place.rpartition("#")[2]
        try:
            return (Path(self._place) / "CURRENT").read_text(encoding="ascii").strip()
        except FileNotFoundError:
            raise NO_WAREHOUSE from None

    def _engine(self, name: str) -> Engine:
        if "://" in self._place:
            return PostgresEngine(self._place.rpartition("#")[0], name, self._seconds)
        return DuckEngine(Path(self._place) / f"{name}.duckdb", self._seconds)


def _reads_only(rolled: Rows, kept: Rows, masks: Mapping[str, str]) -> None:
    """A roll-up reads the kept rows and no table beside them, and none of their hidden columns."""
    tables, inside = _tables_in(rolled), _tables_in(kept)
    if masks or tables - inside:
        names = ", ".join(sorted({*masks, *(table.name for table in tables - inside)}))
        raise UnscopedRead(
            Text(f"汇总语句另外读取了 {names}。", f"The roll-up reads {names} beside the rows it was given."),
            Text("汇总语句只能使用已限定范围的行。", "Let a roll-up use only the rows kept to the scope."),
        )


def _tables_in(statement: Rows) -> set[Table]:
    """Every table at any depth. What is read in several places is looked into once: CTEs upon CTEs are else walked a hundredfold."""
    seen: dict[int, Any] = {}
    waiting: list[Any] = [statement]
    while waiting:
        node = waiting.pop()
        if id(node) not in seen:
            seen[id(node)] = node
            waiting.extend(node.get_children())
    return {node for node in seen.values() if isinstance(node, Table)}


def _typed(frame: pl.DataFrame, statement: Rows) -> pl.DataFrame:
    """Every engine's answer in the same Polars types, by the types of the selected columns."""
    return frame.cast({column.name: _polars_type(column.type) for column in statement.selected_columns})


def _polars_type(kind: Any) -> pl.DataType:
    if isinstance(kind, Numeric):
        return pl.Decimal(38, kind.scale if kind.scale is not None else 2)
    pairs = ((BigInteger, pl.Int64()), (Integer, pl.Int64()), (Float, pl.Float64()), (Boolean, pl.Boolean()),
             (DateTime, pl.Datetime("us")), (Date, pl.Date()), (String, pl.String()))  # fmt: skip
    return next((polars for base, polars in pairs if isinstance(kind, base)), pl.Float64())


def _masks(statement: Rows, scope: Scope) -> Mapping[str, str]:
    """Output columns to be hidden and the right that is missing; refuses a hidden column inside an expression."""
    missing = {right for right, has in (("client", scope.names_visible), ("staff", scope.staff_visible)) if not has}
    masks: dict[str, str] = {}
    for output in statement.selected_columns:
        plain = output.element if isinstance(output, elements.Label) else output
        if isinstance(plain, Column):
            if (right := plain.info.get("hides")) in missing:
                masks[output.name] = str(right)
        elif _reveals(plain, missing):
            raise UnscopedRead(
                Text(f"列 {output.name} 由不可见的内容计算得出。", f"The column {output.name} is worked out from what this viewer may not see."),
                Text("直接选取该列（将被遮蔽），或只计数。", "Select the column itself (it is then masked), or only count it."),
            )
    return masks


def _reveals(expression: Any, missing: set[str]) -> bool:
    """Whether hidden content could be read off the expression; a count of it tells nothing."""
    if isinstance(expression, functions.count):
        return False
    hidden = (n for n in visitors.iterate(expression) if isinstance(n, Column) and n.info.get("hides") in missing)
    return any(True for _ in hidden)


def _hidden(name: str, right: str, scope: Scope) -> pl.Expr:
    """Staff details go; who a client is becomes a pseudonym, stable within the scope's salt."""
    if right == "staff":
        return pl.lit(None).alias(name)
    key = f"{scope.salt}|{','.join(scope.nodes)}".encode()

    def pseudonym(values: pl.Series) -> pl.Series:
        unique = values.drop_nulls().unique().to_list()
        made = {value: f"#{hmac.new(key, value.encode(), hashlib.sha256).hexdigest()[:8]}" for value in unique}
        return values.replace_strict(made, return_dtype=pl.String, default=None)

    return pl.col(name).map_batches(pseudonym, return_dtype=pl.String)
