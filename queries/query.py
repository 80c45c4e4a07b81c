"""A query: a question of the catalogue, with the cuts and choices it accepts."""

from collections.abc import Callable
from dataclasses import dataclass

import polars as pl

from queries.codes import Codes
from queries.errors import BadRequest, UnsupportedCut
from queries.metric import Dim
from queries.scope import ALL_SEGMENTS, Scope
from queries.text import Text
from queries.warehouse import Warehouse

Answer = Callable[[Warehouse, Scope], pl.DataFrame]


@dataclass(frozen=True, slots=True, eq=False)
class Query:
    """Call it with a warehouse and a scope. `key` is `subject.question`; `about` says grain and order."""

    key: str
    about: Text
    answer: Answer
    dims: frozenset[Dim]
    measures: Codes
    holders: Codes
    to_the_day: bool = False  # whether it can be asked of the open month and of a day in it

    def __call__(self, warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
        """Raises UnsupportedCut for a filter the figure does not accept, BadRequest for an unknown choice."""
        self._check(scope)
        return self.answer(warehouse, scope)

    def refused(self, scope: Scope) -> frozenset[Dim]:
        """The cuts of this scope that the figure does not accept; a scope of nothing is cut by nothing."""
        cuts = {Dim.SEGMENT} if scope.segments not in (ALL_SEGMENTS, ()) else set()
        cuts |= {Dim.BOOK} if scope.books else set()
        cuts |= {Dim.TEAM} if scope.team else set()
        return frozenset(cuts - self.dims)

    def _check(self, scope: Scope) -> None:
        if refused := self.refused(scope):
            names = ", ".join(sorted(dim.value for dim in refused))
            raise UnsupportedCut(
                Text(f"{self.key} 不能按 {names} 筛选。", f"{self.key} cannot be cut by {names}."),
                Text("请取消该筛选。", "Remove that filter."),
            )
        for choice, allowed in ((scope.measure, self.measures), (scope.by, self.holders)):
            if allowed and choice not in allowed:
                raise BadRequest(
                    Text(f"{self.key} 没有“{choice}”这一选项。", f"{self.key} has no choice {choice!r}."),
                    Text(f"可选：{'、'.join(allowed)}。", f"Choose one of: {', '.join(allowed)}."),
                )


def query(about: Text, *, dims: frozenset[Dim], measures: Codes | None = None, holders: Codes | None = None, to_the_day: bool = False) -> Callable[[Answer], Query]:
    """Make a function of a subject file a query of the catalogue, keyed by its subject (the file, or the folder of several) and its name."""

    def named(answer: Answer) -> Query:
        key = f"{answer.__module__.split('.')[1]}.{answer.__name__}"
        return Query(key, about, answer, dims, measures or {}, holders or {}, to_the_day)

    return named
