"""A metric: one number the bank talks about, defined once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

import polars as pl

from queries.policy import Rule
from queries.text import Text


class Unit(Enum):
    YUAN = "yuan"
    COUNT = "count"
    SHARE = "share"
    BP = "bp"  # basis points: hundredths of a percent
    INDEX = "index"  # a pure number such as an HHI or a Gini coefficient


class Good(Enum):
    UP = "up"
    DOWN = "down"
    NEITHER = "neither"


class Dim(Enum):
    """A cut a figure may accept. The door refuses any other; a filter is never silently ignored."""

    NODE = "node"
    SEGMENT = "segment"
    BOOK = "book"
    TEAM = "team"


@dataclass(frozen=True, slots=True, eq=False)
class Metric:
    """`formula` aggregates the rows of one group, so that one definition is right per client, per node and for the bank.

    `in_words` is the formula as the glossary prints it; `source` says who defined it; `rules` are the values of policy in it.
    """

    key: str
    name: Text
    meaning: Text
    in_words: Text
    source: Text
    unit: Unit
    good: Good
    formula: pl.Expr
    rules: tuple[Rule, ...] = ()

    @property
    def column(self) -> pl.Expr:
        return self.formula.alias(self.key)


def ratio(part: pl.Expr, whole: pl.Expr) -> pl.Expr:
    """`part / whole` in Float64 (Decimal ÷ Decimal keeps two digits), null where there is nothing to divide by."""
    return pl.when(whole != 0).then(part.cast(pl.Float64) / whole.cast(pl.Float64))


def summarise(rows: pl.DataFrame, metrics: Iterable[Metric], by: Sequence[str] = ()) -> pl.DataFrame:
    """Work out `metrics` for each group of `by` (sorted by it), or once for all rows."""
    columns = [metric.column for metric in metrics]
    return rows.group_by(by).agg(columns).sort(by) if by else rows.select(columns)
