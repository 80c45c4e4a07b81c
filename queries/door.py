"""The door's rule: keep a statement to a scope, or refuse to run it.

Only what is known to be safe passes: plain tables of `schema`, plainly joined, and a short list of
expressions. A subquery, CTE, alias, union, EXISTS, text, table function or raw operator is refused, because a
predicate added outside would not reach inside it.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from sqlalchemy import Column, Join, Select, Table, and_, exists, false, or_, select, tuple_
from sqlalchemy.sql import elements, functions, operators, visitors
from sqlalchemy.sql.elements import ColumnElement

from queries.dialects import Rows
from queries.errors import UnscopedRead, UnsupportedCut
from queries.schema import Reach, book_holder, metadata, org_closure, reach
from queries.scope import ALL_SEGMENTS, BOOK, Hold, Scope
from queries.text import Text

ALLOWED: tuple[type[Any], ...] = (
    Table, Column, Join, elements.BindParameter, elements.BinaryExpression, elements.BooleanClauseList,
    elements.ExpressionClauseList, elements.ClauseList, elements.Grouping, elements.Label, elements.UnaryExpression,
    elements.Case, elements.Cast, elements.TypeClause, elements.Over, elements.Null, elements.True_, elements.False_,
    elements._label_reference,
)  # fmt: skip
ATTACHMENTS = (
    "_prefixes", "_suffixes", "_hints", "_statement_hints", "_for_update_arg", "_independent_ctes",
    "_pre_columns_clause", "_post_select_clause", "_post_criteria_clause", "_post_body_clause",
)  # fmt: skip
FUNCTIONS = {"sum", "count", "min", "max", "avg", "coalesce", "abs", "row_number", "nullif", "lower"}


def within(statement: Rows, scope: Scope, today: date) -> Rows:
    """`statement` kept to `scope`; `today` is the month whose tree access is judged on.

    Raises UnscopedRead where the scope cannot be applied, UnsupportedCut where a table has no such column.
    """
    tables = _plain_tables(statement)
    _names_are_joined(statement, tables)
    for table in tables:
        if reach(table) is Reach.SEALED:
            raise _refusal(table.name, "封存的表", "a sealed table")
    if scope.is_empty:
        return statement.where(false())
    for table in tables:
        kind = reach(table)
        if kind is Reach.OUTLET:
            statement = statement.where(_granted(table, scope.reach, today), _picked(table, scope, today))
        elif kind is Reach.NODE:
            statement = statement.where(_whole_nodes(table, scope, today))
        elif kind is Reach.WHOLE:
            statement = statement.where(_whole_bank(scope.reach, today))
    return statement


def _refusal(what: str, zh: str, en: str) -> UnscopedRead:
    return UnscopedRead(
        Text(f"语句读取 {what}，其为{zh}，无法限定在数据权限之内。", f"The statement reads {what}, {en}, which cannot be kept to a scope."),
        Text("用 queries.schema 的表直接连接，或分别读取后在 Polars 中合并。",
             "Join plain tables of queries.schema, or read each on its own and join the frames in Polars."),
    )  # fmt: skip


def _plain_tables(statement: Rows) -> tuple[Table, ...]:
    """The tables the statement reads, once everything in it is known to be of a safe kind."""
    if type(statement) is not Select:
        raise _refusal(type(statement).__name__, "非单一查询", "not one plain SELECT")
    if any(getattr(statement, name) not in (None, (), {}) for name in ATTACHMENTS):
        raise _refusal("SELECT", "带有原始 SQL 的语句", "with raw SQL attached")
    nodes = list(visitors.iterate(statement))
    for node in nodes:
        if node is not statement and not _is_safe(node):
            raise _refusal(getattr(node, "name", None) or type(node).__name__, "子查询或原始 SQL", "a subquery or raw SQL")
    found = {table for source in statement.get_final_froms() for table in _tables_of(source)}
    read = {node for node in nodes if isinstance(node, Table)}
    columns = {node.table for node in nodes if isinstance(node, Column)}
    if (read | columns) != found:
        raise _refusal(", ".join(sorted(t.name for t in (read | columns) ^ found)), "隐藏的来源", "a hidden source")
    return tuple(sorted(found, key=lambda table: table.name))


def _is_safe(node: Any) -> bool:
    if isinstance(node, functions.FunctionElement):
        return getattr(node, "name", "") in FUNCTIONS
    if isinstance(node, Table):
        return metadata.tables.get(node.name) is node
    if isinstance(node, Column):
        return isinstance(node.table, Table) and metadata.tables.get(node.table.name) is node.table
    raw_operator = isinstance(getattr(node, "operator", None), operators.custom_op)
    return isinstance(node, ALLOWED) and not raw_operator


def _tables_of(source: Any) -> Iterator[Table]:
    if isinstance(source, Join):
        yield from _tables_of(source.left)
        yield from _tables_of(source.right)
    elif isinstance(source, Table):
        yield source
    else:
        raise _refusal(getattr(source, "name", type(source).__name__), "别名或子查询", "an alias or a subquery")


def _names_are_joined(statement: Rows, tables: Iterable[Table]) -> None:
    """A name table must hang by its key on a fact, or on a name table that does."""
    anchored = {table for table in tables if reach(table) is Reach.OUTLET}
    waiting = {table for table in tables if reach(table) is Reach.NAME}
    ties = [pair for source in statement.get_final_froms() for pair in _ties(source)]
    while tied := {
        name for name in waiting
        if any({a, b} & set(name.primary_key) and {a.table, b.table} & (anchored - {name}) for a, b in ties)
    }:  # fmt: skip
        anchored |= tied
        waiting -= tied
    # A rolled-up node names only clients of its own outlets, so a roll-up anchors names as a fact does.
    waiting = {w for w in waiting if not any(_is_rollup_tie(w, a, b) for a, b in ties)}
    if waiting:
        raise _refusal(", ".join(sorted(t.name for t in waiting)), "未与事实表按主键连接的名称表", "a name table not joined by its key to a fact")


def _is_rollup_tie(name: Table, one: Column[Any], other: Column[Any]) -> bool:
    far = other if one.table is name else one
    return {one, other} & set(name.primary_key) != set() and reach(far.table) is Reach.NODE


def _ties(source: Any) -> Iterator[tuple[Column[Any], Column[Any]]]:
    """Column pairs that a join's ON clause makes equal, whatever else it asks."""
    if isinstance(source, Join):
        yield from _ties(source.left)
        yield from _ties(source.right)
        for term in _all_of(source.onclause):
            is_equality = isinstance(term, elements.BinaryExpression) and term.operator is operators.eq
            if is_equality and isinstance(term.left, Column) and isinstance(term.right, Column):
                yield term.left, term.right


