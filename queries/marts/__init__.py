"""The roll-ups, each a Core select for ONE month, the one bound as `:month`.

A full build runs `statements()` for every month in order; loading month k runs them from k to the latest. Full and
incremental are therefore the same code. Statements lean on no engine; what differs is in `queries/dialects.py`.
"""

from collections.abc import Iterator

from sqlalchemy import Table

from queries.dialects import Rows
from queries.marts.books import book_holders, book_holders_of_facts, books, closure
from queries.marts.concentration import attribute_holders, by_node, client_holders, client_totals, group_holders, groups_as_clients
from queries.marts.largest import LARGEST, largest
from queries.marts.month import MEASURE_COLUMNS, looked_back
from queries.marts.ranking import ranked
from queries.marts.results import results
from queries.schema import book_month, concentration_month, large_holder

__all__ = [
    "LARGEST", "MEASURE_COLUMNS", "results", "book_holders", "book_holders_of_facts", "closure", "looked_back", "ranked", "statements",
]  # fmt: skip


def statements() -> Iterator[tuple[Table, Rows]]:
    """The roll-ups of a closed month's client facts, each leaning only on `closure` and on those before it."""
    yield book_month, books()
    yield concentration_month, by_node(attribute_holders())
    yield concentration_month, by_node(client_holders(), client_totals())
    yield concentration_month, by_node(group_holders())
    yield concentration_month, groups_as_clients()
    yield large_holder, largest()
