"""What the shell asks, turned into a viewer, a scope and an answer. The door is the same as the page's."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl

from queries import access, state
from queries.catalog import QUERIES
from queries.errors import BadRequest
from queries.headings import heading
from queries.query import Query
from queries.scope import BOOK, Scope
from queries.text import Lang, Text
from queries.warehouse import Warehouse


@dataclass(frozen=True, slots=True)
class Asked:
    """One question from the shell. `month` and `as_of` default to the latest closed month."""

    query: str
    month: date | None = None
    as_of: date | None = None
    nodes: tuple[str, ...] = ()
    segments: tuple[str, ...] = ()
    measure: str | None = None
    by: str | None = None
    period: str | None = None
    role: access.Role = access.Role.EXECUTIVE
    subject: str | None = None  # take this person's grant instead of a role's
    metric: str | None = None
    who: str | None = None
    team: str | None = None
    client: str | None = None
    stress: Mapping[str, Any] = field(default_factory=dict)  # what a stress assumes, by the scope's names of it; None for its default


def find(key: str) -> Query:
    if key not in QUERIES:
        raise BadRequest(
            Text(f"没有名为“{key}”的查询。", f"There is no query {key!r}."),
            Text("用 --list 查看全部查询。", "See them all with --list."),
        )
    return QUERIES[key]


def scope_of(asked: Asked, warehouse: Warehouse) -> Scope:
    """The asker's widest scope, narrowed to what was asked. A node or month that is not there is an error, not an empty answer."""
    month = _month(asked, warehouse, open_too=asked.query in QUERIES and QUERIES[asked.query].to_the_day)
    unknown = [n for n in asked.nodes if not n.startswith(BOOK) and n not in warehouse.tree().nodes]
    if unknown:
        raise BadRequest(
            Text(f"机构树中没有 {'、'.join(unknown)}。", f"The tree has no node {', '.join(unknown)}."),
            Text("机构编号见 org_month；客户经理本人管户写作 rm:工号。", "Node numbers are those of org_month; an RM's own book is rm:NUMBER."),
        )
    if asked.subject is not None:
        viewer = state.viewer(asked.subject)
    else:
        viewer = access.role_viewer(asked.role, warehouse, asked.nodes, asked.segments)
    reach = access.reach(viewer, warehouse, month)
    kept = reach.narrow(warehouse.tree(), asked.nodes, asked.segments)
    return kept.asking(measure=asked.measure, by=asked.by, period=asked.period, metric=asked.metric, day=asked.as_of, who=asked.who, team=asked.team, client=asked.client, **asked.stress)


def _month(asked: Asked, warehouse: Warehouse, *, open_too: bool) -> date:
    wanted = asked.month or (asked.as_of.replace(day=1) if asked.as_of else warehouse.generation.last_closed_month)
    if wanted not in warehouse.months and not (open_too and wanted == warehouse.open_month):
        first, last = warehouse.months[0], warehouse.months[-1]
        raise BadRequest(
            Text(f"没有 {wanted:%Y-%m} 的已结数据。", f"There is no closed month {wanted:%Y-%m}."),
            Text(f"可选 {first:%Y-%m} 至 {last:%Y-%m}。", f"Choose one from {first:%Y-%m} to {last:%Y-%m}."),
        )
    return wanted


def as_json(frame: pl.DataFrame, scope: Scope, stamp: str) -> str:
    """Money as strings with two decimals, counts as integers, ratios as numbers."""
    rows = [{name: _plain(value) for name, value in row.items()} for row in frame.iter_rows(named=True)]
    about = {
        "nodes": scope.nodes, "segments": scope.segments, "month": f"{scope.month:%Y-%m}",
        "measure": scope.measure, "by": scope.by, "period": scope.period, "metric": scope.metric,
    }  # fmt: skip
    return json.dumps({"generation": stamp, "scope": about, "columns": frame.columns, "rows": rows}, ensure_ascii=False)


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return f"{value:.2f}"
    return value.isoformat() if isinstance(value, date) else value


FORMULA = r"^[=+\-@\t\r]"  # how a text begins that a spreadsheet would run


def harmless_frame(frame: pl.DataFrame) -> pl.DataFrame:
    """The frame with every text that a spreadsheet would run as a formula quoted."""
    return frame.with_columns(pl.selectors.string().str.replace(f"({FORMULA})", "'$1"))


def as_csv(frame: pl.DataFrame, lang: Lang) -> str:
    """Headings in words; text that a spreadsheet would run as a formula is neutralised."""
    return harmless_frame(frame).rename({name: heading(name).to(lang) for name in frame.columns}).write_csv()