def _all_of(clause: Any) -> Iterator[Any]:
    if isinstance(clause, elements.BooleanClauseList) and clause.operator is operators.and_:
        for part in clause.clauses:
            yield from _all_of(part)
    elif isinstance(clause, elements.Grouping):
        yield from _all_of(clause.element)
    else:
        yield clause


def _granted(table: Table, holds: tuple[Hold, ...], today: date) -> ColumnElement[bool]:
    """Rows of outlets that today stand below a granted node, or of a granted book."""
    nodes: dict[tuple[str, ...], list[str]] = {}
    books: list[str] = []
    for hold in holds:
        if hold.node.startswith(BOOK):
            books.append(hold.node.removeprefix(BOOK))
        else:
            nodes.setdefault(hold.segments, []).append(hold.node)
    ways = [
        and_(_outlets_of(table, ids, today), _segments(table, segments)) for segments, ids in sorted(nodes.items())
    ]
    return or_(false(), *ways, *([_books(table, books)] if books else []))


def _picked(table: Table, scope: Scope, today: date) -> ColumnElement[bool]:
    """Rows of the picked nodes, by the tree of their own month unless a comparable basis is asked for."""
    ids = [node for node in scope.nodes if not node.startswith(BOOK)]
    if "month" in table.c and not scope.comparable:
        # a pair, not a correlated EXISTS: for that DuckDB first copies every wide row
        below = select(org_closure.c.month, org_closure.c.outlet_id).where(org_closure.c.node_id.in_(ids)).correlate(None)
        here: ColumnElement[bool] = tuple_(table.c.month, table.c.outlet_id).in_(below)
    else:
        here = _outlets_of(table, ids, today if scope.comparable else scope.month)
    books = [_books(table, list(scope.books))] if scope.books else []
    return and_(or_(here if ids else false(), *books), _segments(table, scope.segments))


