"""What a page is, and what it is handed."""

from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import lru_cache, partial
from typing import Any
from weakref import WeakKeyDictionary, ref

import polars as pl

from dashboard import words
from dashboard.answer import Content
from dashboard.figures import Look
from dashboard.theme import Palette
from queries.catalog import QUERIES
from queries.codes import MEASURES
from queries.money import Scale
from queries.query import Query
from queries.scope import BOOK, Scope
from queries.text import Lang, Text
from queries.warehouse import Warehouse

Answer = Callable[[str, Scope, Warehouse], pl.DataFrame]


def direct(key: str, scope: Scope, warehouse: Warehouse) -> pl.DataFrame:
    """The query's frame, worked out now: for files made from the shell."""
    return QUERIES[key](warehouse, scope)


class Answers:
    """The query's frame, worked out once per scope and generation, for everybody.

    A scope holds everything that changes a result, and frames are never changed, so that one is handed to all. What is
    known of a generation goes with it when the last reader lets it go.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._known: WeakKeyDictionary[Warehouse, Callable[[str, Scope], pl.DataFrame]] = WeakKeyDictionary()

    def __call__(self, key: str, scope: Scope, warehouse: Warehouse) -> pl.DataFrame:
        if warehouse not in self._known:
            self._known[warehouse] = lru_cache(self._most)(partial(_of, ref(warehouse)))
        return self._known[warehouse](key, scope)


def _of(warehouse: "ref[Warehouse]", key: str, scope: Scope) -> pl.DataFrame:
    opened = warehouse()
    assert opened is not None, "whoever asks holds the warehouse"
    return direct(key, scope, opened)


remembered = Answers(500)
SIDE_BY_SIDE = ThreadPoolExecutor(4, thread_name_prefix="query")


@dataclass(frozen=True, slots=True)
class View:
    """One person looking at one page: everything a page may use."""

    warehouse: Warehouse
    scope: Scope
    lang: Lang
    colours: Palette
    person: Text  # who is looking, in words
    subject: str  # the same as an identifier
    may_export: bool
    top: int = 20
    choices: Mapping[str, list[str]] = field(default_factory=dict)  # the view as its link says it
    page: str = ""
    routes: Mapping[str, Any] = field(default_factory=dict)  # Streamlit's pages by key, to link to
    answer: Answer = remembered

    def load(self, query: Query, scope: Scope | None = None) -> pl.DataFrame:
        """The query's frame in this scope, or in another that was cut from it."""
        return self.answer(query.key, scope or self.scope, self.warehouse)

    def load_each(self, queries: Iterable[Query], scope: Scope | None = None) -> list[pl.DataFrame]:
        """The frames of several queries in one scope, worked out side by side: what they wait for, the engine does in threads of its own."""
        return list(SIDE_BY_SIDE.map(lambda query: self.load(query, scope), queries))

    def look(self, scale: Scale) -> Look:
        return Look(self.lang, self.colours, scale)

    @property
    def where(self) -> Text:
        """The scope's units in words."""
        names = [_node_name(self.warehouse, node) for node in self.scope.nodes]
        if not names:
            return words.NOTHING_HELD
        return names[0] if len(names) == 1 else words.fill(words.SEVERAL, first=names[0], count=len(names))


@dataclass(frozen=True, slots=True)
class Page:
    """`question` is what the page answers; it stands under the title. `filters` are those it can be cut by,
    `measure` the one it opens with, `measures` those it offers; `to_the_day` says that it can look at the open month and at a day of it, `opens_today` that it opens there.

    `answer` must not draw: what it returns is shown, filed and printed.
    """

    key: str
    title: Text
    question: Text
    icon: str
    answer: Callable[[View], Content]
    filters: tuple[str, ...] = ()
    measure: str = "loans"
    measures: tuple[str, ...] = tuple(MEASURES)
    in_board_pack: bool = True
    to_the_day: bool = False
    opens_today: bool = False


def _node_name(warehouse: Warehouse, node: str) -> Text:
    if node.startswith(BOOK):
        number = node.removeprefix(BOOK)
        return words.OWN_BOOK.fill(name=number)
    return warehouse.tree().nodes[node].name

