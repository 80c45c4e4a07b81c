"""The questions of the catalogue: each query with each measure, holder kind and shape of scope."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import product

import polars as pl
from sqlalchemy import func, select

from queries.access import Role, reach, role_viewer
from queries.catalog import QUERIES
from queries.dialects import Rows
from queries.engines import Engine
from queries.metric import Dim
from queries.query import Query
from queries.schema import book_holder
from queries.scope import ALL_SEGMENTS, Scope
from queries.warehouse import Warehouse


@dataclass(slots=True)
class Recorder:
    """An engine that keeps every statement it runs on another."""

    engine: Engine
    statements: list[Rows] = field(default_factory=list)

    @property
    def stamp(self) -> str:
        return self.engine.stamp

    @property
    def kept(self) -> tuple[str, ...]:
        return self.engine.kept

    def run(self, statement: Rows) -> pl.DataFrame:
        self.statements.append(statement)
        return self.engine.run(statement)

    def close(self) -> None:
        self.engine.close()


@dataclass(frozen=True, slots=True)
class Question:
    shape: str
    query: Query
    scope: Scope

    def __str__(self) -> str:
        return f"{self.query.key} --measure {self.scope.measure} --by {self.scope.by}, {self.shape}"


def questions(engine: Engine) -> Iterator[Question]:
    """Every query with every shape of scope, every measure and every holder kind."""
    for (shape, scope), query in product(shapes(engine).items(), QUERIES.values()):
        for by, measure in product(query.holders or [scope.by], query.measures or [scope.measure]):
            if _accepts(query, scope):
                yield Question(shape, query, scope.asking(measure=measure, by=by))


def dealt(engine: Engine) -> Iterator[Question]:
    """Those questions with one measure each, the next one every time (measures differ by a column's name only), and half of the shapes, the others for the next query."""
    rows, columns = ({name: at for at, name in enumerate(names)} for names in (QUERIES, shapes(engine)))
    halved = (one for one in questions(engine) if (rows[one.query.key] + columns[one.shape]) % 2 == 0)
    for number, question in enumerate(halved):
        measures = list(question.query.measures) or [question.scope.measure]
        turn, place = divmod(number, len(measures))
        if place == turn % len(measures):
            yield question


def _accepts(query: Query, scope: Scope) -> bool:
    is_cut = scope.segments != ALL_SEGMENTS
    return not (is_cut and Dim.SEGMENT not in query.dims) and not (scope.books and Dim.BOOK not in query.dims)


def shapes(engine: Engine) -> dict[str, Scope]:
    """One scope of every shape in which a statement takes another form."""
    warehouse = Warehouse(engine)
    tree = warehouse.tree()
    one, other, *_ = sorted(node for node in tree.nodes if tree.nodes[node].level == "branch")
    outlet = max(node for node in tree.nodes if tree.nodes[node].level == "outlet" and not tree.is_within(node, (one,)))
    whole = reach(role_viewer(Role.EXECUTIVE, warehouse), warehouse)
    segment = reach(role_viewer(Role.BUSINESS_HEAD, warehouse, (), ("corporate",)), warehouse)
    return {
        "the bank": whole,
        "a branch": reach(role_viewer(Role.BRANCH_HEAD, warehouse, (one,)), warehouse),
        "a union of nodes": reach(role_viewer(Role.BRANCH_HEAD, warehouse, (one, outlet)), warehouse),
        "a union picked by an analyst": reach(role_viewer(Role.ANALYST, warehouse), warehouse).narrow(tree, (one, other)),
        "a segment": segment,
        "a segment in a branch": segment.narrow(tree, (one,)),
        "an RM's book": reach(role_viewer(Role.RM, warehouse, (f"rm:{_busiest_rm(engine)}",)), warehouse),
        "history on today's tree": replace(whole, comparable=True),
        "nobody": Scope.nothing(whole.month),
    }


def _busiest_rm(engine: Engine) -> str:
    held = func.count().label("held")
    rms = engine.run(select(book_holder.c.rm_id, held).group_by(book_holder.c.rm_id))
    return str(rms.sort("held", "rm_id")["rm_id"][-1])