def _outlets_of(table: Table, nodes: list[str], on: date) -> ColumnElement[bool]:
    below = select(org_closure.c.outlet_id).where(org_closure.c.month == on, org_closure.c.node_id.in_(nodes))
    return table.c.outlet_id.in_(below)


def _segments(table: Table, segments: tuple[str, ...]) -> ColumnElement[bool]:
    if segments == ALL_SEGMENTS:
        return elements.True_()
    if "segment" not in table.c:
        raise UnsupportedCut(
            Text(f"表 {table.name} 不分条线，不能按条线查看。", f"{table.name} is not kept by segment, so it cannot be cut by one."),
            Text("请取消条线筛选。", "Remove the segment filter."),
        )
    return table.c.segment.in_(segments)


def _books(table: Table, rm_ids: list[str]) -> ColumnElement[bool]:
    """An RM's clients of today with their whole history; tables without clients: the RM's own rows."""
    if "client_id" in table.c and table is not book_holder:
        return table.c.client_id.in_(select(book_holder.c.client_id).where(book_holder.c.rm_id.in_(rm_ids)))
    return table.c.rm_id.in_(rm_ids) if "rm_id" in table.c else false()


def _whole_bank(holds: tuple[Hold, ...], today: date) -> ColumnElement[bool]:
    """All rows to whoever was granted the bank itself with all its segments, whatever they picked; none to others."""
    nodes = [hold.node for hold in holds if hold.segments == ALL_SEGMENTS]
    root = select(org_closure.c.outlet_id).where(org_closure.c.month == today, org_closure.c.level == "bank", org_closure.c.node_id.in_(nodes))
    return exists(root.correlate(None))


def _whole_nodes(table: Table, scope: Scope, today: date) -> ColumnElement[bool]:
    """Roll-ups of nodes all of whose outlets are both granted and picked: nothing of another's is added in."""
    if not scope.is_whole_nodes:
        raise UnsupportedCut(
            Text(f"{table.name} 是整个机构的汇总，不能再按条线或管户拆分。", f"{table.name} is rolled up over whole nodes and cannot be cut by segment or book."),
            Text("请取消条线筛选，或改看明细。", "Remove the segment filter, or read the facts."),
        )
    month = table.c.month if "month" in table.c else today
    inside, picked = org_closure.alias("inside"), org_closure.alias("picked")
    granted = select(org_closure.c.outlet_id).where(
        org_closure.c.month == today, org_closure.c.node_id.in_([hold.node for hold in scope.reach])
    )
    own = select(inside.c.outlet_id).where(inside.c.month == month, inside.c.node_id == table.c.node_id)
    beside = inside.outerjoin(
        picked,
        and_(picked.c.month == inside.c.month, picked.c.outlet_id == inside.c.outlet_id, picked.c.node_id.in_(scope.nodes)),
    )
    unpicked = own.select_from(beside).where(picked.c.outlet_id.is_(None))
    return and_(
        exists(own.correlate(table)),
        ~exists(own.where(inside.c.outlet_id.not_in(granted)).correlate(table)),
        ~exists(unpicked.correlate(table)),
    )
